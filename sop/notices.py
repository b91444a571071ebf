"""Notices that wait for their window: what is to be said, to whom, not before when (law 3)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """One held notice. `kind` names who draws it when the window opens; `body` is JSON for that."""

    id: int
    office_id: int
    person_id: int
    bundle_id: int
    kind: str
    body: str
    opens_at: datetime
    made_at: datetime
