"""Dispositions as records: the branches of an order. Source: domain 3.5; practice 2.1."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Disposition:
    """One branch of an order: from a seat to a seat, with instruction and note.

    `oral`: recorded by its recipient or the planner; `disputed`: the superior said it was not his order.
    """

    id: int
    case_id: int
    parent_id: int | None
    from_seat_id: int
    to_seat_id: int
    instruction: str
    note: str
    oral: bool
    by_person_id: int
    at: datetime
    disputed: bool
