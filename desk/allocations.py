"""The note on the division of work that goes with a hand-over: the paper that processing begins with.

Source: domain 3.6 (W4), 4.1 steps 6 and 7.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from desk import charts, compilations, report_figures, sheets
from desk.guards import Held
from desk.works import Work
from sop.allocations import Allocated, Allocation
from sop.copies import dump
from sop.flows import flow
from sop.people import Seat
from sop.periods import read_period
from storage import bundles, indicators, jobs
from storage import reports as blobs
from storage.database import Scope
from text.catalogue import plain

DRAWING = "allocation"  # the kind of job that draws the note
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class AllocationDrawn:
    """The note lies in the store, for whoever handed over and whoever processes."""

    office_id: int
    person_ids: tuple[int, ...]
    period: str
    sha256: str


def order(work: Work, held: Held, staff: Seat) -> None:
    """Let the note of a hand-over to this seat be drawn."""
    office_id = held.bundle.office_id
    people = tuple(dict.fromkeys(one for one in (staff.holder_id, held.person.id) if one))
    body = {"office": office_id, "people": people, "figures": dump(allocation(work, held, staff))}
    key = f"{DRAWING}:{held.bundle.id}:{held.bundle.revision}"
    jobs.append(work.connection, jobs.Draft(DRAWING, json.dumps(body), work.now, office_id, key))


def drawn(work: Work, done: AllocationDrawn, size: int) -> None:
    """The job is done."""
    blobs.keep_blob(work.connection, done.sha256, size, PDF, work.now)
    work.happened(done)


def allocation(work: Work, held: Held, staff: Seat) -> Allocation:
    """What the note says: every figure of the case with its unit, its officer and its window."""
    chart = charts.chart(work, held.bundle.office_id)
    office = chart.office
    return Allocation(
        letterhead=report_figures.letterhead(office),
        office=office.name,
        zone=office.zone,
        period=read_period(held.case.period).title,
        given_by=_named(held.seat),
        given_to=_named(staff),
        authority=held.case.authority,
        made_at=work.now,
        rows=_rows(work, held),
    )


def _rows(work: Work, held: Held) -> tuple[Allocated, ...]:
    scope = Scope(held.bundle.office_id)
    every = bundles.tasks_of_case(work.connection, scope, held.case.id)
    fills = compilations.latest_fills(every, flow(held.sop, held.case.period))
    known = {one.id: one for one in indicators.indicators(work.connection, scope)}
    due = _due(work, scope, held, {task.bundle_id for task in fills})
    return tuple(
        Allocated(
            name=known[task.indicator_id].name,
            unit=held.chart.unit(task.part).name,
            officer=_officer(held.chart.seat(task.seat_id)),
            due_at=due.get(task.bundle_id),
        )
        for task in sorted(fills, key=lambda task: known[task.indicator_id].number)
    )


def _due(work: Work, scope: Scope, held: Held, wanted: Collection[int]) -> dict[int, datetime | None]:
    """When the window of each form ends."""
    found = bundles.of_case(work.connection, scope, held.case.id)
    return {one.id: sheets.sheet(work, one).due_at for one in found if one.id in wanted}


def _officer(seat: Seat) -> str:
    return seat.holder_name or seat.title


def _named(seat: Seat) -> str:
    return plain("allocations.named", name=seat.holder_name, title=seat.title)
