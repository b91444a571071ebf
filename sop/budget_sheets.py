"""The budget task of a quarter: the programs on a numbered list, what was typed, and how it is read.

Source: practice 5.6; domain 2.6, 4.1 (Pencatatan: kinerja dan keuangan), 6.4. Money is Decimal rupiah of the
quarter alone, never the sum up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sop.answers import read_answers
from sop.indicators import Program
from sop.readings import Expected, ReadingKind
from sop.sheets import Sheet

_STANDS = frozenset({ReadingKind.CLEAR, ReadingKind.CONFIRM, ReadingKind.ZERO})
_RUPIAH = Expected(decimals=False, uom="Rp")


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One program of one unit. `amount_rupiah` is of the quarter; None while nobody has said it."""

    number: int
    program: Program
    unit: str
    quarter: int
    amount_rupiah: Decimal | None

    @property
    def planned_rupiah(self) -> Decimal | None:
        return self.program.planned_rupiah[self.quarter - 1]

    @property
    def exceeds(self) -> bool:
        """Whether the year so far would be more than the ceiling: a sum typed for a quarter, as a rule."""
        if self.amount_rupiah is None:
            return False
        earlier = self.program.realized_rupiah[: self.quarter - 1]
        known = sum((one for one in earlier if one is not None), self.amount_rupiah)
        return known > self.program.ceiling_rupiah


@dataclass(frozen=True, slots=True)
class BudgetSheet:
    """The task of whoever reports the budget; `files` is how many reports were sent for it."""

    sheet: Sheet
    rows: tuple[BudgetRow, ...]
    files: int

    @property
    def missing(self) -> tuple[BudgetRow, ...]:
        return tuple(row for row in self.rows if row.amount_rupiah is None)

    @property
    def exceeding(self) -> tuple[BudgetRow, ...]:
        return tuple(row for row in self.rows if row.exceeds)

    @property
    def total_rupiah(self) -> Decimal:
        return sum((row.amount_rupiah for row in self.rows if row.amount_rupiah is not None), Decimal(0))

    @property
    def complete(self) -> bool:
        """Every figure is there, or the report they stand in."""
        return bool(self.files) or not self.missing


@dataclass(frozen=True, slots=True)
class Typed:
    """What a message said: amounts by number, and the numbers that could not be read."""

    amounts_rupiah: dict[int, Decimal]
    unread: tuple[int, ...]


def read_amounts(text: str, rows: Sequence[BudgetRow]) -> Typed:
    """`1) 1.310.000.000  2) 418 juta`; a number nobody can read is named, the others stand."""
    found = read_answers(text, {row.number: _RUPIAH for row in rows})
    amounts: dict[int, Decimal] = {}
    unread: list[int] = []
    for answer in found.answers:
        value = answer.reading.value
        if answer.reading.kind in _STANDS and value is not None and value >= 0:
            amounts[answer.number] = value
        else:
            unread.append(answer.number)
    return Typed(amounts, tuple(unread))
