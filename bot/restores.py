"""Restore: put an archive in the place of the database, and keep what it replaces. Source: reliability 4.10.

SQLite is built beside the old file and takes its place by renaming; PostgreSQL is emptied and filled in
one transaction, after an archive of what stood there.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import backups, databases
from bot.backups import Manifest
from bot.blobs import Blobs
from bot.refusals import Refusal
from bot.settings import Settings
from storage import restorations, schema
from storage.database import Database
from storage.schema import Standing


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and where the database that stood there before is kept (None: there was none)."""

    manifest: Manifest
    aside: Path | None
    blobs: int


def restore(settings: Settings, file: Path, now: datetime) -> Restored:
    """Restore an archive. The caller holds the lock; nothing is touched before the archive was read whole."""
    manifest = backups.readable(file)
    try:
        blobs = backups.unpack_blobs(file, Blobs(settings.blobs))
        target = databases.sqlite_file(settings)
        if target is not None:
            aside = _exchanged(target, manifest, file, now)
        else:
            aside = _refilled(settings, manifest, file, now)
    except OSError as error:
        raise Refusal(
            f"DATA_DIR ({settings.data_dir}) tidak dapat ditulisi: periksa izin dan sisa ruang, lalu ulangi."
        ) from error
    return Restored(manifest, aside, blobs)


def _exchanged(target: Path, manifest: Manifest, file: Path, now: datetime) -> Path | None:
    """The unfinished file stays until it takes the name: a process killed in between leaves it as a sign."""
    fresh = target.with_name(target.name + databases.UNFINISHED)
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove(fresh)
    database = Database(f"sqlite:///{fresh}")
    try:
        _fill(database, manifest, file, now)
    finally:
        database.close()
    aside = target.with_name(f"{target.name}.sebelum-{now:%Y%m%dT%H%M%S%f}Z")
    replaced = target.exists()
    for suffix in ("", "-wal", "-shm"):  # a log without its file, or with another one, means damage
        if (old := target.with_name(target.name + suffix)).exists():
            old.rename(aside.with_name(aside.name + suffix))
    fresh.rename(target)
    return aside if replaced else None


def _refilled(settings: Settings, manifest: Manifest, file: Path, now: datetime) -> Path | None:
    database = databases.connected(settings, may_create=True)
    try:
        replaced = databases.standing(database, settings) is not Standing.EMPTY
        aside = backups.named(settings, "sebelum-pulih", now)
        if replaced:
            backups.take(database, None, aside, now)
        _fill(database, manifest, file, now)
    finally:
        database.close()
    return aside if replaced else None


def _fill(database: Database, manifest: Manifest, file: Path, now: datetime) -> None:
    with schema.rebuilding(database) as connection:
        if schema.revision_of(connection) is not None:
            schema.descend(connection, "base")
        backups.load(connection, manifest, file)
        restorations.restored(connection, now, manifest.taken_at)


def _remove(fresh: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
