"""What happens once a day: the row (office, kind, date) makes it so (law 6)."""

from datetime import date, datetime

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Scope
from storage.tables.clocks import Marks
from storage.tables.columns import table

MARKS = table(Marks)
_MARK = {
    "sqlite": sqlite.insert(MARKS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(MARKS).on_conflict_do_nothing(),
}


def first_ever(connection: Connection, scope: Scope, kind: str, now: datetime) -> bool:
    """True exactly once for an office and a kind of act, whatever the day."""
    values = {"office_id": scope.office_id, "kind": kind, "day": "", "at": now}
    return connection.execute(_MARK[connection.dialect.name], values).rowcount == 1


def first_today(connection: Connection, scope: Scope, kind: str, day: date, now: datetime) -> bool:
    """True exactly once for an office, a kind of act and a local date."""
    values = {"office_id": scope.office_id, "kind": kind, "day": day.isoformat(), "at": now}
    return connection.execute(_MARK[connection.dialect.name], values).rowcount == 1
