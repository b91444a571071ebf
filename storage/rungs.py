"""Rungs: armed per bundle, found when due, fired once. Finding costs what is due, not what is stored."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.deadlines import PlannedRung
from sop.rungs import DueRung, Rung, RungState, written
from storage.bundles import one_of
from storage.database import Scope
from storage.dialects import Claiming
from storage.records import Reader
from storage.statements import Statement
from storage.tables.cases import Bundles
from storage.tables.clocks import Rungs
from storage.tables.columns import table

RUNGS = table(Rungs)
BUNDLES = table(Bundles)
READER = Reader(Rung, RUNGS)

_ARMED = RUNGS.c.state == sa.literal_column("'armed'")  # literal: the partial index must match
_ANY_DUE = sa.select(sa.exists().where(_ARMED, RUNGS.c.at <= bindparam("now")))
_FIRST_DUE = (
    sa.select(RUNGS.c.bundle_id)
    .where(_ARMED, RUNGS.c.at <= bindparam("now"))
    .order_by(RUNGS.c.at, RUNGS.c.id)
    .limit(bindparam("batch"))
)
# Whole bundles: a rung of a bundle never fires without the other rungs of it that are due.
_DUE_TOGETHER = Claiming(
    sa.select(*READER.columns, BUNDLES.c.seat_id)
    .join_from(RUNGS, BUNDLES, BUNDLES.c.id == RUNGS.c.bundle_id)
    .where(_ARMED, RUNGS.c.at <= bindparam("now"), RUNGS.c.bundle_id.in_(_FIRST_DUE))
    .order_by(RUNGS.c.bundle_id, RUNGS.c.id),
    RUNGS,
)
_OF_BUNDLE = (
    READER.select()
    .where(RUNGS.c.office_id == bindparam("office"), RUNGS.c.bundle_id == bindparam("bundle"), _ARMED)
    .order_by(RUNGS.c.at)
)
_ARMED_FROM = (
    sa.select(RUNGS.c.bundle_id)
    .distinct()
    .where(RUNGS.c.office_id == bindparam("office"), _ARMED, RUNGS.c.at >= bindparam("since"))
    .order_by(RUNGS.c.bundle_id)
)
_SPOKEN = (
    sa.select(RUNGS.c.kind, RUNGS.c.level)
    .distinct()
    .where(
        RUNGS.c.office_id == bindparam("office"),
        RUNGS.c.bundle_id == bindparam("bundle"),
        RUNGS.c.state == RungState.FIRED,
        RUNGS.c.at > bindparam("since"),
    )
)
_ASKED = (
    sa.select(RUNGS.c.bundle_id)
    .distinct()
    .where(
        RUNGS.c.office_id == bindparam("office"),
        RUNGS.c.bundle_id.in_(bindparam("bundles", expanding=True)),
        RUNGS.c.state != RungState.VOID,
    )
)
_INSERT = Statement(sa.insert(RUNGS))
_GENERATION = sa.select(sa.func.coalesce(sa.func.max(RUNGS.c.generation), 0)).where(
    RUNGS.c.office_id == bindparam("office"), RUNGS.c.bundle_id == bindparam("bundle")
)
_FIRE = (
    sa.update(RUNGS)
    .where(RUNGS.c.id.in_(bindparam("rungs", expanding=True)), _ARMED)
    .values(state=RungState.FIRED, fired_at=bindparam("moment"))
)
_POSTPONE = (
    sa.update(RUNGS)
    .where(RUNGS.c.id.in_(bindparam("rungs", expanding=True)), _ARMED)
    .values(at=bindparam("later"))
)
_VOID = Statement(
    sa.update(RUNGS)
    .where(
        RUNGS.c.office_id == bindparam("office"),
        RUNGS.c.bundle_id == bindparam("bundle"),
        one_of(RUNGS.c.state, (RungState.ARMED, RungState.RESTING)),
    )
    .values(state=RungState.VOID)
)
_OF_CASE = sa.select(BUNDLES.c.id).where(
    BUNDLES.c.office_id == bindparam("office"), BUNDLES.c.case_id == bindparam("case")
)
_REST = (
    sa.update(RUNGS)
    .where(RUNGS.c.office_id == bindparam("office"), RUNGS.c.bundle_id.in_(_OF_CASE), _ARMED)
    .values(state=RungState.RESTING)
)
_RESTING = (
    sa.select(RUNGS.c.bundle_id)
    .distinct()
    .where(
        RUNGS.c.office_id == bindparam("office"),
        RUNGS.c.bundle_id.in_(_OF_CASE),
        RUNGS.c.state == RungState.RESTING,
    )
)


def any_due(connection: Connection, now: datetime) -> bool:
    """Whether any rung is due that has not fired yet; locks nothing."""
    return bool(connection.execute(_ANY_DUE, {"now": now}).scalar())


def due_together(connection: Connection, now: datetime, batch: int) -> tuple[DueRung, ...]:
    """Every due rung of the bundles of the `batch` oldest due ones, grouped by bundle."""
    rows = connection.execute(_DUE_TOGETHER.on(connection.dialect), {"now": now, "batch": batch}).all()
    return tuple(DueRung(READER.build(row[:-1]), row[-1]) for row in rows)


def known(connection: Connection, scope: Scope, bundle_id: int) -> bool:
    """Whether a bundle ever had a ladder."""
    where = {"office": scope.office_id, "bundle": bundle_id}
    return int(connection.execute(_GENERATION, where).scalar_one()) > 0


def asked(connection: Connection, scope: Scope, bundle_ids: Iterable[int]) -> frozenset[int]:
    """Which of these open bundles somebody waits for: those with a ladder, armed or climbed."""
    values = {"office": scope.office_id, "bundles": tuple(bundle_ids)}
    return frozenset(connection.execute(_ASKED, values).scalars())


def fired(
    connection: Connection, scope: Scope, bundle_id: int, since: datetime
) -> frozenset[tuple[str, int]]:
    """(kind, level) of what has been said about a bundle since it opened at `since`."""
    values = {"office": scope.office_id, "bundle": bundle_id, "since": since}
    return frozenset((row.kind, row.level) for row in connection.execute(_SPOKEN, values))


def armed(connection: Connection, scope: Scope, bundle_id: int) -> tuple[Rung, ...]:
    values = {"office": scope.office_id, "bundle": bundle_id}
    return READER.all(connection.execute(_OF_BUNDLE, values).all())


def armed_from(connection: Connection, scope: Scope, since: datetime) -> tuple[int, ...]:
    """Bundles with a rung armed at or after a moment: those a calendar edit re-projects."""
    values = {"office": scope.office_id, "since": since}
    return tuple(connection.execute(_ARMED_FROM, values).scalars())


def arm(connection: Connection, scope: Scope, bundle_id: int, planned: Iterable[PlannedRung]) -> None:
    """Arm a new generation; what was armed before becomes void."""
    where = {"office": scope.office_id, "bundle": bundle_id}
    generation = int(connection.execute(_GENERATION, where).scalar_one()) + 1
    if generation > 1:
        void(connection, scope, bundle_id)
    _insert(connection, scope, bundle_id, planned, generation)


def arm_first(connection: Connection, scope: Scope, bundle_id: int, planned: Iterable[PlannedRung]) -> None:
    """Arm the first generation of a bundle that was made in this transaction."""
    _insert(connection, scope, bundle_id, planned, 1)


def _insert(
    connection: Connection, scope: Scope, bundle_id: int, planned: Iterable[PlannedRung], generation: int
) -> None:
    rows = [
        {
            "office_id": scope.office_id,
            "bundle_id": bundle_id,
            "kind": rung.kind,
            "level": rung.level,
            "audience": written(rung.audience),
            "generation": generation,
            "at": rung.at,
            "state": RungState.ARMED,
        }
        for rung in planned
    ]
    if rows:
        _INSERT.many(connection, rows)


def fire(connection: Connection, rung_ids: Iterable[int], now: datetime) -> None:
    connection.execute(_FIRE, {"rungs": tuple(rung_ids), "moment": now})


def postpone(connection: Connection, rung_ids: Iterable[int], until: datetime) -> None:
    """Let rungs that could not speak fall due again later."""
    connection.execute(_POSTPONE, {"rungs": tuple(rung_ids), "later": until})


def void(connection: Connection, scope: Scope, bundle_id: int) -> None:
    _VOID.run(connection, {"office": scope.office_id, "bundle": bundle_id})


def rest(connection: Connection, scope: Scope, case_id: int) -> None:
    """Let every armed rung of a case rest: none of them fires."""
    connection.execute(_REST, {"office": scope.office_id, "case": case_id})


def resting(connection: Connection, scope: Scope, case_id: int) -> frozenset[int]:
    """Bundles of a case whose rungs rest."""
    return frozenset(connection.execute(_RESTING, {"office": scope.office_id, "case": case_id}).scalars())
