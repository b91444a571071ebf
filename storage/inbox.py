"""The inbox: an update is a row here before Telegram is told that we have it. Source: design law 1.

A row is `new` until it is `done`, or `dead` when it was set aside with an incident code. Inside a lane
(one sender) rows are served strictly in the order of `received_at, update_id`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.dialects import InsertUnlessThere
from storage.records import Reader
from storage.statements import Statement
from storage.tables.columns import table
from storage.tables.messages import Inbox, Offsets, Outages

INBOX = table(Inbox)
OFFSETS = table(Offsets)
OUTAGES = table(Outages)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came: `body` is its JSON; `lane` the sender, 0 where nobody sent it."""

    update_id: int
    lane: int
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An inbox row that is still to be served."""

    update_id: int
    lane: int
    kind: str
    body: str
    received_at: datetime
    attempts: int
    boots: int


@dataclass(frozen=True, slots=True)
class Outage:
    """A span in which nobody listened: taps of that time are lost at Telegram's side after 150 s."""

    bot_id: int
    from_at: datetime
    until_at: datetime


class AlreadyServed(Exception):
    """The row was finished by someone else meanwhile: this transaction must not commit."""


READER = Reader(Waiting, INBOX)

_INSERT = Statement(InsertUnlessThere(INBOX))
_MOVE_OFFSET = Statement(
    sa.update(OFFSETS)
    .where(OFFSETS.c.bot_id == bindparam("bot"))
    .values(next_update_id=bindparam("offset"), polled_at=bindparam("polled"))
)
_INSERT_OFFSET = sa.insert(OFFSETS)
_POLLED_AT = sa.select(OFFSETS.c.polled_at).where(OFFSETS.c.bot_id == bindparam("bot"))
# Words, not parameters: SQLite uses a partial index only where it sees the same words.
NEW: sa.ColumnElement[str] = sa.literal_column("'new'")
_NEW = sa.and_(INBOX.c.bot_id == bindparam("bot"), INBOX.c.state == NEW)
_OLDEST = Statement(
    READER.select()
    .where(_NEW, INBOX.c.lane.not_in(bindparam("held", expanding=True)))
    .order_by(INBOX.c.received_at, INBOX.c.update_id)
    .limit(bindparam("limit"))
)
_THIS = sa.and_(_NEW, INBOX.c.update_id == bindparam("update"))
_DONE = Statement(sa.update(INBOX).where(_THIS).values(state="done", done_at=bindparam("at")))
_FAILED = (
    sa.update(INBOX)
    .where(_THIS)
    .values(attempts=INBOX.c.attempts + 1, next_at=bindparam("again"), error=bindparam("why"))
)
_DEAD = (
    sa.update(INBOX)
    .where(_THIS)
    .values(
        state="dead",
        attempts=bindparam("tries"),
        done_at=bindparam("at"),
        incident=bindparam("code"),
        error=bindparam("why"),
    )
)
_HELD = (
    sa.select(INBOX.c.lane, sa.func.max(INBOX.c.next_at, type_=INBOX.c.next_at.type))
    .where(_NEW, INBOX.c.next_at > bindparam("moment"))
    .group_by(INBOX.c.lane)
)
_SUSPECTED = READER.select().where(_NEW, INBOX.c.update_id.in_(bindparam("updates", expanding=True)))
_COUNT_BOOT = sa.update(INBOX).where(_THIS).values(boots=INBOX.c.boots + 1)
_INSERT_OUTAGE = sa.insert(OUTAGES)
_OLD = (
    sa.select(INBOX.c.update_id)
    .where(INBOX.c.state == "done", INBOX.c.done_at < bindparam("before"))
    .order_by(INBOX.c.done_at)
    .limit(bindparam("batch"))
)
_PRUNE_THESE = sa.delete(INBOX).where(
    INBOX.c.state == "done",
    INBOX.c.done_at < bindparam("before"),
    INBOX.c.update_id.in_(bindparam("updates", expanding=True)),
)


def keep(
    connection: Connection, bot_id: int, arrivals: Sequence[Arrival], next_update_id: int, now: datetime
) -> None:
    """Rows and offset of one poll, in the caller's one commit; what is already here stays as it is."""
    if arrivals:
        rows = [
            {
                "bot_id": bot_id,
                "update_id": arrival.update_id,
                "lane": arrival.lane,
                "kind": arrival.kind,
                "body": arrival.body,
                "received_at": now,
            }
            for arrival in arrivals
        ]
        _INSERT.many(connection, rows)
    if not _MOVE_OFFSET.run(connection, {"bot": bot_id, "offset": next_update_id, "polled": now}):
        connection.execute(
            _INSERT_OFFSET, {"bot_id": bot_id, "next_update_id": next_update_id, "polled_at": now}
        )


def polled_at(connection: Connection, bot_id: int) -> datetime | None:
    """When a poll last came back; None before the first."""
    moment: datetime | None = connection.scalar(_POLLED_AT, {"bot": bot_id})
    return moment


def note_outage(connection: Connection, outage: Outage) -> None:
    connection.execute(
        _INSERT_OUTAGE,
        {"bot_id": outage.bot_id, "from_at": outage.from_at, "until_at": outage.until_at},
    )


def oldest(connection: Connection, bot_id: int, held: Collection[int], limit: int) -> tuple[Waiting, ...]:
    """What to serve next, oldest first, leaving out the lanes that are `held` back."""
    return READER.all(_OLDEST.all(connection, {"bot": bot_id, "held": list(held), "limit": limit}))


def done(connection: Connection, bot_id: int, update_id: int, now: datetime) -> None:
    """Finish a row in the transaction of its effects; raises AlreadyServed when it is not open any more."""
    if _DONE.run(connection, {"bot": bot_id, "update": update_id, "at": now}) != 1:
        raise AlreadyServed(update_id)


def failed(connection: Connection, bot_id: int, update_id: int, error: str, next_at: datetime) -> None:
    """Count one exception; the row stays and its lane waits until `next_at`."""
    connection.execute(_FAILED, {"bot": bot_id, "update": update_id, "why": error, "again": next_at})


def set_aside(
    connection: Connection,
    bot_id: int,
    update_id: int,
    incident: str,
    error: str,
    attempts: int,
    now: datetime,
) -> bool:
    """Bury a row under its incident code, body kept for whoever looks into it; False when it was not open."""
    found = connection.execute(
        _DEAD,
        {"bot": bot_id, "update": update_id, "code": incident, "why": error, "tries": attempts, "at": now},
    )
    return found.rowcount == 1


def held_lanes(connection: Connection, bot_id: int, now: datetime) -> dict[int, datetime]:
    """Lanes that were waiting for another try when the process ended, and until when."""
    rows = connection.execute(_HELD, {"bot": bot_id, "moment": now}).all()
    return {row[0]: row[1] for row in rows}


def count_deaths(connection: Connection, bot_id: int, update_ids: Collection[int]) -> tuple[Waiting, ...]:
    """At boot: these were in service when the last process died. Returns those still open, counted."""
    values = {"bot": bot_id, "updates": list(update_ids)}
    for row in connection.execute(_SUSPECTED, values).all():
        connection.execute(_COUNT_BOOT, {"bot": bot_id, "update": row.update_id})
    return READER.all(connection.execute(_SUSPECTED, values).all())


def prune(connection: Connection, before: datetime, batch: int) -> int:
    """Forget updates served before an instant, the oldest first; returns how many."""
    found = connection.execute(_OLD, {"before": before, "batch": batch}).scalars().all()
    if found:
        connection.execute(_PRUNE_THESE, {"before": before, "updates": tuple(found)})
    return len(found)
