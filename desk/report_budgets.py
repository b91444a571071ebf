"""The budget table of a report. Source: domain 2.6, 6.4."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sop.budgets import BudgetSum, ProgramSum, budget_by_program, budget_total
from sop.indicators import Program
from sop.reports import Budget, BudgetLine, BudgetProgram
from text.catalogue import plain

UnitName = Callable[[int], str]


def budget(programs: Sequence[Program], quarter: int, unit_name: UnitName) -> Budget | None:
    """The table up to a quarter; None without programs, or where one lacks a quarter: no sum is made then."""
    if not programs:
        return None
    total = _line(plain("reports.total"), budget_total(programs, quarter))
    shown = [_program(one, unit_name) for one in budget_by_program(programs, quarter)]
    complete = tuple(one for one in shown if one is not None)
    return Budget(complete, total) if total is not None and len(complete) == len(shown) else None


def _program(program: ProgramSum, unit_name: UnitName) -> BudgetProgram | None:
    lines = [_line(unit_name(line.unit_id), line) for line in program.lines]
    complete = tuple(line for line in lines if line is not None)
    if len(complete) < len(lines):
        return None
    subtotal = _line("", program.subtotal) if len(lines) > 1 else None
    return BudgetProgram(program.subtotal.code, program.subtotal.name, complete, subtotal)


def _line(label: str, line: BudgetSum) -> BudgetLine | None:
    realized, remaining = line.realized_rupiah, line.remaining_rupiah
    if not isinstance(realized, Decimal) or not isinstance(remaining, Decimal):
        return None
    return BudgetLine(
        label=label,
        ceiling_rupiah=line.ceiling_rupiah,
        quarters_rupiah=line.quarters_rupiah,
        realized_rupiah=realized,
        remaining_rupiah=remaining,
        absorption=_decimal(line.absorption),
        planned_absorption=_decimal(line.planned_absorption),
    )


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
