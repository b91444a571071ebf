"""All rows as lines of JSON and back: the portable copy that fits SQLite and PostgreSQL alike.

Tables are read as they stand in the database, not as this program declares them, so that a copy can be
taken of an older schema and brought back to it. Source: design 6; reliability 4.10.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, MetaData, Table

from storage.schema import VERSION_TABLE

ROWS_AT_ONCE = 1000


def tables(connection: Connection) -> tuple[Table, ...]:
    """The tables of the database, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name != VERSION_TABLE)


def lines(connection: Connection, table: Table) -> Iterator[str]:
    """Every row of a table in the order of its key, one JSON object each."""
    chosen = sa.select(table).order_by(*table.primary_key.columns)
    with connection.execute(chosen, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for row in rows.mappings():
            yield json.dumps({name: _written(value) for name, value in row.items()}, ensure_ascii=False)


def load(connection: Connection, table: Table, written: Iterable[str]) -> int:
    """Insert rows kept by `lines` into an empty table and return how many.

    Columns that point to the table itself are filled in afterwards, since a row may name a later one.
    """
    inward = _inward(table)
    dates = [column.name for column in table.columns if isinstance(column.type, sa.Date)]
    count, pointing = 0, []
    source = iter(written)
    while rows := [_read(line, dates) for line in islice(source, ROWS_AT_ONCE)]:
        pointing += [row for row in rows if any(row[name] is not None for name in inward)]
        connection.execute(sa.insert(table), [row | dict.fromkeys(inward) for row in rows])
        count += len(rows)
    for row in pointing:
        chosen = table.c.id == row["id"]
        connection.execute(sa.update(table).where(chosen).values({name: row[name] for name in inward}))
    _continue_counting(connection, table)
    return count


def _inward(table: Table) -> list[str]:
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]


def _continue_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers from a sequence, which does not see rows that brought their number along."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    sequence = sa.func.pg_get_serial_sequence(table.name, "id")
    highest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
    connection.execute(
        sa.select(sa.func.setval(sequence, sa.func.coalesce(highest, 1), highest.is_not(None)))
    )


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(line: str, dates: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    for name in dates:
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return row
