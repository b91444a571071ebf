"""The budget of the sample office adds up as domain 6.4 prints it."""

from dataclasses import replace
from decimal import Decimal

from sop.budgets import BudgetSum, budget_by_program, budget_realizations, budget_total
from sop.indicators import Missing, Source
from tests.sop_arithmetic.sample_office import MILLION, ROWS, indicator, programs
from text.printing import number


def shown(found: BudgetSum) -> tuple[str, str]:
    assert isinstance(found.realized_rupiah, Decimal)
    assert isinstance(found.absorption, Decimal)
    return number(found.realized_rupiah / MILLION, 1), number(found.absorption)


def test_the_total_grows_quarter_by_quarter() -> None:
    assert shown(budget_total(programs(), 1)) == ("1.218,0", "13,92")
    assert shown(budget_total(programs(), 2)) == ("3.543,5", "40,50")
    assert shown(budget_total(programs(), 3)) == ("6.034,0", "68,96")


def test_a_program_of_two_divisions_has_a_subtotal() -> None:
    shared = budget_by_program(programs(), 3)[1]
    assert (shared.subtotal.code, len(shared.lines)) == ("3.31.02", 2)
    assert shared.subtotal.ceiling_rupiah == 3200 * MILLION
    assert shown(shared.subtotal) == ("2.195,0", "68,59")


def test_every_line_absorbs_as_printed() -> None:
    lines = [line for program in budget_by_program(programs(), 3) for line in program.lines]
    assert [shown(line)[1] for line in lines] == ["69,79", "66,55", "70,29", "63,33", "67,14"]


def test_what_remains_is_ceiling_less_realization() -> None:
    assert budget_total(programs(), 3).remaining_rupiah == 2716 * MILLION


def test_a_quarter_not_entered_makes_no_sum() -> None:
    total = budget_total(programs(), 4)
    assert total.realized_rupiah is Missing.NOT_FILLED
    assert total.absorption is Missing.NOT_FILLED
    assert total.quarters_rupiah[3] is None
    assert total.planned_absorption is Missing.NOT_FILLED


def test_without_a_ceiling_there_is_no_absorption() -> None:
    bare = replace(programs()[0], ceiling_rupiah=Decimal(0))
    assert budget_total([bare], 1).absorption is Missing.NO_DENOMINATOR


def test_the_budget_indicator_is_derived_and_marked_so() -> None:
    found = budget_realizations(indicator(ROWS[15], 16), programs(), 4)
    assert found[3].source is Source.DERIVED
    assert (found[3].numerator, found[3].denominator) == (6034 * MILLION, 8750 * MILLION)
    assert found[4].value is None
    assert found[4].missing is Missing.NOT_FILLED


def test_an_office_without_programs_derives_nothing() -> None:
    assert budget_realizations(indicator(ROWS[15], 16), (), 3) == {}
