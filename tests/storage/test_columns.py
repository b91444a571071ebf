"""Both databases keep the same instant and the same digits, and refuse what would lose them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from storage.columns import Figure, Identity, Instant
from storage.database import Database
from storage.tables import metadata
from storage.tables.columns import table
from storage.tables.people import Offices
from tests.storage.offices import an_office

NAIVE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIT = timezone(timedelta(hours=9))
PLAIN = (sa.BigInteger, sa.Integer, sa.String, sa.Text, sa.Boolean, sa.Date)
HOW_MANY = sa.select(sa.func.count()).select_from(table(Offices))
SAMPLES = sa.Table(
    "samples",
    sa.MetaData(),
    sa.Column("id", Identity, primary_key=True),
    sa.Column("at", Instant),
    sa.Column("figure", Figure),
    sa.Column("chat_id", sa.BigInteger),
    prefixes=["TEMPORARY"],
)


@contextmanager
def samples(database: Database) -> Iterator[Connection]:
    with database.writing() as connection:
        SAMPLES.create(connection)
        yield connection


def kept(database: Database, **values: Any) -> Any:
    with samples(database) as connection:
        connection.execute(sa.insert(SAMPLES).values(**values))
        return connection.execute(sa.select(*(SAMPLES.c[name] for name in values))).scalar_one()


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 9, 30, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 7, 30, tzinfo=WIT),
    ],
)
def test_an_instant_is_kept_to_the_microsecond_in_utc(database: Database, at: datetime) -> None:
    found = kept(database, at=at)
    assert found == at
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "digits", ["0", "-0.00", "85.50", "1E+3", "0.1", "123456789012345678901234567890.123456789"]
)
def test_a_figure_is_kept_digit_for_digit(database: Database, digits: str) -> None:
    found = kept(database, figure=Decimal(digits))
    assert found == Decimal(digits)
    assert format(found, "f") == format(Decimal(digits), "f")


def test_an_absent_figure_stays_absent(database: Database) -> None:
    assert kept(database, figure=None) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NAIVE),
        ("figure", 85.5),
        ("figure", 85),
        ("figure", Decimal("NaN")),
        ("figure", Decimal("Infinity")),
    ],
)
def test_what_would_be_misread_is_refused(database: Database, column: str, value: object) -> None:
    with pytest.raises(sa.exc.StatementError, match=r"naive|Decimal|finite"):
        kept(database, **{column: value})


def test_ids_of_telegram_fit(database: Database) -> None:
    assert kept(database, chat_id=-(2**52) - 1) == -(2**52) - 1


def test_ids_count_by_themselves_and_go_beyond_32_bits(database: Database) -> None:
    with samples(database) as connection:
        connection.execute(sa.insert(SAMPLES).values(id=2**40))
        assert connection.execute(sa.insert(SAMPLES).returning(SAMPLES.c.id), {}).scalar_one() in (
            1,
            2**40 + 1,
        )


def test_every_id_column_is_wide_on_postgres() -> None:
    narrow = {
        str(column)
        for table in metadata.tables.values()
        for column in table.columns
        if (column.name == "id" or column.name.endswith("_id") or column.foreign_keys)
        and not isinstance(column.type, sa.BigInteger | sa.String)
    }
    assert not narrow


def test_columns_have_only_types_that_both_databases_and_the_archive_share() -> None:
    strange = {
        f"{column}: {column.type!r}"
        for table in metadata.tables.values()
        for column in table.columns
        if not isinstance(getattr(column.type, "impl_instance", column.type), PLAIN)
    }
    assert not strange


def test_writing_rolls_back_whole(database: Database) -> None:
    def refused() -> None:
        with database.writing() as connection:
            an_office(connection)
            raise RuntimeError("refused")

    with pytest.raises(RuntimeError, match="refused"):
        refused()
    with database.reading() as connection:
        assert connection.scalar(HOW_MANY) == 0


def test_reading_sees_one_moment(database: Database) -> None:
    with database.reading() as looking:
        assert looking.scalar(HOW_MANY) == 0
        with database.writing() as writing:
            an_office(writing)
        assert looking.scalar(HOW_MANY) == 0
