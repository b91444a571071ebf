"""Documents that are approved together with a report."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.enclosures import Enclosure
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.enclosures import Enclosures

ENCLOSURES = table(Enclosures)
READER = Reader(Enclosure, ENCLOSURES)

_MINE = ENCLOSURES.c.office_id == bindparam("office")
_ONE = READER.select().where(_MINE, ENCLOSURES.c.id == bindparam("enclosure"))
_OF_CASE = READER.select().where(_MINE, ENCLOSURES.c.case_id == bindparam("case")).order_by(ENCLOSURES.c.id)
_OF_FILE = READER.select().where(_MINE, ENCLOSURES.c.sha256 == bindparam("digest")).order_by(ENCLOSURES.c.id)
_INSERT = sa.insert(ENCLOSURES).returning(ENCLOSURES.c.id)
_FETCHED = (
    sa.update(ENCLOSURES)
    .where(_MINE, ENCLOSURES.c.id == bindparam("enclosure"), ENCLOSURES.c.sha256 == "")
    .values(sha256=bindparam("digest"), size=bindparam("bytes"))
)
_CHOSEN = (
    _MINE,
    ENCLOSURES.c.id.in_(bindparam("enclosures", expanding=True)),
    ENCLOSURES.c.removed_at.is_(None),
    ENCLOSURES.c.approved_at.is_(None),
)
_REMOVE = sa.update(ENCLOSURES).where(*_CHOSEN).values(removed_at=bindparam("moment"))
_APPROVE = (
    sa.update(ENCLOSURES)
    .where(*_CHOSEN)
    .values(
        approved_at=bindparam("moment"),
        approved_by=bindparam("by"),
        approver=bindparam("by_name"),
        approved_as=bindparam("by_capacity"),
    )
)


def enclosure(connection: Connection, scope: Scope, enclosure_id: int) -> Enclosure | None:
    values = {"office": scope.office_id, "enclosure": enclosure_id}
    return READER.one(connection.execute(_ONE, values).first())


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Enclosure, ...]:
    """Every file of a case, also those taken away, in the order in which they came."""
    return READER.all(connection.execute(_OF_CASE, {"office": scope.office_id, "case": case_id}).all())


def of_file(connection: Connection, scope: Scope, sha256: str) -> tuple[Enclosure, ...]:
    """Where a stored file was enclosed."""
    return READER.all(connection.execute(_OF_FILE, {"office": scope.office_id, "digest": sha256}).all())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Enter a file; a second one of the same case, kind and revision raises the database's IntegrityError."""
    row = {"approver": "", "approved_as": "", **values, "office_id": scope.office_id}
    return int(connection.execute(_INSERT, row).scalar_one())


def fetched(connection: Connection, scope: Scope, enclosure_id: int, sha256: str, size_bytes: int) -> bool:
    """The file lies in the store under this hash; False where it is gone or was there already."""
    values = {"office": scope.office_id, "enclosure": enclosure_id, "digest": sha256, "bytes": size_bytes}
    return connection.execute(_FETCHED, values).rowcount == 1


def remove(connection: Connection, scope: Scope, enclosure_ids: Iterable[int], at: datetime) -> int:
    """Take files away; what was approved stays. Returns how many there were."""
    values = {"office": scope.office_id, "enclosures": tuple(enclosure_ids), "moment": at}
    return connection.execute(_REMOVE, values).rowcount


def approve(
    connection: Connection, scope: Scope, enclosure_ids: Iterable[int], approval: Mapping[str, Any]
) -> int:
    """Freeze files: `moment`, `by`, `by_name`, `by_capacity`. Returns how many were not approved before."""
    values = {"office": scope.office_id, "enclosures": tuple(enclosure_ids), **approval}
    return connection.execute(_APPROVE, values).rowcount
