"""Budget programs: ceiling, cash plan and realization by quarter, in rupiah."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import Program
from storage.database import Scope
from storage.tables.columns import table
from storage.tables.indicators import Programs
from storage.updates import bound, setting

PROGRAMS = table(Programs)
PROGRAM_COLUMNS = ("name", "ordinal", "ceiling", "p1", "p2", "p3", "p4", "r1", "r2", "r3", "r4")

_MINE = PROGRAMS.c.office_id == bindparam("office")
_OF_YEAR = (
    sa.select(PROGRAMS)
    .where(_MINE, PROGRAMS.c.year == bindparam("of_year"))
    .order_by(PROGRAMS.c.ordinal, PROGRAMS.c.id)
)
_ADD = sa.insert(PROGRAMS).returning(PROGRAMS.c.id)
_CHANGE = setting(PROGRAMS, PROGRAM_COLUMNS, _MINE, PROGRAMS.c.id == bindparam("program"))
_REALIZE = {
    quarter: sa.update(PROGRAMS)
    .where(_MINE, PROGRAMS.c.id == bindparam("of_program"))
    .values({f"r{quarter}": bindparam("amount", type_=PROGRAMS.c.r1.type)})
    for quarter in (1, 2, 3, 4)
}


def programs(connection: Connection, scope: Scope, year: int) -> tuple[Program, ...]:
    rows = connection.execute(_OF_YEAR, {"office": scope.office_id, "of_year": year})
    return tuple(
        Program(
            row.id,
            row.code,
            row.name,
            row.unit_id,
            row.year,
            row.ceiling,
            (row.p1, row.p2, row.p3, row.p4),
            (row.r1, row.r2, row.r3, row.r4),
            row.ordinal,
        )
        for row in rows
    )


def add(connection: Connection, scope: Scope, program: Program) -> int:
    """Insert a program; its id is given here."""
    identity = {"code": program.code, "unit_id": program.unit_id, "year": program.year}
    bindings = {**_figures(program), **identity, "office_id": scope.office_id}
    return int(connection.execute(_ADD, bindings).scalar_one())


def change(connection: Connection, scope: Scope, program: Program) -> bool:
    """Write name, order and figures of the program with this id."""
    bindings = {"office": scope.office_id, "program": program.id, **bound(_figures(program))}
    return connection.execute(_CHANGE, bindings).rowcount == 1


def realize(connection: Connection, scope: Scope, program_id: int, quarter: int, rupiah: Decimal) -> bool:
    """Write what a program spent in one quarter (1 to 4)."""
    values = {"office": scope.office_id, "of_program": program_id, "amount": rupiah}
    return connection.execute(_REALIZE[quarter], values).rowcount == 1


def _figures(program: Program) -> Mapping[str, Any]:
    planned = dict(zip(("p1", "p2", "p3", "p4"), program.planned_rupiah, strict=True))
    realized = dict(zip(("r1", "r2", "r3", "r4"), program.realized_rupiah, strict=True))
    return {
        "name": program.name,
        "ordinal": program.ordinal,
        "ceiling": program.ceiling_rupiah,
        **planned,
        **realized,
    }
