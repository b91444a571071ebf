"""What an import would change, and what keeps it from being applied. Source: design 7; practice 5.2."""

from dataclasses import dataclass
from enum import StrEnum

from sop.books import Sheet


class Noun(StrEnum):
    """What a difference is about."""

    OFFICE = "office"
    CALENDAR = "calendar"
    ROLE = "role"
    AGENCY = "agency"
    ADMIN = "admin"
    UNIT = "unit"
    PERSON = "person"
    SEAT = "seat"
    ASSIGNMENT = "assignment"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    TARGET = "target"
    PROGRAM = "program"
    HISTORY = "history"


class Kind(StrEnum):
    """What happens to it."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    KEPT = "kept"  # no longer in the workbook: reported, not touched
    HELD = "held"  # the office has decided otherwise in the chat since: reported, not taken over


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as text; empty where there was or will be nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of the office that an import makes, changes, ends, or no longer finds in the workbook."""

    noun: Noun
    code: str
    name: str
    kind: Kind
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that may not be applied; `problem` names the sentence that says what to do."""

    sheet: Sheet
    row: int
    code: str
    problem: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """The whole outcome. With a clash nothing is applied."""

    office_id: int  # 0: the office is not there yet
    office_name: str
    first: bool
    rows: tuple[Difference, ...]
    clashes: tuple[Clash, ...]

    @property
    def applied(self) -> tuple[Difference, ...]:
        """Rows that are written; what is merely kept or held is not."""
        return tuple(row for row in self.rows if row.kind not in (Kind.KEPT, Kind.HELD))

    @property
    def kept(self) -> tuple[Difference, ...]:
        return tuple(row for row in self.rows if row.kind is Kind.KEPT)

    @property
    def held(self) -> tuple[Difference, ...]:
        return tuple(row for row in self.rows if row.kind is Kind.HELD)
