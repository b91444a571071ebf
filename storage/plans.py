"""The plan of a year: what was moved by hand, and who approved it."""

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.plans import Plan
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.plans import Plans
from storage.updates import bound, setting

PLANS = table(Plans)
READER = Reader(Plan, PLANS)
SAID = ("state", "m1", "m2", "m3", "m4", "changed_by", "changed_at", "approved_by", "approved_at", "revision")

_OF_YEAR = (PLANS.c.office_id == bindparam("office"), PLANS.c.year == bindparam("of_year"))
_ONE = READER.select().where(*_OF_YEAR)
_ADD = sa.insert(PLANS)
_CHANGE = setting(PLANS, SAID, *_OF_YEAR, PLANS.c.revision == bindparam("seen"))


def plan(connection: Connection, scope: Scope, year: int) -> Plan | None:
    values = {"office": scope.office_id, "of_year": year}
    return READER.one(connection.execute(_ONE, values).first())


def keep(connection: Connection, scope: Scope, said: Plan) -> bool:
    """Write the plan of a year, a new one where its id is 0; False where it changed since it was read."""
    values = {name: getattr(said, name) for name in SAID}
    if said.id:
        where = {"office": scope.office_id, "of_year": said.year, "seen": said.revision}
        to = bound({**values, "revision": said.revision + 1})
        return connection.execute(_CHANGE, {**to, **where}).rowcount == 1
    connection.execute(_ADD, {**values, "office_id": scope.office_id, "year": said.year})
    return True
