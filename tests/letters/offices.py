"""The demo office whose SOP begins with a letter or an oral order, nothing opened yet."""

from pathlib import Path

from sop.cases import Case
from sop.letters import Letter, LetterFile
from storage import cases, letters
from storage.database import Database
from tests.cases.offices import settled
from tests.forms.offices import Office

DEFINITIONS = Path(__file__).parent / "definitions"
HEAD, SECRETARY, PLANNER, STAFF = "KADIS", "SEKRETARIS", "PERENCANA", "PENGOLAH"
LINE = "000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III, paling lambat 9 Okt"
SHA = "a" * 64


def office(database: Database, sop_key: str = "ordered") -> Office:
    return settled(database, sop_key, DEFINITIONS)


def kept(found: Office) -> tuple[Letter, ...]:
    """The letters that were sent, newest first."""
    with found.database.reading() as connection:
        return letters.recent(connection, found.scope, 50)


def files(found: Office, *letter_ids: int) -> tuple[LetterFile, ...]:
    with found.database.reading() as connection:
        return letters.files(connection, found.scope, list(letter_ids))


def fetch(found: Office) -> None:
    """The jobs have fetched every file."""
    with found.database.writing() as connection:
        for one in letters.files(connection, found.scope, [letter.id for letter in kept(found)]):
            letters.fetched(connection, found.scope, one.id, SHA, 1000)


def running(found: Office) -> tuple[Case, ...]:
    with found.database.reading() as connection:
        return cases.latest(connection, found.scope)


def register(found: Office, who: str = STAFF, line: str = LINE, name: str = "surat.pdf") -> Letter:
    """Register a letter in two acts, and look at the case it belongs to."""
    found.send(who, name, f"/surat {line}")
    found.press(who, "Kirim")
    fetch(found)
    letter = kept(found)[0]
    found.case_id = letter.case_id or 0
    return letter
