"""Units, people, seats and assignments, derived from the rows of Pegawai.

Source: practice 5.1 ("Unit, position and assignment are derived"). An admin writes one row per seat; a
person who holds two seats appears twice, and an acting official of an occupied seat gets a row with the
same Jabatan and Unit.
"""

import re
from dataclasses import dataclass
from datetime import date

from sop.books import BookStaff, OfficeBook, Role
from sop.people import Holding, UnitKind

ROOT = ""
HEADS = (
    Role.HEAD,
    Role.SECRETARY,
    Role.DIVISION_HEAD,
    Role.TECHNICAL_UNIT_HEAD,
    Role.SECTION_HEAD,
    Role.SUBSECTION_HEAD,
)
SINGLE = (Role.HEAD, Role.SECRETARY, Role.DIVISION_HEAD, Role.TECHNICAL_UNIT_HEAD)
OUTSIDE_LINE = (Role.ADMIN, Role.RECIPIENT)

_KINDS = (
    (("sekretariat",), UnitKind.SECRETARIAT),
    (("seksi", "sub", "subbag", "subbagian", "subbidang"), UnitKind.SECTION),
    (("uptd", "upt", "balai"), UnitKind.TECHNICAL_UNIT),
    (("bidang", "bagian"), UnitKind.DIVISION),
)
_ABBREVIATION = re.compile(r"\(([A-Za-z0-9.&/-]{2,20})\)\s*$")


@dataclass(frozen=True, slots=True)
class BookUnit:
    """A unit; the office itself has the code "" and no parent."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None


@dataclass(frozen=True, slots=True)
class BookPerson:
    """A human being; `key` is the NIP, else the phone, else the name."""

    key: str
    name: str
    nip: str
    phone: str
    rank: str


@dataclass(frozen=True, slots=True)
class BookSeat:
    """A seat; its code is that of the first row that names it. Konseptor and pendamping are people."""

    code: str
    title: str
    role: Role
    unit: str
    superior: str | None
    konseptor: str | None
    pendamping: str | None
    agency: str = ""  # code, for the readers outside


@dataclass(frozen=True, slots=True)
class BookAssignment:
    """A person holds a seat; `code` is the row's, `ends` the last day, None open."""

    code: str
    seat: str
    person: str
    holding: Holding
    starts: date | None
    ends: date | None
    decree: str


@dataclass(frozen=True, slots=True)
class BookChart:
    """All that was derived."""

    units: tuple[BookUnit, ...]
    people: tuple[BookPerson, ...]
    seats: tuple[BookSeat, ...]
    assignments: tuple[BookAssignment, ...]


def chart(book: OfficeBook) -> BookChart:
    """The office as the workbook describes it; expects a book without faults."""
    units, paths = units_of(book)
    homes = seat_rows(book.staff, paths)
    return BookChart(
        units=units,
        people=people_of(book.staff),
        seats=_seats(book, units, paths, homes),
        assignments=tuple(
            BookAssignment(
                row.code, homes[row.code], person_key(row), row.holding, row.starts, row.ends, row.decree
            )
            for row in book.staff
            if row.name
        ),
    )


def person_key(row: BookStaff) -> str:
    return row.nip or row.phone or row.name.casefold()


def people_of(staff: tuple[BookStaff, ...]) -> tuple[BookPerson, ...]:
    """Everyone named, once; what one row leaves empty another may fill."""
    found: dict[str, BookPerson] = {}
    for row in staff:
        if not row.name:
            continue
        key = person_key(row)
        known = found.get(key, BookPerson(key, row.name, row.nip, "", ""))
        found[key] = BookPerson(key, known.name, known.nip, known.phone or row.phone, known.rank or row.rank)
    return tuple(found.values())


def units_of(book: OfficeBook) -> tuple[tuple[BookUnit, ...], dict[str, str]]:
    """The units in order of appearance, and the unit code of every spelling used on the sheets."""
    units = {ROOT: BookUnit(ROOT, book.office.name, UnitKind.OFFICE, None)}
    spellings = {fold(name): ROOT for name in ("", "-", "–", book.office.name, book.office.code)}
    for row in sorted(book.staff, key=lambda row: "(" not in row.unit.partition(">")[0]):
        if row.role is not Role.RECIPIENT:
            spellings[fold(row.unit)] = _planted(row.unit, units, spellings)
    order = {spellings[fold(row.unit)]: None for row in book.staff if fold(row.unit) in spellings}
    ranked = [ROOT, *order, *units]
    return tuple(units[code] for code in dict.fromkeys(ranked)), spellings


def _planted(path: str, units: dict[str, BookUnit], spellings: dict[str, str]) -> str:
    """Adds the units of a path that are new and returns the code of its last one.

    A name alone means the unit that bears it anywhere; below a ">" it means the one in that unit, so that
    two bidang may each have a "Seksi Program". One abbreviation in one place is one unit.
    """
    parent = ROOT
    for segment in (part.strip() for part in path.split(">")):
        spelling = f"{parent} > {fold(segment)}" if parent else fold(segment)
        if spelling not in spellings:
            code = unit_code(segment)
            if code in units and units[code].parent != parent:
                code = f"{parent or 'OPD'}-{code}"
            units.setdefault(code, BookUnit(code, segment, unit_kind(segment, parent), parent))
            for name in (spelling, fold(segment), fold(code)):
                spellings.setdefault(name, code)
        parent = spellings[spelling]
    return parent


def unit_code(name: str) -> str:
    """The abbreviation in brackets at the end, else the name in capitals joined by dashes."""
    bracket = _ABBREVIATION.search(name)
    if bracket:
        return bracket[1].upper()
    return re.sub(r"[^A-Z0-9]+", "-", name.upper()).strip("-")


def unit_kind(name: str, parent: str) -> UnitKind:
    first = fold(name).split(" ")[0]
    for words, kind in _KINDS:
        if first in words:
            return kind
    return UnitKind.DIVISION if parent == ROOT else UnitKind.SECTION


def seat_rows(staff: tuple[BookStaff, ...], spellings: dict[str, str]) -> dict[str, str]:
    """Row code → code of the seat it belongs to: its own, or that of the seat it acts for."""
    homes: dict[str, str] = {}
    for index, row in enumerate(staff):
        regular = staff[:index] if row.holding is Holding.DEFINITIVE else staff
        homes[row.code] = next(
            (other.code for other in regular if same_seat(row, other, spellings)), row.code
        )
    return homes


def same_seat(row: BookStaff, other: BookStaff, spellings: dict[str, str]) -> bool:
    """Whether `row` speaks of the seat that `other`, a regular row, sets up.

    Two definitive rows are one seat only where the role exists once in a unit (a successor's row); two
    "Pengolah Data" of one unit are two seats.
    """
    if row is other or other.holding is not Holding.DEFINITIVE or row.role is Role.RECIPIENT:
        return False
    if row.holding is Holding.DEFINITIVE and row.role not in SINGLE:
        return False
    return fold(row.title) == fold(other.title) and _home(row, spellings) == _home(other, spellings)


def _home(row: BookStaff, spellings: dict[str, str]) -> str:
    return spellings.get(fold(row.unit), row.unit)


def _seats(
    book: OfficeBook, units: tuple[BookUnit, ...], paths: dict[str, str], homes: dict[str, str]
) -> tuple[BookSeat, ...]:
    rows = {row.code: row for row in book.staff}
    agencies = {fold(key): agency.code for agency in book.agencies for key in (agency.code, agency.name)}
    seats = [row for row in book.staff if homes[row.code] == row.code]
    lines = superiors_of(seats, units, paths)
    return tuple(
        BookSeat(
            row.code,
            row.title,
            row.role,
            ROOT if row.role is Role.RECIPIENT else paths[fold(row.unit)],
            homes.get(lines[row.code] or "") or None,
            person_key(rows[row.konseptor]) if row.konseptor else None,
            person_key(rows[row.pendamping]) if row.pendamping else None,
            agencies[fold(row.unit)] if row.role is Role.RECIPIENT else "",
        )
        for row in seats
    )


def superiors_of(
    rows: list[BookStaff], units: tuple[BookUnit, ...], spellings: dict[str, str]
) -> dict[str, str | None]:
    """Row code → code of the superior: as written, else the head of the unit, then of the units above."""
    parents = {unit.code: unit.parent for unit in units}
    heads: dict[str, str] = {}
    for role in reversed(HEADS):
        for row in reversed(rows):
            if row.role is role:
                heads[_home(row, spellings)] = row.code
    found: dict[str, str | None] = {}
    for row in rows:
        found[row.code] = row.superior or None
        unit: str | None = None if row.superior or row.role in OUTSIDE_LINE else _home(row, spellings)
        while unit is not None and found[row.code] is None:
            head = heads.get(unit)
            found[row.code] = head if head != row.code else None
            unit = parents.get(unit)
    return found


def fold(name: str) -> str:
    """The spelling-blind form of a name: case and spaces do not matter."""
    return " ".join(name.casefold().split())
