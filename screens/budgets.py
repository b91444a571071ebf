"""The card of whoever reports the budget: programs on a numbered list, one file or the figures, one press."""

from screens.cards import card, ok
from screens.checked_rows import shortened
from sop.budget_sheets import BudgetRow, BudgetSheet
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import rupiah
from text.screens import Button, Screen

ROWS_SHOWN = 30
LONG_NAME = 70


def budget_card(found: BudgetSheet) -> Screen:
    """What is known of each program, how to answer, and the press that hands it in."""
    lines = joined(_row(row) for row in found.rows[:ROWS_SHOWN])
    return card(found.sheet, joined((lines, _state(found)), "\n\n"), ((_ok(found.sheet),),))


def review(found: BudgetSheet) -> Screen:
    """What was read, with its sum; the same press as on the card."""
    lines = joined(_read(row) for row in found.rows[:ROWS_SHOWN] if row.amount_rupiah is not None)
    return Screen(joined((words("budgets.read"), lines, _state(found))), ((_ok(found.sheet),),))


def file_kept(found: BudgetSheet, name: str) -> Screen:
    return Screen(joined((words("budgets.file_kept", name=name), _state(found))), ((_ok(found.sheet),),))


def _ok(sheet: Sheet) -> Button:
    return ok(sheet, "budgets.finish")


def _row(row: BudgetRow) -> Markup:
    planned, amount = row.planned_rupiah, row.amount_rupiah
    return words(
        "budgets.row",
        number=row.number,
        name=_name(row),
        planned=plain("budgets.none") if planned is None else rupiah(planned),
        amount=plain("budgets.none") if amount is None else rupiah(amount),
    )


def _read(row: BudgetRow) -> Markup:
    assert row.amount_rupiah is not None
    return words("budgets.read_row", number=row.number, name=_name(row), amount=rupiah(row.amount_rupiah))


def _name(row: BudgetRow) -> str:
    return shortened(f"{row.program.code} {row.program.name} ({row.unit})", LONG_NAME)


def _state(found: BudgetSheet) -> Markup:
    """The sum, what exceeds its ceiling, the files, and what is still asked for."""
    lines = []
    if len(found.missing) < len(found.rows):
        lines.append(words("budgets.total", total=rupiah(found.total_rupiah)))
    if found.exceeding:
        lines.append(words("budgets.exceeds", numbers=_numbers(found.exceeding)))
    if found.files:
        lines.append(words("budgets.files", count=found.files))
    if found.missing and found.files:
        lines.append(words("budgets.file_alone", numbers=_numbers(found.missing)))
    elif found.missing:
        example = "  ".join(f"{row.number}) {_example(row)}" for row in found.missing[:2])
        period = found.sheet.period.short
        lines.append(words("budgets.how", period=period, numbers=_numbers(found.missing), example=example))
    return joined(lines)


def _example(row: BudgetRow) -> str:
    return rupiah(row.planned_rupiah or row.program.ceiling_rupiah / 4).removeprefix("Rp")


def _numbers(rows: tuple[BudgetRow, ...]) -> str:
    return ", ".join(str(row.number) for row in rows)
