"""The note on the division of work: it goes with a hand-over, and whoever divided the work may ask for it.

Source: domain 3.6 (W4), 4.1 steps 6 and 7, 4.4 step 2.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from desk import cases, charts, closings, compilations, report_figures, sheets, sops
from desk.guards import RECORDERS, Held
from desk.works import Refused, Work
from sop.allocations import Allocated, Allocation, divided
from sop.cases import Case, CaseState, Task
from sop.copies import dump
from sop.flows import flow
from sop.people import Chart, Seat
from sop.periods import read_period
from storage import bundles, indicators, jobs
from storage import reports as blobs
from storage.database import Scope
from text.catalogue import plain

DRAWING = "allocation"  # the kind of job that draws the note
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class AllocationDrawn:
    """The note lies in the store, for whoever handed over and whoever processes, or for who asked."""

    office_id: int
    person_ids: tuple[int, ...]
    period: str
    sha256: str
    asked: bool = False


def order(work: Work, held: Held, staff: Seat) -> None:
    """Let the note of a hand-over to this seat be drawn."""
    people = tuple(dict.fromkeys(one for one in (staff.holder_id, held.person.id) if one))
    paper = allocation(work, held.case, given_by=_named(held.seat), given_to=_named(staff))
    _draw(work, held.case, people, paper, f"{held.bundle.id}:{held.bundle.revision}")


def seen(work: Work, case: Case) -> frozenset[int]:
    """The parts whose division the person at hand may read.

    It was made at a seat of that person or of somebody below; who runs the collection reads every one.
    """
    assert work.person is not None
    if case.state is CaseState.CANCELLED:
        return frozenset()
    chart = charts.chart(work, case.office_id)
    own = {seat.id for seat in chart.held_by(work.person.id)}
    runs_it = any(chart.seat(seat_id).role in RECORDERS for seat_id in own)
    made = _divided(work, case) if own else {}
    return frozenset(part for part, task in made.items() if runs_it or own & _line(chart, task.seat_id))


def ask(work: Work, case_id: int) -> None:
    """Let the note be drawn for the person at hand, as far as that person may read it."""
    assert work.person is not None
    assert work.incoming is not None
    case = cases.seen(work, case_id)
    if case is None:
        raise Refused("common.old_button")
    parts = seen(work, case)
    if not parts:
        raise Refused("allocations.nothing")
    incoming = work.incoming
    paper = allocation(work, case, parts)
    _draw(work, case, (work.person.id,), paper, f"{incoming.chat_id}:{incoming.update_id}")


def _draw(work: Work, case: Case, people: tuple[int, ...], paper: Allocation, once: str) -> None:
    body = {"office": case.office_id, "people": people, "figures": dump(paper)}
    job = jobs.Draft(DRAWING, json.dumps(body), work.now, case.office_id, f"{DRAWING}:{once}")
    jobs.append(work.connection, job)


def drawn(work: Work, done: AllocationDrawn, size: int) -> None:
    """The job is done."""
    blobs.keep_blob(work.connection, done.sha256, size, PDF, work.now)
    work.happened(done)


def allocation(
    work: Work, case: Case, parts: Collection[int] = (), *, given_by: str = "", given_to: str = ""
) -> Allocation:
    """What the note says: each figure of the case, or of some parts, with its officer and its window."""
    chart = charts.chart(work, case.office_id)
    office = chart.office
    closed = closings.closing(work, case) if given_to else None
    return Allocation(
        letterhead=report_figures.letterhead(office),
        office=office.name,
        zone=office.zone,
        period=read_period(case.period).title,
        given_by=given_by,
        given_to=given_to,
        authority=case.authority,
        made_at=work.now,
        rows=_rows(work, case, chart, parts),
        missing=closed.missing if closed is not None else (),
        reason=closed.reason if closed is not None else "",
        rehearsed=office.rehearses,
    )


def _rows(work: Work, case: Case, chart: Chart, parts: Collection[int]) -> tuple[Allocated, ...]:
    scope = Scope(case.office_id)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    fills = compilations.latest_fills(every, flow(sops.of_case(work, case), case.period))
    fills = [task for task in fills if not parts or task.part in parts]
    known = {one.id: one for one in indicators.indicators(work.connection, scope)}
    due = _due(work, scope, case, {task.bundle_id for task in fills})
    made = _divided(work, case)
    where = {unit.id: place for place, unit in enumerate(chart.units)}
    return tuple(
        Allocated(
            name=known[task.indicator_id].name,
            unit=chart.unit(task.part).name,
            officer=_officer(chart.seat(task.seat_id)),
            due_at=due.get(task.bundle_id),
            by=_title(chart, made.get(task.part)),
            at=made[task.part].closed_at if task.part in made else None,
        )
        for task in sorted(fills, key=lambda one: (where[one.part], known[one.indicator_id].number))
    )


def _due(work: Work, scope: Scope, case: Case, wanted: Collection[int]) -> dict[int, datetime | None]:
    """When the window of each form ends."""
    found = bundles.of_case(work.connection, scope, case.id)
    return {one.id: sheets.sheet(work, one).due_at for one in found if one.id in wanted}


def _divided(work: Work, case: Case) -> dict[int, Task]:
    every = bundles.tasks_of_case(work.connection, Scope(case.office_id), case.id)
    return divided(every, flow(sops.of_case(work, case), case.period))


def _line(chart: Chart, seat_id: int) -> frozenset[int]:
    """A seat and those above it; nothing for a division nobody made."""
    if not seat_id:
        return frozenset()
    return frozenset({seat_id, *(one.id for one in chart.superiors(seat_id))})


def _title(chart: Chart, made: Task | None) -> str:
    return chart.seat(made.seat_id).title if made is not None and made.seat_id else ""


def _officer(seat: Seat) -> str:
    return seat.holder_name or seat.title


def _named(seat: Seat) -> str:
    return plain("allocations.named", name=seat.holder_name, title=seat.title)
