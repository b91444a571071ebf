"""Figures against exact fractions: no rating turns on the last digit of a decimal division."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.achievements import LINEAR, RECIPROCAL, achievement
from sop.figures import average
from sop.indicators import Polarity
from sop.quotients import settled
from sop.ratings import DEFAULT_SCALE, SCALES, Scale

AMOUNTS = st.decimals("0.01", "100000", places=2)
PAIRS = st.tuples(st.integers(0, 60), st.integers(1, 60))
NEAR = Fraction(1, 10**25)


def exactly(polarity: Polarity, target: Fraction, realized: Fraction, formula: str) -> Fraction:
    """Domain 2.4 in fractions."""
    if polarity is Polarity.MAXIMIZE:
        return max(100 * realized / target, Fraction(0))
    if polarity is Polarity.STABLE:
        return max(100 - 100 * abs(realized - target) / target, Fraction(0))
    if formula == LINEAR:
        return max(100 * (2 * target - realized) / target, Fraction(0))
    return 100 * target / realized


def word(scale: Scale, value: Fraction) -> str:
    """The band of an exact percentage."""
    for band in scale.bands:
        above = None if band.above is None else Fraction(band.above)
        if above is None or value > above or (scale.inclusive and value == above):
            return band.word
    raise AssertionError("no band")


@given(
    st.sampled_from([Polarity.MAXIMIZE, Polarity.MINIMIZE, Polarity.STABLE]),
    st.sampled_from([LINEAR, RECIPROCAL]),
    AMOUNTS,
    AMOUNTS,
)
def test_an_achievement_is_the_exact_fraction(
    polarity: Polarity, formula: str, target: Decimal, realized: Decimal
) -> None:
    found = achievement(polarity, target, realized, formula)
    assert isinstance(found, Decimal)
    exact = exactly(polarity, Fraction(target), Fraction(realized), formula)
    assert abs(Fraction(found) - exact) < NEAR
    for scale in SCALES.values():
        assert scale.rating(found).word == word(scale, exact)


@given(st.lists(PAIRS, min_size=1, max_size=40), st.sampled_from([0, 120]))
def test_an_average_is_the_exact_mean(pairs: list[tuple[int, int]], cap_percent: int) -> None:
    exact = [Fraction(100 * over, under) for over, under in pairs]
    counted: list[Fraction] = [min(one, Fraction(cap_percent)) if cap_percent else one for one in exact]
    mean = sum(counted, Fraction(0)) / len(counted)
    found = average([_scored(over, under) for over, under in pairs], cap_percent)
    assert found is not None
    assert abs(Fraction(found) - mean) < NEAR
    for scale in SCALES.values():
        assert scale.rating(found).word == word(scale, mean)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(28, 60)), min_size=1, max_size=38), st.data())
def test_a_mean_on_a_threshold_is_on_it(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    for scale in SCALES.values():
        above = [Fraction(band.above) for band in scale.bands if band.above is not None]
        threshold = data.draw(st.sampled_from(above))
        lacking = threshold * (len(pairs) + 1) - sum(Fraction(100 * over, under) for over, under in pairs)
        last = lacking / 100
        scores = [_scored(over, under) for over, under in pairs]
        if last > 0:
            found = average([*scores, _scored(last.numerator, last.denominator)])
            assert found is not None
            assert Fraction(settled(found)) == threshold
            assert scale.rating(found).word == word(scale, threshold)


@pytest.mark.parametrize("over", [32, 33, 27])
def test_the_mean_of_three_thirds_that_make_ninety_is_rated_as_ninety(over: int) -> None:
    last = (Fraction(270) - Fraction(100 * over, 28) - Fraction(2000, 55)) / 100
    found = average([_scored(over, 28), _scored(20, 55), _scored(last.numerator, last.denominator)])
    assert found is not None
    assert DEFAULT_SCALE.rating(found).word == "Tinggi"


def _scored(over: int, under: int) -> Decimal:
    found = achievement(Polarity.MAXIMIZE, Decimal(under), Decimal(over))
    assert isinstance(found, Decimal)
    return found
