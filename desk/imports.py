"""What the three parts of an import share: the office at hand, the codes met, what was found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from zoneinfo import ZoneInfo

from desk.works import Connection, Work
from sop.book_charts import BookChart
from sop.book_differences import Change, Clash, Difference, Kind, Noun
from sop.books import OfficeBook, Sheet
from storage.database import Scope
from text.printing import exact

OPEN_START = datetime(1970, 1, 1, tzinfo=UTC)  # "Mulai" left empty in an office's first workbook

Described = Mapping[str, object]  # a row in words that can be compared and shown: codes, never ids


@dataclass(slots=True)
class Import:
    """One workbook on its way into one office. Writes happen as they are found; a clash undoes them all."""

    work: Work
    book: OfficeBook
    chart: BookChart
    scope: Scope
    first: bool
    rows: list[Difference] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    units: dict[str, int] = field(default_factory=dict)  # unit code → id
    people: dict[str, int] = field(default_factory=dict)  # key of the person in the book → id
    seats: dict[str, int] = field(default_factory=dict)  # seat code → id
    figures: list[dict[str, object]] = field(default_factory=list)  # imported realizations, for the journal

    @property
    def connection(self) -> Connection:
        return self.work.connection

    @property
    def now(self) -> datetime:
        return self.work.now

    def note(self, noun: Noun, code: str, name: str, kind: Kind, changes: tuple[Change, ...] = ()) -> None:
        self.rows.append(Difference(noun, code, name, kind, changes))

    def clash(self, sheet: Sheet, row: int, code: str, problem: str, found: str = "") -> None:
        self.clashes.append(Clash(sheet, row, code, problem, found))

    def local_start(self, day: date) -> datetime:
        """The instant a local day of the office begins."""
        return datetime.combine(day, time(), tzinfo=ZoneInfo(self.book.office.zone)).astimezone(UTC)

    def local_end(self, day: date | None) -> datetime | None:
        """The instant after the last day; None stays open."""
        return None if day is None else self.local_start(day + timedelta(days=1))

    def today(self) -> date:
        return self.day_of(self.now)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(ZoneInfo(self.book.office.zone)).date()

    def last_day(self, until: datetime | None) -> date | None:
        """The last local day of a half-open interval; None stays open."""
        return None if until is None else self.day_of(until - timedelta(microseconds=1))


def changes_between(before: Described, after: Described) -> tuple[Change, ...]:
    """The fields that differ, in the order of `after`; both sides describe the same fields."""
    return tuple(
        Change(name, shown(before[name]), shown(value))
        for name, value in after.items()
        if before[name] != value
    )


def shown(value: object) -> str:
    """A value as the admin reads it; an enumeration keeps its word, which the screens translate."""
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return exact(value)
        case Enum():
            return str(value.value)
        case date():
            return value.strftime("%d-%m-%Y")
        case tuple():
            return ", ".join(shown(item) or "–" for item in value)
    return str(value)
