"""Facts of an installation that has no office yet: who may set the first one up, and from which file."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.tables.clocks import Settings
from storage.tables.columns import table

SETTINGS = table(Settings)

_ONE = sa.select(SETTINGS.c.value).where(SETTINGS.c.name == bindparam("fact"))
_FORGET = sa.delete(SETTINGS).where(SETTINGS.c.name == bindparam("fact"))
_KEEP = sa.insert(SETTINGS)


def fact(connection: Connection, name: str) -> str:
    """What is kept under a name; "" where nothing is."""
    return str(connection.execute(_ONE, {"fact": _named(name)}).scalar() or "")


def keep(connection: Connection, name: str, value: str, at: datetime) -> None:
    forget(connection, name)
    connection.execute(_KEEP, {"name": _named(name), "value": value, "at": at, "number": 0})


def forget(connection: Connection, name: str) -> None:
    connection.execute(_FORGET, {"fact": _named(name)})


def _named(name: str) -> str:
    return f"founding:{name}"
