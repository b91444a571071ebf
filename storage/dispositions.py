"""The disposition tree: the branches of an order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.dispositions import Disposition
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.letters import Dispositions

DISPOSITIONS = table(Dispositions)
READER = Reader(Disposition, DISPOSITIONS, {"copy": DISPOSITIONS.c.copy_only})

_OF_CASE = (
    READER.select()
    .where(DISPOSITIONS.c.office_id == bindparam("office"), DISPOSITIONS.c.case_id == bindparam("case"))
    .order_by(DISPOSITIONS.c.id)
)
_MINE = DISPOSITIONS.c.office_id == bindparam("office")
_ONE = READER.select().where(_MINE, DISPOSITIONS.c.id == bindparam("disposition"))
_INSERT = sa.insert(DISPOSITIONS).returning(DISPOSITIONS.c.id)
_NOTE = sa.update(DISPOSITIONS).where(_MINE, DISPOSITIONS.c.id == bindparam("disposition"))
_NOTE = _NOTE.values(note=bindparam("words"))
_READ = (
    sa.update(DISPOSITIONS)
    .where(
        _MINE,
        DISPOSITIONS.c.case_id == bindparam("case"),
        DISPOSITIONS.c.to_seat_id.in_(bindparam("seats", expanding=True)),
        DISPOSITIONS.c.read_at.is_(None),
        DISPOSITIONS.c.recalled_at.is_(None),
    )
    .values(read_at=bindparam("now"))
)
_RECALL = (
    sa.update(DISPOSITIONS)
    .where(
        _MINE,
        DISPOSITIONS.c.case_id == bindparam("case"),
        DISPOSITIONS.c.from_seat_id == bindparam("seat"),
        DISPOSITIONS.c.recalled_at.is_(None),
    )
    .values(recalled_at=bindparam("now"))
)
_DISPUTE = (
    sa.update(DISPOSITIONS)
    .where(
        DISPOSITIONS.c.office_id == bindparam("office"),
        DISPOSITIONS.c.case_id == bindparam("case"),
        DISPOSITIONS.c.from_seat_id == bindparam("seat"),
        DISPOSITIONS.c.oral,
        DISPOSITIONS.c.disputed.is_(sa.false()),
    )
    .values(disputed=True)
)


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Disposition, ...]:
    """The branches of a case's order, oldest first."""
    return READER.all(connection.execute(_OF_CASE, {"office": scope.office_id, "case": case_id}).all())


def one(connection: Connection, scope: Scope, disposition_id: int) -> Disposition | None:
    values = {"office": scope.office_id, "disposition": disposition_id}
    return READER.one(connection.execute(_ONE, values).first())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_INSERT, {"office_id": scope.office_id, **values}).scalar_one())


def note(connection: Connection, scope: Scope, disposition_id: int, words: str) -> bool:
    """Write what the reader of a copy adds to it."""
    values = {"office": scope.office_id, "disposition": disposition_id, "words": words}
    return connection.execute(_NOTE, values).rowcount == 1


def read(connection: Connection, scope: Scope, case_id: int, seat_ids: list[int], now: datetime) -> None:
    """What was sent to these seats in a case has been seen; the first time counts."""
    values = {"office": scope.office_id, "case": case_id, "seats": seat_ids, "now": now}
    connection.execute(_READ, values)


def recall(connection: Connection, scope: Scope, case_id: int, seat_id: int, now: datetime) -> bool:
    """The branches a seat sent are taken back; whether there were any."""
    values = {"office": scope.office_id, "case": case_id, "seat": seat_id, "now": now}
    return connection.execute(_RECALL, values).rowcount > 0


def dispute(connection: Connection, scope: Scope, case_id: int, seat_id: int) -> bool:
    """The superior says that an oral order recorded in his name was not his; True the first time."""
    values = {"office": scope.office_id, "case": case_id, "seat": seat_id}
    return connection.execute(_DISPUTE, values).rowcount > 0
