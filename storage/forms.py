"""Forms: everything one bundle asks for in three statements, however many figures it has."""

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cases import UNFINISHED, BundleState, Task, TaskState
from sop.indicators import Indicator, Realization, Target
from storage import indicators
from storage.bundles import BUNDLES, TASK_READER, TASKS, none_of
from storage.database import Scope
from storage.drafts import DRAFTS
from storage.sheets import pieces
from storage.statements import Statement

INDICATORS, TARGETS, REALIZATIONS = indicators.INDICATORS, indicators.TARGETS, indicators.REALIZATIONS

_HERE = (
    TASKS.c.office_id == bindparam("office"),
    TASKS.c.bundle_id == bindparam("bundle"),
    TASKS.c.indicator_id != 0,
    none_of(TASKS.c.state, (TaskState.RETURNED, TaskState.VOID)),
)
_ITEMS = sa.select(TASKS.c.indicator_id).where(*_HERE)
_ROWS = Statement(
    sa.select(*TASK_READER.columns, *indicators.READER.columns, pieces(TASKS.c.case_id))
    .select_from(TASKS.join(INDICATORS, TASKS.c.indicator_id == INDICATORS.c.id))
    .where(*_HERE)
    .order_by(INDICATORS.c.number, INDICATORS.c.id)
)
_TARGETS = Statement(
    sa.select(TARGETS)
    .where(
        TARGETS.c.office_id == bindparam("office"),
        TARGETS.c.year == bindparam("of_year"),
        TARGETS.c.indicator_id.in_(_ITEMS),
    )
    .order_by(TARGETS.c.revised)
)
_SAID = Statement(
    indicators.REALIZATION_READER.select()
    .where(
        REALIZATIONS.c.office_id == bindparam("office"),
        REALIZATIONS.c.year.in_((bindparam("of_year"), bindparam("of_year") - 1)),
        REALIZATIONS.c.indicator_id.in_(_ITEMS),
    )
    .order_by(REALIZATIONS.c.indicator_id, REALIZATIONS.c.year, REALIZATIONS.c.quarter)
)
_OF_KONSEPTOR = (
    sa.select(TASKS.c.bundle_id)
    .distinct()
    .select_from(
        TASKS.join(INDICATORS, TASKS.c.indicator_id == INDICATORS.c.id).join(
            BUNDLES, TASKS.c.bundle_id == BUNDLES.c.id
        )
    )
    .where(
        TASKS.c.office_id == bindparam("office"),
        INDICATORS.c.konseptor_id == bindparam("person"),
        TASKS.c.state.in_(UNFINISHED),
        BUNDLES.c.state == BundleState.OPEN,
    )
    .order_by(TASKS.c.bundle_id)
)
_CLOSE = (
    sa.update(DRAFTS)
    .where(DRAFTS.c.office_id == bindparam("office"), DRAFTS.c.bundle_id == bindparam("bundle"))
    .values(waiting="", cursor=0)
)
_KEEP = Statement(
    sa.update(DRAFTS)
    .where(DRAFTS.c.office_id == bindparam("office"), DRAFTS.c.id == bindparam("draft"))
    .values(
        waiting=bindparam("awaited"),
        cursor=bindparam("at"),
        body=bindparam("keep_body"),
        asked_at=bindparam("asked"),
    )
)
_AFTER_TASK = len(TASK_READER.columns)


def rows(connection: Connection, scope: Scope, bundle_id: int) -> tuple[tuple[Task, Indicator, int], ...]:
    """The bundle's figures in the order of its list, with their tasks and pieces of evidence."""
    found = _ROWS.all(connection, {"office": scope.office_id, "bundle": bundle_id})
    return tuple(
        (
            TASK_READER.build(row[:_AFTER_TASK]),
            indicators.READER.build(row[_AFTER_TASK:-1]),
            int(row[-1]),
        )
        for row in found
    )


def targets(connection: Connection, scope: Scope, bundle_id: int, year: int) -> dict[int, Target]:
    """The target in force of each of the bundle's figures: the revised one where there is one."""
    values = {"office": scope.office_id, "bundle": bundle_id, "of_year": year}
    return {row.indicator_id: indicators.target_of(row) for row in _TARGETS.named(connection, values)}


def realizations(connection: Connection, scope: Scope, bundle_id: int, year: int) -> tuple[Realization, ...]:
    """What was said about the bundle's figures in a year and the year before, by time."""
    values = {"office": scope.office_id, "bundle": bundle_id, "of_year": year}
    return indicators.REALIZATION_READER.all(_SAID.all(connection, values))


def of_konseptor(connection: Connection, scope: Scope, person_id: int) -> tuple[int, ...]:
    """Open bundles with figures that name this person as their konseptor."""
    values = {"office": scope.office_id, "person": person_id}
    return tuple(connection.execute(_OF_KONSEPTOR, values).scalars())


def close_questions(connection: Connection, scope: Scope, bundle_id: int) -> None:
    """Nobody is asked anything about this bundle any more; what the conversations remember stays."""
    connection.execute(_CLOSE, {"office": scope.office_id, "bundle": bundle_id})


def keep_draft(
    connection: Connection,
    scope: Scope,
    draft_id: int,
    *,
    waiting: str,
    cursor: int,
    body: str,
    asked_at: object,
) -> None:
    """Rewrite a draft that is known to exist: one statement where `drafts.keep` needs two."""
    values = {"awaited": waiting, "at": cursor, "keep_body": body, "asked": asked_at}
    _KEEP.run(connection, {"office": scope.office_id, "draft": draft_id, **values})
