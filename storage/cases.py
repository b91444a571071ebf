"""Cases, and the SOP versions they run on."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cases import Case, CaseState
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.cases import Cases, Sops, StandingOrders
from storage.tables.columns import table

CASES = table(Cases)
SOPS = table(Sops)
STANDING = table(StandingOrders)
READER = Reader(Case, CASES)

_IN_OFFICE = CASES.c.office_id == bindparam("office")
_ONE = READER.select().where(_IN_OFFICE, CASES.c.id == bindparam("case"))
_BY_ID = Statement(_ONE)
_LOCKED = Statement(_ONE.with_for_update())
_BY_PERIOD = Statement(
    READER.select().where(
        _IN_OFFICE, CASES.c.sop_key == bindparam("sop"), CASES.c.period == bindparam("period")
    )
)
_OPEN = Statement(READER.select().where(_IN_OFFICE, CASES.c.state == CaseState.OPEN).order_by(CASES.c.id))
_LATEST = Statement(READER.select().where(_IN_OFFICE).order_by(CASES.c.period.desc(), CASES.c.id.desc()))
_INSERT = sa.insert(CASES).returning(CASES.c.id)
_STATE = Statement(
    sa.update(CASES)
    .where(_IN_OFFICE, CASES.c.id == bindparam("case"))
    .values(state=bindparam("to_state"), closed_at=bindparam("at"))
)
_VERSION = (
    sa.update(CASES)
    .where(_IN_OFFICE, CASES.c.id == bindparam("case"))
    .values(sop_version=bindparam("to_version"))
)
_AUTHORITY = (
    sa.update(CASES).where(_IN_OFFICE, CASES.c.id == bindparam("case")).values(authority=bindparam("cited"))
)
_SOP = sa.select(SOPS.c.sha256, SOPS.c.body).where(
    SOPS.c.key == bindparam("sop"), SOPS.c.version == bindparam("version")
)
_NEWEST_SOP = (
    sa.select(SOPS.c.body)
    .where(SOPS.c.key == bindparam("sop"), SOPS.c.retired_at.is_(None))
    .order_by(SOPS.c.version.desc())
    .limit(1)
)
_NEWER_SOPS = SOPS.alias("newer")
_NEWEST_SOPS = (
    sa.select(SOPS.c.body)
    .where(
        SOPS.c.retired_at.is_(None),
        ~sa.exists().where(
            _NEWER_SOPS.c.key == SOPS.c.key,
            _NEWER_SOPS.c.version > SOPS.c.version,
            _NEWER_SOPS.c.retired_at.is_(None),
        ),
    )
    .order_by(SOPS.c.key)
)
_KEEP_SOP = sa.insert(SOPS)
_RETIRE_SOP = (
    sa.update(SOPS)
    .where(SOPS.c.key == bindparam("sop"), SOPS.c.version == bindparam("number"), SOPS.c.retired_at.is_(None))
    .values(retired_at=bindparam("at"))
)
_STANDING = sa.select(STANDING.c.authority).where(
    STANDING.c.office_id == bindparam("office"),
    STANDING.c.sop_key == bindparam("sop"),
    STANDING.c.year == bindparam("year"),
)
_GIVE_STANDING = sa.insert(STANDING)


def case(connection: Connection, scope: Scope, case_id: int) -> Case | None:
    return READER.one(_BY_ID.first(connection, {"office": scope.office_id, "case": case_id}))


def locked(connection: Connection, scope: Scope, case_id: int) -> Case | None:
    """The case, with its row locked until the commit (PostgreSQL; SQLite holds the whole database)."""
    return READER.one(_LOCKED.first(connection, {"office": scope.office_id, "case": case_id}))


def of_period(connection: Connection, scope: Scope, sop_key: str, period: str) -> Case | None:
    values = {"office": scope.office_id, "sop": sop_key, "period": period}
    return READER.one(_BY_PERIOD.first(connection, values))


def open_cases(connection: Connection, scope: Scope) -> tuple[Case, ...]:
    return READER.all(_OPEN.all(connection, {"office": scope.office_id}))


def latest(connection: Connection, scope: Scope) -> tuple[Case, ...]:
    """Every case of the office, newest period first."""
    return READER.all(_LATEST.all(connection, {"office": scope.office_id}))


def add(connection: Connection, scope: Scope, values: dict[str, Any]) -> int:
    """Insert a case; a second one for the same SOP and period raises the database's IntegrityError."""
    return int(connection.execute(_INSERT, {"office_id": scope.office_id, **values}).scalar_one())


def set_state(connection: Connection, scope: Scope, case: Case) -> None:
    """Write back the state the engine gave a case; the caller holds its row."""
    values = {
        "office": scope.office_id,
        "case": case.id,
        "to_state": case.state,
        "at": case.closed_at,
    }
    _STATE.run(connection, values)


def set_version(connection: Connection, scope: Scope, case: Case) -> None:
    """Write back the SOP version a case goes on under; the caller holds its row."""
    values = {"office": scope.office_id, "case": case.id, "to_version": case.sop_version}
    connection.execute(_VERSION, values)


def cite(connection: Connection, scope: Scope, case_id: int, authority: str) -> None:
    """Set the order that every request of this case cites."""
    connection.execute(_AUTHORITY, {"office": scope.office_id, "case": case_id, "cited": authority})


def sop_body(connection: Connection, sop_key: str, version: int) -> tuple[str, str] | None:
    """(sha256, body) of a kept SOP version."""
    row = connection.execute(_SOP, {"sop": sop_key, "version": version}).first()
    return None if row is None else (row[0], row[1])


def newest_sop(connection: Connection, sop_key: str) -> str | None:
    """The body of the highest version of a key that is not retired."""
    body: str | None = connection.execute(_NEWEST_SOP, {"sop": sop_key}).scalar()
    return body


def newest_sops(connection: Connection) -> tuple[str, ...]:
    """The body of the highest version of every key, retired ones left out."""
    return tuple(connection.execute(_NEWEST_SOPS).scalars())


def keep_sop(connection: Connection, sop_key: str, version: int, sha256: str, body: str) -> None:
    """Keep a version; a second one with the same key and version raises the database's IntegrityError."""
    values = {"key": sop_key, "version": version, "sha256": sha256, "body": body}
    connection.execute(_KEEP_SOP, values)


def retire_sop(connection: Connection, sop_key: str, version: int, at: datetime) -> bool:
    """No new case opens on a version from now on; False where that was so already, or it is not kept."""
    values = {"sop": sop_key, "number": version, "at": at}
    return connection.execute(_RETIRE_SOP, values).rowcount == 1


def standing_order(connection: Connection, scope: Scope, sop_key: str, year: int) -> str | None:
    """The authority of a standing order for that year, or None."""
    values = {"office": scope.office_id, "sop": sop_key, "year": year}
    authority: str | None = connection.execute(_STANDING, values).scalar()
    return authority


def give_standing_order(connection: Connection, scope: Scope, values: dict[str, Any]) -> None:
    connection.execute(_GIVE_STANDING, {"office_id": scope.office_id, **values})
