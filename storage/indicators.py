"""Objectives, indicators, targets, and what was achieved: realizations, corrections, evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row, bindparam

from sop.indicators import Correction, Evidence, Indicator, Objective, Realization, Target
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.columns import table
from storage.tables.indicators import (
    Corrections,
    Evidences,
    Indicators,
    Objectives,
    Realizations,
    Targets,
)
from storage.updates import bound, setting

OBJECTIVES = table(Objectives)
INDICATORS = table(Indicators)
TARGETS = table(Targets)
REALIZATIONS = table(Realizations)
CORRECTIONS = table(Corrections)
EVIDENCES = table(Evidences)

OBJECTIVE_READER = Reader(Objective, OBJECTIVES)
REALIZATION_READER = Reader(Realization, REALIZATIONS)
CORRECTION_READER = Reader(Correction, CORRECTIONS)
EVIDENCE_READER = Reader(Evidence, EVIDENCES)


def _measured(text: str) -> tuple[int, ...]:
    return tuple(int(quarter) for quarter in text.split(",") if quarter)


READER = Reader(
    Indicator, INDICATORS, {"owner_seat_id": INDICATORS.c.owner_position_id}, {"quarters": _measured}
)

INDICATOR_COLUMNS = (
    "objective_id",
    "name",
    "uom",
    "polarity",
    "aggregation",
    "precision",
    "owner_position_id",
    "konseptor_id",
    "part",
    "quarters",
    "numerator_label",
    "denominator_label",
    "denominator_fixed",
    "definition",
    "evidence_required",
    "derived",
    "number",
    "ended",
)
TARGET_COLUMNS = ("annual", "q1", "q2", "q3", "q4", "baseline", "upper")
SAID = tuple(
    field.name
    for field in fields(Realization)
    if field.name not in ("id", "indicator_id", "year", "quarter", "revision")
)

_OBJECTIVES = (
    OBJECTIVE_READER.select()
    .where(OBJECTIVES.c.office_id == bindparam("office"))
    .order_by(OBJECTIVES.c.ordinal, OBJECTIVES.c.id)
)
_ADD_OBJECTIVE = sa.insert(OBJECTIVES).returning(OBJECTIVES.c.id)

_MINE = INDICATORS.c.office_id == bindparam("office")
_INDICATORS = READER.select().where(_MINE).order_by(INDICATORS.c.number, INDICATORS.c.id)
_BY_ID = READER.select().where(_MINE, INDICATORS.c.id == bindparam("indicator"))
_ADD = sa.insert(INDICATORS).returning(INDICATORS.c.id)
_CHANGE = setting(INDICATORS, INDICATOR_COLUMNS, _MINE, INDICATORS.c.id == bindparam("indicator"))
_RELEASE_KONSEPTOR = (
    sa.update(INDICATORS)
    .where(
        _MINE,
        INDICATORS.c.owner_position_id == bindparam("position"),
        INDICATORS.c.konseptor_id == bindparam("person"),
    )
    .values(konseptor_id=None)
)

_TARGETS = (
    sa.select(TARGETS.c.indicator_id, TARGETS.c.year, TARGETS.c.revised)
    .add_columns(*(TARGETS.c[name] for name in TARGET_COLUMNS))
    .where(TARGETS.c.office_id == bindparam("office"), TARGETS.c.year == bindparam("of_year"))
    .order_by(TARGETS.c.indicator_id, TARGETS.c.revised)
)
_ADD_TARGET = sa.insert(TARGETS).returning(TARGETS.c.id)
_CHANGE_TARGET = setting(
    TARGETS,
    TARGET_COLUMNS,
    TARGETS.c.office_id == bindparam("office"),
    TARGETS.c.indicator_id == bindparam("indicator"),
    TARGETS.c.year == bindparam("of_year"),
    TARGETS.c.revised == bindparam("is_revised"),
)

_SAID_HERE = REALIZATIONS.c.office_id == bindparam("office")
_IN_ORDER = (REALIZATIONS.c.indicator_id, REALIZATIONS.c.year, REALIZATIONS.c.quarter)
_OF_YEAR = (
    REALIZATION_READER.select()
    .where(_SAID_HERE, REALIZATIONS.c.year == bindparam("of_year"))
    .order_by(*_IN_ORDER)
)
_OF_QUARTER = (
    REALIZATION_READER.select()
    .where(
        _SAID_HERE,
        REALIZATIONS.c.year == bindparam("of_year"),
        REALIZATIONS.c.quarter == bindparam("of_quarter"),
        REALIZATIONS.c.indicator_id.in_(bindparam("indicators", expanding=True)),
    )
    .order_by(*_IN_ORDER)
)
_REALIZATION = Statement(
    REALIZATION_READER.select().where(_SAID_HERE, REALIZATIONS.c.id == bindparam("realization"))
)
_ADD_REALIZATION = Statement(sa.insert(REALIZATIONS).returning(REALIZATIONS.c.id))
_CHANGE_REALIZATION = Statement(
    sa.update(REALIZATIONS)
    .where(
        _SAID_HERE,
        REALIZATIONS.c.id == bindparam("realization"),
        REALIZATIONS.c.revision == bindparam("seen"),
    )
    .values({name: bindparam(f"to_{name}") for name in SAID} | {"revision": REALIZATIONS.c.revision + 1})
)

_CORRECTED_HERE = CORRECTIONS.c.office_id == bindparam("office")
_CORRECTIONS = (
    CORRECTION_READER.select()
    .where(
        _CORRECTED_HERE,
        CORRECTIONS.c.realization_id.in_(bindparam("realizations", expanding=True)),
    )
    .order_by(CORRECTIONS.c.id)
)
_CORRECTION = CORRECTION_READER.select().where(_CORRECTED_HERE, CORRECTIONS.c.id == bindparam("correction"))
_ADD_CORRECTION = sa.insert(CORRECTIONS).returning(CORRECTIONS.c.id)
_OBJECT = (
    sa.update(CORRECTIONS)
    .where(
        _CORRECTED_HERE, CORRECTIONS.c.id == bindparam("correction"), CORRECTIONS.c.objected.is_(sa.false())
    )
    .values(objected=True)
)

_EVIDENCES = (
    EVIDENCE_READER.select()
    .where(
        EVIDENCES.c.office_id == bindparam("office"),
        EVIDENCES.c.bundle_id.in_(bindparam("bundles", expanding=True)),
    )
    .order_by(EVIDENCES.c.id)
)
_ADD_EVIDENCE = sa.insert(EVIDENCES).returning(EVIDENCES.c.id)


def objectives(connection: Connection, scope: Scope) -> tuple[Objective, ...]:
    return OBJECTIVE_READER.all(connection.execute(_OBJECTIVES, {"office": scope.office_id}).all())


def add_objective(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    bindings = {"office_id": scope.office_id, **values}
    return int(connection.execute(_ADD_OBJECTIVE, bindings).scalar_one())


def indicators(connection: Connection, scope: Scope) -> tuple[Indicator, ...]:
    """Every indicator of the office in the order of its lists, ended ones too."""
    return READER.all(connection.execute(_INDICATORS, {"office": scope.office_id}).all())


def indicator(connection: Connection, scope: Scope, indicator_id: int) -> Indicator | None:
    values = {"office": scope.office_id, "indicator": indicator_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Insert an indicator: `code` and every one of INDICATOR_COLUMNS; `quarters` as a tuple."""
    row = {**values, "office_id": scope.office_id, "quarters": _written(values["quarters"])}
    return int(connection.execute(_ADD, row).scalar_one())


def change(connection: Connection, scope: Scope, indicator_id: int, values: Mapping[str, Any]) -> bool:
    """Write all of INDICATOR_COLUMNS; `quarters` as a tuple."""
    row = bound({**values, "quarters": _written(values["quarters"])})
    bindings = {"office": scope.office_id, "indicator": indicator_id, **row}
    return connection.execute(_CHANGE, bindings).rowcount == 1


def release_konseptor(connection: Connection, scope: Scope, position_id: int, person_id: int) -> int:
    """A person prepares none of the figures of a seat any more; returns how many there were."""
    values = {"office": scope.office_id, "position": position_id, "person": person_id}
    return connection.execute(_RELEASE_KONSEPTOR, values).rowcount


def target_versions(connection: Connection, scope: Scope, year: int) -> tuple[Target, ...]:
    """Every target row of a year, the original of an indicator before its revision."""
    rows = connection.execute(_TARGETS, {"office": scope.office_id, "of_year": year})
    return tuple(target_of(row) for row in rows)


def target_of(row: Row[Any]) -> Target:
    """The target that a row of TARGETS holds."""
    return Target(
        indicator_id=row.indicator_id,
        year=row.year,
        annual=row.annual,
        quarters=(row.q1, row.q2, row.q3, row.q4),
        baseline=row.baseline,
        upper=row.upper,
        revised=row.revised,
    )


def targets(connection: Connection, scope: Scope, year: int) -> dict[int, Target]:
    """The target in force of each indicator: the revised one where there is one."""
    return {target.indicator_id: target for target in target_versions(connection, scope, year)}


def keep_target(connection: Connection, scope: Scope, target: Target) -> None:
    """Insert or rewrite the row of indicator × year × revised. The indicator must be the office's."""
    if indicator(connection, scope, target.indicator_id) is None:
        return
    figures = dict(zip(("q1", "q2", "q3", "q4"), target.quarters, strict=True)) | {
        "annual": target.annual,
        "baseline": target.baseline,
        "upper": target.upper,
    }
    key = {"office": scope.office_id, "indicator": target.indicator_id, "of_year": target.year}
    bindings = {**key, "is_revised": target.revised, **bound(figures)}
    if connection.execute(_CHANGE_TARGET, bindings).rowcount == 0:
        identity = {"indicator_id": target.indicator_id, "year": target.year, "revised": target.revised}
        connection.execute(_ADD_TARGET, {"office_id": scope.office_id, **identity, **figures})


def realizations(connection: Connection, scope: Scope, year: int) -> tuple[Realization, ...]:
    """Everything said about a year, by indicator and quarter."""
    values = {"office": scope.office_id, "of_year": year}
    return REALIZATION_READER.all(connection.execute(_OF_YEAR, values).all())


def of_quarter(
    connection: Connection, scope: Scope, indicator_ids: Iterable[int], year: int, quarter: int
) -> tuple[Realization, ...]:
    values = {
        "office": scope.office_id,
        "of_year": year,
        "of_quarter": quarter,
        "indicators": tuple(indicator_ids),
    }
    return REALIZATION_READER.all(connection.execute(_OF_QUARTER, values).all())


def realization(connection: Connection, scope: Scope, realization_id: int) -> Realization | None:
    values = {"office": scope.office_id, "realization": realization_id}
    return REALIZATION_READER.one(_REALIZATION.first(connection, values))


def add_realization(connection: Connection, scope: Scope, after: Realization) -> int:
    """Insert the realization of indicator × year × quarter; its id and revision are given here.

    A second one raises the database's IntegrityError: an indicator has one value a quarter.
    """
    row = {name: getattr(after, name) for name in (*SAID, "indicator_id", "year", "quarter")}
    bindings = {"office_id": scope.office_id, "revision": 1, **row}
    return int(_ADD_REALIZATION.value(connection, bindings))


def change_realization(connection: Connection, scope: Scope, seen: Realization, after: Realization) -> bool:
    """Guarded update: True only if nobody changed it since `seen` was read; the revision rises."""
    said = bound({name: getattr(after, name) for name in SAID})
    bindings = {"office": scope.office_id, "realization": seen.id, "seen": seen.revision, **said}
    return _CHANGE_REALIZATION.run(connection, bindings) == 1


def corrections(
    connection: Connection, scope: Scope, realization_ids: Iterable[int]
) -> tuple[Correction, ...]:
    """Corrections of these realizations, oldest first."""
    values = {"office": scope.office_id, "realizations": tuple(realization_ids)}
    return CORRECTION_READER.all(connection.execute(_CORRECTIONS, values).all())


def correction(connection: Connection, scope: Scope, correction_id: int) -> Correction | None:
    values = {"office": scope.office_id, "correction": correction_id}
    return CORRECTION_READER.one(connection.execute(_CORRECTION, values).first())


def add_correction(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    bindings = {"objected": False, **values, "office_id": scope.office_id}
    return int(connection.execute(_ADD_CORRECTION, bindings).scalar_one())


def object_to(connection: Connection, scope: Scope, correction_id: int) -> bool:
    """The enterer objects; True the first time."""
    values = {"office": scope.office_id, "correction": correction_id}
    return connection.execute(_OBJECT, values).rowcount == 1


def evidences(connection: Connection, scope: Scope, bundle_ids: Iterable[int]) -> tuple[Evidence, ...]:
    """What supports the figures of these bundles, in the order it came."""
    values = {"office": scope.office_id, "bundles": tuple(bundle_ids)}
    return EVIDENCE_READER.all(connection.execute(_EVIDENCES, values).all())


def add_evidence(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    bindings = {"file_id": "", **values, "office_id": scope.office_id}
    return int(connection.execute(_ADD_EVIDENCE, bindings).scalar_one())


def _written(quarters: Iterable[int]) -> str:
    return ",".join(str(quarter) for quarter in quarters)
