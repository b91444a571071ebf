"""Returning figures for repair: to whoever entered them, with the reason; the tiers between are told.

Source: practice 1.6, 6; domain 4.4 note 11; design 5 (Return × fan-out × join). A return goes down only:
nobody returns what a superior said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desk import sheets
from desk.checks import close_view, turn
from desk.guards import Held
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import BundleState, TaskState
from sop.changes import BundleOpened
from sop.events import ItemsReturned
from sop.flows import flow
from sop.indicators import RealizationState
from sop.moves import ReturnItems
from sop.people import Seat
from storage import indicators
from storage.database import Scope

LONGEST_REASON = 300  # characters
TELL_SUPERIOR_FROM_ROUND = 4  # the round that a third return opens


@dataclass(frozen=True, slots=True)
class Told:
    """One person to be told which figures went back."""

    person_id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Echoes:
    """Who hears of a return beyond the cards.

    `enterers` have a form open already that is only edited, `between` sit on the tiers that the repair climbs
    again, `above` is the next superior where figures went back for the third time.
    """

    enterers: tuple[Told, ...]
    between: tuple[Told, ...]
    above: tuple[Told, ...]


def send_back(work: Work, held: Held, items: Collection[int], reason: str) -> Moved:
    """Return these figures of a checking bundle to their enterers."""
    rows = [row for row in sheets.sheet(work, held.bundle).unfinished if row.indicator.id in set(items)]
    if not rows:
        raise Refused("checks.pick_first")
    return send_figures_back(work, held, {row.indicator.id: row.filler.id for row in rows}, reason)


def send_everything_back(work: Work, held: Held, reason: str) -> Moved:
    """The typed twin: every figure that waits in the bundle goes back."""
    rows = sheets.sheet(work, held.bundle).unfinished
    return send_back(work, held, [row.indicator.id for row in rows], reason)


def send_figures_back(work: Work, held: Held, seats: Mapping[int, int], reason: str) -> Moved:
    """Return figures (indicator -> the seat that fills it in) from any bundle above the forms."""
    written = reason.strip()[:LONGEST_REASON]
    if not written:
        raise Refused("checks.reason_missing")
    move = ReturnItems(held.bundle.id, dict(seats), written)
    moved = make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    close_view(work, held)
    turn(work, moved, seats, RealizationState.RETURNED)
    return moved


def echoes(work: Work, moved: Moved, event: ItemsReturned) -> Echoes:
    """Who else hears of a return, each with the names of the figures concerned."""
    names = _names(work, Scope(moved.case.office_id), [item for item, _, _ in event.indicators])
    thrice = [item for item, _, round_ in event.indicators if round_ >= TELL_SUPERIOR_FROM_ROUND]
    above = _superior(moved, event)
    return Echoes(
        enterers=_told(_with_open_forms(moved, event), names),
        between=_told(_between(moved, event), names),
        above=_told(((above, item) for item in thrice if above is not None), names),
    )


def _with_open_forms(moved: Moved, event: ItemsReturned) -> Iterable[tuple[Seat, int]]:
    """Enterers whose form was open already: their card is edited silently, so the return is said aloud."""
    fill = flow(moved.sop, moved.case.period).fill
    assert fill is not None
    rung = {
        one.bundle.seat_id
        for one in moved.events
        if isinstance(one, BundleOpened)
        and one.bundle.step == fill.first.key
        and one.bundle.state is BundleState.OPEN
    }
    return ((moved.chart.seat(seat), item) for item, seat, _ in event.indicators if seat not in rung)


def _between(moved: Moved, event: ItemsReturned) -> Iterable[tuple[Seat, int]]:
    """The seats that had passed a figure below the one that returned it."""
    steps = flow(moved.sop, moved.case.period)
    here = steps.where[event.step]
    below = {tier.first.key for tier in steps.tiers if tier.index < here}
    rounds = {item: round_ - 1 for item, _, round_ in event.indicators}
    enterers = {item: seat for item, seat, _ in event.indicators}
    for task in moved.after.tasks:
        passed = task.state in (TaskState.DONE, TaskState.OUTSIDE) and task.step in below
        if not passed or rounds.get(task.indicator_id) != task.round:
            continue
        if task.seat_id not in (event.seat_id, enterers[task.indicator_id]):
            yield moved.chart.seat(task.seat_id), task.indicator_id


def _superior(moved: Moved, event: ItemsReturned) -> Seat | None:
    """The nearest superior of the returning seat whom somebody else holds."""
    line = moved.chart.superiors(event.seat_id)
    return next((seat for seat in line if seat.holder_id not in (None, event.by)), None)


def _told(pairs: Iterable[tuple[Seat, int]], names: Mapping[int, str]) -> tuple[Told, ...]:
    by_person: dict[int, list[str]] = defaultdict(list)
    for seat, item in pairs:
        if seat.holder_id is not None:
            by_person[seat.holder_id].append(names[item])
    return tuple(Told(person_id, tuple(dict.fromkeys(mine))) for person_id, mine in by_person.items())


def _names(work: Work, scope: Scope, items: Collection[int]) -> dict[int, str]:
    wanted = set(items)
    return {one.id: one.name for one in indicators.indicators(work.connection, scope) if one.id in wanted}
