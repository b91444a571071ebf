"""The office's workbook as frozen records: what an admin wrote, read but not yet judged.

Source: practice 5.1; design 7. Five sheets, each with a *Kode* that is the key of a later re-import.
The records keep what the rows say; `sop.book_charts` derives units, people, seats and assignments from
them and `sop.book_checks` lists what does not fit. `row` is the row in the file the record came from: it
points at the cell in a complaint and is no part of the record's identity.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sop.indicators import Aggregation, Polarity
from sop.people import Holding

Quarters = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
EMPTY_QUARTERS: Quarters = (None, None, None, None)

WITH_COMPONENTS = (Aggregation.RATIO_LAST, Aggregation.RATIO_CUMULATIVE, Aggregation.AVERAGE_WEIGHTED)


class Sheet(StrEnum):
    """The five sheets, by the names an admin sees."""

    OFFICE = "Kantor"
    STAFF = "Pegawai"
    INDICATORS = "Indikator"
    BUDGET = "Anggaran"
    HISTORY = "Riwayat"


class Role(StrEnum):
    """What a seat is in the office. Source: glossary (domain 5); practice 5.6 and 7."""

    HEAD = "head"
    SECRETARY = "secretary"
    DIVISION_HEAD = "division_head"
    TECHNICAL_UNIT_HEAD = "technical_unit_head"
    SECTION_HEAD = "section_head"
    SUBSECTION_HEAD = "subsection_head"
    SUBCOORDINATOR = "subcoordinator"
    TEAM_LEADER = "team_leader"
    PROGRAM_OFFICER = "program_officer"
    FINANCE_OFFICER = "finance_officer"
    PLANNER = "planner"
    FUNCTIONAL_OFFICIAL = "functional_official"
    STAFF = "staff"
    ADMIN = "admin"
    RECIPIENT = "recipient"


class Channel(StrEnum):
    """How an agency receives the report. Source: practice 4.4."""

    TELEGRAM = "telegram"
    SRIKANDI = "srikandi"
    EMAIL = "email"
    HAND = "hand"
    ESAKIP = "esakip"


@dataclass(frozen=True, slots=True)
class BookOffice:
    """Letterhead and choices. Times are local "HH:MM"; `folder_at` are those of the Map Pimpinan."""

    code: str
    name: str
    head_title: str
    government: str
    government_head: str
    address: str
    contact: str
    city: str
    zone: str  # IANA
    year: int  # fiscal year the targets belong to
    sop_key: str
    minimize_formula: str  # "linear" (F2) or "reciprocal" (F3), domain 2.4
    cap_percent: int  # 0: no cap
    digest_at: str
    folder_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookAgency:
    """An agency the finished report goes to; `address` is an e-mail address or a remark."""

    code: str
    name: str
    channel: Channel
    address: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BookRole:
    """Which of the office's roles play one role of the SOP, best first."""

    code: str  # the SOP's role
    roles: tuple[Role, ...]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BookStaff:
    """One row of Pegawai: a seat and who sits on it; an empty `name` is a vacant seat.

    `starts` and `ends` are local days, the last one included; None is open. `superior`, `konseptor` and
    `pendamping` are codes of other rows, `unit` is a name, a path "A > B" or an abbreviation.
    """

    code: str
    name: str
    nip: str  # digits only; empty for non-ASN
    rank: str
    phone: str  # +62...
    title: str
    role: Role
    unit: str
    superior: str = ""
    holding: Holding = Holding.DEFINITIVE
    starts: date | None = None
    ends: date | None = None
    decree: str = ""
    konseptor: str = ""
    pendamping: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BookIndicator:
    """One row of Indikator: definition and this year's target."""

    code: str
    objective: str
    name: str
    uom: str
    polarity: Polarity
    aggregation: Aggregation
    precision: int
    numerator_label: str
    denominator_label: str
    denominator_fixed: Decimal | None
    annual: Decimal | None
    upper: Decimal | None  # upper bound where the polarity is a range
    quarters: Quarters
    baseline: Decimal | None
    owner: str  # code of a row of Pegawai
    konseptor: str = ""
    evidence_required: bool = False
    definition: str = ""
    derived: bool = False  # absorbed budget in percent, computed from Anggaran
    revised: bool = False
    ends: date | None = None
    row: int = field(default=0, compare=False)

    @property
    def measured(self) -> tuple[int, ...]:
        """Quarters that have a target: zero is a target, empty is not (law 8)."""
        return tuple(number for number, target in enumerate(self.quarters, 1) if target is not None)


@dataclass(frozen=True, slots=True)
class BookProgram:
    """One row of Anggaran: a program in one unit; a program shared by two units is two rows."""

    code: str
    program_code: str
    name: str
    unit: str
    ceiling_rupiah: Decimal
    planned_rupiah: Quarters
    realized_rupiah: Quarters
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class BookHistory:
    """One row of Riwayat: an approved figure of an earlier quarter, on the basis of its aggregation."""

    code: str  # of the indicator
    year: int
    quarter: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    obstacle: str = ""
    follow_up: str = ""
    follow_up_by: str = ""
    follow_up_due: date | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class OfficeBook:
    """A whole workbook."""

    office: BookOffice
    agencies: tuple[BookAgency, ...]
    roles: tuple[BookRole, ...]
    staff: tuple[BookStaff, ...]
    indicators: tuple[BookIndicator, ...]
    programs: tuple[BookProgram, ...]
    history: tuple[BookHistory, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: where (record field of a row), which problem, what stands there.

    `problem` names a sentence of `text/id/workbooks.toml`; `values` fill its places; `also` are further
    fields of the row, and `beside` rows of other sheets, that the finding rests on: where something there
    could not be read, the finding is not reported.
    """

    sheet: Sheet
    row: int
    field: str
    problem: str
    found: str = ""
    values: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    beside: tuple[tuple[Sheet, int], ...] = ()
