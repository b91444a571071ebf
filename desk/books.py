"""The office's workbook in chat: sent out as the office stands, taken back, shown, applied.

Source: practice 5.2; design 7. Nothing is written before `Terapkan`; what is applied is what was shown, in
one transaction, or nothing: where the office has changed since, the fresh outcome is shown instead.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from desk import book_contents, charts, offices, people
from desk.drafts import NO_BUNDLE
from desk.works import Refused, Work
from sop.book_differences import Differences
from sop.books import OfficeBook
from sop.copies import dump
from storage import drafts, jobs
from storage import offices as rows
from storage import reports as blobs
from storage.database import Scope
from text.catalogue import plain
from text.incoming import IncomingFile

WRITING = "book_writing"  # kinds of the jobs
READING = "book_reading"
APPLYING = "book_applying"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 8 << 20
KEPT_LINES = 400  # of an outcome, for its further pages


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as another process read it: the book, or why there is none, one sentence each."""

    book: OfficeBook | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookWritten:
    """The workbook somebody asked for lies in the store."""

    office_id: int
    person_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BookRefused:
    """A file that cannot be applied: every reason, and nothing was changed."""

    person_id: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookRead:
    """What applying a file would do. `stale`: it was to be applied, but the office had changed meanwhile."""

    office_id: int
    person_id: int
    found: Differences
    sha256: str
    stale: bool = False


@dataclass(frozen=True, slots=True)
class BookApplied:
    """The office is what the file says."""

    office_id: int
    person_id: int
    found: Differences


def order(work: Work, office_id: int) -> None:
    """Let the workbook be written for the admin at hand."""
    assert work.person is not None
    people.require_admin(work, office_id)
    body = {"person": work.person.id, "figures": dump(book_contents.book(work, office_id))}
    _append(work, WRITING, office_id, body)


def written(work: Work, done: BookWritten, size: int) -> None:
    """The job is done."""
    blobs.keep_blob(work.connection, done.sha256, size, XLSX, work.now)
    work.happened(done)


def receive(work: Work, file: IncomingFile | None) -> None:
    """Take a file an admin sent; a job reads it."""
    assert work.person is not None
    people.administered(work)
    if file is None:
        raise Refused("books.file_wanted")
    require_workbook(file)
    _append(work, READING, None, {"person": work.person.id, "file_id": file.file_id})


def require_workbook(file: IncomingFile) -> None:
    """Refuse what is no workbook by its name, or too large to be one."""
    if not file.name.lower().endswith(".xlsx"):
        raise Refused("workbooks.refused_not_excel")
    if file.size > MOST_BYTES:
        raise Refused("workbooks.refused_too_large")


def read(work: Work, sha256: str, size: int, parsed: Parsed) -> None:
    """A file has been read: what applying it would do, or why it cannot be applied."""
    assert work.person is not None
    blobs.keep_blob(work.connection, sha256, size, XLSX, work.now)
    faults, office_id = parsed.faults, 0
    if parsed.book is not None:
        office_id = _office_of(work, parsed.book)
        faults = () if office_id else (plain("books.foreign", code=parsed.book.office.code),)
    if faults or parsed.book is None:
        work.happened(BookRefused(work.person.id, faults))
        return
    _show(work, office_id, sha256, offices.differences(work, parsed.book))


def unusable(work: Work, person_id: int, key: str) -> None:
    """The file could not be fetched."""
    work.happened(BookRefused(person_id, (plain(key),)))


def keep_shown(work: Work, event: BookRead, lines: tuple[str, ...]) -> int:
    """Remember what was shown; returns the revision its buttons carry."""
    assert work.person is not None
    scope = Scope(event.office_id)
    before = shown(work, event.office_id)
    revision = int(before["revision"]) + 1 if before else 1
    body = {
        "revision": revision,
        "sha256": event.sha256,
        "digest": digest(event.found),
        "lines": lines[:KEPT_LINES],
        "more": max(0, len(lines) - KEPT_LINES),
    }
    kept = json.dumps({"book": body}, ensure_ascii=False)
    drafts.keep(work.connection, scope, work.person.id, NO_BUNDLE, body=kept)
    return revision


def shown(work: Work, office_id: int) -> dict[str, Any] | None:
    """What was shown last to the admin at hand; None where something else was begun since."""
    assert work.person is not None
    found = drafts.draft(work.connection, Scope(office_id), work.person.id, NO_BUNDLE)
    kept: dict[str, Any] | None = json.loads(found.body).get("book") if found is not None else None
    return kept


def seen(work: Work, office_id: int, revision: int) -> dict[str, Any]:
    """The same as the page of a button showed it; Refused where it is another by now."""
    people.require_admin(work, office_id)
    kept = shown(work, office_id)
    if kept is None or int(kept["revision"]) != revision:
        raise Refused("books.old_page")
    return kept


def wanted(work: Work, office_id: int, revision: int) -> None:
    """The press "Terapkan": a job reads the file again and applies it."""
    assert work.person is not None
    kept = seen(work, office_id, revision)
    forget(work, office_id)
    body = {"person": work.person.id, "sha256": kept["sha256"], "digest": kept["digest"]}
    _append(work, APPLYING, office_id, body)


def forget(work: Work, office_id: int) -> None:
    """What was shown is not applied any more."""
    assert work.person is not None
    drafts.keep(work.connection, Scope(office_id), work.person.id, NO_BUNDLE)


def apply(work: Work, office_id: int, sha256: str, expected: str, parsed: Parsed) -> None:
    """Apply what was shown, all of it or nothing; where it would do something else now, show that."""
    assert work.person is not None
    if office_id not in rows.administered_by(work.connection, work.person.id):
        work.happened(BookRefused(work.person.id, (plain("people.admin_only"),)))
        return
    if parsed.book is None:
        work.happened(BookRefused(work.person.id, parsed.faults))
        return
    rows.lock(work.connection, Scope(office_id))
    found = offices.differences(work, parsed.book)
    if found.clashes or digest(found) != expected:
        _show(work, office_id, sha256, found, stale=True)
        return
    work.happened(BookApplied(office_id, work.person.id, offices.apply(work, parsed.book)))


def digest(found: Differences) -> str:
    """What an outcome is known by: equal outcomes, equal digests."""
    return hashlib.sha256(dump(found).encode()).hexdigest()


def _show(work: Work, office_id: int, sha256: str, found: Differences, *, stale: bool = False) -> None:
    assert work.person is not None
    work.happened(BookRead(office_id, work.person.id, found, sha256, stale))


def _office_of(work: Work, book: OfficeBook) -> int:
    """The office a workbook belongs to, among those the person at hand administers; 0: none of them."""
    assert work.person is not None
    known = rows.by_code(work.connection, book.office.code)
    if known is None or charts.chart(work, known.id).office.rehearses:
        return 0
    return known.id if known.id in rows.administered_by(work.connection, work.person.id) else 0


def _append(work: Work, kind: str, office_id: int | None, body: dict[str, Any]) -> None:
    assert work.incoming is not None
    key = f"{kind}:{work.incoming.chat_id}:{work.incoming.update_id}"
    jobs.append(work.connection, jobs.Draft(kind, json.dumps(body), work.now, office_id, key))
