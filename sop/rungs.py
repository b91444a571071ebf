"""Rungs as rows: reminders of a bundle that are armed, fired or void (law 6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop.deadlines import Audience, Audiences, PlannedRung, RungKind


class RungState(StrEnum):
    """Armed until it fires or its bundle closes."""

    ARMED = "armed"
    RESTING = "resting"  # its case stands still
    FIRED = "fired"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder of one bundle. `generation` rises when a calendar edit or a pause re-projects it."""

    id: int
    office_id: int
    bundle_id: int
    kind: str
    level: int
    audience: str
    generation: int
    at: datetime

    @property
    def planned(self) -> PlannedRung:
        return PlannedRung(RungKind(self.kind), self.at, self.level, audiences(self.audience))


@dataclass(frozen=True, slots=True)
class DueRung:
    """A rung that is due, with the seat whose open bundle it is about."""

    rung: Rung
    seat_id: int


def audiences(written: str) -> Audiences:
    """From the column "aide,secretary"."""
    return tuple(Audience(name) for name in written.split(","))


def written(audience: Audiences) -> str:
    return ",".join(audience)
