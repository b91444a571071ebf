"""A generated office with many people who fill in, ready in a database: the stage of several measurements."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

from desk import calendars, cases, offices, sops
from desk.moves import make
from desk.works import Work
from sop.books import BookIndicator, BookStaff, OfficeBook, Role
from sop.indicators import Aggregation, Polarity
from sop.moves import OpenForms
from sop.periods import Period, read_period
from storage import accounts, marks, people, schema
from storage.database import Database, Scope
from tools.demo_office import demo_book

PRAISI = datetime.fromisoformat(
    "2026-09-25T10:00:00+08:00"
)  # forms of TW III stand open, nobody is asked yet
QUARTER = read_period("2026-Q3")
FIRST_ACCOUNT = 500_000_001
DIVISIONS = 8


def crowd_book(people: int, figures: int) -> OfficeBook:
    """The demo office with so many staff members, each with so many figures of their own."""
    staff = tuple(_staff(people))
    owned = tuple(
        _indicator(number, person.code)
        for number, person in zip(count(1), (one for one in staff for _ in range(figures)), strict=False)
        if person.role is Role.STAFF
    )
    top = tuple(
        replace(one, konseptor="", pendamping="", superior="", unit="")
        for one in demo_book().staff
        if one.role in (Role.HEAD, Role.SECRETARY, Role.PLANNER, Role.ADMIN)
    )
    return replace(demo_book(), staff=(*top, *staff), indicators=owned, programs=(), history=())


def settled_office(
    folder: Path, book: OfficeBook, periods: tuple[Period, ...] = (QUARTER,), now: datetime = PRAISI
) -> dict[str, int]:
    """Load the office into a new database in `folder`, everybody connected, the forms of `periods` open.

    Returns the Telegram account by row code. Nothing waits to be sent: no cards were announced.
    """
    database = Database(f"sqlite:///{folder / 'kinerja.db'}")
    schema.upgrade(database)
    with database.writing() as connection:
        work = Work(connection, now)
        sops.keep_definitions(work, ())
        offices.apply(work, book)
        office_id = offices.ids(work)[-1]
        cast = _connected(work, office_id, book)
        for period in periods:
            _open_forms(work, Scope(office_id), book.office.sop_key, period)
    database.close()
    return cast


def _open_forms(work: Work, scope: Scope, sop_key: str, period: Period) -> None:
    """The forms of a quarter stand open before its order; the day's own openings count as done."""
    moved = cases.open_case(work, scope, sop_key, period, by=0, quiet=True)
    make(work, scope, moved.case.id, OpenForms(), by=0, capacity="jadwal")
    today = calendars.calendar(work.connection, scope.office_id).local_day(work.now)
    marks.first_today(work.connection, scope, "opening", today, work.now)


def _connected(work: Work, office_id: int, book: OfficeBook) -> dict[str, int]:
    """An account for everybody, as if each had followed a link."""
    numbers = count(FIRST_ACCOUNT)
    by_name: dict[str, int] = {}
    for person in people.with_seats(work.connection, Scope(office_id)):
        by_name[person.name] = next(numbers)
        values = {
            "person_id": person.id,
            "telegram_id": by_name[person.name],
            "chat_id": by_name[person.name],
            "display": person.name,
            "ringing": True,
            "bound_at": work.now,
        }
        accounts.add(work.connection, values)
    return {row.code: by_name[row.name] for row in book.staff if row.name in by_name}


def _staff(people: int) -> Iterator[BookStaff]:
    for number in range(DIVISIONS):
        yield _person(f"KABID-{number}", Role.DIVISION_HEAD, f"Kepala Bidang {number}", number, number)
    for number in range(people):
        title = f"Pengelola {number}"
        yield _person(f"STAF-{number}", Role.STAFF, title, number % DIVISIONS, number + DIVISIONS)


def _person(code: str, role: Role, title: str, division: int, number: int) -> BookStaff:
    return BookStaff(
        code=code,
        name=f"Pegawai {number:05}",
        nip=f"1980{1 + number // 900 % 12:02}012005011{number % 900 + 100:03}",
        rank="Penata (III/c)",
        phone=f"+62811{number:07}",
        title=title,
        role=role,
        unit=f"Bidang Contoh {division}",
    )


def _indicator(number: int, owner: str) -> BookIndicator:
    ten = Decimal(10)
    return BookIndicator(
        code=f"IK-{number:05}",
        objective="Meningkatnya layanan",
        name=f"Jumlah layanan {number} yang diselesaikan",
        uom="Layanan",
        polarity=Polarity.MAXIMIZE,
        aggregation=Aggregation.SUM,
        precision=0,
        numerator_label="",
        denominator_label="",
        denominator_fixed=None,
        annual=4 * ten,
        upper=None,
        quarters=(ten, ten, ten, ten),
        baseline=None,
        owner=owner,
    )
