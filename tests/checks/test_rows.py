"""One line of a checker's card says the figures of the report: the quarter, the year so far, the rating."""

from dataclasses import replace
from decimal import Decimal

import pytest

from screens.checked_rows import figures, short, whole
from sop.cases import TaskState
from sop.checks import Checked, Remark, remarks
from sop.figures import measured
from sop.indicators import Aggregation, Indicator, Missing, Polarity, Realization, RealizationState, Target
from sop.people import Seat, Unit, UnitKind
from sop.sheets import SheetRow

UNIT = Unit(1, "PIKM", "Bidang Pemberdayaan IKM (PIKM)", UnitKind.DIVISION, 0)
FILLER = Seat(1, "S", "Sub Koordinator", "subcoordinator", 1, None, 1, "Sari", None)


def row(kind: Aggregation, targets: str, said: str, uom: str = "%", fixed: int = 0) -> SheetRow:
    """A row of TW III; `said` are quarters, each a value, a pair or a dash."""
    goals = tuple(None if one == "-" else Decimal(one) for one in targets.split())
    indicator = Indicator(1, "IK", "IKM halal", 1, uom, Polarity.MAXIMIZE, kind, 2, 1, 1, (1, 2, 3, 4))
    indicator = replace(indicator, denominator_fixed=Decimal(fixed) if fixed else None)
    target = Target(1, 2026, goals[3], (goals[0], goals[1], goals[2], goals[3]))
    told = {at: realization(at, one) for at, one in enumerate(said.split(), 1) if one != "-"}
    return SheetRow(
        number=1,
        indicator=indicator,
        target=target,
        realization=told.get(3) or Realization(0, 1, 2026, 3, RealizationState.EMPTY, 0),
        earlier=tuple(told[at] for at in sorted(told) if at < 3),
        measurement=measured(indicator, target, told, 3),
        part=UNIT,
        filler=FILLER,
        state=TaskState.OPEN,
        round=1,
    )


def realization(quarter: int, text: str) -> Realization:
    blank = Realization(quarter, 1, 2026, quarter, RealizationState.APPROVED, 0)
    above, _, below = text.partition("/")
    if below:
        return replace(blank, numerator=Decimal(above), denominator=Decimal(below))
    return replace(blank, value=Decimal(above))


def minimized(found: SheetRow) -> SheetRow:
    indicator = replace(found.indicator, polarity=Polarity.MINIMIZE)
    told = {one.quarter: one for one in (*found.earlier, found.realization)}
    return replace(found, indicator=indicator, measurement=measured(indicator, found.target, told, 3))


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            row(Aggregation.SUM, "15 20 25 20", "15 20 10", "IKM"),
            "TW III: 10 dari 25 IKM · s.d. TW III: 45 dari 60 IKM · capaian 75,00%, Sedang",
        ),
        (
            row(Aggregation.RATIO_CUMULATIVE, "25 50 70 100", "25/120 25/120 11/120", fixed=120),
            "TW III: 11/120 · s.d. TW III: 50,83% (61/120) dari 70% · capaian 72,62%, Sedang",
        ),
        (
            row(Aggregation.RATIO_LAST, "30 36 42 50", "- - 262/640"),
            "TW III: 40,94% (262/640) dari 42% · capaian 97,47%, Sangat Tinggi",
        ),
        (
            row(Aggregation.LAST, "72 72 72 72", "- - 72", "Nilai"),
            "TW III: 72 dari 72 Nilai · capaian 100,00%, Sangat Tinggi",
        ),
        (
            minimized(row(Aggregation.SUM, "1 1 1 1", "1 2 2", "kasus")),
            "TW III: 2 kasus, batas 1 · s.d. TW III: 5 kasus, batas 3 · capaian 33,33%, Sangat Rendah",
        ),
        (
            row(Aggregation.SUM, "1 1 5 1", "- - 4", "kali"),
            "TW III: 4 dari 5 kali · s.d. TW III belum lengkap",
        ),
    ],
    ids=["sum", "cumulative", "ratio", "last", "limit", "gap"],
)
def test_quarter_and_year_so_far_stand_beside_the_rating_of_the_report(found: SheetRow, line: str) -> None:
    assert figures(found) == line
    assert line in whole(Checked(found, ()))


def test_a_figure_that_is_missing_says_why_and_what_was_aimed_at() -> None:
    found = row(Aggregation.LAST, "72 72 72 72", "- - -", "Nilai")
    assert figures(found) == "TW III: belum diisi · target 72 Nilai"


def test_the_short_line_says_the_outcome_in_words_one_can_follow() -> None:
    found = row(Aggregation.RATIO_LAST, "30 36 42 50", "- - 262/640")
    assert short(Checked(found, ())) == "1. IKM halal: 40,94% dari 42% · capaian 97,47%"


def test_evidence_is_counted_on_the_row() -> None:
    found = replace(row(Aggregation.LAST, "72 72 72 72", "- - 72"), evidence_count=2)
    assert "Bukti: 2" in whole(Checked(found, ()))


def test_the_two_lowest_ratings_are_looked_at_even_with_a_cause_given() -> None:
    found = row(Aggregation.SUM, "20 20 20 20", "20 10 8", "IKM")
    explained = replace(found, realization=replace(found.realization, obstacle="cuaca"))
    assert Checked(explained, remarks(explained, 0)).exceptional
    assert Remark.LOW in remarks(explained, 0)


def test_a_note_alone_is_no_reason_to_stop() -> None:
    found = row(Aggregation.LAST, "72 72 72 72", "- - 73", "Nilai")
    noted = replace(found, realization=replace(found.realization, note="rekap dua tahap"))
    assert remarks(noted, 0) == (Remark.NOTED,)
    assert not Checked(noted, remarks(noted, 0)).exceptional


def test_what_is_not_there_is_always_looked_at() -> None:
    found = row(Aggregation.LAST, "72 72 72 72", "- - -")
    assert isinstance(found.measurement.realization, Missing)
    assert Checked(found, remarks(found, 0)).exceptional
