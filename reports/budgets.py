"""Table D1: the budget per program and unit, with a sub-total where a program is shared.

Source: domain 3.1, 6.4.
"""

from reports.documents import Align, Cell, Column, Row, RowKind, Table
from reports.wordings import plain
from sop.periods import ROMAN
from sop.reports import Budget, BudgetLine

RIGHT = Align.RIGHT
MOST_KEPT = 16  # rows that are not divided over pages
NUMBERS = "(1) (2) (3) (4) (5) (6) (7) (8)=(4)+…+(7) (9)=(8)/(3) (10)=(3)−(8)"


def budget_table(budget: Budget, quarter: int, place: int) -> Table:
    rows: list[Row] = []
    for program in budget.programs:
        for line in program.lines:
            label = f"{program.code} {program.name} ({line.label})"
            rows.append(Row((str(len(_data(rows)) + 1), label, *_amounts(line))))
        if program.subtotal is not None:
            label = f"Jumlah {program.code} {program.name}"
            rows.append(
                Row((Cell(label, align=RIGHT), *_amounts(program.subtotal)), RowKind.SUBTOTAL, span=2)
            )
    rows.append(Row((Cell("Jumlah", align=RIGHT), *_amounts(budget.total)), RowKind.TOTAL, span=2))
    caption = f"Tabel {place}. Pagu dan realisasi anggaran s.d. Triwulan {ROMAN[quarter]} (rupiah)"
    return Table(caption, _columns(), tuple(rows), whole=len(rows) <= MOST_KEPT)


def _data(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.kind is RowKind.DATA]


def _columns() -> tuple[Column, ...]:
    heads = (
        ("No", 8.0, Align.CENTRE, ""),
        ("Program", 78.0, Align.LEFT, ""),
        ("Pagu", 24.0, RIGHT, ""),
        *((f"TW {roman}", 23.0, RIGHT, "Realisasi") for roman in ROMAN[1:]),
        ("Realisasi s.d.", 25.0, RIGHT, ""),
        ("Serapan (%)", 17.0, RIGHT, ""),
        ("Sisa", 23.0, RIGHT, ""),
    )
    return tuple(
        Column(title, width, align, number, over)
        for (title, width, align, over), number in zip(heads, NUMBERS.split(), strict=True)
    )


def _amounts(line: BudgetLine) -> tuple[str, ...]:
    return (
        plain(line.ceiling_rupiah, 0),
        *(plain(amount, 0) for amount in line.quarters_rupiah),
        plain(line.realized_rupiah, 0),
        plain(line.absorption),
        plain(line.remaining_rupiah, 0),
    )
