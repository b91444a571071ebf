"""The rows of a sheet in three statements: indicators, targets and realizations of one bundle's figures."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import Indicator, Realization, Target
from storage import indicators
from storage.bundles import BUNDLES
from storage.database import Scope

_INDICATORS = (
    indicators.READER.select()
    .where(
        indicators.INDICATORS.c.office_id == bindparam("office"),
        indicators.INDICATORS.c.id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(indicators.INDICATORS.c.number, indicators.INDICATORS.c.id)
)
_TARGETS = (
    sa.select(indicators.TARGETS)
    .where(
        indicators.TARGETS.c.office_id == bindparam("office"),
        indicators.TARGETS.c.year == bindparam("of_year"),
        indicators.TARGETS.c.indicator_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(indicators.TARGETS.c.revised)
)
_REALIZATIONS = (
    indicators.REALIZATION_READER.select()
    .where(
        indicators.REALIZATIONS.c.office_id == bindparam("office"),
        indicators.REALIZATIONS.c.year == bindparam("of_year"),
        indicators.REALIZATIONS.c.indicator_id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(indicators.REALIZATIONS.c.quarter)
)

_EVIDENCE = (
    sa.select(indicators.EVIDENCES.c.indicator_id, sa.func.count().label("pieces"))
    .join_from(indicators.EVIDENCES, BUNDLES, indicators.EVIDENCES.c.bundle_id == BUNDLES.c.id)
    .where(
        indicators.EVIDENCES.c.office_id == bindparam("office"),
        BUNDLES.c.case_id == bindparam("case"),
        indicators.EVIDENCES.c.indicator_id.in_(bindparam("ids", expanding=True)),
    )
    .group_by(indicators.EVIDENCES.c.indicator_id)
)


def of_indicators(
    connection: Connection, scope: Scope, indicator_ids: Iterable[int], year: int
) -> tuple[tuple[Indicator, ...], dict[int, Target], tuple[Realization, ...]]:
    """Indicators in list order, the target in force of each (a revision wins), the year's realizations."""
    values = {"office": scope.office_id, "ids": tuple(indicator_ids), "of_year": year}
    found = indicators.READER.all(connection.execute(_INDICATORS, values).all())
    targets = {
        row.indicator_id: Target(
            indicator_id=row.indicator_id,
            year=row.year,
            annual=row.annual,
            quarters=(row.q1, row.q2, row.q3, row.q4),
            baseline=row.baseline,
            upper=row.upper,
            revised=row.revised,
        )
        for row in connection.execute(_TARGETS, values)
    }
    said = indicators.REALIZATION_READER.all(connection.execute(_REALIZATIONS, values).all())
    return found, targets, said


def evidence_counts(
    connection: Connection, scope: Scope, case_id: int, indicator_ids: Iterable[int]
) -> dict[int, int]:
    """How many pieces of evidence name each figure in a case."""
    values = {"office": scope.office_id, "case": case_id, "ids": tuple(indicator_ids)}
    return {row.indicator_id: row.pieces for row in connection.execute(_EVIDENCE, values)}
