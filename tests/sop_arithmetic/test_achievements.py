"""Formulas and rating against the vectors of domain Appendix A and the examples of 2.4."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.achievements import LINEAR, RECIPROCAL, achievement
from sop.indicators import Missing, Polarity
from sop.ratings import DEFAULT_SCALE, PRINTED_BOUNDS, SCALES, Scale
from sop.reports import Band, Tone
from text.printing import number

D = Decimal


def percent(polarity: Polarity, target: str, realized: str, formula: str = LINEAR, upper: str = "") -> str:
    found = achievement(polarity, D(target), D(realized), formula, D(upper) if upper else None)
    return str(found) if isinstance(found, Missing) else number(found)


@pytest.mark.parametrize(("realized", "expected"), [("285", "89,06"), ("0", "0,00"), ("-5", "0,00")])
def test_more_is_better(realized: str, expected: str) -> None:
    assert percent(Polarity.MAXIMIZE, "320", realized) == expected


@pytest.mark.parametrize(
    ("realized", "linear", "reciprocal"),
    [
        ("0", "200,00", "100,00"),
        ("2.5", "150,00", "200,00"),
        ("4", "120,00", "125,00"),
        ("5", "100,00", "100,00"),
        ("6", "80,00", "83,33"),
        ("7.5", "50,00", "66,67"),
        ("10", "0,00", "50,00"),
        ("12", "0,00", "41,67"),
    ],
)
def test_less_is_better_in_both_formulas(realized: str, linear: str, reciprocal: str) -> None:
    assert percent(Polarity.MINIMIZE, "5", realized) == linear
    assert percent(Polarity.MINIMIZE, "5", realized, RECIPROCAL) == reciprocal


@pytest.mark.parametrize("formula", [LINEAR, RECIPROCAL])
def test_a_target_of_zero(formula: str) -> None:
    assert percent(Polarity.MINIMIZE, "0", "0", formula) == "100,00"
    assert percent(Polarity.MINIMIZE, "0", "2", formula) == "0,00"
    assert percent(Polarity.MAXIMIZE, "0", "0", formula) == "no_target"
    assert percent(Polarity.MAXIMIZE, "0", "3", formula) == "no_target"


@pytest.mark.parametrize(("realized", "expected"), [("85", "100,00"), ("92", "102,22"), ("70", "87,50")])
def test_a_range(realized: str, expected: str) -> None:
    assert percent(Polarity.RANGE, "80", realized, upper="90") == expected


@pytest.mark.parametrize(("realized", "expected"), [("6.5", "107,14"), ("7.2", "100,00"), ("9", "87,50")])
def test_a_range_where_less_is_better(realized: str, expected: str) -> None:
    assert percent(Polarity.MINIMIZE, "7", realized, upper="8") == expected


@pytest.mark.parametrize(
    ("realized", "expected"), [("50", "100,00"), ("45", "90,00"), ("55", "90,00"), ("150", "0,00")]
)
def test_stable_costs_in_both_directions(realized: str, expected: str) -> None:
    assert percent(Polarity.STABLE, "50", realized) == expected


def test_an_unknown_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown formula"):
        percent(Polarity.MINIMIZE, "5", "4", "pulled from the air")


@given(st.decimals("0.01", 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_reaching_the_target_is_a_hundred_and_better_is_never_less(
    target: Decimal, realized: Decimal
) -> None:
    for polarity in (Polarity.MAXIMIZE, Polarity.MINIMIZE):
        assert achievement(polarity, target, target) == 100
        found = achievement(polarity, target, realized)
        assert isinstance(found, Decimal)
        better = realized >= target if polarity is Polarity.MAXIMIZE else realized <= target
        assert (found >= 100) == better


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("90", "Tinggi"),
        ("90.56", "Sangat Tinggi"),
        ("75", "Sedang"),
        ("75.01", "Tinggi"),
        ("50", "Sangat Rendah"),
        ("137.5", "Sangat Tinggi"),
        ("0", "Sangat Rendah"),
    ],
)
def test_the_default_scale_leaves_no_gap(value: str, word: str) -> None:
    assert DEFAULT_SCALE.rating(D(value)).word == word


def test_the_unrounded_value_decides() -> None:
    assert DEFAULT_SCALE.rating(D("90.004")).word == "Sangat Tinggi"


def test_an_inclusive_scale_takes_its_threshold() -> None:
    assert PRINTED_BOUNDS.rating(D(91)).word == "Sangat Tinggi"
    assert PRINTED_BOUNDS.rating(D("90.99")).word == "Tinggi"


@given(st.sampled_from(sorted(SCALES)), st.decimals(0, 1000, places=3))
def test_every_achievement_has_exactly_one_band(key: str, value: Decimal) -> None:
    counts = SCALES[key].distribution([value])
    assert [count.count for count in counts if count.count] == [1]


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band("A", D(90), Tone.GREEN),),
        (Band("A", D(50), Tone.GREEN), Band("B", D(90), Tone.RED), Band("C", None, Tone.GREY)),
        (Band("A", D(90), Tone.GREEN), Band("A", None, Tone.RED)),
        (Band("A", None, Tone.GREEN), Band("B", None, Tone.RED)),
        (
            Band("A", D(90), Tone.GREEN),
            Band("B", None, Tone.RED),
            Band("C", D(10), Tone.GREY),
            Band("D", None, Tone.GREY),
        ),
    ],
)
def test_a_scale_with_gaps_or_overlaps_is_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(ValueError, match="scale"):
        Scale("own", bands)
