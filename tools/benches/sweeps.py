"""Sweeping armed rungs: nothing due among many, and a thousand due at once. Source: reliability 3a; law 6.

The sweep is the desk's own, each batch in a transaction on a SQLite file (WAL, synchronous=FULL).
"""

from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlalchemy as sa
from sqlalchemy import Connection

from desk import reminders
from desk.works import Work
from sop.cases import BundleState
from sop.periods import Period
from sop.rungs import RungState
from storage.bundles import BUNDLES
from storage.database import Database
from storage.rungs import RUNGS
from tools.benches.crowds import PRAISI, crowd_book, settled_office
from tools.benches.figures import Figure

SIZES = (10_000, 100_000, 1_000_000)
BURST = 1_000
IDLE_GOAL_MS = 1.0
BURST_GOAL_MS = 50.0
LONGEST_GOAL_MS = 20.0
GROWTH_GOAL = 1.5  # idle sweep at the largest size over the smallest: flat, with room for noise
SWEEPS = 300
QUARTERS = tuple(Period(2026, quarter) for quarter in range(1, 5))  # each person has a form open in each

_DUE_AT = PRAISI + timedelta(days=12)  # Wed 7 Oct, 10.00 WITA
_EARLIER = _DUE_AT - timedelta(minutes=1)
_LATER = PRAISI + timedelta(days=400)


def measure(sizes: tuple[int, ...] = SIZES, burst: int = BURST) -> tuple[Figure, ...]:
    """Sizes in armed rungs, ascending, each a multiple of the one before; so many forms are open."""
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        settled_office(Path(folder), crowd_book(burst // len(QUARTERS), 1), QUARTERS)
        database = Database(f"sqlite:///{Path(folder) / 'kinerja.db'}")
        try:
            return (*_idle(database, sizes), *_burst(database))
        finally:
            database.close()


def _idle(database: Database, sizes: tuple[int, ...]) -> list[Figure]:
    found: list[Figure] = []
    for size in sizes:
        _grow(database, size)
        _checkpoint(database)
        took = [_swept(database, _EARLIER - timedelta(hours=1))[1] for _ in range(SWEEPS)]
        found.append(Figure(f"idle sweep, {size} armed", median(took), "ms", IDLE_GOAL_MS))
    growth = found[-1].value / found[0].value
    found.append(Figure(f"idle sweep, {sizes[-1]} to {sizes[0]} armed", growth, "times", GROWTH_GOAL))
    return found


def _burst(database: Database) -> tuple[Figure, ...]:
    """Each open form has one rung due, among all that are armed for later.

    One fires before: a running application knows the office's chart and calendar.
    """
    with database.writing() as connection:
        office_id, *due, _parked = _bundles(connection)
        connection.execute(sa.insert(RUNGS), [_rung(office_id, due.pop(), 0, _EARLIER)])
    _swept(database, _EARLIER)
    with database.writing() as connection:
        connection.execute(sa.insert(RUNGS), [_rung(office_id, one, 0, _DUE_AT) for one in due])
    _checkpoint(database)
    took: list[float] = []
    fired = 0
    while (swept := _swept(database, _DUE_AT + timedelta(minutes=1)))[0]:
        fired += swept[0]
        took.append(swept[1])
    return (
        Figure(f"burst of {fired}, all of it", sum(took), "ms", BURST_GOAL_MS),
        Figure(f"burst of {fired}, longest transaction", max(took), "ms", LONGEST_GOAL_MS),
    )


def _swept(database: Database, now: datetime) -> tuple[int, float]:
    """How many fired in one batch, and the milliseconds of its transaction."""
    began = perf_counter()
    with database.writing() as connection:
        fired = reminders.sweep(Work(connection, now))
    return fired, (perf_counter() - began) * 1000


def _checkpoint(database: Database) -> None:
    """The log of the bulk load goes into the file now, not in the middle of what is measured."""
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def _grow(database: Database, size: int) -> None:
    """Armed rungs up to `size`: the first by hand, from then on copies of what is there.

    All hang on one bundle that never is due: each of those that are has its few rungs, as in an office.
    """
    with database.writing() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(RUNGS).where(RUNGS.c.at >= _LATER))
        if not count:
            office_id, *_, bundle_id = _bundles(connection)
            made = [
                _rung(office_id, bundle_id, number, _LATER + timedelta(minutes=number))
                for number in range(1, size + 1)
            ]
            connection.execute(sa.insert(RUNGS), made)
            return
        columns = [column for column in RUNGS.c if column is not RUNGS.c.id]
        for copy in range(1, size // count):
            shifted = [
                column + copy * count if column is RUNGS.c.generation else column for column in columns
            ]
            copied = sa.select(*shifted).where(RUNGS.c.at >= _LATER, RUNGS.c.generation <= count)
            connection.execute(sa.insert(RUNGS).from_select([column.name for column in columns], copied))


def _bundles(connection: Connection) -> list[int]:
    """The office, and after it the ids of its open bundles."""
    wanted = sa.select(BUNDLES.c.office_id, BUNDLES.c.id).where(BUNDLES.c.state == BundleState.OPEN)
    rows = connection.execute(wanted.order_by(BUNDLES.c.id)).all()
    return [rows[0].office_id, *(row.id for row in rows)]


def _rung(office_id: int, bundle_id: int, number: int, at: datetime) -> dict[str, object]:
    return {
        "office_id": office_id,
        "bundle_id": bundle_id,
        "kind": "due",
        "level": 9,
        "audience": "holder",
        "generation": number,
        "at": at,
        "state": RungState.ARMED,
    }
