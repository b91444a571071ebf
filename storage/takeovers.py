"""Moments at which a seat may get another holder: found when they have come, looked at once."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.database import Scope
from storage.tables.columns import table
from storage.tables.people import Takeovers

TAKEOVERS = table(Takeovers)

_WAITING = TAKEOVERS.c.done_at.is_(None)
_DUE = (
    sa.select(TAKEOVERS.c.id, TAKEOVERS.c.office_id, TAKEOVERS.c.position_id, TAKEOVERS.c.at)
    .where(_WAITING, TAKEOVERS.c.at <= bindparam("now"))
    .order_by(TAKEOVERS.c.at, TAKEOVERS.c.id)
    .limit(bindparam("batch"))
)
_SAME = sa.select(TAKEOVERS.c.id).where(
    _WAITING,
    TAKEOVERS.c.office_id == bindparam("office"),
    TAKEOVERS.c.position_id == bindparam("position"),
    TAKEOVERS.c.at == bindparam("moment"),
)
_INSERT = sa.insert(TAKEOVERS)
_DONE = (
    sa.update(TAKEOVERS)
    .where(TAKEOVERS.c.id == bindparam("takeover"), TAKEOVERS.c.office_id == bindparam("office"))
    .values(done_at=bindparam("moment"))
)


def due(connection: Connection, now: datetime, batch: int) -> tuple[tuple[int, int, int, datetime], ...]:
    """(id, office, position, moment) of what has come and was not looked at, oldest first."""
    rows = connection.execute(_DUE, {"now": now, "batch": batch}).all()
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def expect(connection: Connection, scope: Scope, seat_id: int, at: datetime) -> None:
    """The holder of a seat may be another from `at` on; said twice it is still looked at once."""
    same = {"office": scope.office_id, "position": seat_id, "moment": at}
    if connection.execute(_SAME, same).first() is None:
        connection.execute(_INSERT, {"office_id": scope.office_id, "position_id": seat_id, "at": at})


def done(connection: Connection, scope: Scope, takeover_id: int, now: datetime) -> bool:
    values = {"takeover": takeover_id, "office": scope.office_id, "moment": now}
    return connection.execute(_DONE, values).rowcount > 0
