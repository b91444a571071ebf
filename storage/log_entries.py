"""Entries of the quick log: added, changed and removed by whoever made them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.log_entries import LogEntry
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.log_entries import LogEntries
from storage.updates import bound, setting

LOG_ENTRIES = table(LogEntries)
READER = Reader(LogEntry, LOG_ENTRIES)
SAID = ("indicator_id", "day", "activity", "value", "numerator", "denominator")

_MINE = (LOG_ENTRIES.c.office_id == bindparam("office"), LOG_ENTRIES.c.removed.is_(sa.false()))
_ONE = (*_MINE, LOG_ENTRIES.c.id == bindparam("entry"))
_BY_ID = READER.select().where(*_ONE)
_OF_DAYS = (
    READER.select()
    .where(
        *_MINE,
        LOG_ENTRIES.c.indicator_id.in_(bindparam("indicators", expanding=True)),
        LOG_ENTRIES.c.day.between(bindparam("first"), bindparam("last")),
    )
    .order_by(LOG_ENTRIES.c.day, LOG_ENTRIES.c.id)
)
_ADD = sa.insert(LOG_ENTRIES).returning(LOG_ENTRIES.c.id)
_SEEN = LOG_ENTRIES.c.revision == bindparam("seen")
_CHANGE = setting(LOG_ENTRIES, (*SAID, "revision"), *_ONE, _SEEN)
_REMOVE = sa.update(LOG_ENTRIES).where(*_ONE, _SEEN).values(removed=True, revision=LOG_ENTRIES.c.revision + 1)
_PROVE = sa.update(LOG_ENTRIES).where(*_ONE).values(pieces=LOG_ENTRIES.c.pieces + 1)


def entry(connection: Connection, scope: Scope, entry_id: int) -> LogEntry | None:
    """An entry that was not removed."""
    values = {"office": scope.office_id, "entry": entry_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def of_days(
    connection: Connection, scope: Scope, indicator_ids: Iterable[int], first_day: date, last_day: date
) -> tuple[LogEntry, ...]:
    """The entries of some indicators between two days, by day."""
    values = {"office": scope.office_id, "first": first_day, "last": last_day}
    return READER.all(connection.execute(_OF_DAYS, {**values, "indicators": tuple(indicator_ids)}).all())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_ADD, {"office_id": scope.office_id, **values}).scalar_one())


def change(
    connection: Connection, scope: Scope, entry_id: int, seen_revision: int, values: Mapping[str, Any]
) -> bool:
    """Write an entry anew; False where it changed or went since it was shown."""
    to = bound({**values, "revision": seen_revision + 1})
    where = {"office": scope.office_id, "entry": entry_id, "seen": seen_revision}
    return connection.execute(_CHANGE, {**to, **where}).rowcount == 1


def remove(connection: Connection, scope: Scope, entry_id: int, seen_revision: int) -> bool:
    """Take an entry out of the log; False where it changed or went since it was shown."""
    where = {"office": scope.office_id, "entry": entry_id, "seen": seen_revision}
    return connection.execute(_REMOVE, where).rowcount == 1


def prove(connection: Connection, scope: Scope, entry_id: int) -> bool:
    """One more piece of evidence belongs to an entry."""
    return connection.execute(_PROVE, {"office": scope.office_id, "entry": entry_id}).rowcount == 1
