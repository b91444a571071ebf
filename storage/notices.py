"""Held notices: they become outbox rows only when their window opens."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.notices import Notice
from storage.database import Scope
from storage.dialects import InsertUnlessThere
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
_HOLD = InsertUnlessThere(NOTICES)
_DROP = sa.delete(NOTICES).where(NOTICES.c.id.in_(bindparam("notices", expanding=True)))

_POSTPONE = (
    sa.update(NOTICES)
    .where(NOTICES.c.id == bindparam("notice"))
    .values(opens_at=bindparam("later"), body=bindparam("written"))
)


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
    connection.execute(_HOLD.on(connection.dialect), values)


def hold_all(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep many notices at once; each row has the columns of `hold` and its office."""
    if rows:
        connection.execute(_HOLD.on(connection.dialect), list(rows))


def opening_for(connection: Connection, now: datetime, people: Iterable[int]) -> tuple[Notice, ...]:
    """Every notice of these people that opens by `now`, grouped by person and office."""
    return READER.all(connection.execute(_OF_PEOPLE, {"now": now, "people": tuple(people)}).all())


def opening(connection: Connection, now: datetime, batch: int) -> tuple[Notice, ...]:
    """Notices of all offices whose window is open, oldest first."""
    return READER.all(connection.execute(_OPENING, {"now": now, "batch": batch}).all())


def postpone(connection: Connection, notice_id: int, opens_at: datetime, body: str) -> None:
    """Let a notice open at another time, with another body."""
    connection.execute(_POSTPONE, {"notice": notice_id, "later": opens_at, "written": body})


def drop(connection: Connection, notice_ids: Iterable[int]) -> None:
    connection.execute(_DROP, {"notices": tuple(notice_ids)})
