"""What is typed about the budget: rupiah forms by number, and what a typed sum of the year looks like."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop.budget_sheets import BudgetRow, read_amounts
from sop.indicators import Program

PROGRAM = Program(
    1,
    "3.31.01",
    "Penunjang",
    1,
    2026,
    Decimal(1_000),
    (Decimal(250),) * 4,
    (Decimal(200), Decimal(300), None, None),
)
ROWS = tuple(BudgetRow(number, PROGRAM, "Sekretariat", 3, None) for number in (1, 2))


@pytest.mark.parametrize(
    ("text", "amounts", "unread"),
    [
        ("1) 1.310.000.000  2) 418.000.000", {1: 1_310_000_000, 2: 418_000_000}, ()),
        ("1) Rp1.310.000.000,00\n2) 418 juta", {1: 1_310_000_000, 2: 418_000_000}, ()),
        ("1) 1,31 M  2) nihil", {1: 1_310_000_000, 2: 0}, ()),
        ("2) 83000000", {2: 83_000_000}, ()),
        ("1) sekitar 80 juta  2) 5", {2: 5}, (1,)),
        ("1) -5  2) 5", {2: 5}, (1,)),
    ],
)
def test_rupiah_is_read_as_it_is_typed(text: str, amounts: dict[int, int], unread: tuple[int, ...]) -> None:
    found = read_amounts(text, ROWS)
    assert found.amounts_rupiah == {number: Decimal(amount) for number, amount in amounts.items()}
    assert found.unread == unread


def test_the_sum_of_the_year_typed_for_a_quarter_is_noticed() -> None:
    row = ROWS[0]
    assert not replace(row, amount_rupiah=Decimal(500)).exceeds
    assert replace(row, amount_rupiah=Decimal(501)).exceeds
    assert not row.exceeds
