"""Asking the units for their figures: what is asked, in which format, until when, and who has received it.

Source: practice 3.5, 5.5; domain 4.1 step 3, 4.2 steps 2-3. A format has a version; receipt is the first act
of anybody in a unit and never holds up the filling.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop.people import Seat, Unit
from sop.procedures import Step
from sop.sheets import Sheet


class Field(StrEnum):
    """What a format asks for beside the figure itself."""

    FACTOR = "factor"  # faktor pendukung
    OBSTACLE = "obstacle"
    FOLLOW_UP = "follow_up"
    EVIDENCE = "evidence"


DEFAULT_FIELDS = (Field.OBSTACLE, Field.FOLLOW_UP, Field.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of the units in a case; the newest version counts."""

    id: int
    case_id: int
    version: int
    fields: str  # of Field, joined by commas
    until: datetime | None
    person_id: int
    at: datetime

    @property
    def asked_fields(self) -> tuple[Field, ...]:
        kept = self.fields.split(",")
        return tuple(field for field in Field if field.value in kept)


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit on the planner's card: how many figures are due, and who is asked for them."""

    unit: Unit
    due: int
    seat: Seat | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The request before it is sent. `designs`: its format is locked with the same press."""

    sheet: Sheet
    units: tuple[Asked, ...]
    until: datetime
    fields: tuple[Field, ...]
    designs: bool


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far one unit is. `awaited`: who has not handed in, by name; `received_at`: the first act in it."""

    unit: Unit
    due: int
    arrived: int
    awaited: tuple[str, ...]
    received_at: datetime | None


def written(fields: tuple[Field, ...]) -> str:
    """Fields as a request keeps them, in the order of the format."""
    return ",".join(field.value for field in Field if field in fields)


def designs(steps: tuple[Step, ...]) -> bool:
    """Whether one press of these steps also locks the format."""
    return any(step.stage == "design" for step in steps)
