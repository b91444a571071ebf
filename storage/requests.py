"""What was asked of the units in a case, version by version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.requests import Request
from storage.database import Scope
from storage.records import Reader
from storage.tables.cases import Requests
from storage.tables.columns import table

REQUESTS = table(Requests)
READER = Reader(Request, REQUESTS)

_NEWEST = (
    READER.select()
    .where(REQUESTS.c.office_id == bindparam("office"), REQUESTS.c.case_id == bindparam("of_case"))
    .order_by(REQUESTS.c.version.desc())
    .limit(1)
)
_FIRST = sa.select(sa.func.min(REQUESTS.c.at)).where(
    REQUESTS.c.office_id == bindparam("office"), REQUESTS.c.case_id == bindparam("of_case")
)
_ADD = sa.insert(REQUESTS)


def newest(connection: Connection, scope: Scope, case_id: int) -> Request | None:
    """The version that counts; None while nothing was asked."""
    row = connection.execute(_NEWEST, {"office": scope.office_id, "of_case": case_id}).first()
    return READER.one(row)


def first_at(connection: Connection, scope: Scope, case_id: int) -> datetime | None:
    """When the units were first asked; later versions of the format ask nobody anew."""
    found: datetime | None = connection.execute(
        _FIRST, {"office": scope.office_id, "of_case": case_id}
    ).scalar()
    return found


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> None:
    """Write the next version."""
    connection.execute(_ADD, {**values, "office_id": scope.office_id})
