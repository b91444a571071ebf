"""Moving a figure to the unit it belongs to, within the running case. Source: domain 4.1 step 3; practice 6.

Somebody of a unit said that a figure is not theirs and why; whoever runs the collection chooses who fills it
in. The owner in the workbook stays, so that the next quarter begins where the workbook says.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk import compilations, divisions, guards, sops
from desk.additions import head_of
from desk.checks import turn
from desk.guards import RECORDERS, Held, capacity
from desk.journals import record
from desk.moves import Moved, make, possible
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, Task
from sop.changes import BundleOpened
from sop.events import ItemsTransferred
from sop.flows import flow
from sop.indicators import Indicator, RealizationState
from sop.movables import Movable
from sop.moves import TransferItems
from sop.people import Chart, Seat, Unit
from sop.slices import Item
from storage import bundles, indicators, journals
from storage import cases as rows
from storage.database import Scope

DISPUTED = "division_disputed"  # the journal's word for a figure that is said to be another unit's
_NO_WORK = frozenset({"recipient", "admin", "head"})


@dataclass(frozen=True, slots=True)
class Told:
    """One person who hears that a figure went or came; `form`: the open one that has it now."""

    person_id: int
    name: str
    other: Unit  # where it went, or came from
    came: bool
    form: Bundle | None = None


def movable(work: Work, case: Case, chart: Chart, indicator_id: int) -> Movable:
    """A figure of the case that somebody called another unit's; Refused where nobody did."""
    reason = disputes(work, case).get(indicator_id)
    fill = _fills(work, case).get(indicator_id)
    if reason is None or fill is None:
        raise Refused("common.old_button")
    known = {one.id: one for one in indicators.indicators(work.connection, Scope(case.office_id))}
    return Movable(
        case, known[indicator_id], chart.unit(fill.part), reason, tuple(_elsewhere(chart, fill.part))
    )


def disputes(work: Work, case: Case) -> dict[int, str]:
    """What was said last about each figure that was called another unit's."""
    found: dict[int, str] = {}
    fills = _fills(work, case)
    for line in journals.told(work.connection, Scope(case.office_id), case.id, DISPUTED):
        body = json.loads(line.body)
        named = {int(item): words for item, words in body.get("figures", {}).items()}
        whole = [item for item, task in fills.items() if task.bundle_id == body["bundle"]]
        found |= named or dict.fromkeys(whole, str(body.get("note", "")))
    return found


def disputed_in(work: Work, bundle: Bundle) -> tuple[Indicator, ...]:
    """The figures of a form, for whoever looks which of them is another unit's."""
    scope = Scope(bundle.office_id)
    mine = {task.indicator_id for task in bundles.tasks_of(work.connection, scope, bundle.id)}
    return tuple(one for one in indicators.indicators(work.connection, scope) if one.id in mine)


def _fills(work: Work, case: Case) -> dict[int, Task]:
    steps = flow(sops.of_case(work, case), case.period)
    every = bundles.tasks_of_case(work.connection, Scope(case.office_id), case.id)
    return {task.indicator_id: task for task in compilations.latest_fills(every, steps)}


def _elsewhere(chart: Chart, part: int) -> list[tuple[Unit, tuple[Seat, ...]]]:
    """The other units with somebody who could fill a figure in, in the order of the chart."""
    by_part: dict[int, list[Seat]] = defaultdict(list)
    for seat in chart.seats:
        if seat.holder_id is not None and seat.role not in _NO_WORK:
            by_part[chart.part_of(seat.unit_id).id].append(seat)
    others = (one for one in chart.parts() if one != part and by_part[one])
    return [(chart.unit(one), tuple(by_part[one])) for one in others]


def transfer(work: Work, chart: Chart, found: Movable, seat_id: int) -> Moved:
    """Move the figure to a seat of another unit; Refused for one that was not offered."""
    chosen = found.seat(seat_id)
    if chosen is None:
        raise Refused("common.old_button")
    unit, seat = chosen
    assert work.person is not None
    acting_as = capacity(compilations.seats_of_recorder(work, chart)[0], work.person)
    item = Item(found.indicator.id, unit.id, seat.id)
    move = TransferItems((item,), found.reason)
    moved = make(work, Scope(found.case.office_id), found.case.id, move, work.person.id, acting_as)
    turn(work, moved, (found.indicator.id,), RealizationState.RETURNED)
    return moved


def pass_on(work: Work, bundle_id: int) -> tuple[Held, Seat, str]:
    """Whoever was asked to look at a division asks who runs the collection: returns whom, and the words."""
    held = guards.found(work, bundle_id)
    line = next((one for one in reversed(_disputes_of(work, held)) if one.get("note")), None)
    if line is None or held.chart.seat(int(line["to"])).holder_id != held.person.id:
        raise Refused("common.old_button")
    seat, note = divisions.asker(held), str(line["note"])
    record(work, held, DISPUTED, {"bundle": bundle_id, "to": seat.id, "note": note})
    return held, seat, note


def _disputes_of(work: Work, held: Held) -> list[dict[str, Any]]:
    lines = journals.told(work.connection, held.scope, held.case.id, DISPUTED)
    bodies = [json.loads(line.body) for line in lines]
    return [body for body in bodies if body["bundle"] == held.bundle.id]


def decides(seat: Seat) -> bool:
    """Whether a seat may move figures between units."""
    return seat.role in RECORDERS


def told(work: Work, moved: Moved, event: ItemsTransferred) -> tuple[Told, ...]:
    """Both units, each person once: who filled it in and who fills it in now, and the heads of both.

    A form that opens anew rings by itself.
    """
    known = {one.id: one.name for one in indicators.indicators(work.connection, Scope(moved.case.office_id))}
    found: dict[tuple[int, int, bool], Told] = {}
    for item, from_part, to_part, seat_id in event.items:
        sides = (
            (_left(moved, item, from_part), from_part, to_part, False),
            (seat_id, to_part, from_part, True),
        )
        for filler, part, other, came in sides:
            for one in _persons(moved, filler, part, came):
                form = _form(moved, filler, part) if came and one.id == filler else None
                said = Told(one.holder_id or 0, known[item], moved.chart.unit(other), came, form)
                found.setdefault((said.person_id, item, came), said)
    return tuple(one for one in found.values() if one.person_id != event.by)


def _left(moved: Moved, item: int, part: int) -> int:
    """The seat that had a figure in the unit it left."""
    tasks = [task for task in moved.after.tasks if task.indicator_id == item and task.part == part]
    fill = flow(moved.sop, moved.case.period).fill
    assert fill is not None
    return max((t for t in tasks if t.step == fill.first.key), key=lambda task: task.round).seat_id


def _persons(moved: Moved, filler: int, part: int, came: bool) -> list[Seat]:
    """The filler, unless a form rings there, and the head of the unit, if held."""
    opened = {
        (event.bundle.seat_id, event.bundle.part)
        for event in moved.events
        if isinstance(event, BundleOpened) and event.bundle.state is BundleState.OPEN
    }
    seats = [] if came and (filler, part) in opened else [moved.chart.seat(filler)]
    head = head_of(moved.chart, filler, part)
    if head is not None:
        seats.append(head)
    return [seat for seat in seats if seat.holder_id is not None]


def _form(moved: Moved, seat_id: int, part: int) -> Bundle | None:
    fill = flow(moved.sop, moved.case.period).fill
    assert fill is not None
    here = (fill.first.key, seat_id, part, BundleState.OPEN)
    open_ = (one for one in moved.after.bundles if (one.step, one.seat_id, one.part, one.state) == here)
    return next(open_, None)


def at_hand(work: Work, case: Case, chart: Chart) -> tuple[tuple[Unit, tuple[Indicator, ...]], ...]:
    """Every figure of the case by unit, for whoever runs its collection. Refused once the report stands."""
    fills = _fills(work, case)
    if not _may_move(work, case, chart, fills):
        raise Refused("cases.figures_frozen")
    every = indicators.indicators(work.connection, Scope(case.office_id))
    found = []
    for part in chart.parts():
        mine = tuple(one for one in every if one.id in fills and fills[one.id].part == part)
        if mine:
            found.append((chart.unit(part), mine))
    return tuple(found)


def _may_move(work: Work, case: Case, chart: Chart, fills: Mapping[int, Task]) -> bool:
    """Whether the law would let any of the figures go somewhere."""
    assert work.person is not None
    for item, fill in fills.items():
        for unit, seats in _elsewhere(chart, fill.part):
            move = TransferItems((Item(item, unit.id, seats[0].id),), DISPUTED)
            return possible(work, Scope(case.office_id), case, move, work.person.id)
    return False


def say_foreign(work: Work, case: Case, chart: Chart, indicator_id: int, words: str) -> Movable:
    """Whoever runs the collection says himself that a figure is another unit's, and why."""
    fill = _fills(work, case).get(indicator_id)
    if fill is None:
        raise Refused("common.old_button")
    assert work.person is not None
    seat = compilations.seats_of_recorder(work, chart)[0]
    said = words.strip()[: divisions.LONGEST_NOTE]
    body = {"bundle": fill.bundle_id, "to": seat.id, "figures": {indicator_id: said}}
    scope, acting_as = Scope(case.office_id), capacity(seat, work.person)
    rows.locked(work.connection, scope, case.id)
    journals.append(work.connection, scope, case.id, work.now, work.person.id, acting_as, DISPUTED, body)
    return movable(work, case, chart, indicator_id)
