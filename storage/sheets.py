"""The rows of a sheet in three statements: indicators, targets and realizations of one bundle's figures."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import Indicator, Realization, Target
from storage import indicators
from storage.bundles import BUNDLES, TASKS
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

_SENT_FROM = BUNDLES.alias("sent_from")
_OF_FORM = TASKS.alias("of_form")


def pieces(case: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    """How many pieces of evidence support the indicator of the enclosing statement in a case.

    Counted are those that name it, and those filed for a whole form in which it stands or stood.
    """
    evidence, indicator = indicators.EVIDENCES, indicators.INDICATORS.c.id
    of_its_form = (
        sa.exists()
        .where(_OF_FORM.c.bundle_id == evidence.c.bundle_id, _OF_FORM.c.indicator_id == indicator)
        .correlate(evidence, indicators.INDICATORS)
    )
    return (
        sa.select(sa.func.count())
        .select_from(evidence.join(_SENT_FROM, evidence.c.bundle_id == _SENT_FROM.c.id))
        .where(
            evidence.c.office_id == bindparam("office"),
            _SENT_FROM.c.case_id == case,
            sa.or_(
                evidence.c.indicator_id == indicator,
                sa.and_(evidence.c.indicator_id == 0, of_its_form),
            ),
        )
        .correlate(indicators.INDICATORS, TASKS)
        .scalar_subquery()
    )


_EVIDENCE = sa.select(
    indicators.INDICATORS.c.id, pieces(bindparam("case", type_=sa.BigInteger)).label("pieces")
).where(
    indicators.INDICATORS.c.office_id == bindparam("office"),
    indicators.INDICATORS.c.id.in_(bindparam("ids", expanding=True)),
)


def of_indicators(
    connection: Connection, scope: Scope, indicator_ids: Iterable[int], year: int
) -> tuple[tuple[Indicator, ...], dict[int, Target], tuple[Realization, ...]]:
    """Indicators in list order, the target in force of each (a revision wins), the year's realizations."""
    values = {"office": scope.office_id, "ids": tuple(indicator_ids), "of_year": year}
    found = indicators.READER.all(connection.execute(_INDICATORS, values).all())
    targets = {row.indicator_id: indicators.target_of(row) for row in connection.execute(_TARGETS, values)}
    said = indicators.REALIZATION_READER.all(connection.execute(_REALIZATIONS, values).all())
    return found, targets, said


def evidence_counts(
    connection: Connection, scope: Scope, case_id: int, indicator_ids: Iterable[int]
) -> dict[int, int]:
    """How many pieces of evidence support each figure in a case, those for its whole form included."""
    values = {"office": scope.office_id, "case": case_id, "ids": tuple(indicator_ids)}
    return {row.id: row.pieces for row in connection.execute(_EVIDENCE, values)}
