"""A form: the figures one seat fills in for a quarter, and what is still missing from it.

The answers are the realization rows themselves; nothing of them lives elsewhere. Source: practice 1.5;
telegram 3.4; domain 2.3, 2.4, 2.7. Everything here is pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from sop.aggregations import RATIOS, Course
from sop.cases import UNFINISHED, Bundle, Case, TaskState
from sop.doubts import Doubt, doubts
from sop.figures import Measurement, measured
from sop.indicators import Indicator, Missing, Realization, RealizationState, Target
from sop.people import Office, Seat
from sop.periods import Period
from sop.procedures import FanOut, Step
from sop.readings import Expected
from sop.requests import DEFAULT_FIELDS, Field

FULL = Decimal(100)
MAY_SHRINK = ("pertumbuhan", "laju", "kenaikan", "selisih", "deviasi", "inflasi")
"""Words in an indicator's name that make a value below zero possible; everywhere else the sign is refused."""
EVIDENCE_WORDS = ("bukti", "lampir", "dokumen", "eviden")
"""Words in the reason of a return that ask for evidence rather than for another figure."""


class Ask(StrEnum):
    """What a form asks for next."""

    ONE = "one"  # one value, guided
    VALUES = "values"  # every value that is still missing, in one message
    WORDS = "words"  # obstacle and follow-up, or why a value is unusual
    EVIDENCE = "evidence"
    FACTORS = "factors"  # what supported the result, where the format asks it
    REMARKS = "remarks"  # failures and recommendations, where the SOP reports by person
    REPAIR = "repair"  # returned figures that may stand or be typed anew
    READY = "ready"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One figure of a form. `number` is its place on the list: what stands before "1) 12".

    `year` are this year's realizations that may count, by quarter, with whatever is said now; `history` the
    values of earlier approved quarters of this and the past year, latest last.
    """

    number: int
    indicator: Indicator
    target: Target
    realization: Realization
    year: Mapping[int, Realization]
    last: Realization | None  # the latest approved quarter
    history: tuple[Decimal, ...]
    measurement: Measurement
    state: TaskState
    round: int
    reason: str = ""  # why it was returned
    returner: str = ""  # title of the seat that returned it
    came_from: str = ""  # the unit that had it before; `reason` says why it came
    evidence_count: int = 0
    asks: tuple[Field, ...] = DEFAULT_FIELDS  # what the format asks for beside the figure

    @property
    def quarter(self) -> int:
        return self.realization.quarter

    @property
    def targeted(self) -> Decimal | None:
        return self.target.quarters[self.quarter - 1]

    @property
    def is_open(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_ratio(self) -> bool:
        return self.indicator.aggregation in RATIOS

    @property
    def has_figure(self) -> bool:
        said = self.realization
        return said.value is not None or said.numerator is not None

    @property
    def answered(self) -> bool:
        """Said in this round: a returned figure counts only once somebody has touched it again."""
        if not self.is_open:
            return True
        said = self.realization
        return said.state is RealizationState.DRAFT and (self.has_figure or said.missing is not None)

    @property
    def returned(self) -> bool:
        """Came back with an answer in it that nobody has touched since: it stays until it is changed."""
        said = self.realization
        kept = self.has_figure or said.missing is not None
        return self.is_open and kept and said.state is RealizationState.RETURNED

    @property
    def stands(self) -> bool:
        """Whether nothing beside the figure would be missing if it stayed as it is."""
        kept = replace(self, realization=replace(self.realization, state=RealizationState.DRAFT))
        return not (kept.needs_words or kept.needs_evidence or kept.needs_factor)

    @property
    def lacks_evidence(self) -> bool:
        """Returned for evidence: the figure was not in question."""
        return self.returned and any(word in self.reason.lower() for word in EVIDENCE_WORDS)

    @property
    def value(self) -> Decimal | None:
        """The quarter's value on the indicator's own basis; None without one."""
        found = realized(self.indicator, self.target, self.realization)
        return None if self.realization.missing else found

    @property
    def below_target(self) -> bool:
        """Whether the quarter or the year so far stays below its target."""
        against = (self.measurement.achievement, self.measurement.achievement_to_date)
        return self.has_figure and any(isinstance(one, Decimal) and one < FULL for one in against)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        value = self.value
        if value is None:
            return ()
        cumulative = self.indicator.aggregation.value == "ratio_cumulative"
        return doubts(self.indicator, value, self.history, None if cumulative else self.targeted)

    @property
    def needs_words(self) -> bool:
        """A figure below target asks for obstacle and follow-up, an unusual one for an explanation."""
        if not (self.is_open and self.answered) or self.realization.missing:
            return False
        if self.below_target:
            lacks_obstacle = Field.OBSTACLE in self.asks and not self.realization.obstacle
            return lacks_obstacle or (Field.FOLLOW_UP in self.asks and not self.realization.follow_up)
        return bool(self.doubts) and not self.realization.note

    @property
    def needs_remarks(self) -> bool:
        """Whether nothing was said yet about failures and recommendations, be it that there are none."""
        said = self.realization
        return (
            self.is_open and self.answered and self.has_figure and not (said.failure and said.recommendation)
        )

    @property
    def needs_factor(self) -> bool:
        """Whether the format asks what supported the result and nothing was said yet."""
        wanted = Field.FACTOR in self.asks and not self.realization.supporting_factor
        return self.is_open and self.answered and self.has_figure and wanted

    @property
    def needs_evidence(self) -> bool:
        """Required evidence may be a file, a link, or the words why there is none (domain 2.7)."""
        required = self.indicator.evidence_required and Field.EVIDENCE in self.asks
        wanted = required and self.realization.missing is None
        return self.is_open and self.answered and wanted and not self.evidence_count

    @property
    def expected(self) -> Expected:
        indicator = self.indicator
        last = self.last
        references = (self.targeted, *self.history)
        shrinks = any(word in indicator.name.lower() for word in MAY_SHRINK)
        return Expected(
            ratio=self.is_ratio,
            decimals=self.is_ratio or indicator.precision > 0,
            negative=shrinks or any(value is not None and value < 0 for value in references),
            uom="" if self.is_ratio else indicator.uom,
            last=last.numerator if last and self.is_ratio else self.history[-1] if self.history else None,
            target=None if self.is_ratio else self.targeted,
        )


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one bundle, or those of its rows that somebody may answer."""

    office: Office
    case: Case
    period: Period
    step: Step
    bundle: Bundle
    seat: Seat
    rows: tuple[FormRow, ...]
    unit: str = ""  # whose work it is about
    format_version: int = 0  # of the format it was asked in; 0: the SOP designs none

    @property
    def open_rows(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows if row.is_open)

    @property
    def unanswered(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows if not row.answered)

    @property
    def wordless(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows if row.needs_words)

    @property
    def unproven(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows if row.needs_evidence)

    @property
    def factorless(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows if row.needs_factor)

    @property
    def lacking(self) -> tuple[FormRow, ...]:
        """Answered rows that still lack something beside the figure, each kind in its turn."""
        return (*self.wordless, *self.unproven, *self.factorless, *self.remarkless)

    @property
    def remarkless(self) -> tuple[FormRow, ...]:
        """Figures whose failures and recommendations are still asked: where a person reports, not a unit."""
        if self.step.fan_out is not FanOut.PERSON:
            return ()
        return tuple(row for row in self.rows if row.needs_remarks)

    @property
    def complete(self) -> bool:
        return bool(self.open_rows) and not (self.unanswered or self.lacking)

    @property
    def keepable(self) -> bool:
        """Whether all that is missing is a decision about returned figures, which may stand as they are."""
        waiting = self.unanswered
        sure = all(row.returned and not row.lacks_evidence and row.stands for row in waiting)
        return bool(waiting) and sure and not (self.wordless or self.unproven)

    @property
    def fingerprint(self) -> int:
        """A number that differs as soon as any answer changed: what a button "Ajukan" has seen.

        Revisions only rise, so their sum cannot return to an earlier value.
        """
        return sum(row.realization.revision for row in self.open_rows)

    @property
    def enterers(self) -> tuple[int, ...]:
        """Persons who typed the open answers, in order of the list."""
        return tuple(
            dict.fromkeys(row.realization.entered_by for row in self.open_rows if row.realization.entered_by)
        )

    def row(self, indicator_id: int) -> FormRow | None:
        return next((row for row in self.rows if row.indicator.id == indicator_id), None)

    def only(self, indicator_ids: frozenset[int]) -> "Form":
        """The same form with some of its rows; their numbers stay."""
        return replace(self, rows=tuple(row for row in self.rows if row.indicator.id in indicator_ids))

    def with_rows(self, changed: Mapping[int, FormRow]) -> "Form":
        """The form after some of its rows changed, by indicator."""
        return replace(self, rows=tuple(changed.get(row.indicator.id, row) for row in self.rows))


def next_ask(form: Form, one_by_one: bool, after: int = 0) -> tuple[Ask, tuple[FormRow, ...]]:
    """What to ask now, and about which rows; guided, the first open number behind number `after`."""
    missing = form.unanswered
    if missing and one_by_one:
        later = [row for row in missing if row.number > after]
        return Ask.ONE, tuple(later or missing)[:1]
    bare = tuple(row for row in missing if not row.returned)
    if bare:
        return Ask.VALUES, bare
    if missing:
        lacking = tuple(row for row in missing if row.lacks_evidence)
        return (Ask.EVIDENCE, lacking) if lacking else (Ask.REPAIR, missing)
    if form.wordless:
        return Ask.WORDS, form.wordless
    if form.unproven:
        return Ask.EVIDENCE, form.unproven
    if form.factorless:
        return Ask.FACTORS, form.factorless
    return (Ask.REMARKS, form.remarkless) if form.remarkless else (Ask.READY, ())


def said_anew(row: FormRow, realization: Realization, formula: str) -> FormRow:
    """The row after something else was said about its quarter, measured again."""
    year = {**row.year, row.quarter: realization}
    found = measured(row.indicator, row.target, year, row.quarter, formula)
    return replace(row, realization=realization, year=year, measurement=found)


def realized(indicator: Indicator, target: Target, said: Realization) -> Decimal | None:
    """The value of one quarter by itself, from its components where it has them; None without one."""
    found = Course(indicator, target, {said.quarter: said}, said.quarter).realized(said.quarter)
    return None if isinstance(found, Missing) else found
