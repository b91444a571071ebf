"""Which figures a step over the whole office is shown first, and what has to be said about them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop.analyses import Analysed, Comment, Flag, comments_of_round, flags
from sop.indicators import Aggregation, Missing
from sop.sheets import SheetRow
from tests.checks.test_rows import minimized, realization, row

STEADY = row(Aggregation.LAST, "60 60 60 60", "61 62 63", "Orang")


def proven(found: SheetRow) -> SheetRow:
    return replace(found, indicator=replace(found.indicator, evidence_required=True))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (STEADY, ()),
        (row(Aggregation.LAST, "60 60 60 60", "61 62 60", "Orang"), (Flag.FALLING,)),
        (minimized(row(Aggregation.LAST, "9 9 9 9", "5 5 7", "Kasus")), (Flag.FALLING,)),
        (row(Aggregation.LAST, "60 60 60 60", "62 62 62", "Orang"), (Flag.UNUSUAL,)),
        (row(Aggregation.LAST, "20 20 20 20", "20 21 90", "Orang"), (Flag.OUTLIER, Flag.UNUSUAL)),
        (minimized(row(Aggregation.LAST, "3 3 3 3", "6 7 6", "Kasus")), ()),
        (row(Aggregation.RATIO_LAST, "30 36 42 50", "20/80 40/80 90/80"), (Flag.OUTLIER, Flag.COMPONENTS)),
        (row(Aggregation.RATIO_LAST, "30 36 42 50", "20/80 30/80 36/90"), (Flag.COMPONENTS,)),
        (row(Aggregation.RATIO_LAST, "30 36 42 50", "20/80 30/80 36/80"), ()),
        (row(Aggregation.LAST, "60 60 60 60", "61 62 -", "Orang"), (Flag.EMPTY,)),
        (proven(STEADY), (Flag.NO_EVIDENCE,)),
        (replace(proven(STEADY), evidence_count=1), ()),
    ],
    ids=[
        "steady",
        "falling",
        "more_of_what_should_be_less",
        "the_same_three_times",
        "far_above",
        "above_a_limit",
        "part_larger_than_the_whole",
        "another_whole",
        "the_same_whole",
        "empty",
        "no_evidence",
        "evidence",
    ],
)
def test_a_figure_carries_the_flags_of_what_is_odd_about_it(
    found: SheetRow, expected: tuple[Flag, ...]
) -> None:
    assert flags(found) == expected


def test_a_figure_worse_than_a_year_ago_is_flagged() -> None:
    year_ago = replace(realization(3, "64"), year=2025)
    assert flags(STEADY, year_ago) == (Flag.FALLING_YEAR,)
    assert flags(STEADY, replace(year_ago, value=Decimal(63))) == ()


def test_what_the_enterer_said_answers_a_fall_but_not_missing_evidence() -> None:
    fallen = Analysed(1, STEADY, (Flag.FALLING,))
    assert not fallen.explained
    told = replace(STEADY, realization=replace(STEADY.realization, note="satu sentra tutup"))
    assert replace(fallen, row=told).explained
    assert not Analysed(1, told, (Flag.FALLING, Flag.NO_EVIDENCE)).explained
    assert Analysed(1, told, (Flag.NO_EVIDENCE,), ("berkas di bidang",)).explained
    absent = replace(
        STEADY, realization=replace(STEADY.realization, missing=Missing.NO_DATA_YET, note="rilis")
    )
    assert Analysed(1, absent, (Flag.EMPTY,)).explained


def test_a_comment_belongs_to_the_round_it_was_made_in() -> None:
    made = (Comment(1, 1, 7, "7", 1, 3, "sesuai"), Comment(2, 1, 8, "7", 1, 3, "dicek"))
    assert comments_of_round(made, {7: 2, 8: 1}) == {8: ("dicek",)}
