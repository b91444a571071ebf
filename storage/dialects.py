"""The two places where SQLite and PostgreSQL need different words, chosen once per statement."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite


class InsertUnlessThere:
    """INSERT … ON CONFLICT DO NOTHING in both dialects, prebuilt."""

    def __init__(self, table: sa.Table, returning: sa.ColumnElement[Any] | None = None) -> None:
        self._sqlite: Any = sqlite.insert(table).on_conflict_do_nothing()
        self._postgres: Any = postgresql.insert(table).on_conflict_do_nothing()
        if returning is not None:
            self._sqlite = self._sqlite.returning(returning)
            self._postgres = self._postgres.returning(returning)

    def on(self, dialect: Dialect) -> Any:
        return self._sqlite if dialect.name == "sqlite" else self._postgres


class Claiming:
    """A SELECT that locks what it finds on PostgreSQL and skips what another holds.

    SQLite needs neither: BEGIN IMMEDIATE already let only one writer in.
    """

    def __init__(self, select: sa.Select[Any], locked: sa.Table) -> None:
        self.anywhere = select
        self._postgres = select.with_for_update(of=locked, skip_locked=True)

    def on(self, dialect: Dialect) -> sa.Select[Any]:
        return self.anywhere if dialect.name == "sqlite" else self._postgres
