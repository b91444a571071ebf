"""The journal: append-only, hash-chained per case, or per office for events without a case (case 0).

Two statements a line: read the last hash, insert. The caller holds the lock of the chain (law 2): the case
row is locked before its journal, for case 0 `append` locks the office row itself. Should a caller forget,
the unique previous hash refuses a fork rather than keep one. Source: design law 11; reliability 4.3.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cases import Journal
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.cases import Journals
from storage.tables.columns import table
from storage.tables.people import Offices

OFFICE_CHAIN = 0
_AS_THEY_ARE = frozenset((str, int, bool, NoneType))

_journals = table(Journals)
_offices = table(Offices)
_reader = Reader(Journal, _journals)
_of_chain = (_journals.c.office_id == bindparam("office")) & (_journals.c.case_id == bindparam("case"))

_LAST = Statement(sa.select(_journals.c.hash).where(_of_chain).order_by(_journals.c.id.desc()).limit(1))
_INSERT = Statement(sa.insert(_journals).returning(_journals.c.id))
_CHAIN = _reader.select().where(_of_chain).order_by(_journals.c.id)
_TOLD = _CHAIN.where(_journals.c.action == bindparam("action"))
_LAST_AT = sa.select(sa.func.max(_journals.c.at)).where(_of_chain, _journals.c.action == bindparam("action"))
_FIRST_ACTS = (
    sa.select(_journals.c.person_id, sa.func.min(_journals.c.at))
    .where(_of_chain, _journals.c.at >= bindparam("since"), _journals.c.person_id != 0)
    .group_by(_journals.c.person_id)
)
_CHAINS = (
    sa.select(_journals.c.office_id, _journals.c.case_id)
    .distinct()
    .order_by(_journals.c.office_id, _journals.c.case_id)
)
# FOR NO KEY UPDATE: a row that refers to the office locks its key, and neither waits for the other
_LOCK_OFFICE = (
    sa.select(_offices.c.id).where(_offices.c.id == bindparam("office")).with_for_update(key_share=True)
)


def append(
    connection: Connection,
    scope: Scope,
    case_id: int,
    at: datetime,
    person_id: int,
    capacity: str,
    action: str,
    body: Mapping[str, Any],
) -> Journal:
    """Write one line at the end of a chain. `person_id` 0: the clock or the command line acted.

    Raises TypeError for a float and ValueError for a naive instant in `body`.
    """
    chain = {"office": scope.office_id, "case": case_id}
    if case_id == OFFICE_CHAIN and connection.dialect.name == "postgresql":
        connection.execute(_LOCK_OFFICE, {"office": scope.office_id})
    previous = _LAST.value(connection, chain) or ""
    line = Journal(
        id=0,
        office_id=scope.office_id,
        case_id=case_id,
        at=at,
        person_id=person_id,
        capacity=capacity,
        action=action,
        body=canonical(body),
        previous_hash=previous,
        hash="",
    )
    values = _values(line) | {"hash": digest(line)}
    identity = _INSERT.value(connection, values)
    return Journal(id=identity, **values)


def chain(connection: Connection, scope: Scope, case_id: int) -> tuple[Journal, ...]:
    """A chain from its first line on."""
    rows = connection.execute(_CHAIN, {"office": scope.office_id, "case": case_id})
    return _reader.all(rows.all())


def told(connection: Connection, scope: Scope, case_id: int, action: str) -> tuple[Journal, ...]:
    """The lines of a chain that tell one kind of act, oldest first."""
    values = {"office": scope.office_id, "case": case_id, "action": action}
    return _reader.all(connection.execute(_TOLD, values).all())


def last_at(connection: Connection, scope: Scope, case_id: int, action: str) -> datetime | None:
    """When a kind of act was told last; None: never."""
    values = {"office": scope.office_id, "case": case_id, "action": action}
    at: datetime | None = connection.execute(_LAST_AT, values).scalar()
    return at


def first_acts(connection: Connection, scope: Scope, case_id: int, since: datetime) -> dict[int, datetime]:
    """When each person first did anything in a case from a moment on."""
    values = {"office": scope.office_id, "case": case_id, "since": since}
    rows = connection.execute(_FIRST_ACTS, values).all()
    return {int(person_id): at for person_id, at in rows}


def broken(connection: Connection, scope: Scope, case_id: int) -> Journal | None:
    """The first line that was changed, or follows a line that is gone; None: the chain holds."""
    previous = ""
    for line in chain(connection, scope, case_id):
        if line.previous_hash != previous or line.hash != digest(line):
            return line
        previous = line.hash
    return None


def every_chain(connection: Connection) -> tuple[tuple[Scope, int], ...]:
    """Each chain of the installation, for the check of all of them."""
    return tuple((Scope(office_id), case_id) for office_id, case_id in connection.execute(_CHAINS))


def digest(line: Journal) -> str:
    """SHA-256 over the hash before and every field of the line; a JSON list keeps the fields apart."""
    covered = [
        line.previous_hash,
        line.office_id,
        line.case_id,
        line.at,
        line.person_id,
        line.capacity,
        line.action,
        line.body,
    ]
    return hashlib.sha256(canonical(covered).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One spelling for one value: sorted keys, no spaces, figures as text, instants as ISO 8601 in UTC."""
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:  # nearly every value of a line
        return value
    if kind is dict:
        return {str(name): _plain(inner) for name, inner in value.items()}
    match value:
        case int() | str():
            return value  # StrEnum members are text already
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case Decimal():
            return format(value, "f")
        case datetime():
            if value.tzinfo is None:
                raise ValueError("a naive instant cannot be journaled")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Mapping():
            return _plain(dict(value))
    raise TypeError(f"{type(value).__name__} cannot be journaled")


def _values(line: Journal) -> dict[str, Any]:
    return {
        "office_id": line.office_id,
        "case_id": line.case_id,
        "at": line.at,
        "person_id": line.person_id,
        "capacity": line.capacity,
        "action": line.action,
        "body": line.body,
        "previous_hash": line.previous_hash,
    }
