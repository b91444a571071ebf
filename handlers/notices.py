"""What other people are told about what happened, written in the same transaction (law 3).

A bundle that opened rings at its holder; every other change of a bundle is a silent edit of the cards that
show it. What a move means beyond that is told by the functions of `MEANINGS`.
"""

from collections.abc import Callable
from typing import Any

from desk import cards, charts, clocks, confirmations, connections, held_notices, pauses, sheets
from desk.corrections import FigureCorrected
from desk.held_notices import NoticesOpened
from desk.moves import Moved
from desk.openings import ProposalDue
from desk.works import Work
from handlers.faces import face
from handlers.happenings import HAPPENINGS, MEANINGS
from sop.cases import Bundle, BundleState
from sop.changes import BundleChanged, BundleClosed, BundleHeld, BundleOpened, BundleReleased
from sop.people import Seat
from sop.procedures import Stage
from text.screens import Screen

Told = Callable[[Work, Any], None]


def announce(work: Work, events: list[object]) -> None:
    """Tell whoever is concerned. Events that arise while telling are told too."""
    while events:
        event = events.pop(0)
        work.office_id = office_of(event)
        if isinstance(event, Moved):
            _moved(work, event)
        elif isinstance(event, cards.CardOutdated):
            bring_up_to_date(work, event.bundle)
        elif isinstance(event, cards.CardDue):
            ring(work, event.bundle, work.person.id if work.person else 0)
        elif isinstance(event, cards.CardWanted):
            cards.show(work, event.bundle, event.person_id, face(work, event.bundle))
        elif isinstance(event, cards.ReminderWanted):
            _remind(work, event)
        elif isinstance(event, ProposalDue):
            ring(work, event.bundle)
        elif isinstance(event, NoticesOpened):
            _opened(work, event)
        else:
            tell = HAPPENINGS.get(type(event))
            if tell is not None:
                tell(work, event)


def office_of(event: object) -> int:
    """The office an event is about; 0 where it is about a person."""
    if isinstance(event, NoticesOpened):
        return event.notices[0].office_id
    if isinstance(event, FigureCorrected):
        return event.held.bundle.office_id
    for name in ("bundle", "case", "report"):
        if (about := getattr(event, name, None)) is not None:
            return int(about.office_id)
    return int(getattr(event, "office_id", 0))


def _moved(work: Work, moved: Moved) -> None:
    bundles = {bundle.id: bundle for bundle in moved.after.bundles}
    ringing: dict[int, Bundle] = {}
    silent: dict[int, Bundle] = {}
    for event in moved.events:
        match event:
            case BundleOpened(bundle):
                ringing[bundle.id] = bundles[bundle.id]
            case BundleReleased(bundle_id=bundle_id):
                ringing[bundle_id] = bundles[bundle_id]
            case BundleChanged(bundle_id=bundle_id) | BundleHeld(bundle_id=bundle_id):
                silent[bundle_id] = bundles[bundle_id]
            case BundleClosed(bundle_id=bundle_id):
                silent[bundle_id] = bundles[bundle_id]
            case _:
                pass
    for bundle in silent.values():
        if bundle.id not in ringing or bundle.state is not BundleState.OPEN:
            bring_up_to_date(work, bundle)
    for bundle in ringing.values():
        if bundle.state is BundleState.OPEN and not moved.quiet:
            ring(work, bundle, moved.by)
    for event in moved.events:
        tell = MEANINGS.get(type(event))
        if tell is not None:
            tell(work, moved, event)


def _opened(work: Work, opened: NoticesOpened) -> None:
    """Cards that waited for the morning ring now, if they are still open; the rest is told by its kind."""
    for notice, newest in held_notices.held_cards(opened).values():
        bundle = held_notices.bundle_of(work, notice)
        if bundle is not None and bundle.state is BundleState.OPEN and not pauses.rests(work, bundle):
            _ring_held(work, bundle, newest)
    for notice in opened.notices:
        if notice.kind == confirmations.KIND:
            work.office_id = notice.office_id
            HAPPENINGS[confirmations.PageDue](work, confirmations.PageDue(notice))
    told_apart = (held_notices.CARD, confirmations.KIND)
    rest = [notice for notice in opened.notices if notice.kind not in told_apart]
    rehearsed = [one for one in rest if charts.chart(work, one.office_id).office.rehearses]
    for some in ([one for one in rest if one not in rehearsed], rehearsed):
        if some:
            work.office_id = some[0].office_id
            HAPPENINGS[NoticesOpened](work, NoticesOpened(opened.person_id, tuple(some)))


def _ring_held(work: Work, bundle: Bundle, newest: int) -> None:
    """Ring whoever has not seen the bundle as a new message since its card was held."""
    seat = charts.chart(work, bundle.office_id).seat(bundle.seat_id)
    audience = readers(work, bundle, seat)
    missing = [one for one in audience if not cards.came_since(work, bundle, one, newest)]
    if len(missing) == len(audience):
        ring(work, bundle)
        return
    for person_id in missing:
        cards.show(work, bundle, person_id, face(work, bundle))


def _remind(work: Work, wanted: cards.ReminderWanted) -> None:
    """The words of the reminder with the first button of the card, as a reply to it."""
    drawn = face(work, wanted.bundle)
    screen = Screen(wanted.text, drawn.card.rows[:1])
    cards.remind(work, wanted.bundle, wanted.person_id, screen, drawn)


def ring(work: Work, bundle: Bundle, by: int = 0) -> None:
    """Ring an open bundle at its holder: at once if they are acting now, else when cards may arrive."""
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    audience = readers(work, bundle, seat)
    if not audience:
        connections.holder_unreachable(work, bundle, seat)
        return
    opens_at = clocks.clock(work, bundle.office_id).card_moment(work.now)
    if opens_at > work.now and by != seat.holder_id:
        held_notices.hold_card(work, bundle, audience[0], opens_at)
        return
    drawn = face(work, bundle)
    if seat.holder_id is not None and by in audience and by != seat.holder_id:
        cards.redraw(work, bundle, drawn)  # whoever prepares asks the holder: the own card stays where it is
        cards.show(work, bundle, seat.holder_id, drawn)
    else:
        cards.ring(work, bundle, audience, drawn)
    if not seat.connected:
        connections.holder_unreachable(work, bundle, seat)


def show_again(work: Work, bundle: Bundle) -> None:
    """The person typed about an older state: they get an open card as it is now, as a new message."""
    assert work.person is not None
    chart = charts.chart(work, bundle.office_id)
    mine = work.person.id in readers(work, bundle, chart.seat(bundle.seat_id))
    if mine and bundle.state is BundleState.OPEN:
        cards.show(work, bundle, work.person.id, face(work, bundle))


def readers(work: Work, bundle: Bundle, seat: Seat) -> tuple[int, ...]:
    """Who gets the card of a bundle: the holder, and where a form is filled whoever prepares it for him."""
    prepares = seat.konseptor_id if sheets.stage(work, bundle) is Stage.FILL else None
    found = (seat.holder_id, prepares)
    return tuple(dict.fromkeys(person_id for person_id in found if person_id is not None))


def bring_up_to_date(work: Work, bundle: Bundle) -> None:
    """Every device that shows the bundle shows its present state, silently."""
    if bundle.state in (BundleState.DONE, BundleState.VOID):
        cards.finish(work, bundle, face(work, bundle))
    else:
        cards.redraw(work, bundle, face(work, bundle))
