"""Bundles and the tasks inside them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cases import UNFINISHED, Bundle, BundleState, Task, TaskState
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.cases import Bundles, Tasks
from storage.tables.columns import table

BUNDLES = table(Bundles)
TASKS = table(Tasks)
READER = Reader(Bundle, BUNDLES)
TASK_READER = Reader(Task, TASKS)
FEW_ROWS = 8  # up to here single inserts are cheaper than one of many rows


def one_of(column: sa.ColumnElement[Any], values: Iterable[str]) -> sa.ColumnElement[bool]:
    """`column IN values` for values known today: SQLAlchemy rewrites the text of an IN at every execution."""
    return sa.or_(*(column == value for value in values))


def none_of(column: sa.ColumnElement[Any], values: Iterable[str]) -> sa.ColumnElement[bool]:
    return sa.and_(*(column != value for value in values))


def _one_of_two(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Most moves touch the office and one part: a fixed shape, where a list behind IN has none."""
    return sa.or_(column == bindparam("one_part"), column == bindparam("other_part"))


def _pairs(parts: Iterable[int]) -> Iterator[dict[str, int]]:
    wanted = tuple(dict.fromkeys(parts))
    for one, other in zip_longest(wanted[::2], wanted[1::2], fillvalue=wanted[-1] if wanted else 0):
        yield {"one_part": one, "other_part": other}


_MINE = BUNDLES.c.office_id == bindparam("office")
_BY_ID = Statement(READER.select().where(_MINE, BUNDLES.c.id == bindparam("bundle")))
_BY_CODE = Statement(READER.select().where(_MINE, BUNDLES.c.code == bindparam("code")))
_OF_CASE = Statement(
    READER.select().where(_MINE, BUNDLES.c.case_id == bindparam("case")).order_by(BUNDLES.c.id)
)
_WORKING = one_of(BUNDLES.c.state, (BundleState.OPEN, BundleState.WAITING))
_UNFINISHED_TASK = one_of(TASKS.c.state, UNFINISHED)
_OPEN_OF_SEATS = Statement(
    READER.select()
    .where(_MINE, BUNDLES.c.seat_id.in_(bindparam("seats", expanding=True)), _WORKING)
    .order_by(BUNDLES.c.opened_at, BUNDLES.c.id)
)
_OPEN_OF_OFFICE = READER.select().where(_MINE, _WORKING).order_by(BUNDLES.c.opened_at, BUNDLES.c.id)
_TAKEN = Statement(sa.select(BUNDLES.c.id).where(_MINE, BUNDLES.c.code == bindparam("code")))
_INSERT = Statement(sa.insert(BUNDLES).returning(BUNDLES.c.id))
_UPDATE = Statement(
    sa.update(BUNDLES)
    .where(_MINE, BUNDLES.c.id == bindparam("bundle"), BUNDLES.c.revision == bindparam("seen"))
    .values(
        state=bindparam("to_state"),
        seat_id=bindparam("to_seat"),
        revision=bindparam("to_revision"),
        opened_at=bindparam("opened"),
        closed_at=bindparam("closed"),
        closed_by=bindparam("by"),
    )
)

_TASK_MINE = TASKS.c.office_id == bindparam("office")
_TASKS_OF_TWO_PARTS = Statement(
    TASK_READER.select().where(_TASK_MINE, TASKS.c.case_id == bindparam("case"), _one_of_two(TASKS.c.part))
)
_TASKS_OF_BUNDLE = Statement(
    TASK_READER.select().where(_TASK_MINE, TASKS.c.bundle_id == bindparam("bundle")).order_by(TASKS.c.id)
)
_TASKS_OF_CASE = Statement(
    TASK_READER.select().where(_TASK_MINE, TASKS.c.case_id == bindparam("case")).order_by(TASKS.c.id)
)
_OF_STEP = (
    TASK_READER.select()
    .where(
        _TASK_MINE,
        TASKS.c.case_id == bindparam("case"),
        TASKS.c.step == bindparam("at_step"),
        TASKS.c.indicator_id.in_(bindparam("items", expanding=True)),
    )
    .order_by(TASKS.c.round)
)
# A finished task counts only for its part: the rows are few, however long the case.
_COUNTED = Statement(
    sa.select(
        sa.case((_UNFINISHED_TASK, TASKS.c.bundle_id), else_=0).label("bundle_id"),
        sa.case((_UNFINISHED_TASK, TASKS.c.step), else_="").label("step"),
        TASKS.c.part,
        sa.func.count().label("tasks"),
    )
    .where(_TASK_MINE, TASKS.c.case_id == bindparam("case"))
    .group_by(sa.literal_column("1"), sa.literal_column("2"), TASKS.c.part)
)
_ORDERED = sa.select(
    sa.func.max(TASKS.c.closed_at),
    sa.func.count().filter(_UNFINISHED_TASK),
).where(
    _TASK_MINE,
    TASKS.c.case_id == bindparam("case"),
    TASKS.c.step.in_(bindparam("steps", expanding=True)),
    TASKS.c.part.in_((0, bindparam("of_part"))),
)
_FIGURES = (
    sa.select(
        TASKS.c.bundle_id,
        sa.func.count().label("figures"),
        sa.func.count().filter(_UNFINISHED_TASK).label("unfinished"),
    )
    .where(
        _TASK_MINE,
        TASKS.c.bundle_id.in_(bindparam("bundles", expanding=True)),
        TASKS.c.indicator_id != 0,
        none_of(TASKS.c.state, (TaskState.RETURNED, TaskState.VOID)),
    )
    .group_by(TASKS.c.bundle_id)
)
_PARTS_OF_ITEMS = (
    sa.select(TASKS.c.part)
    .distinct()
    .where(
        _TASK_MINE,
        TASKS.c.case_id == bindparam("case"),
        TASKS.c.indicator_id.in_(bindparam("items", expanding=True)),
    )
)
_PARTS = Statement(sa.select(TASKS.c.part).distinct().where(_TASK_MINE, TASKS.c.case_id == bindparam("case")))
_OF_TWO_PARTS = Statement(
    READER.select().where(_MINE, BUNDLES.c.case_id == bindparam("case"), _one_of_two(BUNDLES.c.part))
)
_UNFINISHED = Statement(
    sa.select(TASKS.c.step, TASKS.c.part, sa.func.count())
    .where(_TASK_MINE, TASKS.c.case_id == bindparam("case"), _UNFINISHED_TASK)
    .group_by(TASKS.c.step, TASKS.c.part)
)
_INSERT_TASKS = sa.insert(TASKS).returning(TASKS.c.id, sort_by_parameter_order=True)
_INSERT_TASK = Statement(sa.insert(TASKS).returning(TASKS.c.id))
_UPDATE_TASK = Statement(
    sa.update(TASKS)
    .where(_TASK_MINE, TASKS.c.id == bindparam("task"))
    .values(
        state=bindparam("to_state"),
        seat_id=bindparam("to_seat"),
        bundle_id=bindparam("to_bundle"),
        opened_at=bindparam("opened"),
        closed_at=bindparam("closed"),
        closed_by=bindparam("by"),
        reason=bindparam("why"),
    )
)
_ELSEWHERE = (
    _TASK_MINE,
    TASKS.c.bundle_id == bindparam("bundle"),
    _UNFINISHED_TASK,
    TASKS.c.part.not_in(bindparam("parts", expanding=True)),
)
_HOLD_ELSEWHERE = sa.update(TASKS).where(*_ELSEWHERE).values(state=TaskState.WAITING)
_RELEASE_ELSEWHERE = (
    sa.update(TASKS).where(*_ELSEWHERE).values(state=TaskState.OPEN, opened_at=bindparam("opened"))
)


def bundle(connection: Connection, scope: Scope, bundle_id: int) -> Bundle | None:
    values = {"office": scope.office_id, "bundle": bundle_id}
    return READER.one(_BY_ID.first(connection, values))


def by_code(connection: Connection, scope: Scope, code: str) -> Bundle | None:
    return READER.one(_BY_CODE.first(connection, {"office": scope.office_id, "code": code}))


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Bundle, ...]:
    return READER.all(_OF_CASE.all(connection, {"office": scope.office_id, "case": case_id}))


def working(connection: Connection, scope: Scope, seat_ids: Iterable[int]) -> tuple[Bundle, ...]:
    """Open and waiting bundles of these seats, oldest first."""
    values = {"office": scope.office_id, "seats": tuple(seat_ids)}
    return READER.all(_OPEN_OF_SEATS.all(connection, values))


def working_in_office(connection: Connection, scope: Scope) -> tuple[Bundle, ...]:
    return READER.all(connection.execute(_OPEN_OF_OFFICE, {"office": scope.office_id}).all())


def taken_codes(connection: Connection, scope: Scope, codes: Iterable[str]) -> frozenset[str]:
    taken = (code for code in codes if _TAKEN.first(connection, {"office": scope.office_id, "code": code}))
    return frozenset(taken)


def add(connection: Connection, scope: Scope, bundle: Bundle) -> int:
    """Insert a new bundle (its own id is ignored); returns the id it got."""
    values = {
        "office_id": scope.office_id,
        "case_id": bundle.case_id,
        "seat_id": bundle.seat_id,
        "step": bundle.step,
        "part": bundle.part,
        "round": bundle.round,
        "state": bundle.state,
        "revision": bundle.revision,
        "code": bundle.code,
        "opened_at": bundle.opened_at,
        "closed_at": bundle.closed_at,
        "closed_by": bundle.closed_by,
    }
    return int(_INSERT.value(connection, values))


def change(connection: Connection, scope: Scope, seen: Bundle, after: Bundle) -> bool:
    """Guarded update: True only if nobody changed the bundle since `seen` was read."""
    values = {
        "office": scope.office_id,
        "bundle": seen.id,
        "seen": seen.revision,
        "to_state": after.state,
        "to_seat": after.seat_id,
        "to_revision": after.revision,
        "opened": after.opened_at,
        "closed": after.closed_at,
        "by": after.closed_by,
    }
    return _UPDATE.run(connection, values) == 1


def tasks_of_parts(
    connection: Connection, scope: Scope, case_id: int, parts: Iterable[int]
) -> tuple[Task, ...]:
    values = {"office": scope.office_id, "case": case_id}
    rows = [row for two in _pairs(parts) for row in _TASKS_OF_TWO_PARTS.all(connection, values | two)]
    return tuple(sorted(TASK_READER.all(rows), key=attrgetter("id")))


def tasks_of(connection: Connection, scope: Scope, bundle_id: int) -> tuple[Task, ...]:
    values = {"office": scope.office_id, "bundle": bundle_id}
    return TASK_READER.all(_TASKS_OF_BUNDLE.all(connection, values))


def tasks_of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Task, ...]:
    values = {"office": scope.office_id, "case": case_id}
    return TASK_READER.all(_TASKS_OF_CASE.all(connection, values))


def latest_of_step(
    connection: Connection, scope: Scope, case_id: int, step: str, indicator_ids: Iterable[int]
) -> dict[int, Task]:
    """The task of the latest round of each figure at one step."""
    values = {"office": scope.office_id, "case": case_id, "at_step": step, "items": tuple(indicator_ids)}
    tasks = TASK_READER.all(connection.execute(_OF_STEP, values).all())
    return {task.indicator_id: task for task in tasks}


def unfinished(connection: Connection, scope: Scope, case_id: int) -> dict[tuple[str, int], int]:
    """How many tasks are unfinished, by (step, part)."""
    rows = _UNFINISHED.all(connection, {"office": scope.office_id, "case": case_id})
    return {(step, part): count for step, part, count in rows}


def counted(
    connection: Connection, scope: Scope, case_id: int
) -> tuple[frozenset[int], dict[tuple[str, int], int], dict[int, int]]:
    """In one statement: the parts of a case, its unfinished tasks by (step, part), and by bundle."""
    rows = _COUNTED.all(connection, {"office": scope.office_id, "case": case_id})
    steps: dict[tuple[str, int], int] = {}
    of_bundles: dict[int, int] = {}
    for bundle_id, step, part, tasks in rows:
        if step:
            steps[step, part] = steps.get((step, part), 0) + tasks
            of_bundles[bundle_id] = of_bundles.get(bundle_id, 0) + tasks
    return frozenset(part for _, _, part, _ in rows), steps, of_bundles


def ordered(
    connection: Connection, scope: Scope, case_id: int, steps: Iterable[str], part: int
) -> tuple[datetime | None, int]:
    """When the last of these steps was closed for a part or the office, and how many are unfinished."""
    values = {"office": scope.office_id, "case": case_id, "steps": tuple(steps), "of_part": part}
    last, unfinished = connection.execute(_ORDERED, values).one()
    return last, int(unfinished)


def figures(connection: Connection, scope: Scope, bundle_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(unfinished, all) figures of each bundle; bundles without figures are absent."""
    values = {"office": scope.office_id, "bundles": tuple(bundle_ids)}
    rows = connection.execute(_FIGURES, values)
    return {row.bundle_id: (row.unfinished, row.figures) for row in rows}


def parts_of_items(
    connection: Connection, scope: Scope, case_id: int, indicator_ids: Iterable[int]
) -> frozenset[int]:
    values = {"office": scope.office_id, "case": case_id, "items": tuple(indicator_ids)}
    return frozenset(connection.execute(_PARTS_OF_ITEMS, values).scalars())


def parts(connection: Connection, scope: Scope, case_id: int) -> frozenset[int]:
    """Every part that has tasks in the case."""
    values = {"office": scope.office_id, "case": case_id}
    return frozenset(_PARTS.column(connection, values))


def of_parts(
    connection: Connection, scope: Scope, case_id: int, part_ids: Iterable[int]
) -> tuple[Bundle, ...]:
    values = {"office": scope.office_id, "case": case_id}
    rows = [row for two in _pairs(part_ids) for row in _OF_TWO_PARTS.all(connection, values | two)]
    return tuple(sorted(READER.all(rows), key=attrgetter("id")))


def add_tasks(connection: Connection, scope: Scope, tasks: Sequence[Task]) -> tuple[int, ...]:
    """Insert new tasks (their own ids are ignored); returns the ids they got, in the same order."""
    if not tasks:
        return ()
    values = [
        {
            "office_id": scope.office_id,
            "case_id": task.case_id,
            "bundle_id": task.bundle_id,
            "step": task.step,
            "part": task.part,
            "indicator_id": task.indicator_id,
            "round": task.round,
            "seat_id": task.seat_id,
            "state": task.state,
            "opened_at": task.opened_at,
            "closed_at": task.closed_at,
            "closed_by": task.closed_by,
            "reason": task.reason,
        }
        for task in tasks
    ]
    if len(values) <= FEW_ROWS:
        return tuple(int(_INSERT_TASK.value(connection, row)) for row in values)
    return tuple(connection.execute(_INSERT_TASKS, values).scalars())


def change_tasks(connection: Connection, scope: Scope, tasks: Iterable[Task]) -> None:
    """Write back tasks as the engine left them. The caller holds the case row (law 2)."""
    values = [
        {
            "office": scope.office_id,
            "task": task.id,
            "to_state": task.state,
            "to_seat": task.seat_id,
            "to_bundle": task.bundle_id,
            "opened": task.opened_at,
            "closed": task.closed_at,
            "by": task.closed_by,
            "why": task.reason,
        }
        for task in tasks
    ]
    if values:
        _UPDATE_TASK.many(connection, values)


def hold_elsewhere(connection: Connection, scope: Scope, bundle_id: int, parts: Iterable[int]) -> None:
    """The bundle waits: so do its unfinished tasks of all parts but these, which the slice held."""
    values = {"office": scope.office_id, "bundle": bundle_id, "parts": tuple(parts)}
    connection.execute(_HOLD_ELSEWHERE, values)


def release_elsewhere(
    connection: Connection, scope: Scope, bundle_id: int, parts: Iterable[int], at: datetime
) -> None:
    """The bundle opens: so do its unfinished tasks of all parts but these, which the slice held."""
    values = {"office": scope.office_id, "bundle": bundle_id, "parts": tuple(parts), "opened": at}
    connection.execute(_RELEASE_ELSEWHERE, values)
