"""Opening the database: created when new, refused when it is not what it should be. Source: design 6.

Nothing is created silently in place of a database that was there: an empty file, a lone write-ahead log
or a damaged file is named and left alone. Source: reliability 5, row 12.
"""

import logging
import os
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from bot import backups
from bot.refusals import Refusal
from bot.settings import Settings
from storage import schema
from storage.database import Database, DatabaseUnusable
from storage.schema import Standing

LOG = logging.getLogger("kinerja.databases")

UNFINISHED = ".pulih"  # beside the database: a restore that has not taken its place yet
UNREADABLE = "Basis data {place} tidak dapat dibuka: periksa DATABASE_URL, pemilik, dan izin berkasnya."
DAMAGED = "Basis data {place} rusak: pulihkan cadangan terakhir dengan python -m bot restore BERKAS."
NEWER = (
    "Basis data ditulis oleh versi Bot Kinerja yang lebih baru: pasang versi terbaru, lalu jalankan kembali."
)
FOREIGN = "Basis data berisi tabel milik aplikasi lain: isi DATABASE_URL dengan basis data tersendiri."
OLDER = "Basis data memakai susunan lama: jalankan python -m bot migrate terlebih dahulu."
ABSENT = (
    "Belum ada basis data di {place}: periksa DATA_DIR dan DATABASE_URL, atau jalankan python -m bot run."
)


def opened(settings: Settings) -> Database:
    """The database at today's schema, for a command that works beside a running application."""
    database = connected(settings, may_create=False)
    found = standing(database, settings)
    if found is Standing.CURRENT:
        return database
    database.close()
    raise Refusal(ABSENT.format(place=place(settings)) if found is Standing.EMPTY else OLDER)


def prepared(settings: Settings, now: datetime, *, upgrade_shared: bool = False) -> Database:
    """The database at today's schema, created or upgraded where needed. The caller holds the lock.

    SQLite is copied to DATA_DIR/backups before an upgrade. A shared PostgreSQL is upgraded only when asked
    (`migrate`), since other machines may still run the version before.
    """
    database = connected(settings, may_create=True)
    try:
        found = standing(database, settings)
        if found is Standing.OLDER and not (database.is_sqlite or upgrade_shared):
            raise Refusal(OLDER)
        if found is Standing.OLDER and database.is_sqlite:
            backups.take(database, None, backups.named(settings, "sebelum-migrasi", now), now)
        if found is not Standing.CURRENT:
            schema.upgrade(database)
            LOG.info("database brought to revision %s", schema.head())
    except BaseException:
        database.close()
        raise
    return database


def place(settings: Settings) -> str:
    """Where the database is, without the password."""
    if (path := sqlite_file(settings)) is not None:
        return str(path)
    return sa.make_url(settings.database_url).render_as_string(hide_password=True)


def sqlite_file(settings: Settings) -> Path | None:
    """The SQLite file of the settings; None on PostgreSQL."""
    prefix = "sqlite:///"
    given = settings.database_url
    return Path(given.removeprefix(prefix)) if given.startswith(prefix) else None


def connected(settings: Settings, *, may_create: bool) -> Database:
    """A database that answers and is whole, whatever its schema."""
    file = sqlite_file(settings)
    if file is not None:
        _look_at(file, may_create)
    try:
        database = Database(settings.database_url)
        with database.reading() as connection:
            connection.scalar(sa.text("SELECT 1"))
    except DatabaseUnusable as error:
        raise Refusal(str(error)) from error
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        raise Refusal(_reason(error).format(place=place(settings))) from error
    return database


def _look_at(file: Path, may_create: bool) -> None:
    """Refuse what would make SQLite begin afresh where something used to be."""
    if file.exists():
        if file.stat().st_size == 0:
            raise Refusal(
                f"Berkas {file} kosong: pulihkan cadangan, atau hapus berkas itu untuk memulai baru."
            )
        if not file.is_file() or not os.access(file, os.R_OK | os.W_OK):
            raise Refusal(UNREADABLE.format(place=file))
        if _truncated(file):
            raise Refusal(DAMAGED.format(place=file))
        return
    if file.with_name(file.name + "-wal").exists():
        raise Refusal(
            f"Berkas {file} hilang, tetapi catatannya ({file.name}-wal) masih ada: pulihkan cadangan."
        )
    if file.with_name(file.name + UNFINISHED).exists():
        raise Refusal("Pemulihan terakhir belum selesai: jalankan sekali lagi python -m bot restore BERKAS.")
    if not may_create:
        raise Refusal(ABSENT.format(place=file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(UNREADABLE.format(place=file)) from error


def _truncated(file: Path) -> bool:
    """Shorter than its own header says. Cheap enough for every start; `check` reads every page."""
    if file.with_name(file.name + "-wal").exists():
        return False  # pages may still wait in the log
    with file.open("rb") as source:
        head = source.read(100)
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        return True
    page_bytes = int.from_bytes(head[16:18]) or 1
    pages, counted, valid = (int.from_bytes(head[at : at + 4]) for at in (28, 24, 92))
    size = 65536 if page_bytes == 1 else page_bytes
    return counted == valid and file.stat().st_size < pages * size


def standing(database: Database, settings: Settings) -> Standing:
    """How the schema stands; a database that is not ours to touch is refused and closed."""
    try:
        found = schema.standing(database)
    except sa.exc.DBAPIError as error:
        raise Refusal(_reason(error).format(place=place(settings))) from error
    if found in (Standing.NEWER, Standing.FOREIGN):
        database.close()
        raise Refusal(NEWER if found is Standing.NEWER else FOREIGN)
    return found


def _reason(error: Exception) -> str:
    said = str(error)
    damaged = "malformed" in said or "not a database" in said
    return DAMAGED if damaged else UNREADABLE
