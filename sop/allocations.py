"""The note on the division of work: who answers for which figure, by when, and who processes them all.

Source: domain 3.6 (W4), 4.1 steps 6 and 7.
"""

from dataclasses import dataclass
from datetime import datetime

from sop.reports import Letterhead


@dataclass(frozen=True, slots=True)
class Allocated:
    """One figure of the note; `due_at` None: its form had no window."""

    name: str
    unit: str
    officer: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Everything the note prints; plain values, so that another process can draw it."""

    letterhead: Letterhead
    office: str
    zone: str
    period: str
    given_by: str  # name and position of whoever hands over
    given_to: str  # of whoever processes
    authority: str
    made_at: datetime
    rows: tuple[Allocated, ...]
