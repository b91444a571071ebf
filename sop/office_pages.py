"""What an admin sees of an office: its SOP, who is connected, what is to be settled. Source: practice 5.2."""

from dataclasses import dataclass
from datetime import datetime

from sop.people import Office
from sop.procedures import Sop


@dataclass(frozen=True, slots=True)
class OfficePage:
    """`others`: SOPs the office may change to; `decree_wanted`: the year whose holidays are still missing."""

    office: Office
    sop: Sop | None
    others: tuple[Sop, ...]
    unconfirmed: bool
    connected: int
    people: int
    rehearses: bool
    decree_wanted: int | None
    imported_at: datetime | None = None  # when a workbook was applied last
