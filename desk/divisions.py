"""Dividing the work of a part among those who fill in: steps of the stage assign. Source: practice 1.4; W4.

A change made before the press waits in the holder's draft; the press takes it along.
"""

import json
from dataclasses import dataclass, replace

from desk import charts, drafts, sheets
from desk.guards import Held
from desk.journals import record
from desk.moves import make
from desk.orders import chosen_for
from desk.works import Refused, Work
from sop.books import Role
from sop.cases import UNFINISHED, Bundle, Task
from sop.flows import flow
from sop.indicators import Indicator
from sop.moves import Assign
from sop.people import Chart, Seat
from sop.periods import Period
from sop.procedures import Sop
from sop.sheets import Sheet
from sop.slices import Item
from sop.typed_answers import numbered
from storage import bundles, cases, indicators
from storage import drafts as draft_rows
from storage.database import Scope

LONGEST_NOTE = 500  # characters
_ASKERS = (Role.PLANNER, Role.PROGRAM_OFFICER, Role.SECRETARY)


@dataclass(frozen=True, slots=True)
class Division:
    """Who fills which figure of a part; `candidates` are the held seats of the part that may."""

    entries: tuple[tuple[Indicator, Seat], ...]
    candidates: tuple[Seat, ...]
    changed: bool  # against the owners of the workbook or the division of the last quarter

    @property
    def people(self) -> int:
        return len({seat.id for _, seat in self.entries})


def division(work: Work, sheet: Sheet) -> Division:
    """The division of work of a part as it would be sent now."""
    scope = Scope(sheet.bundle.office_id)
    chart = charts.chart(work, sheet.bundle.office_id)
    moved = chosen_for(work, chart, sheet.bundle).get("fillers", {})
    known = {one.id: one for one in indicators.indicators(work.connection, scope)}
    tasks = sorted(_fill_tasks(work, scope, sheet), key=lambda task: known[task.indicator_id].number)
    entries = tuple(
        (known[task.indicator_id], chart.seat(int(moved.get(str(task.indicator_id), task.seat_id))))
        for task in tasks
    )
    inside = [seat for seat in chart.seats if chart.part_of(seat.unit_id).id == sheet.bundle.part]
    candidates = tuple(seat for seat in inside if seat.holder_id is not None and seat.id != sheet.seat.id)
    return Division(entries, candidates, bool(moved))


def as_last_quarter(
    work: Work, scope: Scope, sop: Sop, period: Period, chart: Chart, items: tuple[Item, ...]
) -> tuple[Item, ...]:
    """The same figures at the seats that filled them last quarter, where those are still held in the part."""
    before = cases.of_period(work.connection, scope, sop.key, str(period.previous))
    fill = flow(sop, str(period)).fill
    if before is None or fill is None:
        return items
    ids = [item.indicator_id for item in items]
    filled = bundles.latest_of_step(work.connection, scope, before.id, fill.first.key, ids)
    return tuple(_as_before(item, filled.get(item.indicator_id), chart) for item in items)


def _as_before(item: Item, task: Task | None, chart: Chart) -> Item:
    seat = next((one for one in chart.seats if task is not None and one.id == task.seat_id), None)
    if seat is None or seat.holder_id is None or chart.part_of(seat.unit_id).id != item.part:
        return item
    return replace(item, seat_id=seat.id)


def entry(found: Division, written: str) -> Indicator:
    """The figure a button names; Refused for one that is not on the list (forged or foreign data)."""
    for indicator, _ in found.entries:
        if str(indicator.id) == written:
            return indicator
    raise Refused("common.old_button")


def candidate(found: Division, written: str) -> Seat:
    """The seat a button names; Refused for one that may not fill here."""
    for seat in found.candidates:
        if str(seat.id) == written:
            return seat
    raise Refused("common.old_button")


def hand_to(work: Work, bundle: Bundle, indicator_id: int, seat_id: int) -> None:
    """Change one line of the division that is still to be sent."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    kept = draft_rows.draft(work.connection, scope, work.person.id, bundle.id)
    chosen = json.loads(kept.body) if kept else {}
    chosen.setdefault("fillers", {})[str(indicator_id)] = seat_id
    draft_rows.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(chosen))


def assign(work: Work, held: Held) -> Division:
    """Send the division: the forms of the part open."""
    found = division(work, sheets.sheet(work, held.bundle))
    fillers = {indicator.id: seat.id for indicator, seat in found.entries}
    make(work, held.scope, held.case.id, Assign(held.bundle.id, fillers), held.person.id, held.capacity)
    drafts.answered(work, held.bundle)
    return found


def dispute(work: Work, held: Held, written: str) -> tuple[Seat, tuple[tuple[Indicator, str], ...]]:
    """Some figures are not of this unit: returns who is told, and each figure with what was said about it.

    The division stays as it is: a figure belongs to the unit of its owner, which the workbook says.
    """
    found = division(work, sheets.sheet(work, held.bundle))
    by_number = {number: indicator for number, (indicator, _) in enumerate(found.entries, 1)}
    said = dict(numbered(written.strip()[:LONGEST_NOTE], by_number))
    if len(by_number) == 1 and said.keys() == {0}:
        said = {1: said[0]}
    named = tuple((by_number[number], words) for number, words in said.items() if number)
    if not named:
        raise Refused("orders.foreign_unread", None, last=len(by_number))
    seat = asker(held)
    body = {indicator.id: words for indicator, words in named}
    record(work, held, "division_disputed", {"bundle": held.bundle.id, "to": seat.id, "figures": body})
    drafts.answered(work, held.bundle)
    return seat, named


def asker(held: Held) -> Seat:
    """Who runs the collection: the planner, else the Sekretaris; Refused where nobody else sits there."""
    for seat in held.chart.with_role(*_ASKERS):
        if seat.holder_id not in (None, held.person.id):
            return seat
    raise Refused("orders.no_asker")


def _fill_tasks(work: Work, scope: Scope, sheet: Sheet) -> list[Task]:
    """The figures of the part that are still to be filled in; one that went to another unit is none."""
    fill = flow(sheet.sop, sheet.case.period).fill
    tasks = bundles.tasks_of_parts(work.connection, scope, sheet.case.id, (sheet.bundle.part,))
    at_form = [task for task in tasks if fill is not None and task.step == fill.first.key]
    return [task for task in at_form if task.state in UNFINISHED]
