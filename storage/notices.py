"""Held notices: they become outbox rows only when their window opens."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from sop.notices import Notice
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.messages import Notices

NOTICES = table(Notices)
READER = Reader(Notice, NOTICES)

_OPENING = (
    READER.select()
    .where(NOTICES.c.opens_at <= bindparam("now"))
    .order_by(NOTICES.c.opens_at, NOTICES.c.id)
    .limit(bindparam("batch"))
    .with_for_update(skip_locked=True)
)
_OF_PEOPLE = (
    READER.select()
    .where(
        NOTICES.c.opens_at <= bindparam("now"), NOTICES.c.person_id.in_(bindparam("people", expanding=True))
    )
    .order_by(NOTICES.c.person_id, NOTICES.c.office_id, NOTICES.c.id)
)
_HOLD = {
    "sqlite": sqlite.insert(NOTICES).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(NOTICES).on_conflict_do_nothing(),
}
_DROP = sa.delete(NOTICES).where(NOTICES.c.id.in_(bindparam("notices", expanding=True)))


def hold(
    connection: Connection,
    scope: Scope,
    *,
    person_id: int,
    bundle_id: int,
    kind: str,
    body: str,
    dedup: str,
    opens_at: datetime,
    made_at: datetime,
) -> None:
    """Keep a notice until its window opens; the same `dedup` is kept once."""
    values = {
        "office_id": scope.office_id,
        "person_id": person_id,
        "bundle_id": bundle_id,
        "kind": kind,
        "body": body,
        "dedup": dedup,
        "opens_at": opens_at,
        "made_at": made_at,
    }
    connection.execute(_HOLD[connection.dialect.name], values)


def hold_all(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep many notices at once; each row has the columns of `hold` and its office."""
    if rows:
        connection.execute(_HOLD[connection.dialect.name], list(rows))


def opening_for(connection: Connection, now: datetime, people: Iterable[int]) -> tuple[Notice, ...]:
    """Every notice of these people that opens by `now`, grouped by person and office."""
    return READER.all(connection.execute(_OF_PEOPLE, {"now": now, "people": tuple(people)}).all())


def opening(connection: Connection, now: datetime, batch: int) -> tuple[Notice, ...]:
    """Notices of all offices whose window is open, oldest first."""
    return READER.all(connection.execute(_OPENING, {"now": now, "batch": batch}).all())


def drop(connection: Connection, notice_ids: Iterable[int]) -> None:
    connection.execute(_DROP, {"notices": tuple(notice_ids)})
