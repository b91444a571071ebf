"""What could still join a running collection. Source: practice 5.5; domain 4.2 step 2."""

from dataclasses import dataclass

from sop.cases import Case
from sop.indicators import Indicator
from sop.people import Seat, Unit
from sop.periods import Period
from sop.slices import Item


@dataclass(frozen=True, slots=True)
class Addable:
    """One indicator that is not collected; `number` is its place on the list, `due`: it has a target now."""

    number: int
    indicator: Indicator
    unit: Unit
    filler: Seat
    due: bool

    @property
    def item(self) -> Item:
        return Item(self.indicator.id, self.unit.id, self.filler.id)


@dataclass(frozen=True, slots=True)
class Offer:
    """The indicators a collection could gain, those due in the period first."""

    case: Case
    period: Period
    rows: tuple[Addable, ...]
