"""Cases, tasks and bundles: what is to be done, by which seat, and how far it is.

Source: design 4 and 5; practice 1. A *task* is the smallest piece with an SOP norm; a *bundle* is what
one seat has to do now and is the unit of cards, forms, rungs and typed codes.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CaseState(StrEnum):
    """How a case stands."""

    OPEN = "open"
    PAUSED = "paused"  # nothing can be decided and no clock runs
    DONE = "done"
    CANCELLED = "cancelled"


RUNNING = (CaseState.OPEN, CaseState.PAUSED)
"""A case that has not ended."""


class TaskState(StrEnum):
    """How a task stands; only OPEN and WAITING are unfinished."""

    OPEN = "open"
    WAITING = "waiting"  # upstream was returned: the task waits for the repair
    DONE = "done"
    RETURNED = "returned"  # closed by a return; its successor has round + 1
    PASSED = "passed"  # vacant tier, or the same person one tier below; reason in the journal
    OUTSIDE = "outside"  # done outside the application
    SKIPPED = "skipped"  # closed with a reason and without a figure, or by a last call
    VOID = "void"  # the case was cancelled or the task moved to another seat


UNFINISHED = (TaskState.OPEN, TaskState.WAITING)


class BundleState(StrEnum):
    """How a bundle stands."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Case:
    """One office × SOP × period. `period` is written as `sop.periods` reads it: "2026-Q3"."""

    id: int
    office_id: int
    sop_key: str
    sop_version: int
    period: str
    state: CaseState
    opened_at: datetime
    closed_at: datetime | None = None
    authority: str = ""  # the order every request cites: "Disposisi Kepala Dinas, 5 Okt 2026, Agenda 123"
    trigger: str = "calendar"  # what opened it, of `sop.conditions.TRIGGERS`


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of a step. `part` is a unit id (0: the whole office); `indicator_id` 0 where none."""

    id: int
    case_id: int
    bundle_id: int
    step: str
    part: int
    indicator_id: int
    round: int
    seat_id: int
    state: TaskState
    opened_at: datetime
    closed_at: datetime | None = None
    reason: str = ""
    closed_by: int = 0  # person who decided; for a fill: the enterer or last corrector, who may not verify it


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one seat has to do now. Unique: case × seat × first step × part × round.

    `code` is its five-letter typed twin (no I, L, O, U); `revision` rises with every change that a
    reader must see before deciding; `opened_at` starts its response window.
    """

    id: int
    office_id: int
    case_id: int
    seat_id: int
    step: str
    part: int
    round: int
    state: BundleState
    revision: int
    code: str
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: int = 0  # person


@dataclass(frozen=True, slots=True)
class Journal:
    """One line of the append-only journal; `hash` covers the line and the hash before it (law 11)."""

    id: int
    office_id: int
    case_id: int
    at: datetime
    person_id: int
    capacity: str
    action: str
    body: str  # canonical JSON: what changed, ids only where a person typed text elsewhere
    previous_hash: str
    hash: str
