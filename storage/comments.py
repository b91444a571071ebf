"""Comments on flagged figures: one for each figure, step and round; said again it replaces what was said."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.analyses import Comment
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.indicators import Comments

COMMENTS = table(Comments)
READER = Reader(Comment, COMMENTS)

_MINE = COMMENTS.c.office_id == bindparam("office")
_OF_CASE = READER.select().where(_MINE, COMMENTS.c.case_id == bindparam("of_case")).order_by(COMMENTS.c.id)
_SAME = sa.delete(COMMENTS).where(
    _MINE,
    COMMENTS.c.case_id == bindparam("of_case"),
    COMMENTS.c.indicator_id == bindparam("of_indicator"),
    COMMENTS.c.step == bindparam("at_step"),
    COMMENTS.c.round == bindparam("in_round"),
)
_ADD = sa.insert(COMMENTS)


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Comment, ...]:
    """Oldest first."""
    rows = connection.execute(_OF_CASE, {"office": scope.office_id, "of_case": case_id}).all()
    return READER.all(rows)


def keep(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> None:
    """Write a comment in the place of an earlier one on the same figure, step and round."""
    same = {
        "office": scope.office_id,
        "of_case": values["case_id"],
        "of_indicator": values["indicator_id"],
        "at_step": values["step"],
        "in_round": values["round"],
    }
    connection.execute(_SAME, same)
    connection.execute(_ADD, {**values, "office_id": scope.office_id})
