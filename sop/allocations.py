"""The note on the division of work: who answers for which figure, by when, and who divided it.

It goes with a hand-over, and whoever divided the work may ask for it. Source: domain 3.6 (W4), 4.1 steps 6
and 7, 4.4 step 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sop.cases import UNFINISHED, Task, TaskState
from sop.flows import Flow
from sop.procedures import Stage
from sop.reports import Letterhead


@dataclass(frozen=True, slots=True)
class Allocated:
    """One figure of the note; `due_at` None: its form had no window.

    `by` and `at` tell who divided the work of the unit, and when; empty where no step of the SOP does so, or
    nobody sits there.
    """

    name: str
    unit: str
    officer: str
    due_at: datetime | None
    by: str = ""  # the position
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Everything the note prints; plain values, so that another process can draw it."""

    letterhead: Letterhead
    office: str
    zone: str
    period: str
    given_by: str  # name and position of whoever hands over; "" where somebody asked for the note
    given_to: str  # of whoever processes, likewise
    authority: str
    made_at: datetime
    rows: tuple[Allocated, ...]  # those of a unit together
    missing: tuple[str, ...] = ()  # figures that were not in when the collection was closed
    reason: str = ""  # why it was not waited for them
    rehearsed: bool = False


_NOT_DIVIDED = frozenset({*UNFINISHED, TaskState.VOID, TaskState.RETURNED})


def divided(every: Iterable[Task], steps: Flow) -> dict[int, Task]:
    """The task that divided the work of each part, where it is done."""
    assigning = {step.key for run in steps.runs for step in run.steps if step.stage is Stage.ASSIGN}
    done = [task for task in every if task.step in assigning and task.state not in _NOT_DIVIDED]
    return {task.part: task for task in sorted(done, key=lambda task: task.id)}
