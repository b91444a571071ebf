"""Backup and restore: one portable archive that fits SQLite and PostgreSQL. Source: reliability 4.10.

The archive is a tar.gz of `manifest.json`, one `tables/<name>.jsonl` per table and `blobs/`. The same file
moves an installation from SQLite to PostgreSQL and back: docs/decisions/0005-portable-backups.md.
"""

import hashlib
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from gzip import BadGzipFile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.refusals import Refusal
from bot.settings import Settings
from storage import archives, schema
from storage.database import Database

FORMAT = 1
CHUNK_BYTES = 1 << 20
BLOB = re.compile(r"blobs/[0-9a-f]{2}/([0-9a-f]{64})")
NOT_OURS = "Berkas {file} bukan cadangan Bot Kinerja yang utuh: pakai berkas cadangan yang lain."
NEWER = "Cadangan {file} dibuat oleh versi Bot Kinerja yang lebih baru: pasang versi terbaru lebih dahulu."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: schema revision, moment, and SHA-256 and rows of each table."""

    revision: str
    taken_at: datetime
    sums: dict[str, str]
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def named(settings: Settings, reason: str, now: datetime) -> Path:
    """Where an archive goes that nobody named: DATA_DIR/backups/kinerja-<reason>-<UTC>.tar.gz."""
    return settings.backups / f"kinerja-{reason}-{now:%Y%m%dT%H%M%S%f}Z.tar.gz"


def take(database: Database, blobs: Path | None, file: Path, now: datetime) -> Manifest:
    """Write an archive of one consistent moment beside a running application, then read it back.

    The file appears under its name only when it is whole. `blobs` None leaves the files out.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(file.name + ".part")
        with TemporaryDirectory(dir=file.parent, prefix=".cadangan-") as room:
            manifest = _written_tables(database, Path(room), now)
            _pack(Path(room), blobs, partial)
        verified(partial)
        partial.replace(file)
    except OSError as error:
        raise Refusal(
            f"Cadangan tidak dapat ditulis ke {file}: periksa folder, izin, dan sisa ruang."
        ) from error
    return manifest


def verified(file: Path) -> Manifest:
    """Read a whole archive; raises Refusal where a table is missing or its sum differs."""
    with _archive(file) as archive:
        manifest = _manifest(archive, file)
        expected = [(_entry(name), total) for name, total in manifest.sums.items()]
        for name, total in [*expected, *_blob_members(archive)]:
            if _sum(_member(archive, name, file)) != total:
                raise Refusal(NOT_OURS.format(file=file))
    return manifest


def load(connection: Connection, manifest: Manifest, file: Path) -> None:
    """Fill an empty database with the rows of a verified archive and bring it to today's schema."""
    schema.climb(connection, manifest.revision)
    with _archive(file) as archive:
        for table in archives.tables(connection):
            if table.name in manifest.sums:
                kept = _member(archive, _entry(table.name), file)
                count = archives.load(connection, table, (line.decode() for line in kept))
                assert count == manifest.rows[table.name], f"{table.name}: {count} rows"
    schema.climb(connection, "head")


def unpack_blobs(file: Path, blobs: Blobs) -> int:
    """Put the files of a verified archive back; one that is there already is the same by its name."""
    count = 0
    with _archive(file) as archive:
        for member, sha256 in _blob_members(archive):
            if not blobs.path(sha256).exists():
                blobs.keep(_member(archive, member, file).read())
                count += 1
    return count


def readable(file: Path) -> Manifest:
    """A verified manifest that this version can bring to its own schema; raises Refusal otherwise."""
    manifest = verified(file)
    if manifest.revision not in schema.revisions():
        raise Refusal(NEWER.format(file=file))
    return manifest


def _written_tables(database: Database, room: Path, now: datetime) -> Manifest:
    sums: dict[str, str] = {}
    rows: dict[str, int] = {}
    with database.reading() as connection:
        revision = schema.revision_of(connection) or ""
        for table in archives.tables(connection):
            target = room / f"{table.name}.jsonl"
            with target.open("w", encoding="utf-8", newline="\n") as out:
                rows[table.name] = sum(
                    1 for line in archives.lines(connection, table) if out.write(line + "\n")
                )
            with target.open("rb") as kept:
                sums[table.name] = _sum(kept)
    manifest = Manifest(revision, now, sums, rows)
    told = {"format": FORMAT, "revision": revision, "taken_at": now.isoformat(), "sums": sums, "rows": rows}
    (room / "manifest.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    return manifest


def _pack(room: Path, blobs: Path | None, file: Path) -> None:
    with file.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
            archive.add(room / "manifest.json", "manifest.json")
            for table in sorted(room.glob("*.jsonl")):
                archive.add(table, _entry(table.stem))
            if blobs is not None and blobs.is_dir():
                for kept in sorted(blobs.glob("??/*")):
                    if BLOB.fullmatch(entry := f"blobs/{kept.relative_to(blobs).as_posix()}"):
                        archive.add(kept, entry)
        raw.flush()
        os.fsync(raw.fileno())


@contextmanager
def _archive(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with file.open("rb") as raw, tarfile.open(fileobj=raw, mode="r:gz") as archive:
            yield archive
    except FileNotFoundError as error:
        raise Refusal(f"Berkas {file} tidak ditemukan: periksa nama dan foldernya.") from error
    except (PermissionError, IsADirectoryError) as error:
        raise Refusal(f"Berkas {file} tidak dapat dibaca: periksa izinnya.") from error
    except (tarfile.TarError, EOFError, BadGzipFile, zlib.error) as error:
        raise Refusal(NOT_OURS.format(file=file)) from error


def _blob_members(archive: tarfile.TarFile) -> list[tuple[str, str]]:
    """Names and SHA-256 of the files; anything else in an archive is nobody's business."""
    found = ((member.name, BLOB.fullmatch(member.name)) for member in archive if member.isfile())
    return [(name, match[1]) for name, match in found if match]


def _manifest(archive: tarfile.TarFile, file: Path) -> Manifest:
    try:
        told: dict[str, Any] = json.load(_member(archive, "manifest.json", file))
        if told["format"] != FORMAT:
            raise Refusal(NEWER.format(file=file))
        return Manifest(
            told["revision"], datetime.fromisoformat(told["taken_at"]), dict(told["sums"]), dict(told["rows"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(NOT_OURS.format(file=file)) from error


def _member(archive: tarfile.TarFile, name: str, file: Path) -> IO[bytes]:
    try:
        found = archive.extractfile(name)
    except KeyError:
        found = None
    if found is None:
        raise Refusal(NOT_OURS.format(file=file))
    return found


def _entry(table: str) -> str:
    return f"tables/{table}.jsonl"


def _sum(source: IO[bytes]) -> str:
    total = hashlib.sha256()
    while chunk := source.read(CHUNK_BYTES):
        total.update(chunk)
    return total.hexdigest()
