"""The chart of an office at a moment: every seat with who decides for it then (law 7)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.people import Chart, Holding, Position, Seat
from storage import offices
from storage.database import Scope
from storage.tables.columns import table
from storage.tables.people import Accounts, Assignments, Persons

ASSIGNMENTS = table(Assignments)
PERSONS = table(Persons)
ACCOUNTS = table(Accounts)

_CONNECTED = (
    sa.exists()
    .where(
        ACCOUNTS.c.person_id == PERSONS.c.id,
        ACCOUNTS.c.ended_at.is_(None),
        ACCOUNTS.c.reachable,
        ACCOUNTS.c.confirmed,
    )
    .label("connected")
)
_HOLDERS = (
    sa.select(
        ASSIGNMENTS.c.position_id,
        ASSIGNMENTS.c.holding,
        PERSONS.c.id.label("person_id"),
        PERSONS.c.name,
        _CONNECTED,
    )
    .join(PERSONS, PERSONS.c.id == ASSIGNMENTS.c.person_id)
    .where(
        ASSIGNMENTS.c.office_id == bindparam("office"),
        ASSIGNMENTS.c.starts_at <= bindparam("now"),
        sa.or_(ASSIGNMENTS.c.ends_at.is_(None), ASSIGNMENTS.c.ends_at > bindparam("now")),
    )
    .order_by(ASSIGNMENTS.c.starts_at, ASSIGNMENTS.c.id)
)
_NEXT_START = sa.select(sa.func.min(ASSIGNMENTS.c.starts_at)).where(
    ASSIGNMENTS.c.office_id == bindparam("office"), ASSIGNMENTS.c.starts_at > bindparam("now")
)
_NEXT_END = sa.select(sa.func.min(ASSIGNMENTS.c.ends_at)).where(
    ASSIGNMENTS.c.office_id == bindparam("office"), ASSIGNMENTS.c.ends_at > bindparam("now")
)

# Who decides where several hold one seat: the stand-in of the day before the acting official before the
# holder. Source: UU 30/2014; domain 3.8.
_PRECEDENCE = {
    Holding.DEFINITIVE: 0,
    Holding.CARETAKER: 1,
    Holding.ACTING_VACANT: 2,
    Holding.ACTING_TEMPORARY: 3,
}


def chart(connection: Connection, scope: Scope, now: datetime) -> Chart | None:
    """The office at an instant: who decides for each seat, and whether they can be reached (law 7)."""
    found = offices.office(connection, scope)
    if found is None:
        return None
    holders: dict[int, Any] = {}
    for row in connection.execute(_HOLDERS, {"office": scope.office_id, "now": now}):
        sitting = holders.get(row.position_id)
        if sitting is None or _PRECEDENCE[Holding(row.holding)] >= _PRECEDENCE[Holding(sitting.holding)]:
            holders[row.position_id] = row
    seats = tuple(_seat(one, holders.get(one.id)) for one in offices.positions(connection, scope))
    return Chart(found, offices.units(connection, scope), seats)


def next_boundary(connection: Connection, scope: Scope, now: datetime) -> datetime | None:
    """When the next assignment starts or ends: until then a chart resolved at `now` holds."""
    values = {"office": scope.office_id, "now": now}
    moments = [connection.execute(statement, values).scalar() for statement in (_NEXT_START, _NEXT_END)]
    return min((moment for moment in moments if moment is not None), default=None)


def _seat(position: Position, holder: Any | None) -> Seat:
    return Seat(
        id=position.id,
        code=position.code,
        title=position.title,
        role=position.role,
        unit_id=position.unit_id,
        superior_id=position.superior_id,
        holder_id=holder.person_id if holder else None,
        holder_name=holder.name if holder else "",
        holding=Holding(holder.holding) if holder else None,
        konseptor_id=position.konseptor_id,
        pendamping_id=position.pendamping_id,
        connected=bool(holder and holder.connected),
    )
