"""Prebuilt statements that go to the driver: text, parameters and types are worked out once per database.

A statement costs the driver 6 microseconds on SQLite and SQLAlchemy's execution 40 around it; a typed answer
runs eighteen of them. A list behind IN changes the shape: the text is worked out once for each length it has.
Source: docs/decisions/0009.
"""

from collections import namedtuple
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from storage.dialects import Claiming, InsertUnlessThere

Convert = Callable[[Any], Any]
Values = Mapping[str, Any]
_NOTHING: Values = {}
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Built:
    """A statement in the words of one database: `names` are its parameters in order, `fixed` those known."""

    text: str
    names: tuple[str, ...]
    by_name: bool
    fixed: Mapping[str, Any]
    lists: tuple[tuple[str, tuple[str, ...]], ...]  # a list behind IN -> the parameter of each of its members
    into: Mapping[str, Convert]  # parameter -> what the driver wants
    out: tuple[tuple[int, Convert], ...]  # place in the row -> back to our type
    row: Callable[[Sequence[Any]], Any]  # a row with the names of its columns

    def parameters(self, values: Values) -> Any:
        known: dict[str, Any] = {**self.fixed, **values}
        for listed, members in self.lists:
            known.update(zip(members, known[listed], strict=True))
        for name, convert in self.into.items():
            known[name] = convert(known[name])
        return {name: known[name] for name in self.names} if self.by_name else [known[n] for n in self.names]

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.out:
            return row
        values = list(row)
        for place, convert in self.out:
            values[place] = convert(values[place])
        return values


class Statement:
    """One prebuilt statement, or one in the words of each database.

    Every way to run it takes the values of its parameters by name; an INSERT fills what it is not given with
    the column's default, and leaves the id to the database. Raises the DBAPIError that SQLAlchemy would.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self.lists = _lists(statement)
        self._built: dict[Hashable, Built] = {}

    def all(self, connection: Connection, values: Values = _NOTHING) -> list[Sequence[Any]]:
        """Every row."""
        built, cursor = self._run(connection, values)
        rows: list[Sequence[Any]] = cursor.fetchall()
        cursor.close()
        return [built.converted(row) for row in rows] if built.out else rows

    def named(self, connection: Connection, values: Values = _NOTHING) -> list[Any]:
        """Every row, its columns by name."""
        return [self.built(connection.dialect, values).row(row) for row in self.all(connection, values)]

    def first(self, connection: Connection, values: Values = _NOTHING) -> Sequence[Any] | None:
        """The first row, None where there is none."""
        built, cursor = self._run(connection, values)
        row: Sequence[Any] | None = cursor.fetchone()
        cursor.close()
        return None if row is None else built.converted(row)

    def value(self, connection: Connection, values: Values = _NOTHING) -> Any:
        """The first column of the first row, None where there is none."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def column(self, connection: Connection, values: Values = _NOTHING) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(connection, values)]

    def run(self, connection: Connection, values: Values = _NOTHING) -> int:
        """Execute for its effect; returns how many rows it touched."""
        _, cursor = self._run(connection, values)
        touched: int = cursor.rowcount
        cursor.close()
        return touched

    def many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute for its effect with each of the rows."""
        built = self.built(connection.dialect)
        parameters = [built.parameters(values) for values in rows]
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, None, built.text, parameters, None, True)
        cursor = _driver(connection).cursor()
        try:
            cursor.executemany(built.text, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(error, connection, built.text) from error
        finally:
            cursor.close()

    def built(self, dialect: Dialect, values: Values = _NOTHING) -> Built:
        """The statement in the words of a database, worked out once for lists of these lengths."""
        key: Hashable = dialect.name
        if self.lists:
            key = (dialect.name, *(len(values[name]) for name in self.lists))
        found = self._built.get(key)
        if found is None:
            lists = {name: values[name] for name in self.lists}
            found = self._built[key] = _build(self._statement, dialect, lists)
        return found

    def _run(self, connection: Connection, values: Values) -> tuple[Built, Any]:
        built = self.built(connection.dialect, values)
        parameters, driver = built.parameters(values), _driver(connection)
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, None, built.text, parameters, None, False)
        try:
            return built, driver.execute(built.text, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _wrapped(error, connection, built.text) from error


def _driver(connection: Connection) -> Any:
    """sqlite3's or psycopg's own connection; both execute and return a cursor."""
    return connection.connection.driver_connection


def _wrapped(error: Exception, connection: Connection, text: str) -> Exception:
    """The error as SQLAlchemy would raise it, without what a person typed (law 12)."""
    dialect: Any = connection.dialect
    lost = dialect.is_disconnect(error, _driver(connection), None)
    if lost:
        connection.invalidate(error)
    wrapped: Exception = DBAPIError.instance(
        text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
    return wrapped


def _lists(statement: Any) -> tuple[str, ...]:
    """The parameters that are lists behind IN, as far as they are not written in the statement."""
    if isinstance(statement, InsertUnlessThere):
        return ()
    plain = statement.anywhere if isinstance(statement, Claiming) else statement
    binds = (one for one in visitors.iterate(plain) if isinstance(one, sa.BindParameter))
    return tuple(dict.fromkeys(str(one.key) for one in binds if one.expanding and one.required))


def _build(statement: Any, dialect: Dialect, lists: Values) -> Built:
    if isinstance(statement, InsertUnlessThere | Claiming):
        statement = statement.on(dialect)
    inserted = _inserted(statement)
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=list(inserted) or None)
    bounds = {name: bound for bound, name in compiled.bind_names.items()}
    written = {name: bound.effective_value for name, bound in bounds.items() if not bound.required}
    unknown: dict[str, Any] = dict.fromkeys(bounds)
    shape = compiled.construct_expanded_state({**unknown, **written, **lists}, escape_names=False)
    members = {name: tuple(known) for name, known in shape.parameter_expansion.items()}
    every = {name: bound for name, bound in bounds.items() if name not in members}
    every |= {member: bounds[name] for name, known in members.items() for member in known}
    into = {name: _processor(bound.type, dialect) for name, bound in every.items()}
    columns = tuple(getattr(statement, "exported_columns", ()))
    out = ((place, _reverse(column.type, dialect)) for place, column in enumerate(columns))
    return Built(
        text=shape.statement,
        names=tuple(shape.positiontup or every),
        by_name=not compiled.positional,
        fixed=written | {name: value for name, value in inserted.items() if value is not _MISSING},
        lists=tuple(members.items()),
        into={name: convert for name, convert in into.items() if convert is not None},
        out=tuple((place, convert) for place, convert in out if convert is not None),
        row=_named([str(column.key) for column in columns]),
    )


def _named(columns: list[str]) -> Callable[[Sequence[Any]], Any]:
    make: Any = namedtuple  # the columns are known only now
    built: Callable[[Sequence[Any]], Any] = make("row", columns, rename=True)._make
    return built


def _inserted(statement: Any) -> dict[str, Any]:
    """The columns an INSERT writes, with what stands in them unless the caller says otherwise."""
    if not isinstance(statement, sa.Insert):
        return {}
    assert isinstance(statement.table, sa.Table)
    return {column.key: _unless_given(column) for column in statement.table.c if column.key != "id"}


def _unless_given(column: sa.Column[Any]) -> Any:
    if isinstance(column.default, sa.ColumnDefault) and column.default.is_scalar:
        return column.default.arg
    return None if column.nullable else _MISSING


def _processor(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _reverse(type_: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return type_.dialect_impl(dialect).result_processor(dialect, None)
