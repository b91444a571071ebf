"""One process at a time: `run`, `migrate` and `restore` hold the lock. Source: design 6; reliability 4.8.

The operating system lets go of both locks when the process dies, so that no stale file keeps anyone out.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from bot.refusals import Refusal
from bot.settings import Settings

FILE = "kinerja.lock"
ADVISORY_KEY = 0x4B494E45524A41  # "KINERJA": the same number for everyone who shares the database


@contextmanager
def sole_process(settings: Settings) -> Iterator[None]:
    """Hold DATA_DIR, and the database where it is shared; raises Refusal when another process does."""
    with _file_lock(settings.data_dir):
        if settings.database_url.startswith("sqlite"):
            yield
        else:
            with _advisory_lock(settings.database_url):
                yield


@contextmanager
def _file_lock(data_dir: Path) -> Iterator[None]:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        file = (data_dir / FILE).open("a")
    except OSError as error:
        raise Refusal(
            f"DATA_DIR ({data_dir}) tidak dapat ditulisi: periksa pemilik dan izin foldernya."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refusal(
                f"Bot Kinerja sudah berjalan dengan DATA_DIR {data_dir}: hentikan dulu yang itu."
            ) from error
        yield


@contextmanager
def _advisory_lock(url: str) -> Iterator[None]:
    """Held by a connection of its own; it needs a direct session, not a transaction-mode pooler."""
    engine = sa.create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        connection = engine.connect()
    except sa.exc.OperationalError as error:
        raise Refusal(
            "PostgreSQL tidak dapat dihubungi: periksa DATABASE_URL dan apakah servernya hidup."
        ) from error
    with connection:
        held = connection.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY_KEY})
        if not held:
            raise Refusal("Bot Kinerja sudah berjalan dengan DATABASE_URL yang sama: hentikan dulu yang itu.")
        yield
