"""Checking figures: which of them deserve a second look, and how the reader has opened the list.

Source: practice 1.2, 1.6; telegram 3.4 (what a checker must see); domain 3.6 (W3: the flags). Everything here
is pure; "perlu dicermati" is never a judgement about a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from sop.aggregations import Course
from sop.figures import Measurement, Summary, summary
from sop.indicators import Aggregation, Evidence, Missing, Polarity
from sop.people import Seat, Unit
from sop.ratings import scale_of
from sop.reports import TARGET_MET, Tone
from sop.sheets import Sheet, SheetRow

_POSITIONS = frozenset(
    {
        Aggregation.LAST,
        Aggregation.RATIO_LAST,
        Aggregation.PROGRESS,
        Aggregation.AVERAGE,
        Aggregation.AVERAGE_WEIGHTED,
    }
)
"""Aggregations whose quarters can be compared with each other; increments of a sum cannot."""


class Remark(StrEnum):
    """Why a figure stands among those to look at; in the order in which reasons are named."""

    ABSENT = "absent"
    BELOW = "below"  # below target, and no cause is given
    LOW = "low"  # rated with one of the two lowest words
    FALLING = "falling"  # worse than the latest approved quarter
    OUTLIER = "outlier"  # achieved far beyond the target, in the year so far
    OUTLIER_IN_QUARTER = "outlier_in_quarter"
    NO_EVIDENCE = "no_evidence"
    NOTED = "noted"  # whoever entered it explained an unusual value
    CORRECTED = "corrected"  # by somebody other than the reader
    OBJECTED = "objected"
    REPAIRED = "repaired"  # it was returned before


_UNALARMING = frozenset({Remark.NOTED, Remark.CORRECTED})
"""Remarks that are shown and yet no reason by themselves to stop at a figure."""


class Mode(StrEnum):
    """What the card offers at the moment."""

    LIST = "list"
    RETURN = "return"  # choosing what goes back
    CORRECT = "correct"  # choosing what is corrected


@dataclass(frozen=True, slots=True)
class View:
    """How the reader has opened the list. `page` counts from 0; `picked` are indicators."""

    mode: Mode = Mode.LIST
    page: int = 0
    picked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One figure to be checked and what there is to remark about it."""

    row: SheetRow
    remarks: tuple[Remark, ...]

    @property
    def exceptional(self) -> bool:
        """Whether it stands among those to look at: a note or a made correction alone is no reason."""
        return not _UNALARMING.issuperset(self.remarks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence and the figure it supports; None: it was given for the whole form."""

    evidence: Evidence
    row: SheetRow | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The office as its report would say it now, figures of the budget included."""

    figures: Summary
    derived: int  # scored figures that nobody types
    of_parts: Mapping[int, tuple[Measurement, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Division:
    """The figures of one unit on the head's card."""

    part: Unit
    rows: tuple[Checked, ...]
    figures: Summary

    @property
    def remarked(self) -> int:
        return sum(one.exceptional for one in self.rows)


@dataclass(frozen=True, slots=True)
class Review:
    """What a checking seat decides about. `rows` are the open figures in the order of the list.

    `expected` are those still on their way to the seat, as (whose, how many); `passed` of this very bundle
    went up before; `next_seat` gets what is found right; `absent` is what a last call left behind, as (whose,
    how many); `standing` is given where one card covers the office.
    """

    sheet: Sheet
    rows: tuple[Checked, ...]
    expected: tuple[tuple[str, int], ...] = ()
    passed: int = 0
    next_seat: Seat | None = None
    view: View = View()
    absent: tuple[tuple[str, int], ...] = ()
    standing: Standing | None = None

    @property
    def remarked(self) -> tuple[Checked, ...]:
        return tuple(one for one in self.rows if one.exceptional)

    @property
    def unremarked(self) -> tuple[Checked, ...]:
        return tuple(one for one in self.rows if not one.exceptional)

    @property
    def coming(self) -> int:
        return sum(count for _, count in self.expected)

    @property
    def of_office(self) -> bool:
        """Whether one card covers all units (the head's check)."""
        return not self.sheet.bundle.part

    def divisions(self) -> tuple[Division, ...]:
        """The units in the order of the list."""
        return tuple(self._division(part) for part in dict.fromkeys(one.row.part for one in self.rows))

    def _division(self, part: Unit) -> Division:
        rows = tuple(one for one in self.rows if one.row.part == part)
        measurements = self.standing.of_parts.get(part.id, ()) if self.standing else ()
        counted = measurements or tuple(one.row.measurement for one in rows)
        office = self.sheet.office
        return Division(part, rows, summary(counted, office.cap_percent, scale_of(office)))


def remarks(row: SheetRow, reader_id: int) -> tuple[Remark, ...]:
    """Why a figure deserves a look of person `reader_id`; empty where nothing catches the eye."""
    found = {
        Remark.ABSENT: isinstance(row.measurement.realization, Missing),
        Remark.BELOW: below_target(row) and not row.realization.obstacle,
        Remark.LOW: _rated_low(row),
        Remark.FALLING: _falls(row),
        Remark.OUTLIER: row.measurement.outlier,
        Remark.OUTLIER_IN_QUARTER: row.measurement.outlier_in_quarter,
        Remark.NO_EVIDENCE: row.indicator.evidence_required and not row.evidence_count,
        Remark.NOTED: bool(row.realization.note),
        Remark.CORRECTED: any(one.person_id != reader_id for one in row.corrections),
        Remark.OBJECTED: any(one.objected for one in row.corrections),
        Remark.REPAIRED: row.round > 1 and bool(row.reason),
    }
    return tuple(remark for remark, holds in found.items() if holds)


def below_target(row: SheetRow) -> bool:
    """Whether the quarter, or the year so far, stays below its target."""
    found = (row.measurement.achievement, row.measurement.achievement_to_date)
    return any(isinstance(value, Decimal) and value < TARGET_MET for value in found)


def achieved(row: SheetRow) -> Decimal | None:
    """The achievement of the year so far, as the report says it; None where it cannot be told yet."""
    found = row.measurement.achievement_to_date
    return found if isinstance(found, Decimal) else None


def rating(row: SheetRow) -> str:
    """The rating word of the score; empty where the report rates nothing."""
    value = row.measurement.score
    return "" if value is None else row.scale.rating(value).word


def _rated_low(row: SheetRow) -> bool:
    value = row.measurement.score
    return value is not None and row.scale.rating(value).tone in (Tone.ORANGE, Tone.RED)


def find(rows: Sequence[Checked], indicator_id: int) -> Checked | None:
    return next((one for one in rows if one.row.indicator.id == indicator_id), None)


def _falls(row: SheetRow) -> bool:
    """Whether the value is worse than that of the latest approved quarter."""
    if row.indicator.aggregation not in _POSITIONS or not row.earlier:
        return False
    last = row.earlier[-1]
    before = Course(row.indicator, row.target, {last.quarter: last}, last.quarter).realized(last.quarter)
    value = row.measurement.realization
    if isinstance(before, Missing) or isinstance(value, Missing):
        return False
    match row.indicator.polarity:
        case Polarity.MAXIMIZE:
            return value < before
        case Polarity.MINIMIZE:
            return value > before
        case _:
            return False
