"""What happens once a day: the row (office, kind, date) makes it so (law 6)."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.database import Scope
from storage.dialects import InsertUnlessThere
from storage.statements import Statement
from storage.tables.clocks import Marks
from storage.tables.columns import table

MARKS = table(Marks)
_MARK = InsertUnlessThere(MARKS, MARKS.c.kind)  # a row comes back only from the first insert
_WHEN = Statement(
    sa.select(MARKS.c.at).where(
        MARKS.c.office_id == bindparam("office"), MARKS.c.kind == bindparam("act"), MARKS.c.day == ""
    )
)

_FORGET = sa.delete(MARKS).where(
    MARKS.c.office_id == bindparam("office"),
    MARKS.c.kind == bindparam("act"),
    MARKS.c.day == bindparam("on_day"),
)


def first_ever(connection: Connection, scope: Scope, kind: str, now: datetime) -> bool:
    """True exactly once for an office and a kind of act, whatever the day."""
    values = {"office_id": scope.office_id, "kind": kind, "day": "", "at": now}
    return connection.execute(_MARK.on(connection.dialect), values).first() is not None


def moment(connection: Connection, scope: Scope, kind: str) -> datetime | None:
    """When an act that happens once was done; None: not yet."""
    found: datetime | None = _WHEN.value(connection, {"office": scope.office_id, "act": kind})
    return found


def forget(connection: Connection, scope: Scope, kind: str, day: date) -> None:
    """What a local date was marked with was not done after all."""
    connection.execute(_FORGET, {"office": scope.office_id, "act": kind, "on_day": day.isoformat()})


def first_today(connection: Connection, scope: Scope, kind: str, day: date, now: datetime) -> bool:
    """True exactly once for an office, a kind of act and a local date."""
    values = {"office_id": scope.office_id, "kind": kind, "day": day.isoformat(), "at": now}
    return connection.execute(_MARK.on(connection.dialect), values).first() is not None
