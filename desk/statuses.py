"""How a case stands, gathered for one viewer. Source: practice 3.2, 3.3."""

import re

from desk import charts, people, sops, tasks
from desk.works import Refused, Work
from sop.cases import UNFINISHED, Bundle, BundleState, Case, CaseState, Task, TaskState
from sop.flows import Flow, flow
from sop.people import Chart, Seat
from sop.periods import Period, read_period
from sop.statuses import Mark, Status, StepStatus, UnitStatus, Viewer, parts_seen, viewer_of, visible
from storage import bundles, cases, rungs
from storage.database import Scope

_GONE = (TaskState.RETURNED, TaskState.VOID)
_QUARTER = re.compile(r"(?:TW|TRIWULAN)?\s*(IV|I{1,3}|[1-4])(?:\s+(?:TAHUN\s+)?([0-9]{4}))?")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def seen(work: Work, wanted: str) -> tuple[Status, ...]:
    """The latest case (or that of a period) of every office in which the person at hand may look."""
    assert work.person is not None
    found: list[Status] = []
    inside = False
    for office_id in people.offices(work, work.person.id):
        chart = charts.chart(work, office_id)
        own = chart.held_by(work.person.id)
        if viewer_of(own) is Viewer.OUTSIDE:
            continue
        inside = True
        case = _case(work, office_id, wanted)
        if case is not None:
            found.append(_status(work, chart, own, case))
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
            return _status(work, chart, own, case, detail=detail)
    raise Refused("common.old_button")


def read_wanted(wanted: str, case: Case | None = None) -> Period:
    """A period as people write it: "2026-Q3", "TW III", "tw 3 2026"; Refused if it is none."""
    written = wanted.strip().upper()
    try:
        return read_period(written)
    except ValueError:
        match = _QUARTER.fullmatch(written)
    if match is None or (match[2] is None and case is None):
        raise Refused("statuses.period_unreadable")
    quarter = _ROMAN.get(match[1]) or int(match[1])
    year = int(match[2]) if match[2] else read_period(case.period).year if case else 0
    return Period(year, quarter)


def _case(work: Work, office_id: int, wanted: str) -> Case | None:
    """The case of the wanted period; without one the open case that began last, else the last of all."""
    every = cases.latest(work.connection, Scope(office_id))
    if wanted.strip():
        period = str(read_wanted(wanted, every[0] if every else None))
        return next((case for case in every if case.period == period), None)
    started = [case for case in every if case.state is CaseState.OPEN]
    return started[0] if started else next(iter(every), None)


def _status(work: Work, chart: Chart, own: tuple[Seat, ...], case: Case, *, detail: bool = False) -> Status:
    scope = Scope(case.office_id)
    viewer = viewer_of(own)
    sop = sops.of_case(work, case)
    steps = flow(sop, case.period)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    waiting = _waited_for(work, scope, case)
    listed = (visible(viewer, chart, own, duty) for duty in tasks.duties(work, waiting))
    awaited = sorted((one for one in listed if one is not None), key=lambda one: one.duty.urgency)
    hides = viewer is Viewer.HEAD and not detail
    return Status(
        office=chart.office,
        case_id=case.id,
        period=read_period(case.period),
        title=sop.header.title,
        is_open=case.state is CaseState.OPEN,
        viewer=viewer,
        steps=_marks(steps, case, every),
        units=_units(chart, parts_seen(viewer, chart, own, chart.parts()), steps, every),
        awaited=() if hides else tuple(awaited),
        hidden=len(awaited) if hides else 0,
    )


def _waited_for(work: Work, scope: Scope, case: Case) -> list[Bundle]:
    """Open bundles somebody was asked for; an order lying ready for its day is not among them."""
    found = bundles.of_case(work.connection, scope, case.id)
    open_ = [bundle for bundle in found if bundle.state is BundleState.OPEN]
    asked = rungs.asked(work.connection, scope, [bundle.id for bundle in open_])
    return [bundle for bundle in open_ if bundle.id in asked]


def _marks(steps: Flow, case: Case, every: tuple[Task, ...]) -> tuple[StepStatus, ...]:
    """A step is done when it has begun everywhere it can and nothing of it or before it is unfinished."""
    begun = {task.step for task in every if task.state not in _GONE}
    unfinished = {task.step for task in every if task.state in UNFINISHED}
    marks: list[StepStatus] = []
    still = False
    for step in (step for run in steps.runs for step in run.steps):
        still = still or step.key in unfinished
        if step.key not in begun:
            mark = Mark.AHEAD
        else:
            mark = Mark.RUNNING if still and case.state is CaseState.OPEN else Mark.DONE
        marks.append(StepStatus(step.key if step.printed else "", step.activity, mark))
    return tuple(marks)


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
