"""`/latihan`: starting a rehearsal, looking at the one under way, erasing it. Source: practice 5.7."""

from desk import cards, charts, mail, people, rehearsals
from desk.rehearsals import Rehearsal, RehearsalEnded, RehearsalErased
from desk.works import Work
from screens import rehearsals as screens
from sop.cases import CaseState
from sop.periods import read_period
from text.catalogue import plain
from text.incoming import Incoming
from text.names import calm_title
from text.screens import Screen
from text.taps import Tap


def rehearse(work: Work, incoming: Incoming) -> None:
    """`/latihan`: one message for each office its reader administers."""
    for office_id in people.administered(work):
        found = rehearsals.running(work, office_id)
        mail.reply(work, _going(found) if found is not None else _idle(work, office_id))


def start(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Mulai": the first card goes to whoever the SOP begins with."""
    found = rehearsals.start(work, tap.id, tap.argument)
    period = read_period(found.case.period)
    mail.toast(
        work, plain("rehearsals.started", title=calm_title(found.sop.header.title), period=period.title)
    )
    work.office_id = 0  # what follows is said about the real office
    mail.reply(work, _going(found))


def erase(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Hapus latihan"."""
    rehearsals.erase(work, tap.id)
    mail.toast(work, plain("rehearsals.erased"))


def tell_erased(work: Work, event: RehearsalErased) -> None:
    """Cards that still had buttons shrink to a line, and everybody with a part in it is told, silently."""
    for card in event.cards:
        cards.blank(work, card, screens.erased_card(), event.office.id)
    for person_id in event.person_ids:
        mail.notify(
            work, person_id, screens.erased_line(event.office), silent=True, office_id=event.office.id
        )


def tell_ended(work: Work, event: RehearsalEnded) -> None:
    """The admins may erase it now."""
    found = event.rehearsal
    cancelled = found.case.state is CaseState.CANCELLED
    screen = screens.ended(found.office, found.sop, found.begun_at, work.now, cancelled=cancelled)
    for person_id in people.admins(work, found.office.id):
        mail.notify(work, person_id, screen, office_id=found.office.id)


def _going(found: Rehearsal) -> Screen:
    period = read_period(found.case.period)
    return screens.going(found.office, found.sop, period, found.following, found.begun_at, found.erased_at)


def _idle(work: Work, office_id: int) -> Screen:
    return screens.idle(charts.chart(work, office_id).office, rehearsals.choices(work, office_id))


TAPS = {screens.START: start, screens.ERASE: erase}
