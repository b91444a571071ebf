"""The journal holds what happened, and shows it when somebody changes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from sop.cases import Journal
from storage import journals
from storage.database import Database, Scope
from storage.tables.cases import Journals
from storage.tables.columns import table
from tests.storage.offices import an_office

NOW = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
ROWS = table(Journals)


def wrote(connection: Connection, scope: Scope, case_id: int, minutes: int = 0, **body: Any) -> Journal:
    at = NOW + timedelta(minutes=minutes)
    return journals.append(connection, scope, case_id, at, 7, "Plt. Kepala Dinas", "approved", body)


def test_lines_come_back_as_they_were_written(database: Database) -> None:
    with database.writing() as connection:
        scope = an_office(connection)
        written = [wrote(connection, scope, 4, minute, figure=Decimal("85.50")) for minute in range(3)]
    with database.reading() as connection:
        assert list(journals.chain(connection, scope, 4)) == written
        assert journals.broken(connection, scope, 4) is None


def test_each_case_and_each_office_has_a_chain_of_its_own(database: Database) -> None:
    with database.writing() as connection:
        here, there = an_office(connection), an_office(connection, "DISKOMINFO")
        for scope, case_id in ((here, 0), (here, 1), (there, 0), (here, 1)):
            wrote(connection, scope, case_id)
        assert journals.every_chain(connection) == ((here, 0), (here, 1), (there, 0))
        assert [line.previous_hash == "" for line in journals.chain(connection, here, 1)] == [True, False]
        assert journals.chain(connection, there, 1) == ()


@pytest.mark.parametrize("act", ["UPDATE journals SET capacity = ''", "DELETE FROM journals"])
def test_the_database_refuses_to_change_the_journal(database: Database, act: str) -> None:
    with database.writing() as connection:
        wrote(connection, an_office(connection), 1)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), database.writing() as connection:
        connection.execute(sa.text(act))


def test_postgres_refuses_to_empty_the_journal_at_once(postgres_database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), postgres_database.writing() as connection:
        connection.execute(sa.text("TRUNCATE journals"))


def unguarded(connection: Connection) -> None:
    """What someone with the database password could do."""
    if connection.dialect.name == "sqlite":
        for act in ("update", "delete"):
            connection.execute(sa.text(f"DROP TRIGGER journals_keep_before_{act}"))
    else:
        connection.execute(sa.text("ALTER TABLE journals DISABLE TRIGGER USER"))


@pytest.mark.parametrize(
    "forgery",
    [
        {"body": '{"figure":"99"}'},
        {"capacity": "Kepala Dinas"},
        {"person_id": 8},
        {"at": NOW + timedelta(days=1)},
        {"action": "returned"},
    ],
    ids=lambda forgery: next(iter(forgery)),
)
def test_a_forged_line_is_found(own_database: Database, forgery: dict[str, Any]) -> None:
    with own_database.writing() as connection:
        scope = an_office(connection)
        lines = [wrote(connection, scope, 1, minute, figure=Decimal("85")) for minute in range(4)]
        unguarded(connection)
        connection.execute(sa.update(ROWS).where(ROWS.c.id == lines[2].id).values(**forgery))
        found = journals.broken(connection, scope, 1)
    assert found is not None
    assert found.id == lines[2].id


def test_a_line_that_was_taken_out_is_missed(own_database: Database) -> None:
    with own_database.writing() as connection:
        scope = an_office(connection)
        lines = [wrote(connection, scope, 1, minute) for minute in range(4)]
        unguarded(connection)
        connection.execute(sa.delete(ROWS).where(ROWS.c.id == lines[1].id))
        found = journals.broken(connection, scope, 1)
    assert found is not None
    assert found.id == lines[2].id


def test_a_fork_of_a_chain_is_refused(database: Database) -> None:
    with database.writing() as connection:
        scope = an_office(connection)
        wrote(connection, scope, 1)
    fork = sa.insert(ROWS).values(
        office_id=scope.office_id,
        case_id=1,
        at=NOW,
        person_id=1,
        capacity="",
        action="approved",
        body="{}",
        previous_hash="",
        hash="another",
    )
    with pytest.raises(sa.exc.IntegrityError), database.writing() as connection:
        connection.execute(fork)


def test_many_writers_keep_the_office_chain_whole(database: Database) -> None:
    with database.writing() as connection:
        scope = an_office(connection)

    def write(minute: int) -> None:
        with database.writing() as connection:
            wrote(connection, scope, journals.OFFICE_CHAIN, minute)

    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(write, range(40)))
    with database.reading() as connection:
        assert len(journals.chain(connection, scope, 0)) == 40
        assert journals.broken(connection, scope, 0) is None


def test_one_value_has_one_spelling() -> None:
    body = {
        "b": Decimal("1E+2"),
        "a": [NOW.astimezone(), date(2026, 1, 2)],
        "ä": "Jl. Raya",
        "c": None,
        "d": True,
    }
    assert journals.canonical(body) == (
        '{"a":["2026-10-05T01:30:00.000000+00:00","2026-01-02"],"b":"100","c":null,"d":true,"ä":"Jl. Raya"}'
    )


@pytest.mark.parametrize(
    ("value", "refusal"), [(1.5, TypeError), (NOW.replace(tzinfo=None), ValueError), (b"x", TypeError)]
)
def test_what_would_change_its_meaning_is_not_journaled(value: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        journals.canonical({"value": value})


def test_a_line_of_the_office_does_not_wait_for_a_row_that_refers_to_the_office(
    postgres_database: Database,
) -> None:
    with postgres_database.writing() as connection:
        scope = an_office(connection)
    with postgres_database.writing() as other, postgres_database.writing() as connection:
        other.execute(sa.text("SELECT 1 FROM offices FOR KEY SHARE"))  # as a foreign key does
        connection.execute(sa.text("SET LOCAL lock_timeout = '2s'"))
        assert wrote(connection, scope, journals.OFFICE_CHAIN).previous_hash == ""
