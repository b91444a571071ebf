"""What a reminder says to one person: own duties, those of others, and files that await the head.

Source: practice 3.1; design 3 (law 7).
"""

from dataclasses import dataclass
from datetime import datetime

from sop.duties import Duty
from sop.people import Person, Seat


@dataclass(frozen=True, slots=True)
class HeadAwaited:
    """Files wait for the head's direction: told to the aide and the Sekretaris, never to the head."""

    seat: Seat
    head: Person | None  # for "Bapak" or "Ibu"
    capacity: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message. `late_since` is when it should have come, where the application came late with it."""

    person_id: int
    zone: str
    now: datetime
    own: tuple[Duty, ...]
    others: tuple[Duty, ...]
    awaited: tuple[HeadAwaited, ...]
    late_since: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.others or self.awaited)

    @property
    def single(self) -> Duty | None:
        """The one own duty it is about; None when it lists anything else."""
        return self.own[0] if len(self.own) == 1 and not self.others and not self.awaited else None
