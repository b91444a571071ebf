"""Budget: sums per program and for the office, absorption, and the indicator that follows from them.

Source: domain 2.6, 6.4. Money is Decimal rupiah; a quarter to come is None and no sum is made over a quarter
that was not entered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sop.aggregations import Value, ratio
from sop.indicators import Indicator, Missing, Program, Realization, RealizationState, Source

Amounts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class BudgetSum:
    """One program of one unit, or several added up. `remaining_rupiah` and percentages follow from them."""

    code: str
    name: str
    unit_id: int  # 0 for a sum over units
    ceiling_rupiah: Decimal
    quarters_rupiah: Amounts
    realized_rupiah: Value  # up to the quarter
    planned_rupiah: Value

    @property
    def remaining_rupiah(self) -> Value:
        realized = self.realized_rupiah
        return realized if isinstance(realized, Missing) else self.ceiling_rupiah - realized

    @property
    def absorption(self) -> Value:
        """Percent of the ceiling; NO_DENOMINATOR without a ceiling."""
        return ratio(self.realized_rupiah, self.ceiling_rupiah, _HUNDRED)

    @property
    def planned_absorption(self) -> Value:
        """Percent of the ceiling that the cash plan foresees up to the quarter."""
        return ratio(self.planned_rupiah, self.ceiling_rupiah, _HUNDRED)


@dataclass(frozen=True, slots=True)
class ProgramSum:
    """A program, the units that share it, and their sub-total. Source: domain 6.4 (key program × unit)."""

    subtotal: BudgetSum
    lines: tuple[BudgetSum, ...]


def budget_total(programs: Sequence[Program], quarter: int) -> BudgetSum:
    """The whole office up to a quarter."""
    return _added("", "", 0, programs, quarter)


def budget_by_program(programs: Iterable[Program], quarter: int) -> tuple[ProgramSum, ...]:
    """Programs in order of code, each with its units in the order given."""
    ordered = sorted(programs, key=lambda program: program.code)
    return tuple(
        _program_sum(tuple(shared), quarter)
        for _, shared in groupby(ordered, key=lambda program: program.code)
    )


def budget_realizations(
    indicator: Indicator, programs: Sequence[Program], quarter: int
) -> dict[int, Realization]:
    """Realizations 1 to `quarter` of "realisasi anggaran", derived and never typed (SEK-1).

    Value: percent of the ceiling up to each quarter. A quarter some program has not entered gives none.
    """
    totals = {q: budget_total(programs, q) for q in range(1, quarter + 1)}
    return {q: _derived(indicator, programs[0].year, q, total) for q, total in totals.items() if programs}


def _program_sum(shared: tuple[Program, ...], quarter: int) -> ProgramSum:
    first = shared[0]
    lines = tuple(_added(p.code, p.name, p.unit_id, (p,), quarter) for p in shared)
    return ProgramSum(_added(first.code, first.name, 0, shared, quarter), lines)


def _added(code: str, name: str, unit_id: int, programs: Sequence[Program], quarter: int) -> BudgetSum:
    realized = _by_quarter([program.realized_rupiah for program in programs])
    planned = _by_quarter([program.planned_rupiah for program in programs])
    ceiling = sum((program.ceiling_rupiah for program in programs), Decimal(0))
    return BudgetSum(
        code, name, unit_id, ceiling, realized, _up_to(realized, quarter), _up_to(planned, quarter)
    )


def _by_quarter(amounts: Sequence[Amounts]) -> Amounts:
    """Column sums; a quarter that one of the programs lacks has none."""
    first, second, third, fourth = (_whole([row[q] for row in amounts]) for q in range(4))
    return first, second, third, fourth


def _whole(column: Sequence[Decimal | None]) -> Decimal | None:
    present = [amount for amount in column if amount is not None]
    return sum(present, Decimal(0)) if present and len(present) == len(column) else None


def _up_to(amounts: Amounts, quarter: int) -> Value:
    present = [amount for amount in amounts[:quarter] if amount is not None]
    return sum(present, Decimal(0)) if len(present) == quarter else Missing.NOT_FILLED


def _derived(indicator: Indicator, year: int, quarter: int, total: BudgetSum) -> Realization:
    absorption, realized = total.absorption, total.realized_rupiah
    missing = isinstance(absorption, Missing)
    return Realization(
        id=0,
        indicator_id=indicator.id,
        year=year,
        quarter=quarter,
        state=RealizationState.EMPTY if missing else RealizationState.VERIFIED,
        revision=0,
        value=None if isinstance(absorption, Missing) else absorption,
        numerator=None if isinstance(realized, Missing) else realized,
        denominator=None if isinstance(realized, Missing) else total.ceiling_rupiah,
        missing=absorption if isinstance(absorption, Missing) else None,
        source=Source.DERIVED,
    )
