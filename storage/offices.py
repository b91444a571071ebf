"""Offices with their units, positions, role map, agencies and admins."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.people import Agency, Office, Position, Unit
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.clocks import Settings
from storage.tables.columns import table
from storage.tables.people import Admins, Agencies, Offices, Positions, RoleMaps, Units
from storage.updates import bound, setting

OFFICES = table(Offices)
UNITS = table(Units)
POSITIONS = table(Positions)
ROLE_MAPS = table(RoleMaps)
AGENCIES = table(Agencies)
ADMINS = table(Admins)
SETTINGS = table(Settings)

READER = Reader(Office, OFFICES)
UNIT_READER = Reader(Unit, UNITS)
POSITION_READER = Reader(Position, POSITIONS)
AGENCY_READER = Reader(Agency, AGENCIES)

OFFICE_COLUMNS = (
    "name",
    "government",
    "head_title",
    "address",
    "contact",
    "city",
    "zone",
    "minimize_formula",
    "cap_percent",
    "digest_at",
    "sop_key",
)
CHOICES = (
    "parent_government_head",
    "fiscal_year",
    "folder_at",
    "rating_scale",
)  # kept beside the row, see `choose`
UNIT_COLUMNS = ("name", "kind", "parent_id", "ordinal")
POSITION_COLUMNS = (
    "title",
    "role",
    "unit_id",
    "superior_id",
    "konseptor_id",
    "pendamping_id",
    "ordinal",
)
AGENCY_COLUMNS = ("name", "channel", "person_id", "address")

_BY_ID = READER.select().where(OFFICES.c.id == bindparam("office"))
_REAL = OFFICES.c.rehearsal_of.is_(None)
_BY_CODE = READER.select().where(OFFICES.c.code == bindparam("code"), _REAL)
_ALL = READER.select().where(_REAL).order_by(OFFICES.c.id)
_ROOMS = READER.select().where(OFFICES.c.rehearsal_of.is_not(None)).order_by(OFFICES.c.id)
_INSERT = sa.insert(OFFICES).returning(OFFICES.c.id)
_UPDATE = setting(OFFICES, OFFICE_COLUMNS, OFFICES.c.id == bindparam("office"))
_CHOOSE_SOP = sa.update(OFFICES).where(OFFICES.c.id == bindparam("office")).values(sop_key=bindparam("sop"))
_REVISION = Statement(sa.select(OFFICES.c.revision).where(OFFICES.c.id == bindparam("office")))
_LOCK = sa.select(OFFICES.c.id).where(OFFICES.c.id == bindparam("office")).with_for_update()
_BUMP = sa.update(OFFICES).where(OFFICES.c.id == bindparam("office")).values(revision=OFFICES.c.revision + 1)
_CHOICES = sa.select(SETTINGS.c.name, SETTINGS.c.value).where(
    SETTINGS.c.name.in_(bindparam("names", expanding=True))
)
_UNCHOOSE = sa.delete(SETTINGS).where(SETTINGS.c.name == bindparam("setting"))
_CHOOSE = sa.insert(SETTINGS)

_UNITS = (
    UNIT_READER.select().where(UNITS.c.office_id == bindparam("office")).order_by(UNITS.c.ordinal, UNITS.c.id)
)
_ADD_UNIT = sa.insert(UNITS).returning(UNITS.c.id)
_CHANGE_UNIT = setting(
    UNITS, UNIT_COLUMNS, UNITS.c.office_id == bindparam("office"), UNITS.c.id == bindparam("unit")
)

_POSITIONS = (
    POSITION_READER.select()
    .where(POSITIONS.c.office_id == bindparam("office"))
    .order_by(POSITIONS.c.ordinal, POSITIONS.c.id)
)
_ADD_POSITION = sa.insert(POSITIONS).returning(POSITIONS.c.id)
_CHANGE_POSITION = setting(
    POSITIONS,
    POSITION_COLUMNS,
    POSITIONS.c.office_id == bindparam("office"),
    POSITIONS.c.id == bindparam("position"),
)
_NAME_KONSEPTOR = (
    sa.update(POSITIONS)
    .where(POSITIONS.c.office_id == bindparam("office"), POSITIONS.c.id == bindparam("position"))
    .values(konseptor_id=bindparam("person"))
)

_ROLES = (
    sa.select(ROLE_MAPS.c.sop_role, ROLE_MAPS.c.office_role)
    .where(ROLE_MAPS.c.office_id == bindparam("office"))
    .order_by(ROLE_MAPS.c.sop_role, ROLE_MAPS.c.ordinal)
)
_DROP_ROLES = sa.delete(ROLE_MAPS).where(
    ROLE_MAPS.c.office_id == bindparam("office"), ROLE_MAPS.c.sop_role == bindparam("role")
)
_ADD_ROLES = sa.insert(ROLE_MAPS)

_AGENCIES_MINE = AGENCY_READER.select().where(AGENCIES.c.office_id == bindparam("office"))
_AGENCIES = _AGENCIES_MINE.where(AGENCIES.c.case_id.is_(None)).order_by(AGENCIES.c.id)
_AGENCIES_OF_CASE = _AGENCIES_MINE.where(
    sa.or_(AGENCIES.c.case_id.is_(None), AGENCIES.c.case_id == bindparam("case"))
).order_by(AGENCIES.c.id)
_AGENCY = _AGENCIES_MINE.where(AGENCIES.c.id == bindparam("agency"))
_ADD_AGENCY = sa.insert(AGENCIES).returning(AGENCIES.c.id)
_CHANGE_AGENCY = setting(
    AGENCIES,
    AGENCY_COLUMNS,
    AGENCIES.c.office_id == bindparam("office"),
    AGENCIES.c.id == bindparam("agency"),
)

_ADMINS = (
    sa.select(ADMINS.c.person_id)
    .where(ADMINS.c.office_id == bindparam("office"))
    .order_by(ADMINS.c.person_id)
)
_ADMIN_OF = (
    sa.select(ADMINS.c.office_id)
    .where(ADMINS.c.person_id == bindparam("person"))
    .order_by(ADMINS.c.office_id)
)
_ADD_ADMIN = sa.insert(ADMINS)
_REMOVE_ADMIN = sa.delete(ADMINS).where(
    ADMINS.c.office_id == bindparam("office"), ADMINS.c.person_id == bindparam("person")
)


def office(connection: Connection, scope: Scope) -> Office | None:
    found = READER.one(connection.execute(_BY_ID, {"office": scope.office_id}).first())
    return found and _with_choices(connection, found)


def by_code(connection: Connection, code: str) -> Office | None:
    """An office by its workbook code; stands above the offices: for import and the command line."""
    found = READER.one(connection.execute(_BY_CODE, {"code": code}).first())
    return found and _with_choices(connection, found)


def every(connection: Connection) -> tuple[Office, ...]:
    """All offices of the installation; for the clock and the command line, never for a screen.

    A rehearsal is none of them.
    """
    found = READER.all(connection.execute(_ALL).all())
    return tuple(_with_choices(connection, one) for one in found)


def rooms(connection: Connection) -> tuple[Office, ...]:
    """Every room in which an office rehearses at the moment; for the clock."""
    found = READER.all(connection.execute(_ROOMS).all())
    return tuple(_with_choices(connection, one) for one in found)


def add(connection: Connection, values: Mapping[str, Any]) -> int:
    """Insert an office: `code` and every one of OFFICE_COLUMNS."""
    return int(connection.execute(_INSERT, {**values, "revision": 1}).scalar_one())


def change(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> bool:
    """Write all of OFFICE_COLUMNS."""
    return connection.execute(_UPDATE, {"office": scope.office_id, **bound(values)}).rowcount == 1


def choose_sop(connection: Connection, scope: Scope, sop_key: str) -> bool:
    """Which SOP the cases opened from now on run by."""
    return connection.execute(_CHOOSE_SOP, {"office": scope.office_id, "sop": sop_key}).rowcount == 1


def revision(connection: Connection, scope: Scope) -> int:
    """How often the office changed; 0 where there is no such office."""
    return int(_REVISION.value(connection, {"office": scope.office_id}) or 0)


def lock(connection: Connection, scope: Scope) -> None:
    """Hold the office's row until the commit: what is counted within the office is counted once."""
    connection.execute(_LOCK, {"office": scope.office_id})


def bump(connection: Connection, scope: Scope) -> None:
    """Units, seats, holders or connections changed: every cached chart is stale from now on."""
    connection.execute(_BUMP, {"office": scope.office_id})


def choose(connection: Connection, scope: Scope, values: Mapping[str, str], at: datetime) -> None:
    """Keep office choices named in CHOICES; they are settings of the office, not columns of its row."""
    for choice, value in values.items():
        name = _choice(scope.office_id, choice)
        connection.execute(_UNCHOOSE, {"setting": name})
        connection.execute(_CHOOSE, {"name": name, "value": value, "at": at, "number": 0})


def units(connection: Connection, scope: Scope) -> tuple[Unit, ...]:
    return UNIT_READER.all(connection.execute(_UNITS, {"office": scope.office_id}).all())


def add_unit(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_ADD_UNIT, {"office_id": scope.office_id, **values}).scalar_one())


def change_unit(connection: Connection, scope: Scope, unit_id: int, values: Mapping[str, Any]) -> bool:
    """Write all of UNIT_COLUMNS."""
    bindings = {"office": scope.office_id, "unit": unit_id, **bound(values)}
    return connection.execute(_CHANGE_UNIT, bindings).rowcount == 1


def positions(connection: Connection, scope: Scope) -> tuple[Position, ...]:
    return POSITION_READER.all(connection.execute(_POSITIONS, {"office": scope.office_id}).all())


def add_position(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    bindings = {"office_id": scope.office_id, **values}
    return int(connection.execute(_ADD_POSITION, bindings).scalar_one())


def change_position(
    connection: Connection, scope: Scope, position_id: int, values: Mapping[str, Any]
) -> bool:
    """Write all of POSITION_COLUMNS."""
    bindings = {"office": scope.office_id, "position": position_id, **bound(values)}
    return connection.execute(_CHANGE_POSITION, bindings).rowcount == 1


def name_konseptor(connection: Connection, scope: Scope, position_id: int, person_id: int | None) -> bool:
    """Who prepares in the name of a seat from now on; None: nobody."""
    values = {"office": scope.office_id, "position": position_id, "person": person_id}
    return connection.execute(_NAME_KONSEPTOR, values).rowcount == 1


def role_map(connection: Connection, scope: Scope) -> dict[str, tuple[str, ...]]:
    """SOP role → roles of the office that play it, best first."""
    found: dict[str, tuple[str, ...]] = {}
    for sop_role, office_role in connection.execute(_ROLES, {"office": scope.office_id}):
        found[sop_role] = (*found.get(sop_role, ()), office_role)
    return found


def map_role(connection: Connection, scope: Scope, sop_role: str, roles: Iterable[str]) -> None:
    """Replace who plays one SOP role."""
    connection.execute(_DROP_ROLES, {"office": scope.office_id, "role": sop_role})
    rows = [
        {"office_id": scope.office_id, "sop_role": sop_role, "ordinal": ordinal, "office_role": role}
        for ordinal, role in enumerate(roles)
    ]
    if rows:
        connection.execute(_ADD_ROLES, rows)


def agencies(connection: Connection, scope: Scope) -> tuple[Agency, ...]:
    return AGENCY_READER.all(connection.execute(_AGENCIES, {"office": scope.office_id}).all())


def agencies_of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Agency, ...]:
    """The office's recipients, and those of this case alone."""
    values = {"office": scope.office_id, "case": case_id}
    return AGENCY_READER.all(connection.execute(_AGENCIES_OF_CASE, values).all())


def agency(connection: Connection, scope: Scope, agency_id: int) -> Agency | None:
    values = {"office": scope.office_id, "agency": agency_id}
    return AGENCY_READER.one(connection.execute(_AGENCY, values).first())


def add_agency(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_ADD_AGENCY, {"office_id": scope.office_id, **values}).scalar_one())


def change_agency(connection: Connection, scope: Scope, agency_id: int, values: Mapping[str, Any]) -> bool:
    """Write all of AGENCY_COLUMNS."""
    bindings = {"office": scope.office_id, "agency": agency_id, **bound(values)}
    return connection.execute(_CHANGE_AGENCY, bindings).rowcount == 1


def admins(connection: Connection, scope: Scope) -> tuple[int, ...]:
    """Person ids of those who administer the application for the office."""
    return tuple(connection.execute(_ADMINS, {"office": scope.office_id}).scalars())


def administered_by(connection: Connection, person_id: int) -> tuple[int, ...]:
    """Ids of the offices a person administers."""
    return tuple(connection.execute(_ADMIN_OF, {"person": person_id}).scalars())


def add_admin(connection: Connection, scope: Scope, person_id: int) -> None:
    connection.execute(_ADD_ADMIN, {"office_id": scope.office_id, "person_id": person_id})


def remove_admin(connection: Connection, scope: Scope, person_id: int) -> bool:
    values = {"office": scope.office_id, "person": person_id}
    return connection.execute(_REMOVE_ADMIN, values).rowcount == 1


def _choice(office_id: int, choice: str) -> str:
    return f"office:{office_id}:{choice}"


def _with_choices(connection: Connection, found: Office) -> Office:
    names = [_choice(found.id, choice) for choice in CHOICES]
    kept = {row.name: row.value for row in connection.execute(_CHOICES, {"names": names})}
    return replace(
        found,
        parent_government_head=kept.get(names[0], ""),
        fiscal_year=int(kept.get(names[1], "0")),
        folder_at=kept.get(names[2], found.folder_at),
        rating_scale=kept.get(names[3], found.rating_scale),
    )
