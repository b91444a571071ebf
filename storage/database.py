"""The connection to SQLite or PostgreSQL and the shape of one transaction.

SQLite runs in WAL with synchronous=FULL and BEGIN IMMEDIATE: a deferred read-then-write failed in more
than half of the tries with two writers, NORMAL loses acknowledged approvals in a power cut.
Source: reliability 3b, 4.9.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url

BUSY_MILLISECONDS = 5000
POSTGRES_POOL_SIZE = 8


@dataclass(frozen=True, slots=True)
class Scope:
    """The one office whose rows a statement may touch; a foreign scope finds and changes nothing."""

    office_id: int


class DatabaseUnusable(Exception):
    """The database cannot be opened; the message is one plain sentence for whoever starts the program."""


class Database:
    """An engine and the two ways to use it: `writing()` commits or rolls back whole, `reading()` looks."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)

    @property
    def path(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        name = make_url(self.url).database
        return Path(name) if self.is_sqlite and name else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look. On SQLite it takes no write lock (a plain BEGIN)."""
        options: dict[str, Any] = (
            {"reading": True} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        )
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def _postgres_engine(url: str) -> Engine:
    return sa.create_engine(url, pool_size=POSTGRES_POOL_SIZE, pool_pre_ping=True, hide_parameters=True)


def _sqlite_engine(url: str) -> Engine:
    engine = sa.create_engine(
        url,
        connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False},
        hide_parameters=True,  # an error never carries what a person typed (law 12)
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "journal_size_limit=67108864",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in ("wal", "memory"):
        raise DatabaseUnusable(
            f"SQLite menolak mode WAL (mode sekarang: {mode}). Simpan DATA_DIR di disk lokal, "
            "bukan di penyimpanan jaringan."
        )


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN" if reading else "BEGIN IMMEDIATE").close()
