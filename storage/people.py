"""Persons, who stand above the offices, and the assignments that put them on an office's seats."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.people import Assignment, Person
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.columns import table
from storage.tables.people import Assignments, Persons
from storage.updates import bound, setting

PERSONS = table(Persons)
ASSIGNMENTS = table(Assignments)
READER = Reader(Person, PERSONS)
ASSIGNMENT_READER = Reader(Assignment, ASSIGNMENTS)

PERSON_COLUMNS = ("name", "nip", "phone", "rank")
ASSIGNMENT_COLUMNS = ("starts_at", "ends_at", "decree")

_BY_ID = Statement(READER.select().where(PERSONS.c.id == bindparam("person")))
_HOME = sa.select(PERSONS.c.home_office_id).where(PERSONS.c.id == bindparam("person"))
_BY_NIP = READER.select().where(PERSONS.c.nip == bindparam("nip"), PERSONS.c.nip != "").order_by(PERSONS.c.id)
_OF_HOME = READER.select().where(PERSONS.c.home_office_id == bindparam("office")).order_by(PERSONS.c.id)
_HOLDING_SEATS = (
    READER.select()
    .where(
        sa.exists().where(
            ASSIGNMENTS.c.person_id == PERSONS.c.id, ASSIGNMENTS.c.office_id == bindparam("office")
        )
    )
    .order_by(PERSONS.c.id)
)
_CODES = sa.select(PERSONS.c.code).where(PERSONS.c.home_office_id == bindparam("office"))
_INSERT = sa.insert(PERSONS).returning(PERSONS.c.id)
_UPDATE = setting(
    PERSONS,
    PERSON_COLUMNS,
    PERSONS.c.id == bindparam("person"),
    PERSONS.c.home_office_id == bindparam("office"),
)

_ASSIGNMENTS = (
    ASSIGNMENT_READER.select()
    .where(ASSIGNMENTS.c.office_id == bindparam("office"))
    .order_by(ASSIGNMENTS.c.starts_at, ASSIGNMENTS.c.id)
)
_OFFICES = Statement(
    sa.select(ASSIGNMENTS.c.office_id)
    .distinct()
    .where(ASSIGNMENTS.c.person_id == bindparam("person"))
    .order_by(ASSIGNMENTS.c.office_id)
)
_ASSIGN = sa.insert(ASSIGNMENTS).returning(ASSIGNMENTS.c.id)
_REASSIGN = setting(
    ASSIGNMENTS,
    ASSIGNMENT_COLUMNS,
    ASSIGNMENTS.c.id == bindparam("assignment"),
    ASSIGNMENTS.c.office_id == bindparam("office"),
)
_END = (
    sa.update(ASSIGNMENTS)
    .where(ASSIGNMENTS.c.id == bindparam("assignment"), ASSIGNMENTS.c.office_id == bindparam("office"))
    .values(ends_at=bindparam("at"))
)


def person(connection: Connection, person_id: int) -> Person | None:
    return READER.one(_BY_ID.first(connection, {"person": person_id}))


def home(connection: Connection, person_id: int) -> int:
    """The office a person is at home in: it created them and keeps their phone number."""
    return int(connection.execute(_HOME, {"person": person_id}).scalar_one())


def by_nip(connection: Connection, nip: str) -> Person | None:
    """Whoever carries this NIP in any office; nobody carries an empty one."""
    return READER.one(connection.execute(_BY_NIP, {"nip": nip}).first())


def of_home(connection: Connection, scope: Scope) -> tuple[Person, ...]:
    """Persons this office created and may therefore change."""
    return READER.all(connection.execute(_OF_HOME, {"office": scope.office_id}).all())


def with_seats(connection: Connection, scope: Scope) -> tuple[Person, ...]:
    """Everyone who holds, held or will hold a seat of the office, guests from other offices included."""
    return READER.all(connection.execute(_HOLDING_SEATS, {"office": scope.office_id}).all())


def codes(connection: Connection, scope: Scope) -> frozenset[str]:
    """Person codes this office has given out."""
    return frozenset(connection.execute(_CODES, {"office": scope.office_id}).scalars())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Insert a person at home in this office: `code` and every one of PERSON_COLUMNS."""
    return int(connection.execute(_INSERT, {"home_office_id": scope.office_id, **values}).scalar_one())


def change(connection: Connection, scope: Scope, person_id: int, values: Mapping[str, Any]) -> bool:
    """Write all of PERSON_COLUMNS; False for a person at home in another office (design 4)."""
    bindings = {"office": scope.office_id, "person": person_id, **bound(values)}
    return connection.execute(_UPDATE, bindings).rowcount == 1


def assignments(connection: Connection, scope: Scope) -> tuple[Assignment, ...]:
    """Every assignment of the office, past ones too, by start."""
    return ASSIGNMENT_READER.all(connection.execute(_ASSIGNMENTS, {"office": scope.office_id}).all())


def offices_of(connection: Connection, person_id: int) -> tuple[int, ...]:
    """Ids of the offices in which a person has or had a seat."""
    return tuple(_OFFICES.column(connection, {"person": person_id}))


def assign(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_ASSIGN, {"office_id": scope.office_id, **values}).scalar_one())


def reassign(connection: Connection, scope: Scope, assignment_id: int, values: Mapping[str, Any]) -> bool:
    """Write all of ASSIGNMENT_COLUMNS."""
    bindings = {"office": scope.office_id, "assignment": assignment_id, **bound(values)}
    return connection.execute(_REASSIGN, bindings).rowcount == 1


def end(connection: Connection, scope: Scope, assignment_id: int, at: datetime) -> bool:
    values = {"office": scope.office_id, "assignment": assignment_id, "at": at}
    return connection.execute(_END, values).rowcount == 1
