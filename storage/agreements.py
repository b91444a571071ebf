"""Agreements: one row for each target of a year that somebody answered for."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.agreements import Agreement, AgreementState
from storage.database import Scope
from storage.indicators import indicator
from storage.records import Reader
from storage.tables.agreements import Agreements
from storage.tables.columns import table
from storage.updates import bound, setting

AGREEMENTS = table(Agreements)
READER = Reader(Agreement, AGREEMENTS)
SAID = ("state", "person_id", "at", "q1", "q2", "q3", "q4", "reason", "revision")

_MINE = AGREEMENTS.c.office_id == bindparam("office")
_OF_YEAR = (
    READER.select()
    .where(_MINE, AGREEMENTS.c.year == bindparam("of_year"))
    .order_by(AGREEMENTS.c.indicator_id)
)
_BY_ID = READER.select().where(_MINE, AGREEMENTS.c.id == bindparam("agreement"))
_ADD = sa.insert(AGREEMENTS)
_CHANGE = setting(
    AGREEMENTS,
    SAID,
    _MINE,
    AGREEMENTS.c.id == bindparam("agreement"),
    AGREEMENTS.c.revision == bindparam("seen"),
)
_SETTLE = (
    sa.update(AGREEMENTS)
    .where(
        _MINE,
        AGREEMENTS.c.year == bindparam("of_year"),
        AGREEMENTS.c.indicator_id.in_(bindparam("indicators", expanding=True)),
        AGREEMENTS.c.state == AgreementState.PROVISIONAL,
    )
    .values(state=AgreementState.WAITING, revision=AGREEMENTS.c.revision + 1)
)


def of_year(connection: Connection, scope: Scope, year: int) -> dict[int, Agreement]:
    """The agreements of a year by indicator."""
    values = {"office": scope.office_id, "of_year": year}
    return {one.indicator_id: one for one in READER.all(connection.execute(_OF_YEAR, values).all())}


def agreement(connection: Connection, scope: Scope, agreement_id: int) -> Agreement | None:
    values = {"office": scope.office_id, "agreement": agreement_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def keep(connection: Connection, scope: Scope, said: Agreement) -> bool:
    """Write an agreement, a new one where its id is 0; False where it changed since it was read."""
    values = {name: getattr(said, name) for name in SAID}
    if said.id:
        where = {"office": scope.office_id, "agreement": said.id, "seen": said.revision}
        to = bound({**values, "revision": said.revision + 1})
        return connection.execute(_CHANGE, {**to, **where}).rowcount == 1
    if indicator(connection, scope, said.indicator_id) is None:
        return False
    row = {**values, "office_id": scope.office_id, "indicator_id": said.indicator_id, "year": said.year}
    connection.execute(_ADD, row)
    return True


def settle(connection: Connection, scope: Scope, indicator_ids: Iterable[int], year: int) -> int:
    """The targets of these figures were set: they are no longer last year's; returns how many were."""
    values = {"office": scope.office_id, "of_year": year, "indicators": tuple(indicator_ids)}
    return connection.execute(_SETTLE, values).rowcount
