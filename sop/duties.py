"""A duty: one open bundle as a line on a list, in a reminder, `/tugas` or `/status`.

Lighter than a sheet: it says what, who and until when, and counts the figures without reading them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop.cases import Bundle
from sop.people import Office, Seat
from sop.periods import Period


class Timing(StrEnum):
    """Where a duty stands in its window; an open window that never rings (the head's) is NONE."""

    NONE = "none"
    AHEAD = "ahead"
    TODAY = "today"
    PASSED = "passed"
    RESTING = "resting"  # its case stands still


@dataclass(frozen=True, slots=True)
class Duty:
    """`due_at` ends the response window; None: nobody is reminded, or the order has not come yet."""

    bundle: Bundle
    office: Office
    period: Period
    activity: str
    stage: str
    part: str  # printed name of the unit, empty for the whole office
    seat: Seat
    capacity: str  # "Plt. Kepala Bidang …"; "a.n. …" for who prepares it
    due_at: datetime | None
    timing: Timing
    unfinished: int  # figures still to be dealt with; 0 where the bundle has none
    figures: int
    repairs: int = 0  # rounds that began with a return
    after_log: bool = False  # a form that opens when the log of its period ends

    @property
    def title(self) -> str:
        """As the head of its card says it."""
        period = self.period.brief
        return f"{self.activity} · {period}"

    @property
    def urgency(self) -> tuple[bool, float]:
        """Sorts the most urgent first; what has no window comes last."""
        if self.due_at is None:
            return True, self.bundle.opened_at.timestamp()
        return False, self.due_at.timestamp()


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The duties of one capacity of a person."""

    office: Office
    capacity: str
    open: tuple[Duty, ...]
    waiting: tuple[Duty, ...]
