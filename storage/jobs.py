"""Jobs: work that takes long or touches files, claimed with a lease. Source: design 4, 6."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.dialects import Claiming, InsertUnlessThere
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.messages import Jobs

JOBS = table(Jobs)


@dataclass(frozen=True, slots=True)
class Draft:
    """A job to be done once per `dedup`; `body` is JSON that the job's kind understands."""

    kind: str
    body: str
    made_at: datetime
    office_id: int | None = None
    dedup: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job."""

    id: int
    office_id: int | None
    kind: str
    body: str
    attempts: int


READER = Reader(Job, JOBS)

_INSERT = InsertUnlessThere(JOBS, JOBS.c.id)
_BY_DEDUP = sa.select(JOBS.c.id).where(JOBS.c.dedup == bindparam("key"))
_DUE = sa.and_(
    JOBS.c.state.in_(("new", "running")),
    sa.or_(JOBS.c.next_at.is_(None), JOBS.c.next_at <= bindparam("now")),
    JOBS.c.kind.in_(bindparam("kinds", expanding=True)),
)
_CLAIMABLE = Claiming(READER.select().where(_DUE).order_by(JOBS.c.id).limit(bindparam("free")), JOBS)
_THIS = JOBS.c.id == bindparam("job")
_LEASE = sa.update(JOBS).where(_THIS).values(state="running", next_at=bindparam("until"))
_DONE = sa.update(JOBS).where(_THIS, JOBS.c.state == "running").values(state="done", next_at=None, error="")
_AGAIN = (
    sa.update(JOBS)
    .where(_THIS)
    .values(state="new", next_at=bindparam("again"), attempts=JOBS.c.attempts + 1, error=bindparam("why"))
)
_DEAD = (
    sa.update(JOBS)
    .where(_THIS)
    .values(state="dead", next_at=None, attempts=JOBS.c.attempts + 1, error=bindparam("why"))
)
_RELEASE = (
    sa.update(JOBS)
    .where(JOBS.c.state == "running")
    .values(state="new", next_at=None, attempts=JOBS.c.attempts + 1)
)


def append(connection: Connection, draft: Draft) -> int:
    """Write one job and return its id; a `dedup` key that is already there returns the older job's id."""
    values = {
        "kind": draft.kind,
        "body": draft.body,
        "made_at": draft.made_at,
        "office_id": draft.office_id,
        "dedup": draft.dedup,
    }
    job_id = connection.execute(_INSERT.on(connection.dialect), values).scalar()
    if job_id is None:
        job_id = connection.execute(_BY_DEDUP, {"key": draft.dedup}).scalar_one()
    return int(job_id)


def claim(
    connection: Connection, kinds: Collection[str], now: datetime, until: datetime, free: int
) -> tuple[Job, ...]:
    """Take up to `free` due jobs; the lease ends at `until`, after which anyone may take them again."""
    values = {"now": now, "kinds": list(kinds), "free": free}
    claimed = READER.all(connection.execute(_CLAIMABLE.on(connection.dialect), values).all())
    for job in claimed:
        connection.execute(_LEASE, {"job": job.id, "until": until})
    return claimed


def done(connection: Connection, job_id: int) -> bool:
    """Finish a job in the transaction of its result; False when its lease was lost to another."""
    return connection.execute(_DONE, {"job": job_id}).rowcount == 1


def again(connection: Connection, job_id: int, error: str, next_at: datetime) -> None:
    connection.execute(_AGAIN, {"job": job_id, "why": error, "again": next_at})


def dead(connection: Connection, job_id: int, error: str) -> None:
    connection.execute(_DEAD, {"job": job_id, "why": error})


def release(connection: Connection) -> None:
    """At boot of the only process: nobody runs anything any more; each interrupted job counts one attempt."""
    connection.execute(_RELEASE)
