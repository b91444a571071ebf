"""What an admin downloads is the office as it stands: sent back untouched it changes nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk import book_contents, charts, offices
from desk.works import Work
from reports.templates import written
from reports.workbooks import read_book
from sop.book_differences import Differences
from sop.books import OfficeBook
from storage import people, takeovers
from storage.database import Database, Scope
from tests.people.demo import NOW, load
from tools.big_office import big_office
from tools.demo_levels import year_book
from tools.demo_office import demo_book

BOOKS = {
    "demo": demo_book(),
    "stand-in": demo_book(plh=True, budget_until=2),
    "lombok": demo_book("lombok-timur"),
    "levels": year_book("sulawesi-tengah"),
    "big": big_office().book,
}


def downloaded(database: Database, scope: Scope, now: datetime = NOW) -> OfficeBook:
    """The office as a file, read again as an import reads it."""
    with database.reading() as connection:
        book = book_contents.book(Work(connection, now), scope.office_id)
    again, errors = read_book(written(book))
    assert [str(error) for error in errors] == []
    assert again is not None
    return again


def sent_back(database: Database, book: OfficeBook, now: datetime = NOW) -> Differences:
    with database.writing() as connection:
        return offices.differences(Work(connection, now), book)


@pytest.mark.parametrize("name", BOOKS)
def test_a_downloaded_workbook_changes_nothing(database: Database, name: str) -> None:
    scope = Scope(load(database, BOOKS[name]).office_id)
    assert sent_back(database, downloaded(database, scope)).rows == ()


def test_what_was_changed_in_the_chat_is_in_it(database: Database) -> None:
    scope = Scope(load(database).office_id)
    with database.writing() as connection:
        work = Work(connection, NOW)
        chart = charts.chart(work, scope.office_id)
        head, secretary = (chart.with_role(role)[0] for role in ("head", "secretary"))
        term = next(one for one in people.assignments(connection, scope) if one.position_id == head.id)
        assert secretary.holder_id is not None
        people.end(connection, scope, term.id, NOW)
        values = {"position_id": head.id, "person_id": secretary.holder_id, "holding": "acting_vacant"}
        terms = {"starts_at": NOW, "ends_at": None, "decree": "SK 1"}
        people.assign(connection, scope, values | terms)
        takeovers.expect(connection, scope, head.id, NOW)
        charts.changed(work, scope.office_id)
    later = NOW + timedelta(days=1)
    book = downloaded(database, scope, later)
    (row,) = [one for one in book.staff if one.role == "head"]
    assert (row.name, row.holding, row.decree) == (secretary.holder_name, "acting_vacant", "SK 1")
    assert sent_back(database, book, later).rows == ()


@pytest.mark.parametrize("role", ["division_head", "subcoordinator"])
def test_a_successor_named_for_a_later_day_stays_named(database: Database, role: str) -> None:
    scope = Scope(load(database).office_id)
    coming = datetime.fromisoformat("2026-11-02T00:00:00+08:00")
    with database.writing() as connection:
        work = Work(connection, NOW)
        chart = charts.chart(work, scope.office_id)
        seat, newcomer = chart.with_role(role)[0], chart.with_role("planner")[0].holder_id
        terms = people.assignments(connection, scope)
        old = next(one for one in terms if one.position_id == seat.id)
        people.end(connection, scope, old.id, coming)
        values = {"position_id": seat.id, "person_id": newcomer, "holding": "definitive"}
        people.assign(connection, scope, values | {"starts_at": coming, "ends_at": None, "decree": ""})
        charts.changed(work, scope.office_id)
    book = downloaded(database, scope)
    assert next(one.ends for one in book.staff if one.code == seat.code) is not None
    assert sent_back(database, book).applied == ()


def test_a_row_changed_in_it_is_the_only_difference(database: Database) -> None:
    scope = Scope(load(database).office_id)
    book = downloaded(database, scope)
    first, *rest = book.indicators
    found = sent_back(database, replace(book, indicators=(replace(first, name="Nama baru"), *rest)))
    assert [(one.code, [change.field for change in one.changes]) for one in found.rows] == [
        (first.code, ["name"])
    ]
