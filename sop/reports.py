"""What a report says: the frozen figures of one office and one quarter, or one whole year.

Everything a report prints is in here, unrounded and already decided: no printer of these records
looks anything up, computes an achievement or reads a clock. Approval freezes the copy (law 9), so
names, NIP, titles, scale and formula are values, not references.
Source: design 3 (laws 8, 9) and 4; domain 3.0, 3.1, 3.8; practice 3.3, 4.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sop.copies import dump
from sop.indicators import Missing
from sop.levels import Level
from sop.people import Holding
from sop.periods import Period

TARGET_MET = Decimal(100)  # percent
REHEARSED = "LATIHAN"  # stands on a paper in place of a code: there is nothing to verify
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class ReportState(StrEnum):
    """How far a report has come; every page of a draft says so."""

    DRAFT = "draft"
    APPROVED = "approved"


class Tone(StrEnum):
    """The colour that goes with a rating; the word always stands beside it. Source: documents 9."""

    DEEP_GREEN = "deep_green"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Band:
    """One step of the rating scale: `word` for every achievement above `above` (None: all the rest).

    Bands stand in falling order and leave no gap. Source: domain 2.5.
    """

    word: str
    above: Decimal | None
    tone: Tone


@dataclass(frozen=True, slots=True)
class Figure:
    """A value or the reason why there is none; neither means that nothing belongs here (law 8).

    `upper` is the upper bound where the figure is a target range.
    """

    value: Decimal | None = None
    missing: Missing | None = None
    upper: Decimal | None = None

    @classmethod
    def of(cls, value: Decimal | Missing, upper: Decimal | None = None) -> "Figure":
        """The cell for what a measurement found."""
        if isinstance(value, Missing):
            return cls(missing=value)
        return cls(value, upper=upper)


@dataclass(frozen=True, slots=True)
class Components:
    """Numerator and denominator of a ratio as entered."""

    numerator: Decimal
    denominator: Decimal


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One indicator. Achievements are percentages; `to_date` means s/d triwulan.

    `precision`: decimals printed for targets and realizations. `rating` is a word of the scale, empty
    where the row is not scored. `carried`: the figures of an earlier quarter are shown, not scored.
    """

    number: int
    code: str
    name: str
    uom: str
    precision: int
    annual_target: Figure
    quarter_target: Figure
    quarter_realization: Figure
    quarter_achievement: Figure
    to_date_target: Figure
    to_date_realization: Figure
    to_date_achievement: Figure
    rating: str
    against_annual: Figure
    owner: str
    remark: str = ""
    program: str = ""
    carried: bool = False
    quarter_components: Components | None = None
    to_date_components: Components | None = None
    supporting_factor: str = ""
    obstacle: str = ""
    follow_up: str = ""
    follow_up_by: str = ""
    follow_up_due: date | None = None
    sense: str = "reach"  # what the target is: to "reach", a "limit", or an "aim" to be met
    quarters: tuple[Figure, ...] = ()  # realizations of TW I to IV in the report of a whole year
    last_year: Figure = NOTHING

    @property
    def scored(self) -> bool:
        return self.to_date_achievement.value is not None and not self.carried

    @property
    def to_follow(self) -> bool:
        """Whether the figure is still to come."""
        return self.to_date_realization.missing is Missing.NOT_FILLED

    @property
    def below_target(self) -> bool:
        achievement = self.to_date_achievement.value
        return achievement is not None and self.scored and achievement < TARGET_MET


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """One sasaran and its rows; averages are the capped ones, None where nothing was scored."""

    code: str
    name: str
    rows: tuple[ReportRow, ...]
    average: Decimal | None = None
    previous_average: Decimal | None = None  # of the quarter before; None in TW I
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Average:
    """The office's average, capped and raw, never without its three counts. Source: domain 2.4."""

    capped: Decimal | None
    raw: Decimal | None
    rating: str
    scored: int
    due: int
    total: int


@dataclass(frozen=True, slots=True)
class UnitAverage:
    """The capped average of one unit; `label` is its short name as charts print it."""

    label: str
    average: Decimal | None
    rating: str
    scored: int
    due: int


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How many scored indicators carry a word of the scale; zero counts are listed too."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One program of one unit, a sub-total or the total. Amounts in rupiah; a quarter to come is None.

    `absorption` and `planned_absorption` are percentages of the ceiling.
    """

    label: str
    ceiling_rupiah: Decimal
    quarters_rupiah: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    realized_rupiah: Decimal
    remaining_rupiah: Decimal
    absorption: Decimal | None
    planned_absorption: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BudgetProgram:
    """A program and the units that share it; `subtotal` only where several do. Source: domain 6.4."""

    code: str
    name: str
    lines: tuple[BudgetLine, ...]
    subtotal: BudgetLine | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget table of the report."""

    programs: tuple[BudgetProgram, ...]
    total: BudgetLine


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a unit, or the office where `heading` is empty, says about its quarter."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class EarlierFollowUp:
    """A follow-up promised in the quarter before and what became of it. Source: domain 3.1 F."""

    indicator: str
    follow_up: str
    by: str
    due: date | None
    outcome: str  # "Selesai", "Berjalan", "Belum"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop: two names and two small lines; `crest_svg` empty where the office ships no crest."""

    government: str
    office: str
    address: str
    contact: str
    crest_svg: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of the title as printed, name, rank, number. `signed_on` None leaves a blank."""

    city: str
    signed_on: date | None
    title_lines: tuple[str, ...]
    name: str
    rank: str
    number: str  # NIP or NI PPPK in any grouping, or empty


@dataclass(frozen=True, slots=True)
class Method:
    """How the figures came about: printed under the table, so that a reader can redo the sum."""

    minimize_formula: str  # "linear" or "reciprocal", as Office.minimize_formula
    cap_percent: int  # 0: none
    scale: tuple[Band, ...]
    notes: tuple[str, ...] = ()
    inclusive: bool = False  # a threshold of the scale itself reaches its band


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first paragraph cites: the SOP, the agreement behind the targets, the order."""

    sop_title: str
    agreement: str
    unit_count: int
    authority: str = ""


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """The whole report. `frozen_at` and `approved_at` are UTC; `zone` is the office's IANA zone."""

    letterhead: Letterhead
    office: str  # "Dinas Perindustrian Kabupaten Nusa Makmur"
    period: Period  # a quarter, or a whole year: `to_date` is then the year against its annual target
    zone: str
    opening: Opening
    groups: tuple[ReportGroup, ...]
    average: Average
    distribution: tuple[RatingCount, ...]
    units: tuple[UnitAverage, ...]
    method: Method
    signature: Signature
    state: ReportState
    version: int
    frozen_at: datetime
    approved_at: datetime | None = None
    budget: Budget | None = None
    narratives: tuple[Narrative, ...] = ()
    earlier_follow_ups: tuple[EarlierFollowUp, ...] = ()
    copies_to: tuple[str, ...] = ()
    verification_code: str = ""
    verification_link: str = ""  # what the QR holds; the bare code where empty
    content_hash: str = ""
    levels: tuple[Level, ...] = ()  # holders of agreements, where persons report and not units
    format_version: int = 0  # of the format in which the figures were asked; 0: the SOP designs none

    @property
    def rehearsed(self) -> bool:
        """Whether this is a paper of a rehearsal."""
        return self.verification_code == REHEARSED

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def below_target(self) -> tuple[ReportRow, ...]:
        """Scored rows under 100 %, lowest achievement first; equal ones in the order of the table."""
        rows = [row for row in self.rows if row.below_target]
        return tuple(sorted(rows, key=lambda row: row.to_date_achievement.value or Decimal(0)))

    def tone(self, rating: str) -> Tone:
        """The colour of a rating word; grey where the scale does not know it."""
        return next((band.tone for band in self.method.scale if band.word == rating), Tone.GREY)


def title_lines(head_title: str, holding: Holding, on_behalf: str = "", under: str = "") -> tuple[str, ...]:
    """The title above a signature: `Plt. KEPALA DINAS …`, or `a.n. …` and the title of who signs.

    `on_behalf` is the title of the official who signs for the head, `under` that of the one he passed
    it to (u.b.). Source: domain 3.8.
    """
    prefix = {Holding.ACTING_VACANT: "Plt. ", Holding.ACTING_TEMPORARY: "Plh. ", Holding.CARETAKER: "Pj. "}
    head = head_title.upper()
    if not on_behalf:
        return (f"{prefix.get(holding, '')}{head},",)
    if not under:
        return (f"a.n. {head}", f"{prefix.get(holding, '')}{on_behalf},")
    return (f"a.n. {head}", on_behalf, "u.b.", f"{prefix.get(holding, '')}{under},")


def content_hash(figures: ReportFigures) -> str:
    """SHA-256 of what the report says; the same for draft and approved copy of the same figures.

    Left out is what is known only afterwards: the hash itself, code and link, state and approval.
    """
    bare = replace(
        figures,
        content_hash="",
        verification_code="",
        verification_link="",
        state=ReportState.DRAFT,
        approved_at=None,
    )
    return hashlib.sha256(dump(bare).encode()).hexdigest()


def verification_code(digest: str) -> str:
    """What a reader types to check a paper: eight letters and digits of a content hash, "7F3K-92QA".

    I, L, O and U are left out: on paper they are taken for 1, 0 and V.
    """
    number = int(digest[:10], 16)
    letters = "".join(_CODE_LETTERS[(number >> shift) & 31] for shift in range(35, -5, -5))
    return f"{letters[:4]}-{letters[4:]}"


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """One version of a case's report in the register; `figures` is the text of `ReportFigures`.

    The hashes name the files as drawn; empty while they are still being drawn. `outdated`: the case was
    opened again, or an earlier quarter was.
    """

    id: int
    office_id: int
    case_id: int
    version: int
    state: ReportState
    figures: str
    content_hash: str
    verification_code: str
    pdf_sha256: str
    picture_sha256: str
    made_at: datetime
    approved_at: datetime | None
    approved_by: int  # person; 0 for a draft
    letter_number: str
    letter_date: date | None
    outdated: bool
