"""The chart is built once and built again exactly when the office is different."""

from datetime import datetime, timedelta

from desk import charts
from desk.works import Work
from sop.people import ChartChanged
from storage import offices
from storage.database import Database, Scope
from tests.people.demo import NOW, load
from tools.demo_office import demo_book


def test_an_unchanged_office_gives_the_very_same_chart(database: Database) -> None:
    office_id = load(database).office_id
    with database.reading() as connection:
        first = charts.chart(Work(connection, NOW), office_id)
        again = charts.chart(Work(connection, NOW + timedelta(hours=1)), office_id)
    assert again is first


def test_a_change_by_another_program_is_seen(database: Database) -> None:
    office_id = load(database).office_id
    with database.reading() as connection:
        first = charts.chart(Work(connection, NOW), office_id)
    with database.writing() as connection:
        offices.bump(connection, Scope(office_id))
    with database.reading() as connection:
        assert charts.chart(Work(connection, NOW), office_id) is not first


def test_a_change_that_was_rolled_back_leaves_no_trace_in_memory(database: Database) -> None:
    office_id = load(database).office_id
    with database.engine.connect() as connection, connection.begin() as transaction:
        work = Work(connection, NOW)
        charts.changed(work, office_id)
        lost = charts.chart(work, office_id)
        transaction.rollback()
    with database.writing() as connection:
        offices.bump(connection, Scope(office_id))
    with database.reading() as connection:
        assert charts.chart(Work(connection, NOW), office_id) is not lost
    assert work.events == [ChartChanged(office_id)]


def test_the_chart_changes_when_an_assignment_starts_and_ends(database: Database) -> None:
    office_id = load(database, demo_book(plh=True)).office_id
    names = []
    with database.reading() as connection:
        for moment in ("2026-10-11T23:59", "2026-10-12T00:00", "2026-10-16T23:59", "2026-10-17T00:00"):
            now = datetime.fromisoformat(f"{moment}:00+08:00")
            seat = charts.chart(Work(connection, now), office_id).with_role("head")[0]
            names.append(seat.holder_name.split()[0])
    assert names == ["Dr.", "Lalu", "Lalu", "Dr."]
