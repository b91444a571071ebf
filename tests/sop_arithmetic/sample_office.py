"""The sample office's sixteen indicators of 2026 and its budget. Source: domain 6.2, 6.4."""

from dataclasses import dataclass
from decimal import Decimal

from sop.budgets import budget_realizations
from sop.indicators import (
    Aggregation,
    Indicator,
    Polarity,
    Program,
    Realization,
    RealizationState,
    Target,
)

YEAR = 2026
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Row:
    """One indicator as the table writes it: decimals with a comma, "–" where nothing is measured."""

    code: str
    aggregation: Aggregation
    annual: str
    quarters: str  # targets of TW I to IV
    realized: str  # TW I to III: a value, or numerator "a", or numerator:denominator "a:b"
    fixed: int = 0  # constant denominator
    polarity: Polarity = Polarity.MAXIMIZE


ROWS = (
    Row("IKU-1", Aggregation.RATIO_LAST, "5", "1 2,25 3,75 5", "52 115 163", 4800),
    Row("IKU-2", Aggregation.ANNUAL_ONLY, "4,5", "– – – 4,5", "– – –"),
    Row("IKU-3", Aggregation.RATIO_LAST, "45", "34 38 42 45", "218 246 262", 640),
    Row("IKU-4", Aggregation.LAST, "72", "– – 72 72", "– – 70,85"),
    Row("IKU-5", Aggregation.AVERAGE, "86", "– 86 – 86", "– 85,9 –"),
    Row("PSDI-1", Aggregation.LAST, "80", "20 40 60 80", "18 41,5 48"),
    Row("PSDI-2", Aggregation.SUM, "320", "60 100 100 60", "64 92 104"),
    Row("PSDI-3", Aggregation.SUM, "60", "0 20 20 20", "3 18 34"),
    Row("PIKM-1", Aggregation.LAST, "18", "16 17 17 18", "16 16 17"),
    Row("PIKM-2", Aggregation.AVERAGE, "75", "70 75 75 80", "68,4 77,2 74,9"),
    Row("PIKM-3", Aggregation.SUM, "80", "10 25 25 20", "8 27 10"),
    Row("WASI-1", Aggregation.RATIO_CUMULATIVE, "90", "20 45 70 90", "26 24 11", 120),
    Row("WASI-2", Aggregation.AVERAGE_WEIGHTED, "5", "5 5 5 5", "99:18 120:25 138:30", 0, Polarity.MINIMIZE),
    Row("WASI-3", Aggregation.SUM, "4", "1 1 1 1", "0 2 3", 0, Polarity.MINIMIZE),
    Row("WASI-4", Aggregation.RATIO_LAST, "70", "25 45 60 70", "36 70 94", 150),
    Row("SEK-1", Aggregation.LAST, "95", "15 40 70 95", "– – –"),
)

# code, name, owner's number, ceiling, realized TW I to III; rupiah in millions
BUDGET = (
    ("3.31.01", "Penunjang Urusan Pemerintahan Daerah", 1, "4850", "820 1255 1310"),
    ("3.31.02", "Perencanaan dan Pembangunan Industri", 2, "1450", "145 402 418"),
    ("3.31.02", "Perencanaan dan Pembangunan Industri", 3, "1750", "170 498,5 561,5"),
    ("3.31.03", "Pengendalian Izin Usaha Industri", 4, "420", "52 96 118"),
    ("3.31.04", "Pengelolaan Sistem Informasi Industri Nasional", 4, "280", "31 74 83"),
)


def amount(written: str) -> Decimal | None:
    return None if written == "–" else Decimal(written.replace(",", "."))


def indicator(row: Row, number: int) -> Indicator:
    measured = tuple(q for q, target in enumerate(row.quarters.split(), start=1) if target != "–")
    return Indicator(
        id=number,
        code=row.code,
        name=row.code,
        objective_id=1,
        uom="%",
        polarity=row.polarity,
        aggregation=row.aggregation,
        precision=2,
        owner_seat_id=1,
        part=1,
        quarters=measured,
        denominator_fixed=Decimal(row.fixed) if row.fixed else None,
        derived=row.code == "SEK-1",
    )


def target(row: Row, number: int) -> Target:
    first, second, third, fourth = map(amount, row.quarters.split())
    return Target(number, YEAR, amount(row.annual), (first, second, third, fourth))


def realization(
    quarter: int,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Realization:
    return Realization(
        id=quarter,
        indicator_id=1,
        year=YEAR,
        quarter=quarter,
        state=RealizationState.APPROVED,
        revision=1,
        value=value,
        numerator=numerator,
        denominator=denominator,
    )


def realizations(row: Row, number: int) -> dict[int, Realization]:
    if row.code == "SEK-1":
        return budget_realizations(indicator(row, number), programs(), 3)
    found: dict[int, Realization] = {}
    for quarter, written in enumerate(row.realized.split(), start=1):
        over, _, under = written.partition(":")
        if written == "–":
            continue
        if row.fixed or under:
            found[quarter] = realization(quarter, None, amount(over), amount(under) if under else None)
        else:
            found[quarter] = realization(quarter, amount(over))
    return found


def programs() -> tuple[Program, ...]:
    return tuple(_program(number, *row) for number, row in enumerate(BUDGET, start=1))


def _program(number: int, code: str, name: str, unit: int, ceiling: str, spent: str) -> Program:
    first, second, third = (Decimal(part.replace(",", ".")) * MILLION for part in spent.split())
    plan = (None, None, None, None)
    return Program(
        number, code, name, unit, YEAR, Decimal(ceiling) * MILLION, plan, (first, second, third, None)
    )
