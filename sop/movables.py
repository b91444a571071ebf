"""A figure that is said to belong to another unit, and where it could go. Source: domain 4.1 step 3."""

from dataclasses import dataclass

from sop.cases import Case
from sop.indicators import Indicator
from sop.people import Seat, Unit


@dataclass(frozen=True, slots=True)
class Movable:
    """A figure at its unit, with what was said about it; `fillers`: held seats of other units, by unit."""

    case: Case
    indicator: Indicator
    unit: Unit
    reason: str
    fillers: tuple[tuple[Unit, tuple[Seat, ...]], ...]

    def seats_of(self, unit_id: int) -> tuple[Seat, ...]:
        return next((seats for unit, seats in self.fillers if unit.id == unit_id), ())

    def seat(self, seat_id: int) -> tuple[Unit, Seat] | None:
        """One of the seats with its unit; None for a seat that was not offered."""
        every = ((unit, seat) for unit, seats in self.fillers for seat in seats)
        return next((one for one in every if one[1].id == seat_id), None)
