"""An office that rehearses: the real one, the room, and what the database holds of either."""

from typing import Any

import sqlalchemy as sa

from desk import rehearsals
from desk.works import Work
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from storage.tables import metadata
from tests.cases.offices import settled
from tests.forms.offices import Office
from tests.laws.quarters import Quarter
from text.catalogue import words
from text.encoding import decoded

ADMIN = "ADMIN"
HEADING = str(words("rehearsals.heading"))


def rehearsing(database: Database) -> tuple[Office, Quarter]:
    """The admin has pressed "Mulai" for the office's own SOP: the real office, and the room's quarter."""
    office = settled(database)
    start(office)
    return office, room(office)


def start(office: Office) -> None:
    office.write(ADMIN, "/latihan")
    office.press(ADMIN, "Mulai 1")


def room(office: Office) -> Quarter:
    """The rehearsal of an office, played like any other quarter."""
    with office.database.reading() as connection:
        found = rehearsals.running(Work(connection, office.now), office.scope.office_id)
    assert found is not None
    scope = Scope(found.room_id)
    return Quarter(Office(office.database, scope, found.case.id, office.now, office.numbers, office.desk))


def rows(database: Database, office_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that carries the number of an office, by table."""
    found = {}
    with database.reading() as connection:
        for name, table in metadata.tables.items():
            if "office_id" in table.c:
                mine = sa.select(table).where(table.c.office_id == office_id)
                lines = connection.execute(mine.order_by(*table.primary_key.columns)).all()
                found[name] = [tuple(line) for line in lines]
    return found


def said(database: Database, after: int = 0) -> list[str]:
    """The words of every message and edit since an outbox row."""
    statement = (
        sa.select(OUTBOX.c.payload)
        .where(OUTBOX.c.id > after, OUTBOX.c.method != "commands")
        .order_by(OUTBOX.c.id)
    )
    with database.reading() as connection:
        return [decoded(payload).text for payload in connection.execute(statement).scalars()]


def last_row(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.max(OUTBOX.c.id))).scalar_one())
