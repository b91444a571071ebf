"""The files of letters: kept at once as rows, fetched by a job, and opened by whoever may read the letter.

Source: telegram 3.6; practice 1.7.
"""

import json

from desk import charts, dispositions, people
from desk.evidences import MEGABYTE
from desk.works import Refused, Work
from sop.books import Role
from sop.evidences import LIMIT_BYTES, is_program
from sop.letters import Letter, LetterFile, LetterFileUnusable, LetterState
from storage import bundles, jobs, journals, letters
from storage import dispositions as branches
from storage.database import Scope
from text.incoming import IncomingFile

REGISTRARS = frozenset({Role.STAFF, Role.PLANNER, Role.PROGRAM_OFFICER, Role.SUBSECTION_HEAD, Role.SECRETARY})
READERS = REGISTRARS | {Role.HEAD}
FETCH = "letter"  # kind of the job that fetches a file
MOST = 20  # files of one letter


def add(work: Work, letter: Letter, file: IncomingFile) -> int:
    """Keep a photo, PDF or document of a letter; Refused for what cannot be kept."""
    assert work.person is not None
    scope = Scope(letter.office_id)
    if is_program(file.name, file.mime):
        raise Refused("letters.program")
    if file.size > LIMIT_BYTES:
        size, limit = -(-file.size // MEGABYTE), LIMIT_BYTES // MEGABYTE
        raise Refused("letters.too_large", None, size=size, limit=limit)
    if len(letters.files(work.connection, scope, [letter.id])) >= MOST:
        raise Refused("letters.too_many", None, limit=MOST)
    values = {
        "letter_id": letter.id,
        "name": file.name[:200],
        "mime": file.mime[:100],
        "size": file.size,
        "person_id": work.person.id,
        "at": work.now,
    }
    file_id = letters.add_file(work.connection, scope, values)
    body = json.dumps({"file": file_id, "file_id": file.file_id})
    jobs.append(work.connection, jobs.Draft(FETCH, body, work.now, letter.office_id, f"{FETCH}:{file_id}"))
    return file_id


def fetched(work: Work, office_id: int, file_id: int, sha256: str, size_bytes: int) -> None:
    """The job has the file in the store."""
    letters.fetched(work.connection, Scope(office_id), file_id, sha256, size_bytes)


def unusable(work: Work, office_id: int, file_id: int, why: str) -> None:
    """The file cannot be kept: "lost", "too_large" or "program". Whoever sent it is told."""
    scope = Scope(office_id)
    found = letters.file(work.connection, scope, file_id)
    if found is None or not letters.drop_unfetched(work.connection, scope, file_id):
        return
    letter = letters.letter(work.connection, scope, found.letter_id)
    assert letter is not None
    body = {"file": file_id, "letter": letter.id, "why": why}
    journals.append(
        work.connection, scope, journals.OFFICE_CHAIN, work.now, 0, "", "letter_file_dropped", body
    )
    work.happened(LetterFileUnusable(office_id, letter, found.person_id, found.name, why))


def opened(work: Work, letter_id: int) -> tuple[Letter, tuple[LetterFile, ...]]:
    """A letter and its files for whoever may read it; Refused otherwise, or while they are being fetched."""
    letter = readable(work, letter_id)
    if letter.case_id is not None:
        dispositions.read(work, Scope(letter.office_id), letter.case_id)
    found = letters.files(work.connection, Scope(letter.office_id), [letter.id])
    fetched = tuple(one for one in found if one.sha256)
    if not fetched:
        raise Refused("letters.file_not_ready" if found else "letters.file_gone")
    return letter, fetched


def own(work: Work, letter_id: int) -> Letter:
    """A letter the person at hand registered; Refused otherwise."""
    assert work.person is not None
    letter = readable(work, letter_id)
    if letter.recorded_by != work.person.id:
        raise Refused("common.old_button")
    return letter


def readable(work: Work, letter_id: int) -> Letter:
    """A letter the person at hand may read: by their role, or because its case has come to their seat."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        found = letters.letter(work.connection, Scope(office_id), letter_id)
        if found is not None and _may_read(work, found):
            return found
    raise Refused("common.old_button")


def _may_read(work: Work, letter: Letter) -> bool:
    assert work.person is not None
    if letter.state is LetterState.DRAFT:
        return letter.recorded_by == work.person.id
    held = charts.chart(work, letter.office_id).held_by(work.person.id)
    if any(one.role in READERS for one in held):
        return True
    seats = {one.id for one in held}
    if letter.case_id is None:
        return False
    scope = Scope(letter.office_id)
    told = {one.to_seat_id for one in branches.of_case(work.connection, scope, letter.case_id)}
    worked = {one.seat_id for one in bundles.of_case(work.connection, scope, letter.case_id)}
    return bool(seats & (told | worked))
