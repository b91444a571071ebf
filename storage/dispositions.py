"""The disposition tree: the branches of an order."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.dispositions import Disposition
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.letters import Dispositions

DISPOSITIONS = table(Dispositions)
READER = Reader(Disposition, DISPOSITIONS)

_OF_CASE = (
    READER.select()
    .where(DISPOSITIONS.c.office_id == bindparam("office"), DISPOSITIONS.c.case_id == bindparam("case"))
    .order_by(DISPOSITIONS.c.id)
)
_INSERT = sa.insert(DISPOSITIONS)
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


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> None:
    connection.execute(_INSERT, {"office_id": scope.office_id, **values})


def dispute(connection: Connection, scope: Scope, case_id: int, seat_id: int) -> bool:
    """The superior says that an oral order recorded in his name was not his; True the first time."""
    values = {"office": scope.office_id, "case": case_id, "seat": seat_id}
    return connection.execute(_DISPUTE, values).rowcount > 0
