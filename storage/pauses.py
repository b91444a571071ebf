"""Pauses of a case, oldest first; the last one may still last."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.pauses import Pause
from storage.database import Scope
from storage.records import Reader
from storage.tables.cases import Pauses
from storage.tables.columns import table

PAUSES = table(Pauses)
READER = Reader(Pause, PAUSES, {"by": PAUSES.c.by_person_id})

_OF_CASE = (
    READER.select()
    .where(PAUSES.c.office_id == bindparam("office"), PAUSES.c.case_id == bindparam("case"))
    .order_by(PAUSES.c.id)
)
_INSERT = sa.insert(PAUSES)
_END = (
    sa.update(PAUSES)
    .where(
        PAUSES.c.office_id == bindparam("office"),
        PAUSES.c.case_id == bindparam("case"),
        PAUSES.c.until.is_(None),
    )
    .values(until=bindparam("moment"))
)


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Pause, ...]:
    return READER.all(connection.execute(_OF_CASE, {"office": scope.office_id, "case": case_id}).all())


def begin(connection: Connection, scope: Scope, case_id: int, pause: Pause) -> None:
    values = {"at": pause.at, "until": pause.until, "reason": pause.reason, "by_person_id": pause.by}
    connection.execute(_INSERT, {"office_id": scope.office_id, "case_id": case_id, **values})


def end(connection: Connection, scope: Scope, case_id: int, now: datetime) -> None:
    """End the pause that lasts."""
    connection.execute(_END, {"office": scope.office_id, "case": case_id, "moment": now})
