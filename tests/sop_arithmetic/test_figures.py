"""The sample office measures exactly as domain 6.3 says, and edges follow the table of 2.4."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.achievements import RECIPROCAL
from sop.figures import Measurement, average, measured, official, summary
from sop.indicators import Aggregation, Missing, Polarity, RealizationState
from sop.ratings import DEFAULT_SCALE
from tests.sop_arithmetic.sample_office import ROWS, Row, indicator, realization, realizations, target
from text.printing import number

SHORT = {
    "ST": "Sangat Tinggi",
    "T": "Tinggi",
    "S": "Sedang",
    "R": "Rendah",
    "SR": "Sangat Rendah",
}

# Source: domain 6.3. Code | TW I | TW II | up to TW III: target, realization, achievement, rating | of year
EXPECTED = """
IKU-1  | 108,33 | 106,48 | 3,75   | 3,40   | 90,56  | ST | 67,92
IKU-2  | –      | –      | –      | –      | –      | –  | –
IKU-3  | 100,18 | 101,15 | 42,00  | 40,94  | 97,47  | ST | 90,97
IKU-4  | –      | –      | 72,00  | 70,85  | 98,40  | ST | 98,40
IKU-5  | –      | 99,88  | 86,00  | 85,90  | 99,88  | –  | 99,88
PSDI-1 | 90,00  | 103,75 | 60,00  | 48,00  | 80,00  | T  | 60,00
PSDI-2 | 106,67 | 97,50  | 260,00 | 260,00 | 100,00 | ST | 81,25
PSDI-3 | –      | 105,00 | 40,00  | 55,00  | 137,50 | ST | 91,67
PIKM-1 | 100,00 | 94,12  | 17,00  | 17,00  | 100,00 | ST | 94,44
PIKM-2 | 97,71  | 100,41 | 73,33  | 73,50  | 100,23 | ST | 98,00
PIKM-3 | 80,00  | 100,00 | 60,00  | 45,00  | 75,00  | S  | 56,25
WASI-1 | 108,33 | 92,59  | 70,00  | 50,83  | 72,62  | S  | 56,48
WASI-2 | 90,00  | 98,14  | 5,00   | 4,89   | 102,19 | ST | –
WASI-3 | 200,00 | 100,00 | 3,00   | 5,00   | 33,33  | SR | –
WASI-4 | 96,00  | 103,70 | 60,00  | 62,67  | 104,44 | ST | 89,52
SEK-1  | 92,80  | 101,24 | 70,00  | 68,96  | 98,51  | ST | 72,59
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in EXPECTED.strip().splitlines()]


def shown(value: Decimal | Missing) -> str:
    return "–" if isinstance(value, Missing) else number(value)


def measure(row: Row, quarter: int, formula: str = "linear") -> Measurement:
    number = ROWS.index(row) + 1
    return measured(indicator(row, number), target(row, number), realizations(row, number), quarter, formula)


def office(quarter: int) -> list[Measurement]:
    return [measure(row, quarter) for row in ROWS]


def row_of(code: str) -> Row:
    return next(row for row in ROWS if row.code == code)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_every_indicator_of_the_sample_office_measures_as_published(case: list[str]) -> None:
    code, first, second, target_so_far, realized_so_far, third, rating, annual = case
    one, two, three = (measure(row_of(code), quarter) for quarter in (1, 2, 3))
    assert shown(one.achievement_to_date) == first
    assert shown(two.achievement_to_date) == second
    assert shown(three.target_to_date) == target_so_far
    assert shown(three.realization_to_date) == realized_so_far
    assert shown(three.achievement_to_date) == third
    assert shown(three.achievement_annual) == annual
    word = "–" if three.score is None else DEFAULT_SCALE.rating(three.score).word
    assert word == SHORT.get(rating, "–")


@pytest.mark.parametrize(
    ("quarter", "raw", "capped", "to_hundred", "scored", "due"),
    [
        (1, "105,84", "99,17", "95,54", 12, 13),
        (2, "100,28", "100,28", "98,73", 14, 14),
        (3, "92,16", "90,91", "88,99", 14, 14),
    ],
)
def test_averages_of_the_sample_office(
    quarter: int, raw: str, capped: str, to_hundred: str, scored: int, due: int
) -> None:
    found = summary(office(quarter))
    assert found.raw is not None
    assert found.capped is not None
    assert (number(found.raw), number(found.capped)) == (raw, capped)
    at_hundred = summary(office(quarter), cap_percent=100).capped
    assert at_hundred is not None
    assert number(at_hundred) == to_hundred
    assert (found.scored, found.due, found.total) == (scored, due, 16)


def test_distribution_of_the_third_quarter() -> None:
    found = summary(office(3)).distribution
    assert [count.count for count in found] == [10, 1, 2, 0, 1]
    assert sum(not measurement.due for measurement in office(3)) == 2


def test_a_carried_value_is_shown_and_not_scored() -> None:
    found = measure(row_of("IKU-5"), 3)
    assert found.carried
    assert found.score is None
    assert found.achievement is Missing.NOT_DUE


def test_the_other_formula_gives_the_other_published_figures() -> None:
    assert shown(measure(row_of("WASI-2"), 3, RECIPROCAL).achievement_to_date) == "102,24"
    assert shown(measure(row_of("WASI-3"), 3, RECIPROCAL).achievement_to_date) == "60,00"


def test_a_zero_target_is_not_targeted_and_the_surplus_counts_later() -> None:
    found = measure(row_of("PSDI-3"), 1)
    assert found.achievement_to_date is Missing.NO_TARGET
    assert found.beyond_target
    assert found.due
    assert found.score is None
    assert measure(row_of("PSDI-3"), 2).realization_to_date == 21


def test_the_quarter_of_170_percent_is_an_outlier() -> None:
    found = measure(row_of("PSDI-3"), 3)
    assert found.achievement == 170
    assert found.outlier_in_quarter
    assert not found.outlier


def test_an_increment_is_not_held_against_a_cumulative_target() -> None:
    found = measure(row_of("WASI-1"), 3)
    assert found.achievement is Missing.NOT_COMPARABLE
    assert found.components == (Decimal(11), Decimal(120))
    assert found.components_to_date == (Decimal(61), Decimal(120))


def test_less_is_better_is_not_measured_against_the_year_before_its_end() -> None:
    assert measure(row_of("WASI-3"), 3).achievement_annual is Missing.NOT_COMPARABLE


def test_components_of_a_position_ratio_are_those_of_its_last_quarter() -> None:
    assert measure(row_of("IKU-3"), 3).components_to_date == (Decimal(262), Decimal(640))


def test_a_missing_quarter_is_never_taken_for_zero() -> None:
    row, number_ = row_of("PSDI-2"), 7
    gap = {q: r for q, r in realizations(row, number_).items() if q != 2}
    found = measured(indicator(row, number_), target(row, number_), gap, 3)
    assert found.achievement_to_date is Missing.NOT_FILLED
    assert found.realization == 104
    assert found.score is None


def test_the_stated_reason_is_kept() -> None:
    row = row_of("PIKM-1")
    told = {3: replace(realization(3), missing=Missing.NOT_RELEASED)}
    found = measured(indicator(row, 9), target(row, 9), told, 3)
    assert found.realization is Missing.NOT_RELEASED
    assert found.achievement_to_date is Missing.NOT_RELEASED


def test_a_denominator_of_zero_is_a_reason_and_no_error() -> None:
    row = row_of("WASI-2")
    none_handled = {1: realization(1, None, Decimal(0), Decimal(0))}
    found = measured(indicator(row, 13), target(row, 13), none_handled, 1)
    assert found.realization is Missing.NO_DENOMINATOR
    assert found.achievement_to_date is Missing.NO_DENOMINATOR


def test_a_quarter_of_zero_over_zero_does_not_disturb_the_weighted_mean() -> None:
    row = row_of("WASI-2")
    found = measured(
        indicator(row, 13),
        target(row, 13),
        {1: realization(1, None, Decimal(0), Decimal(0)), 2: realization(2, None, Decimal(10), Decimal(2))},
        2,
    )
    assert found.realization_to_date == 5


def test_262_of_640_is_40_9375() -> None:
    assert measure(row_of("IKU-3"), 3).realization_to_date == Decimal("40.9375")


def test_an_imported_ratio_without_components_keeps_its_value() -> None:
    row = row_of("IKU-3")
    found = measured(indicator(row, 3), target(row, 3), {1: realization(1, Decimal("34.5"))}, 1)
    assert found.realization_to_date == Decimal("34.5")


def test_progress_and_yearly_values_are_positions() -> None:
    row = replace(row_of("PSDI-1"), aggregation=Aggregation.PROGRESS)
    assert shown(measure_as(row, 3).achievement_to_date) == "80,00"
    yearly = replace(row_of("IKU-2"), realized="– – –")
    found = measured(indicator(yearly, 2), target(yearly, 2), {4: realization(4, Decimal("4.05"))}, 4)
    assert shown(found.achievement_to_date) == "90,00"


def measure_as(row: Row, quarter: int) -> Measurement:
    return measured(indicator(row, 1), target(row, 1), realizations(row, 1), quarter)


def test_a_year_without_any_target_is_not_due() -> None:
    row = replace(row_of("IKU-4"), quarters="– – – –")
    found = measure_as(row, 3)
    assert not found.due
    assert found.target_to_date is Missing.NOT_DUE
    assert found.achievement_to_date is Missing.NOT_DUE


def test_only_approved_and_derived_figures_are_official() -> None:
    drafts = {1: replace(realization(1, Decimal(1)), state=RealizationState.SUBMITTED)}
    assert official(drafts) == {}
    derived = realizations(row_of("SEK-1"), 16)
    assert official(derived) == derived
    approved = {1: realization(1, Decimal(1))}
    assert official(approved) == approved


def test_nothing_scored_has_no_average() -> None:
    found = summary([])
    assert (found.raw, found.capped, found.total) == (None, None, 0)


@given(
    st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=40), st.sampled_from([0, 100, 110, 120])
)
def test_a_cap_never_raises_the_average(scores: list[Decimal], cap: int) -> None:
    raw, capped = average(scores), average(scores, cap)
    assert raw is not None
    assert capped is not None
    assert capped <= raw
    assert not cap or capped <= cap


@given(
    st.sampled_from(list(Aggregation)),
    st.sampled_from(list(Polarity)),
    st.tuples(*[st.none() | st.decimals(0, 1000, places=2)] * 4),
    st.dictionaries(st.integers(1, 4), st.tuples(*[st.none() | st.decimals(0, 1000, places=2)] * 3)),
    st.integers(1, 4),
)
def test_measuring_never_fails_and_never_scores_what_is_not_due(
    aggregation: Aggregation,
    polarity: Polarity,
    quarters: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None],
    typed: dict[int, tuple[Decimal | None, ...]],
    quarter: int,
) -> None:
    what = replace(indicator(ROWS[0], 1), aggregation=aggregation, polarity=polarity, denominator_fixed=None)
    goal = replace(target(ROWS[0], 1), quarters=quarters)
    found = measured(what, goal, {q: realization(q, *parts) for q, parts in typed.items()}, quarter)
    assert found.score is None or (found.due and found.score >= 0)
    if quarter not in typed and found.due:
        assert isinstance(found.realization, Missing)
