"""The room of a rehearsal: an office of its own with a copy of the chart, the figures due and the calendar.

Everything a rehearsal writes carries the number of that room, so no statement of the real office can meet
it; erasing is one DELETE for each table. Persons and their accounts stand above the offices and are shared.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import RealizationState
from storage.database import Scope
from storage.tables import metadata
from storage.tables.cases import Confirmations
from storage.tables.clocks import CalendarDays, Calendars, Settings
from storage.tables.columns import table
from storage.tables.drafts import Drafts, Questions
from storage.tables.indicators import Indicators, Objectives, Programs, Realizations, Targets
from storage.tables.messages import Outbox
from storage.tables.people import Assignments, Offices, Positions, RoleMaps, Units

OFFICES = table(Offices)
REALIZATIONS = table(Realizations)
SETTINGS = table(Settings)
DRAFTS = table(Drafts)
QUESTIONS = table(Questions)
OUTBOX = table(Outbox)

_COPIED = tuple(
    table(model)
    for model in (
        Units,
        Positions,
        Assignments,
        RoleMaps,
        Calendars,
        CalendarDays,
        Objectives,
        Indicators,
        Targets,
        Programs,
        Confirmations,
        Realizations,
    )
)
_UNNAMED = {("indicators", "part"): "units"}  # a reference the schema does not know: 0 is the whole office

_ROOM = sa.select(OFFICES.c.id).where(OFFICES.c.rehearsal_of == bindparam("office"))
_ALL = sa.select(OFFICES.c.rehearsal_of).where(OFFICES.c.rehearsal_of.is_not(None)).order_by(OFFICES.c.id)
_OFFICE = sa.select(OFFICES).where(OFFICES.c.id == bindparam("office"))
_ADD = sa.insert(OFFICES).returning(OFFICES.c.id)
_SETTINGS = sa.select(SETTINGS).where(SETTINGS.c.name.like(bindparam("pattern")))
_OFFICIAL_BEFORE = sa.and_(
    REALIZATIONS.c.state == RealizationState.APPROVED,
    sa.or_(
        REALIZATIONS.c.year < bindparam("of_year"),
        sa.and_(
            REALIZATIONS.c.year == bindparam("of_year"), REALIZATIONS.c.quarter < bindparam("of_quarter")
        ),
    ),
)
_ERASED = tuple(one for one in reversed(metadata.sorted_tables) if "office_id" in one.c)
_ERASE = tuple(sa.delete(one).where(one.c.office_id == bindparam("room")) for one in _ERASED)
_LEAVE_SENDING = (  # what is on its way comes home to the real office, so that its chat waits for it
    sa.update(OUTBOX)
    .where(OUTBOX.c.office_id == bindparam("room"), OUTBOX.c.state == "sending")
    .values(office_id=bindparam("home"), card_id=None, bundle_id=0, seat_id=0)
)
_ERASE_QUESTIONS = sa.delete(QUESTIONS).where(
    QUESTIONS.c.draft_id.in_(sa.select(DRAFTS.c.id).where(DRAFTS.c.office_id == bindparam("room")))
)
_ERASE_SETTINGS = sa.delete(SETTINGS).where(SETTINGS.c.name.like(bindparam("pattern")))
_ERASE_ROOM = sa.delete(OFFICES).where(OFFICES.c.id == bindparam("room"), OFFICES.c.rehearsal_of.is_not(None))


def room(connection: Connection, scope: Scope) -> int | None:
    """The office in which this office rehearses at the moment."""
    found: int | None = connection.execute(_ROOM, {"office": scope.office_id}).scalar()
    return found


def rehearsing(connection: Connection) -> tuple[int, ...]:
    """Every office that rehearses at the moment; for the clock."""
    return tuple(connection.execute(_ALL).scalars())


def begin(connection: Connection, scope: Scope, name: str, sop_key: str, before: tuple[int, int]) -> int:
    """Make the room under this name for an SOP and copy into it what its rehearsal needs; returns its id.

    Of the figures only official ones come along, of quarters earlier than `before` (year, quarter). A second
    room of the same office raises the database's IntegrityError.
    """
    mine = dict(connection.execute(_OFFICE, {"office": scope.office_id}).mappings().one())
    del mine["id"]
    apart = {
        "name": name,
        "code": f"{mine['code']}-LATIHAN",
        "rehearsal_of": scope.office_id,
        "sop_key": sop_key,
    }
    room_id = int(connection.execute(_ADD, {**mine, **apart}).scalar_one())
    given: dict[str, dict[int, int]] = {OFFICES.name: {scope.office_id: room_id}}
    earlier = dict(zip(("of_year", "of_quarter"), before, strict=True))
    for one in _COPIED:
        _copy(connection, scope, one, given, earlier if one is REALIZATIONS else {})
    _copy_settings(connection, scope.office_id, room_id)
    return room_id


def erase(connection: Connection, scope: Scope) -> bool:
    """Erase the room with everything in it, its journal too; False where the office does not rehearse."""
    found = room(connection, scope)
    if found is None:
        return False
    connection.execute(_LEAVE_SENDING, {"room": found, "home": scope.office_id})
    connection.execute(_ERASE_QUESTIONS, {"room": found})
    for statement in _ERASE:
        connection.execute(statement, {"room": found})
    connection.execute(_ERASE_SETTINGS, {"pattern": f"office:{found}:%"})
    connection.execute(_ERASE_ROOM, {"room": found})
    return True


def _copy(
    connection: Connection,
    scope: Scope,
    rows: sa.Table,
    given: dict[str, dict[int, int]],
    before: Mapping[str, int],
) -> None:
    """Copy the office's rows of a table; `given` knows the new numbers so far and learns this one's."""
    chosen = (
        sa.select(rows).where(rows.c.office_id == bindparam("office")).order_by(*rows.primary_key.columns)
    )
    if before:
        chosen = chosen.where(_OFFICIAL_BEFORE)
    found = [
        dict(row) for row in connection.execute(chosen, {"office": scope.office_id, **before}).mappings()
    ]
    if not found:
        return
    refers = _references(rows)
    inward = [name for name, target in refers.items() if target == rows.name]
    fresh = [_renumbered(row, refers, given) | dict.fromkeys(inward) for row in found]
    if "id" not in rows.c:
        connection.execute(sa.insert(rows), fresh)
        return
    inserted = sa.insert(rows).returning(rows.c.id, sort_by_parameter_order=True)
    ids = connection.execute(inserted, fresh).scalars().all()
    known = given[rows.name] = {row["id"]: new for row, new in zip(found, ids, strict=True)}
    for name in inward:
        pointing = [{"row": known[row["id"]], "to": known[row[name]]} for row in found if row[name]]
        if pointing:
            moved = sa.update(rows).where(rows.c.id == bindparam("row")).values({name: bindparam("to")})
            connection.execute(moved, pointing)


def _references(rows: sa.Table) -> dict[str, str]:
    """Columns that name a row of another table."""
    named = {key.parent.name: key.column.table.name for key in rows.foreign_keys}
    return named | {column: target for (owner, column), target in _UNNAMED.items() if owner == rows.name}


def _renumbered(
    row: Mapping[str, Any], refers: Mapping[str, str], given: Mapping[str, Mapping[int, int]]
) -> dict[str, Any]:
    """The row as the room has it: without a number of its own, pointing to the copies where there are any."""
    return {
        name: given[refers[name]].get(value, value) if refers.get(name) in given else value
        for name, value in row.items()
        if name != "id"
    }


def _copy_settings(connection: Connection, office_id: int, room_id: int) -> None:
    found = connection.execute(_SETTINGS, {"pattern": f"office:{office_id}:%"}).mappings().all()
    rows = [{**row, "name": row["name"].replace(str(office_id), str(room_id), 1)} for row in found]
    if rows:
        connection.execute(sa.insert(SETTINGS), rows)
