"""How each step of a case stands, as far as one viewer may see it. Source: practice 3.2."""

from dataclasses import dataclass

from desk.works import Work
from sop.cases import RUNNING, UNFINISHED, Case, Task, TaskState
from sop.flows import Flow
from sop.people import Chart, Seat
from sop.procedures import FanOut, Step
from sop.statuses import Mark, StepStatus, Viewer, names
from storage import people

_GONE = (TaskState.RETURNED, TaskState.VOID)
_DID = (TaskState.DONE, TaskState.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Seeing:
    """Who looks, which units they see, and whether names are shown to them at all."""

    chart: Chart
    viewer: Viewer
    own: tuple[Seat, ...]
    parts: tuple[int, ...]
    by_name: bool


def marks(
    work: Work, seeing: Seeing, steps: Flow, case: Case, every: tuple[Task, ...]
) -> tuple[StepStatus, ...]:
    """A step is done when it has begun everywhere it can and nothing of it or before it is unfinished."""
    tasks: dict[str, list[Task]] = {}
    for task in every:
        if task.state not in _GONE:
            tasks.setdefault(task.step, []).append(task)
    unfinished = {task.step for task in every if task.state in UNFINISHED}
    behind: set[int] = set()  # units with something unfinished at or before the step; 0: the office
    found: list[StepStatus] = []
    still = False
    for step in (step for run in steps.runs for step in run.steps):
        mine = tasks.get(step.key, [])
        still = still or step.key in unfinished
        behind |= {task.part for task in mine if task.state in UNFINISHED}
        going = still and case.state in RUNNING
        found.append(_status(work, seeing, step, mine, _mark(mine, going), behind))
    return tuple(found)


def _mark(mine: list[Task], going: bool) -> Mark:
    if not mine:
        return Mark.AHEAD
    if going:
        return Mark.RUNNING
    if all(task.state is TaskState.PASSED for task in mine):
        return Mark.PASSED
    outside = [task for task in mine if task.state in _DID]
    return Mark.OUTSIDE if outside and outside[-1].state is TaskState.OUTSIDE else Mark.DONE


def _status(
    work: Work, seeing: Seeing, step: Step, mine: list[Task], mark: Mark, behind: set[int]
) -> StepStatus:
    shown = [task for task in mine if not task.part or task.part in seeing.parts]
    parts = {task.part for task in shown if task.part}
    done = set() if 0 in behind else parts - behind
    by_unit = step.fan_out is FanOut.UNIT and bool(parts)
    over = mark not in (Mark.RUNNING, Mark.AHEAD) or (by_unit and done == parts)
    ended = [task.closed_at for task in shown if task.closed_at is not None]
    return StepStatus(
        key=step.key,
        number=step.key if step.printed else "",
        activity=step.activity,
        mark=mark,
        by=_doer(work, seeing, step, shown) if over else "",
        at=max(ended, default=None) if over else None,
        reason=shown[-1].reason if mark is Mark.PASSED and shown else "",
        parts_done=len(done) if by_unit else 0,
        parts=len(parts) if by_unit else 0,
    )


def _doer(work: Work, seeing: Seeing, step: Step, shown: list[Task]) -> str:
    """Who did a step, where it was one person and the viewer sees them by name."""
    did = [task for task in shown if task.state in _DID and task.closed_by]
    doers = {task.closed_by for task in did}
    if len(doers) != 1 or not seeing.by_name:
        return ""
    seats = (seeing.chart.seat(task.seat_id) for task in did if task.seat_id)
    if not all(names(seeing.viewer, seeing.chart, seeing.own, seat, step.stage) for seat in seats):
        return ""
    person = people.person(work.connection, doers.pop())
    return person.name if person else ""
