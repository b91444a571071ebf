"""Realizations written many at a time: a typed list is one insert, a submission one update."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import Realization, RealizationState
from storage.database import Scope
from storage.indicators import REALIZATIONS, SAID
from storage.statements import Statement

_INSERT = Statement(sa.insert(REALIZATIONS))
_IDS = Statement(
    sa.select(REALIZATIONS.c.indicator_id, REALIZATIONS.c.id).where(
        REALIZATIONS.c.office_id == bindparam("office"),
        REALIZATIONS.c.year == bindparam("of_year"),
        REALIZATIONS.c.quarter == bindparam("of_quarter"),
        REALIZATIONS.c.indicator_id.in_(bindparam("indicators", expanding=True)),
    )
)
_STATE = (
    sa.update(REALIZATIONS)
    .where(
        REALIZATIONS.c.office_id == bindparam("office"),
        REALIZATIONS.c.id.in_(bindparam("realizations", expanding=True)),
        REALIZATIONS.c.state != bindparam("to_state"),
    )
    .values(state=bindparam("to_state"), revision=REALIZATIONS.c.revision + 1)
)


def add_all(connection: Connection, scope: Scope, after: Sequence[Realization]) -> dict[int, int]:
    """Insert the first realizations of one quarter, one of each indicator; returns their ids by indicator.

    A second one of the same quarter raises the database's IntegrityError.
    """
    if not after:
        return {}
    names, common = (*SAID, "indicator_id", "year", "quarter"), {"office_id": scope.office_id, "revision": 1}
    _INSERT.many(connection, [{name: getattr(one, name) for name in names} | common for one in after])
    values = {
        "office": scope.office_id,
        "of_year": after[0].year,
        "of_quarter": after[0].quarter,
        "indicators": [one.indicator_id for one in after],
    }
    return {int(indicator_id): int(row_id) for indicator_id, row_id in _IDS.all(connection, values)}


def set_state(
    connection: Connection, scope: Scope, realization_ids: Iterable[int], state: RealizationState
) -> int:
    """Bring these realizations to a state; returns how many were not there yet. Their revision rises."""
    values = {"office": scope.office_id, "realizations": tuple(realization_ids), "to_state": state}
    return connection.execute(_STATE, values).rowcount
