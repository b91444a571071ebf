"""How a bundle ended, told from its tasks: a report that was returned must not look approved."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sop.cases import UNFINISHED, Task, TaskState
from sop.climbs import LAST_CALL


class End(StrEnum):
    """The ways in which a bundle ends."""

    DONE = "done"
    RETURNED = "returned"  # all that was decided last went back for repair
    OUTSIDE = "outside"
    CLOSED = "closed"  # by a last call, with figures missing
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Ending:
    """`reason`: what was said about a return; `returned`: figures that went back beside others."""

    how: End
    reason: str = ""
    returned: int = 0


def ending(tasks: Iterable[Task]) -> Ending | None:
    """The ending of a bundle with these tasks; None while one of them is unfinished, or without any."""
    every = tuple(tasks)
    if not every or any(task.state in UNFINISHED for task in every):
        return None
    gone = (TaskState.VOID, TaskState.PASSED)  # passed here: nothing was left to do in it
    kept = [task for task in every if task.state not in gone]
    if not kept:
        return Ending(End.VOID)
    if any(task.reason == LAST_CALL for task in kept):
        return Ending(End.CLOSED)
    back = [task for task in kept if task.state is TaskState.RETURNED]
    if back and not any(task.indicator_id for task in kept if task.state is not TaskState.RETURNED):
        return Ending(End.RETURNED, back[-1].reason)
    if all(task.state is TaskState.OUTSIDE for task in kept if task not in back):
        return Ending(End.OUTSIDE, returned=len(back))
    return Ending(End.DONE, returned=len(back))
