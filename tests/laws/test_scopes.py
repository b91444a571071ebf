"""Law 12: with the scope of another office a statement finds nothing and changes nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, event

from storage.database import Database, Scope
from storage.tables import metadata
from tests.laws.populations import populated
from tests.laws.strangers import OWN, calls, is_nothing, samples_of, scoped_functions
from tests.people.test_scopes import CALLS as ELSEWHERE
from tests.storage.offices import an_office

HERE = {name: function for name, function in scoped_functions().items() if name not in ELSEWHERE}
FINDS_DAMAGE = frozenset({"journals.broken"})  # and there is none


@pytest.fixture
def office(database: Database) -> Database:
    """A database whose first office has rows of every kind."""
    assert populated(database).office.scope == Scope(1)
    return database


def rows(connection: Connection) -> dict[str, set[tuple[Any, ...]]]:
    """Every row there is."""
    return {
        name: {tuple(map(repr, row)) for row in connection.execute(sa.select(table))}
        for name, table in metadata.tables.items()
    }


class Writes:
    """Counts statements that are no SELECT."""

    def __init__(self, connection: Connection) -> None:
        self.count = 0
        event.listen(connection, "before_cursor_execute", self.seen)

    def seen(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self.count += not statement.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "ROLLBACK"))


def attempts(connection: Connection, scope: Scope, name: str, samples: Any) -> Iterator[Any]:
    """What each call gives; a row the database itself refuses is nothing."""
    for arguments in calls(name, HERE[name], samples):
        try:
            with connection.begin_nested():
                yield HERE[name](connection, scope, **arguments)
        except sa.exc.IntegrityError:
            yield None


def test_every_scoped_function_is_tried(office: Database) -> None:
    with office.reading() as connection:
        samples = samples_of(connection, Scope(1))
    assert len(HERE) + len(ELSEWHERE) == len(scoped_functions())
    for name, function in HERE.items():
        assert list(calls(name, function, samples)), name


def test_a_foreign_scope_finds_nothing_and_changes_nothing(office: Database) -> None:
    with office.engine.connect() as connection, connection.begin() as undone:
        foreign = an_office(connection, "DISDAG")
        samples = samples_of(connection, Scope(1))
        before, writes = rows(connection), Writes(connection)
        for name in HERE:
            writes.count = 0
            with connection.begin_nested() as attempt:
                for found in attempts(connection, foreign, name, samples):
                    assert name in OWN or is_nothing(found), f"{name} found {found}"
                if writes.count:
                    gone = {one for one, kept in rows(connection).items() if before[one] - kept}
                    assert not gone - {"offices"}, f"{name} changed {gone}"
                attempt.rollback()
        undone.rollback()


def test_the_same_calls_find_the_rows_of_their_own_office(office: Database) -> None:
    """Else the test above would pass with samples that never find anything."""
    with office.engine.connect() as connection, connection.begin() as undone:
        samples = samples_of(connection, Scope(1))
        silent = set()
        for name in sorted(HERE.keys() - OWN - FINDS_DAMAGE):
            with connection.begin_nested() as attempt:
                gives = HERE[name].__annotations__["return"]
                if gives is not None and all(map(is_nothing, attempts(connection, Scope(1), name, samples))):
                    silent.add(name)
                attempt.rollback()
        undone.rollback()
    assert not silent
