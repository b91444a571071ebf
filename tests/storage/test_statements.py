"""A prebuilt statement does on both databases what SQLAlchemy's own execution does, and fails like it."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, bindparam
from sqlalchemy.exc import IntegrityError

import storage
from storage.columns import Figure, Identity, Instant
from storage.database import Database
from storage.dialects import Claiming, InsertUnlessThere
from storage.statements import Statement

AT = datetime(2026, 9, 30, 23, 59, 59, 999999, tzinfo=UTC)
LATER = datetime(2026, 10, 1, tzinfo=UTC)
SAMPLES = sa.Table(
    "samples",
    sa.MetaData(),
    sa.Column("id", Identity, primary_key=True),
    sa.Column("name", sa.String, unique=True, nullable=False),
    sa.Column("at", Instant),
    sa.Column("figure", Figure),
    sa.Column("day", sa.Date),
    sa.Column("chosen", sa.Boolean, default=True, nullable=False),
    prefixes=["TEMPORARY"],
)
ADD = Statement(sa.insert(SAMPLES).returning(SAMPLES.c.id))
NAMED = Statement(sa.select(SAMPLES).where(SAMPLES.c.name == bindparam("wanted")))
EVERY = Statement(sa.select(SAMPLES.c.name).order_by(SAMPLES.c.name))
CHOSEN_LATER = Statement(
    sa.select(SAMPLES.c.name).where(SAMPLES.c.chosen, SAMPLES.c.at > bindparam("since", type_=Instant))
)
AMONG = Statement(
    sa.select(SAMPLES.c.name)
    .where(SAMPLES.c.name.in_(bindparam("names", expanding=True)))
    .order_by(SAMPLES.c.name)
)
NOT_AMONG = Statement(
    sa.select(SAMPLES.c.name)
    .where(
        SAMPLES.c.at > bindparam("since"),
        SAMPLES.c.name.not_in(bindparam("names", expanding=True)),
    )
    .order_by(SAMPLES.c.name)
)
AT_SOME_TIME = Statement(
    sa.select(SAMPLES.c.name)
    .where(SAMPLES.c.at.in_(bindparam("moments", expanding=True)), SAMPLES.c.name.in_(["a", "b"]))
    .order_by(SAMPLES.c.name)
)
RENAME = Statement(sa.update(SAMPLES).where(SAMPLES.c.name == bindparam("old")).values(name=bindparam("new")))


@contextmanager
def samples(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        SAMPLES.create(connection)
        yield connection


def every_statement() -> Iterator[tuple[str, Statement]]:
    for module in pkgutil.iter_modules(storage.__path__, "storage."):
        found = vars(importlib.import_module(module.name))
        yield from (
            (f"{module.name}.{name}", one) for name, one in found.items() if isinstance(one, Statement)
        )


def test_every_prebuilt_statement_can_be_built_for_the_database(database: Database) -> None:
    dialect = database.engine.dialect
    built = [name for name, one in every_statement() if one.built(dialect, dict.fromkeys(one.lists, ())).text]
    assert len(built) > 20


def test_types_come_back_as_they_went_in(database: Database) -> None:
    values = {"name": "a", "at": AT, "figure": Decimal("85.50"), "day": date(2026, 10, 1), "chosen": False}
    with samples(database) as connection:
        identity = ADD.value(connection, values)
        assert NAMED.first(connection, {"wanted": "a"}) == [identity, *values.values()]
        assert connection.execute(sa.select(SAMPLES)).one() == (identity, *values.values())


def test_an_insert_fills_in_defaults_and_leaves_the_id_to_the_database(database: Database) -> None:
    with samples(database) as connection:
        first, second = (ADD.value(connection, {"name": name}) for name in ("a", "b"))
        assert second > first
        assert NAMED.first(connection, {"wanted": "b"}) == [second, "b", None, None, None, True]


def test_values_written_in_the_statement_and_given_ones_meet(database: Database) -> None:
    with samples(database) as connection:
        ADD.run(connection, {"name": "a", "at": AT})
        ADD.run(connection, {"name": "b", "at": AT, "chosen": False})
        assert CHOSEN_LATER.column(connection, {"since": datetime(2026, 1, 1, tzinfo=UTC)}) == ["a"]
        assert CHOSEN_LATER.all(connection, {"since": AT}) == []


def test_running_tells_how_many_rows_were_touched(database: Database) -> None:
    with samples(database) as connection:
        ADD.run(connection, {"name": "a"})
        assert [RENAME.run(connection, {"old": old, "new": "c"}) for old in ("a", "a")] == [1, 0]
        assert EVERY.column(connection) == ["c"]
        assert NAMED.first(connection, {"wanted": "a"}) is None
        assert NAMED.value(connection, {"wanted": "a"}) is None


def test_a_refused_row_raises_what_sqlalchemy_raises_and_tells_no_words(database: Database) -> None:
    with samples(database) as connection:
        ADD.run(connection, {"name": "rahasia"})
        with pytest.raises(IntegrityError) as caught, connection.begin_nested():
            ADD.run(connection, {"name": "rahasia"})
        assert caught.value.params is None
        assert EVERY.column(connection) == ["rahasia"]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [({"name": "a", "at": AT.replace(tzinfo=None)}, ValueError), ({"name": "a", "figure": 1.5}, TypeError)],
)
def test_what_a_column_refuses_is_refused(
    database: Database, values: dict[str, Any], refusal: type[Exception]
) -> None:
    with samples(database) as connection:
        with pytest.raises(refusal):
            ADD.run(connection, values)
        with pytest.raises(KeyError):
            NAMED.first(connection)
        assert EVERY.all(connection) == []


def test_listeners_see_it_like_any_other_statement(database: Database) -> None:
    seen: list[str] = []
    with samples(database) as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *said: seen.append(said[2]))
        EVERY.all(connection)
    assert [text.split()[0] for text in seen] == ["SELECT"]


@pytest.mark.parametrize("wanted", [(), ("b",), ("a", "c"), ("c", "z", "a")])
def test_a_list_behind_in_may_have_any_length(database: Database, wanted: tuple[str, ...]) -> None:
    with samples(database) as connection:
        ADD.many(connection, [{"name": name} for name in "abc"])
        assert AMONG.column(connection, {"names": wanted}) == sorted({*wanted} & {*"abc"})
        assert NOT_AMONG.column(connection, {"names": wanted, "since": AT}) == []
        connection.execute(sa.update(SAMPLES).values(at=LATER))
        assert NOT_AMONG.column(connection, {"names": wanted, "since": AT}) == sorted({*"abc"} - {*wanted})


def test_a_list_may_stand_in_the_statement_and_its_members_are_converted(database: Database) -> None:
    with samples(database) as connection:
        ADD.many(connection, [{"name": "a", "at": AT}, {"name": "b", "at": LATER}, {"name": "c"}])
        assert AT_SOME_TIME.column(connection, {"moments": (AT, LATER)}) == ["a", "b"]
        assert AT_SOME_TIME.column(connection, {"moments": (LATER,)}) == ["b"]


def test_rows_can_have_the_names_of_their_columns(database: Database) -> None:
    with samples(database) as connection:
        ADD.run(connection, {"name": "a", "at": AT})
        (row,) = NAMED.named(connection, {"wanted": "a"})
        assert (row.name, row.at, row.chosen) == ("a", AT, True)


def test_a_claim_takes_the_words_of_the_database(database: Database) -> None:
    claim = Statement(Claiming(sa.select(SAMPLES.c.name), SAMPLES))
    locks = "SKIP LOCKED" in claim.built(database.engine.dialect).text
    assert locks is not database.is_sqlite


def test_an_insert_unless_there_tells_whether_it_was(database: Database) -> None:
    once = Statement(InsertUnlessThere(SAMPLES, SAMPLES.c.name))
    with samples(database) as connection:
        assert once.value(connection, {"name": "a"}) == "a"
        assert once.value(connection, {"name": "a"}) is None
