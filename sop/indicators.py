"""Objectives, indicators, targets and realizations. Source: design 4; domain 2.1-2.4."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Aggregation(StrEnum):
    """How quarters become "s/d triwulan". Source: domain 2.3."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"
    AVERAGE_WEIGHTED = "average_weighted"
    RATIO_LAST = "ratio_last"
    RATIO_CUMULATIVE = "ratio_cumulative"
    PROGRESS = "progress"
    ANNUAL_ONLY = "annual_only"


class Polarity(StrEnum):
    """Which direction is good. Source: domain 2.4."""

    MAXIMIZE = "maximize"
    MINIMIZE = "minimize"
    RANGE = "range"
    STABLE = "stable"


class Missing(StrEnum):
    """Why a figure is absent: zero is a value, empty is not (law 8)."""

    NOT_DUE = "not_due"  # not measured this quarter
    NOT_FILLED = "not_filled"
    NO_DATA_YET = "no_data_yet"  # belum ada data
    NOT_RELEASED = "not_released"  # belum rilis
    NO_TARGET = "no_target"  # target zero, maximize: tidak ditargetkan
    NO_DENOMINATOR = "no_denominator"
    NOT_COMPARABLE = "not_comparable"  # the basis would mislead: an increment against a cumulative target


class RealizationState(StrEnum):
    """How far a realization has come. Source: domain 2.7."""

    EMPTY = "empty"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    APPROVED = "approved"


class Source(StrEnum):
    """How a value came in."""

    CHAT = "chat"
    LOG = "log"  # what the entries of the quick log add up to
    EXCEL = "excel"
    IMPORT = "import"
    CORRECTION = "correction"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Objective:
    """A sasaran strategis; groups the rows of the measurement table."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. `denominator_fixed` is the constant denominator of a ratio, where there is one."""

    id: int
    code: str
    name: str
    objective_id: int
    uom: str  # unit of measure as printed: "%", "Orang", "Hari kerja"
    polarity: Polarity
    aggregation: Aggregation
    precision: int  # decimals printed
    owner_seat_id: int
    part: int  # unit below the root that answers for it
    quarters: tuple[int, ...]  # measured quarters
    numerator_label: str = ""
    denominator_label: str = ""
    denominator_fixed: Decimal | None = None
    definition: str = ""
    evidence_required: bool = False
    konseptor_id: int | None = None
    number: int = 0  # order on lists
    derived: bool = False  # from the budget table, not typed (SEK-1)
    ended: bool = False  # no longer measured; kept for earlier years


@dataclass(frozen=True, slots=True)
class Target:
    """Yearly target and those of the quarters; None: not measured in that quarter."""

    indicator_id: int
    year: int
    annual: Decimal | None
    quarters: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    baseline: Decimal | None = None  # last year's value
    upper: Decimal | None = None  # upper bound where the polarity is a range
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Realization:
    """The only value (or components) of indicator × year × quarter, and everything said about it."""

    id: int
    indicator_id: int
    year: int
    quarter: int
    state: RealizationState
    revision: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Missing | None = None
    note: str = ""
    supporting_factor: str = ""
    obstacle: str = ""
    failure: str = ""
    follow_up: str = ""
    follow_up_by: str = ""
    follow_up_due: date | None = None
    recommendation: str = ""
    entered_by: int = 0  # person
    on_behalf: bool = False
    source: Source = Source.CHAT
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Written → should be → reason (W5, domain 3.6). Values are printed readings, e.g. "85,5"."""

    id: int
    realization_id: int
    written: str
    should_be: str
    reason: str
    person_id: int
    at: datetime
    objected: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file (kept by hash), a link or a text that supports one realization or a whole bundle."""

    id: int
    bundle_id: int
    indicator_id: int  # 0: for the bundle
    kind: str  # "file", "link", "text"
    name: str
    content: str  # link or text; empty for a file
    sha256: str
    size: int
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Program:
    """A budget program of one unit: ceiling and quarterly realization in rupiah."""

    id: int
    code: str
    name: str
    unit_id: int
    year: int
    ceiling_rupiah: Decimal
    planned_rupiah: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    realized_rupiah: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
    ordinal: int = 0
