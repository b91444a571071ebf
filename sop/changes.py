"""Which rows a move changed: enough to rebuild cases, bundles and tasks (law 11).

Storage applies these one by one and `sop.replays` does the same in memory. Those about a bundle speak for all
its tasks, also the ones the slice did not hold. Ids below zero are rows that the same move made.
"""

from dataclasses import dataclass
from datetime import datetime

from sop.cases import Bundle, BundleState, CaseState, Task, TaskState


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case began; `parts` answer for figures in it."""

    case_id: int
    parts: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """A case is done or cancelled."""

    case_id: int
    state: CaseState
    by: int
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """A finished case is open again, with the reason."""

    case_id: int
    by: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CasePaused:
    """A case stands still, with the reason; its bundles and tasks stay as they are."""

    case_id: int
    by: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CaseResumed:
    """A case that stood still goes on."""

    case_id: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseMigrated:
    """A case goes on under another version of its SOP."""

    case_id: int
    from_version: int
    to_version: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleOpened:
    """A seat has something new to do, or (state WAITING) will have it once everything has arrived."""

    bundle: Bundle


@dataclass(frozen=True, slots=True)
class BundleHeld:
    """Something upstream is missing: the bundle and its open tasks wait."""

    bundle_id: int
    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleReleased:
    """A waiting bundle and all its waiting tasks open now; their clocks start at `at`."""

    bundle_id: int
    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleChanged:
    """Tasks joined or left an open bundle: its card must be read again."""

    bundle_id: int
    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BundleClosed:
    """Nothing is left to do in a bundle: DONE by a person, or VOID."""

    bundle_id: int
    state: BundleState
    revision: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TasksOpened:
    """New tasks; those of a waiting bundle wait with it, some are born closed (passed, skipped, late)."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TasksClosed:
    """Tasks of one step reached an end."""

    task_ids: tuple[int, ...]
    step: str
    state: TaskState
    by: int
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TasksEntered:
    """The figures of finished fill tasks were entered anew by somebody else, who may not verify them."""

    task_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class TasksMoved:
    """Tasks went to another seat's bundle and took its state."""

    task_ids: tuple[int, ...]
    seat_id: int
    bundle_id: int
    state: TaskState


RowEvent = (
    CaseOpened
    | CaseClosed
    | CaseReopened
    | CasePaused
    | CaseResumed
    | CaseMigrated
    | BundleOpened
    | BundleHeld
    | BundleReleased
    | BundleChanged
    | BundleClosed
    | TasksOpened
    | TasksClosed
    | TasksEntered
    | TasksMoved
)
