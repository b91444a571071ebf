"""Evidence after its receipt: where its file lies, what it belongs to, and whom to tell."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.indicators import Evidence
from storage.database import Scope
from storage.indicators import EVIDENCE_READER, EVIDENCES

_MINE = EVIDENCES.c.office_id == bindparam("office")
_ONE = EVIDENCE_READER.select().where(_MINE, EVIDENCES.c.id == bindparam("evidence"))
_FETCHED = (
    sa.update(EVIDENCES)
    .where(_MINE, EVIDENCES.c.id == bindparam("evidence"))
    .values(sha256=bindparam("digest"), size=bindparam("bytes"))
)
_ASSIGN = (
    sa.update(EVIDENCES)
    .where(_MINE, EVIDENCES.c.id.in_(bindparam("evidences", expanding=True)))
    .values(indicator_id=bindparam("indicator"))
)
_DROP = sa.delete(EVIDENCES).where(
    _MINE, EVIDENCES.c.id == bindparam("evidence"), EVIDENCES.c.sha256 == "", EVIDENCES.c.kind == "file"
)


def evidence(connection: Connection, scope: Scope, evidence_id: int) -> Evidence | None:
    values = {"office": scope.office_id, "evidence": evidence_id}
    return EVIDENCE_READER.one(connection.execute(_ONE, values).first())


def fetched(connection: Connection, scope: Scope, evidence_id: int, sha256: str, size_bytes: int) -> bool:
    """The file lies in the store under this hash; False where the evidence is gone."""
    values = {"office": scope.office_id, "evidence": evidence_id, "digest": sha256, "bytes": size_bytes}
    return connection.execute(_FETCHED, values).rowcount == 1


def assign(connection: Connection, scope: Scope, evidence_ids: Iterable[int], indicator_id: int) -> None:
    """Evidence belongs to this figure: an album's caption may come with a later file."""
    values = {"office": scope.office_id, "evidences": tuple(evidence_ids), "indicator": indicator_id}
    connection.execute(_ASSIGN, values)


def drop_unfetched(connection: Connection, scope: Scope, evidence_id: int) -> bool:
    """Forget a file that never reached the store; what lies there is never removed."""
    values = {"office": scope.office_id, "evidence": evidence_id}
    return connection.execute(_DROP, values).rowcount == 1
