"""How a case stands, gathered for one viewer. Source: practice 3.2, 3.3."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk import charts, pauses, people, sops, step_statuses, tasks
from desk.works import Refused, Work
from sop.cases import RUNNING, UNFINISHED, Bundle, BundleState, Case, Task, TaskState
from sop.confirmations import awaiting
from sop.copies import dump
from sop.duties import Duty
from sop.flows import Flow, flow
from sop.people import Chart, Seat
from sop.periods import Period, read_period
from sop.procedures import Sop
from sop.statuses import Awaited, Status, UnitStatus, Viewer, names, parts_seen, viewer_of
from storage import bundles, cases, jobs, reports, rungs
from storage.database import Scope
from text.catalogue import plain
from text.names import calm_title

DRAWING = "case_picture"  # the kind of job that draws the picture of a case
PNG = "image/png"
_QUARTER = re.compile(r"(?:TW|TRIWULAN)?\s*(IV|I{1,3}|[1-4])(?:\s+(?:TAHUN\s+)?([0-9]{4}))?")
_YEAR = re.compile(r"TAHUN\s+([0-9]{4})")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class CasePictureDrawn:
    """The picture of a case, as one person may see it, lies in the store."""

    office_id: int
    person_id: int
    title: str
    period: Period
    sha256: str


def seen(work: Work, wanted: str) -> tuple[Status, ...]:
    """The open cases (or those of a period) of every office in which the person at hand may look."""
    assert work.person is not None
    found: list[Status] = []
    inside = False
    for office_id in people.offices(work, work.person.id):
        chart = charts.chart(work, office_id)
        own = chart.held_by(work.person.id)
        if viewer_of(own) is Viewer.OUTSIDE:
            continue
        inside = True
        found += [_status(work, chart, own, case) for case in _cases(work, office_id, wanted)]
    if not found:
        raise Refused("statuses.no_case" if inside else "statuses.outside")
    return tuple(found)


def of_case(work: Work, case_id: int, *, detail: bool = False) -> Status:
    """One case; with `detail` a head sees the names behind the counts."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        case = cases.case(work.connection, Scope(office_id), case_id)
        chart = charts.chart(work, office_id)
        own = chart.held_by(work.person.id)
        if case is not None and viewer_of(own) is not Viewer.OUTSIDE:
            work.office_id = office_id
            return _status(work, chart, own, case, detail=detail)
    raise Refused("common.old_button")


def picture_wanted(work: Work, case_id: int) -> None:
    """A job draws the page of a case as the person at hand may see it, and nothing beyond it."""
    assert work.person is not None
    assert work.incoming is not None
    page = of_case(work, case_id)
    order = {"office": page.office.id, "person": work.person.id, "page": dump(page)}
    key = f"{DRAWING}:{work.incoming.chat_id}:{work.incoming.update_id}"
    jobs.append(work.connection, jobs.Draft(DRAWING, json.dumps(order), work.now, page.office.id, key))


def picture_drawn(work: Work, drawn: CasePictureDrawn, size: int) -> None:
    """The job is done."""
    reports.keep_blob(work.connection, drawn.sha256, size, PNG, work.now)
    work.happened(drawn)


def read_wanted(wanted: str, every: Sequence[Case] = ()) -> Period:
    """A period as people write it: "2026-Q3", "TW III", "tw 3 2026", "tahun 2026"; Refused if it is none.

    Without a year it is the last such quarter of `every` case, newest first; else that of the newest year.
    """
    written = wanted.strip().upper()
    year = _YEAR.fullmatch(written)
    try:
        return read_period(year[1] if year else written)
    except ValueError:
        match = _QUARTER.fullmatch(written)
    if match is None or (match[2] is None and not every):
        raise Refused("statuses.period_unreadable")
    quarter = _ROMAN.get(match[1]) or int(match[1])
    if match[2]:
        return Period(int(match[2]), quarter)
    known = [read_period(case.period) for case in every]
    last = next((one for one in known if one.quarter == quarter), known[0])
    return Period(last.year, quarter)


def _cases(work: Work, office_id: int, wanted: str) -> tuple[Case, ...]:
    """The cases of the wanted period; without one those that are open, else the last of all."""
    every = cases.latest(work.connection, Scope(office_id))
    if wanted.strip():
        period = str(read_wanted(wanted, every))
        return tuple(case for case in every if case.period == period)
    started = tuple(case for case in every if case.state in RUNNING)
    return started or every[:1]


def _status(work: Work, chart: Chart, own: tuple[Seat, ...], case: Case, *, detail: bool = False) -> Status:
    scope = Scope(case.office_id)
    viewer = viewer_of(own)
    sop = sops.of_case(work, case)
    steps = flow(sop, case.period)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    listed = _awaited(work, viewer, chart, own, tasks.duties(work, _waited_for(work, scope, case)))
    hides = viewer is Viewer.HEAD and not detail
    seeing = step_statuses.Seeing(
        chart, viewer, own, parts_seen(viewer, chart, own, chart.parts()), not hides
    )
    return Status(
        office=chart.office,
        case_id=case.id,
        period=read_period(case.period),
        title=_title(sop, steps),
        is_open=case.state in RUNNING,
        pause=pauses.current(work, case),
        viewer=viewer,
        steps=step_statuses.marks(work, seeing, steps, case, every),
        units=_units(chart, seeing.parts, steps, every),
        awaited=() if hides else listed,
        hidden=len(listed) if hides else 0,
        authority=case.authority,
        ended_at=case.closed_at,
        seen_at=work.now,
        unconfirmed=case.state in RUNNING and bool(awaiting(sop)),
    )


def _title(sop: Sop, steps: Flow) -> str:
    """What a case is called: by its SOP, or by the report where it makes the figures of a year final."""
    annual = steps.fill is None and steps.has_figures
    return plain("statuses.year_title") if annual else calm_title(sop.header.title)


def _awaited(
    work: Work, viewer: Viewer, chart: Chart, own: tuple[Seat, ...], duties: Iterable[Duty]
) -> tuple[Awaited, ...]:
    """What waits as far as the viewer may know, the most urgent first."""
    found = []
    for duty in duties:
        named = names(viewer, chart, own, duty.seat, duty.stage)
        if named is not None:
            found.append(Awaited(duty, named, tasks.asked_at(work, duty.bundle)))
    return tuple(sorted(found, key=lambda one: one.duty.urgency))


def _waited_for(work: Work, scope: Scope, case: Case) -> list[Bundle]:
    """Open bundles somebody was asked for; an order lying ready for its day is not among them."""
    found = bundles.of_case(work.connection, scope, case.id)
    open_ = [bundle for bundle in found if bundle.state is BundleState.OPEN]
    asked = rungs.asked(work.connection, scope, [bundle.id for bundle in open_])
    return [bundle for bundle in open_ if bundle.id in asked]


def _units(
    chart: Chart, parts: tuple[int, ...], steps: Flow, every: tuple[Task, ...]
) -> tuple[UnitStatus, ...]:
    """Figures handed in per unit, by the latest round of each."""
    if steps.fill is None:
        return ()
    latest: dict[int, Task] = {}
    for task in every:
        if task.step == steps.fill.first.key and task.state is not TaskState.VOID:
            known = latest.get(task.indicator_id)
            if known is None or known.round <= task.round:
                latest[task.indicator_id] = task
    found = []
    for part in parts:
        mine = [task for task in latest.values() if task.part == part]
        done = sum(task.state not in (*UNFINISHED, TaskState.RETURNED) for task in mine)
        if mine:
            found.append(UnitStatus(chart.unit(part).name, done, len(mine)))
    return tuple(found)
