"""The demo office loaded into a database, and small handles on it."""

from datetime import UTC, datetime

from desk import offices
from desk.works import Work
from sop.book_differences import Differences
from sop.books import OfficeBook
from storage import people
from storage.database import Database, Scope
from tools.demo_office import demo_book

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # 09.00 WITA


def load(database: Database, book: OfficeBook | None = None, now: datetime = NOW) -> Differences:
    """Apply a workbook (the demo office's) in a transaction of its own."""
    with database.writing() as connection:
        return offices.apply(Work(connection, now), book or demo_book())


def person_id(database: Database, scope: Scope, name: str) -> int:
    """The id of whoever's name begins so."""
    with database.reading() as connection:
        return next(one.id for one in people.with_seats(connection, scope) if one.name.startswith(name))
