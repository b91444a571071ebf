"""The first office of an installation, set up in chat by whoever runs the application. Source: practice 5.2.

While there is no office nobody is known. A one-time word that `run` prints makes one Telegram account the
founder: it gets the template, sends it back filled, and becomes an admin of the office it brought.
"""

import json
from dataclasses import dataclass
from typing import Any

from desk import accounts, books, offices, people
from desk.accounts import Bound
from desk.books import XLSX, Parsed
from desk.works import Refused, Work
from sop.book_differences import Differences
from sop.books import OfficeBook, Role
from sop.people import Person
from storage import founders, jobs
from storage import offices as rows
from storage import people as person_rows
from storage import reports as blobs
from storage.database import Scope
from text.catalogue import plain
from text.incoming import IncomingFile

TEMPLATE = "founding_template"  # kinds of the jobs
READING = "founding_reading"
APPLYING = "founding_applying"
_TOKEN, _ACCOUNT, _BOOK = "token", "account", "book"


@dataclass(frozen=True, slots=True)
class TemplateWritten:
    """The empty workbook lies in the store."""

    chat_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FoundingRefused:
    """A file from which no office can be set up: every reason."""

    chat_id: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundingRead:
    """What the office of a file would be."""

    chat_id: int
    found: Differences


@dataclass(frozen=True, slots=True)
class OfficeFounded:
    """The office is there; who of its admins the founder is, where there are several."""

    chat_id: int
    found: Differences
    admins: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class FounderBound:
    """The founder is connected as an admin from now on."""

    bound: Bound


def invite(work: Work, token: str) -> bool:
    """Whoever comes with this word may set the first office up; False where there is one already."""
    if rows.every(work.connection):
        return False
    founders.keep(work.connection, _TOKEN, people.hashed(token), work.now)
    return True


def begin(work: Work, token: str) -> bool:
    """Somebody came with the word: it is used up, and the template follows."""
    assert work.incoming is not None
    kept = founders.fact(work.connection, _TOKEN)
    if not kept or kept != people.hashed(token) or rows.every(work.connection):
        return False
    founders.forget(work.connection, _TOKEN)
    founders.keep(work.connection, _ACCOUNT, str(work.incoming.sender_id), work.now)
    _append(work, TEMPLATE, {})
    return True


def is_founder(work: Work) -> bool:
    """Whether whoever is writing sets the office up."""
    assert work.incoming is not None
    return founders.fact(work.connection, _ACCOUNT) == str(work.incoming.sender_id)


def template(work: Work) -> None:
    """The empty workbook once more."""
    _append(work, TEMPLATE, {})


def written(work: Work, done: TemplateWritten, size: int) -> None:
    blobs.keep_blob(work.connection, done.sha256, size, XLSX, work.now)
    work.happened(done)


def receive(work: Work, file: IncomingFile) -> None:
    """A file came; a job reads it."""
    books.require_workbook(file)
    _append(work, READING, {"file_id": file.file_id})


def read(work: Work, chat_id: int, sha256: str, size: int, parsed: Parsed) -> None:
    """A file has been read: what its office would be, or every reason against it."""
    blobs.keep_blob(work.connection, sha256, size, XLSX, work.now)
    faults = _faults(work, parsed)
    if faults or parsed.book is None:
        work.happened(FoundingRefused(chat_id, faults))
        return
    outcome = offices.differences(work, parsed.book)
    if not outcome.clashes:
        founders.keep(work.connection, _BOOK, sha256, work.now)
    work.happened(FoundingRead(chat_id, outcome))


def wanted(work: Work) -> None:
    """The press "Terapkan"; Refused where there is nothing (any more) to apply."""
    require(work)
    sha256 = founders.fact(work.connection, _BOOK)
    if not sha256:
        raise Refused("founders.old_page")
    founders.forget(work.connection, _BOOK)
    _append(work, APPLYING, {"sha256": sha256})


def found(work: Work, chat_id: int, parsed: Parsed) -> None:
    """Make the office of the file, and connect the founder where it is plain as whom."""
    faults = _faults(work, parsed)
    if faults or parsed.book is None:
        work.happened(FoundingRefused(chat_id, faults))
        return
    made = offices.apply(work, parsed.book)
    if made.clashes:
        work.happened(FoundingRead(chat_id, made))
        return
    scope = Scope(made.office_id)
    ids = rows.admins(work.connection, scope)
    admins = tuple(one for one in person_rows.with_seats(work.connection, scope) if one.id in ids)
    work.happened(OfficeFounded(chat_id, made, admins if len(admins) > 1 else ()))
    if len(admins) == 1:
        _bind(work, made.office_id, admins[0].id, chat_id)


def choose(work: Work, person_id: int) -> None:
    """The founder says which of several admins it is."""
    require(work)
    assert work.incoming is not None
    for office in rows.every(work.connection):
        if person_id in rows.admins(work.connection, Scope(office.id)):
            _bind(work, office.id, person_id, work.incoming.sender_id)
            return
    raise Refused("common.old_button")


def require(work: Work) -> None:
    """The right is looked up again at every press (law 4)."""
    if not is_founder(work):
        raise Refused("common.old_button")


def unusable(work: Work, chat_id: int, key: str) -> None:
    """The file could not be fetched."""
    work.happened(FoundingRefused(chat_id, (plain(key),)))


def _faults(work: Work, parsed: Parsed) -> tuple[str, ...]:
    if rows.every(work.connection):
        return (plain("founders.too_late"),)
    if parsed.book is not None and not _has_admin(parsed.book):
        return (plain("founders.admin_missing"),)
    return parsed.faults


def _has_admin(book: OfficeBook) -> bool:
    return any(row.role is Role.ADMIN and row.name for row in book.staff)


def _bind(work: Work, office_id: int, person_id: int, telegram_id: int) -> None:
    founders.forget(work.connection, _ACCOUNT)
    work.happened(FounderBound(accounts.bind_founder(work, office_id, person_id, telegram_id)))


def _append(work: Work, kind: str, body: dict[str, Any]) -> None:
    assert work.incoming is not None
    incoming = work.incoming
    text = json.dumps({"chat": incoming.chat_id, **body})
    key = f"{kind}:{incoming.chat_id}:{incoming.update_id}"
    jobs.append(work.connection, jobs.Draft(kind, text, work.now, None, key))
