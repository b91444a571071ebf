"""Analysing the figures of a whole office: which of them carry a flag, and what was said about each.

Source: domain 3.6 (W3: penurunan, >150%, kosong, bukti tidak ada), 4.1 steps 7-8, 4.2 step 6; telegram 3.4.
Everything here is pure. A flag is a question about a figure, never a judgement about a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sop.aggregations import RATIOS, Course
from sop.checks import Remark, remarks
from sop.doubts import Doubt, doubts
from sop.forms import realized
from sop.indicators import Aggregation, Indicator, Missing, Polarity, Realization, Target
from sop.people import Seat
from sop.sheets import Sheet, SheetRow


class Flag(StrEnum):
    """Why a figure is looked at; in the order in which the reasons are named."""

    REPAIRED = "repaired"  # it was sent back before
    EMPTY = "empty"  # there is a reason in its place
    FALLING = "falling"  # worse than the latest approved quarter
    FALLING_YEAR = "falling_year"  # worse than the same quarter a year ago
    OUTLIER = "outlier"  # achieved far beyond the target, in the year so far
    OUTLIER_IN_QUARTER = "outlier_in_quarter"
    NO_EVIDENCE = "no_evidence"
    COMPONENTS = "components"  # numerator and denominator do not go together, or not with the quarter before
    UNUSUAL = "unusual"  # far from the earlier quarters


_OF_REMARKS = {
    Remark.REPAIRED: Flag.REPAIRED,
    Remark.ABSENT: Flag.EMPTY,
    Remark.FALLING: Flag.FALLING,
    Remark.OUTLIER: Flag.OUTLIER,
    Remark.OUTLIER_IN_QUARTER: Flag.OUTLIER_IN_QUARTER,
    Remark.NO_EVIDENCE: Flag.NO_EVIDENCE,
}
_OF_DOUBTS = {
    Doubt.BEYOND_PERCENT: Flag.COMPONENTS,
    Doubt.JUMP_UP: Flag.UNUSUAL,
    Doubt.JUMP_DOWN: Flag.UNUSUAL,
    Doubt.FALLS: Flag.FALLING,
    Doubt.UNCHANGED: Flag.UNUSUAL,
    Doubt.FAR_ABOVE_TARGET: Flag.OUTLIER_IN_QUARTER,
}
_EXPLAINED_BY_ENTERER = frozenset(
    {
        Flag.EMPTY,
        Flag.FALLING,
        Flag.FALLING_YEAR,
        Flag.OUTLIER,
        Flag.OUTLIER_IN_QUARTER,
        Flag.UNUSUAL,
    }
)
"""Flags that a note or an obstacle of whoever entered the figure answers; evidence and pairs it does not."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody at a step said about a flagged figure, in one round of it; internal."""

    id: int
    case_id: int
    indicator_id: int
    step: str
    round: int
    person_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """One figure with its flags; `comments` are those of its present round, the latest step last.

    `number` is its place on the list of the office; `own`: the reader entered it.
    """

    number: int
    row: SheetRow
    flags: tuple[Flag, ...]
    comments: tuple[str, ...] = ()
    own: bool = False

    @property
    def explained(self) -> bool:
        """Whether somebody has said what there is to say about every flag; a repair speaks for itself."""
        asked = {*self.flags} - {Flag.REPAIRED}
        if self.comments or not asked:
            return True
        said = self.row.realization
        return bool(said.note or said.obstacle) and _EXPLAINED_BY_ENTERER.issuperset(asked)


@dataclass(frozen=True, slots=True)
class Handover:
    """Who is to process the figures next; `before`: the same seat did it the last time."""

    seat: Seat | None
    candidates: tuple[Seat, ...]
    before: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the holder of a step over all figures decides about.

    `absent` are figures left behind by a last call, as (unit, how many); `handover` where the next step goes
    to a person chosen here; `page` is the page of the whole list that is open, 0: only what is flagged.
    """

    sheet: Sheet
    rows: tuple[Analysed, ...]
    absent: tuple[tuple[str, int], ...] = ()
    handover: Handover | None = None
    page: int = 0

    @property
    def flagged(self) -> tuple[Analysed, ...]:
        return tuple(one for one in self.rows if one.flags)

    @property
    def unexplained(self) -> tuple[Analysed, ...]:
        return tuple(one for one in self.rows if not one.explained)

    @property
    def own(self) -> tuple[Analysed, ...]:
        return tuple(one for one in self.rows if one.own)


def flags(row: SheetRow, year_ago: Realization | None = None) -> tuple[Flag, ...]:
    """What there is to look at in a figure; `year_ago` is the approved figure of the same quarter then."""
    found = {_OF_REMARKS[remark] for remark in remarks(row, 0) if remark in _OF_REMARKS}
    value = row.measurement.realization
    if isinstance(value, Decimal):
        found |= {_OF_DOUBTS[doubt] for doubt in _doubts(row, value)}
        if _components_odd(row):
            found.add(Flag.COMPONENTS)
        if year_ago is not None and _worse(row, value, year_ago):
            found.add(Flag.FALLING_YEAR)
    if Flag.OUTLIER in found:
        found.discard(Flag.OUTLIER_IN_QUARTER)
    return tuple(flag for flag in Flag if flag in found)


def _doubts(row: SheetRow, value: Decimal) -> tuple[Doubt, ...]:
    said = (realized(row.indicator, row.target, one) for one in row.earlier if one.missing is None)
    history = tuple(one for one in said if one is not None)
    target = row.target.quarters[row.realization.quarter - 1]
    adds_up = row.indicator.aggregation is Aggregation.RATIO_CUMULATIVE
    limited = row.indicator.polarity is Polarity.MINIMIZE  # far above a limit is no achievement
    return doubts(row.indicator, value, history, None if adds_up or limited else target)


def _components_odd(row: SheetRow) -> bool:
    """A part larger than its whole, or a whole that is another one than the quarter before."""
    said = row.realization
    if row.indicator.aggregation not in RATIOS or said.numerator is None:
        return False
    below = row.indicator.denominator_fixed if said.denominator is None else said.denominator
    share = row.indicator.uom.strip() == "%" and row.indicator.aggregation is not Aggregation.AVERAGE_WEIGHTED
    if share and below is not None and said.numerator > below:
        return True
    before = row.earlier[-1].denominator if row.earlier else None
    whole_stays = row.indicator.aggregation is Aggregation.RATIO_LAST
    return whole_stays and None not in (before, said.denominator) and before != said.denominator


def _worse(row: SheetRow, value: Decimal, year_ago: Realization) -> bool:
    before = _realized(row.indicator, row.target, year_ago)
    if before is None:
        return False
    match row.indicator.polarity:
        case Polarity.MAXIMIZE:
            return value < before
        case Polarity.MINIMIZE:
            return value > before
        case _:
            return False


def _realized(indicator: Indicator, target: Target, said: Realization) -> Decimal | None:
    found = Course(indicator, target, {said.quarter: said}, said.quarter).realized(said.quarter)
    return None if isinstance(found, Missing) else found


def comments_of_round(
    comments: tuple[Comment, ...], rounds: Mapping[int, int]
) -> Mapping[int, tuple[str, ...]]:
    """What was said about the present round of each figure, by indicator."""
    found: dict[int, list[str]] = {}
    for one in comments:
        if rounds.get(one.indicator_id) == one.round:
            found.setdefault(one.indicator_id, []).append(one.text)
    return {item: tuple(texts) for item, texts in found.items()}
