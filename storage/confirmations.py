"""The page on which an office confirms the actors of an SOP: every version of it is a row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.confirmations import Confirmation
from storage.database import Scope
from storage.records import Reader
from storage.tables.cases import Confirmations
from storage.tables.columns import table

CONFIRMATIONS = table(Confirmations)
READER = Reader(Confirmation, CONFIRMATIONS)

_IN_OFFICE = CONFIRMATIONS.c.office_id == bindparam("office")
_OF_SOP = READER.select().where(
    _IN_OFFICE,
    CONFIRMATIONS.c.sop_key == bindparam("sop"),
    CONFIRMATIONS.c.sop_version == bindparam("version"),
)
_NEWEST = _OF_SOP.order_by(CONFIRMATIONS.c.id.desc()).limit(1)
_IN_FORCE = (
    _OF_SOP.where(CONFIRMATIONS.c.confirmed, CONFIRMATIONS.c.at < bindparam("moment"))
    .order_by(CONFIRMATIONS.c.id.desc())
    .limit(1)
)
_BY_ID = READER.select().where(_IN_OFFICE, CONFIRMATIONS.c.id == bindparam("confirmation"))
_INSERT = sa.insert(CONFIRMATIONS).returning(CONFIRMATIONS.c.id)


def newest(connection: Connection, scope: Scope, sop_key: str, version: int) -> Confirmation | None:
    """The page as it stands now, confirmed or not."""
    values = {"office": scope.office_id, "sop": sop_key, "version": version}
    return READER.one(connection.execute(_NEWEST, values).first())


def in_force(
    connection: Connection, scope: Scope, sop_key: str, version: int, at: datetime
) -> Confirmation | None:
    """What was confirmed last before a moment: a case keeps what stood when it opened."""
    values = {"office": scope.office_id, "sop": sop_key, "version": version, "moment": at}
    return READER.one(connection.execute(_IN_FORCE, values).first())


def confirmation(connection: Connection, scope: Scope, confirmation_id: int) -> Confirmation | None:
    values = {"office": scope.office_id, "confirmation": confirmation_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Write a version of the page: sop_key, sop_version, body, person_id, at and confirmed."""
    return int(connection.execute(_INSERT, {"office_id": scope.office_id, **values}).scalar_one())
