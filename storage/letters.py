"""Incoming letters and their files."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.letters import Letter, LetterFile, LetterState
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.letters import LetterFiles, Letters
from storage.updates import bound, setting

LETTERS = table(Letters)
FILES = table(LetterFiles)
READER = Reader(Letter, LETTERS)
FILE_READER = Reader(LetterFile, FILES)

COLUMNS = (
    "case_id",
    "state",
    "agenda_no",
    "agenda_year",
    "agenda_count",
    "number",
    "sender",
    "subject",
    "dated",
    "due",
    "priority",
    "period",
    "revision",
)

_MINE = LETTERS.c.office_id == bindparam("office")
_SENT = LETTERS.c.state == LetterState.SENT
_ONE = READER.select().where(_MINE, LETTERS.c.id == bindparam("letter"))
_OF_CASE = READER.select().where(_MINE, _SENT, LETTERS.c.case_id == bindparam("case")).order_by(LETTERS.c.id)
_RECENT = READER.select().where(_MINE, _SENT).order_by(LETTERS.c.id.desc()).limit(bindparam("count"))
_UNSENT = (
    READER.select()
    .where(_MINE, LETTERS.c.state == LetterState.DRAFT, LETTERS.c.recorded_by == bindparam("person"))
    .order_by(LETTERS.c.id.desc())
)
_OF_YEAR = (_MINE, LETTERS.c.agenda_year == bindparam("year"), LETTERS.c.state != LetterState.DROPPED)
_LAST_COUNT = sa.select(sa.func.max(LETTERS.c.agenda_count)).where(*_OF_YEAR)
_TAKEN = sa.select(LETTERS.c.id).where(
    *_OF_YEAR, _SENT, LETTERS.c.agenda_no == bindparam("agenda"), LETTERS.c.id != bindparam("letter")
)
_INSERT = sa.insert(LETTERS).returning(LETTERS.c.id)
_CHANGE = setting(LETTERS, COLUMNS, _MINE, LETTERS.c.id == bindparam("letter"))

_FILES_MINE = FILES.c.office_id == bindparam("office")
_FILE = FILE_READER.select().where(_FILES_MINE, FILES.c.id == bindparam("file"))
_FILES = (
    FILE_READER.select()
    .where(_FILES_MINE, FILES.c.letter_id.in_(bindparam("letters", expanding=True)))
    .order_by(FILES.c.id)
)
_INSERT_FILE = sa.insert(FILES).returning(FILES.c.id)
_FETCHED = (
    sa.update(FILES)
    .where(_FILES_MINE, FILES.c.id == bindparam("file"))
    .values(sha256=bindparam("digest"), size=bindparam("bytes"))
)
_DROP = sa.delete(FILES).where(_FILES_MINE, FILES.c.id == bindparam("file"), FILES.c.sha256 == "")


def letter(connection: Connection, scope: Scope, letter_id: int) -> Letter | None:
    values = {"office": scope.office_id, "letter": letter_id}
    return READER.one(connection.execute(_ONE, values).first())


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[Letter, ...]:
    """The letters a case stands on, in the order in which they were registered."""
    return READER.all(connection.execute(_OF_CASE, {"office": scope.office_id, "case": case_id}).all())


def recent(connection: Connection, scope: Scope, limit: int) -> tuple[Letter, ...]:
    """The letters registered last, newest first."""
    return READER.all(connection.execute(_RECENT, {"office": scope.office_id, "count": limit}).all())


def unsent(connection: Connection, scope: Scope, person_id: int) -> tuple[Letter, ...]:
    """Letters somebody began to register and has not sent, newest first."""
    values = {"office": scope.office_id, "person": person_id}
    return READER.all(connection.execute(_UNSENT, values).all())


def last_count(connection: Connection, scope: Scope, year: int) -> int:
    """The highest running agenda number of a year; 0 where there is none."""
    found = connection.execute(_LAST_COUNT, {"office": scope.office_id, "year": year}).scalar()
    return int(found or 0)


def agenda_taken(connection: Connection, scope: Scope, year: int, agenda_no: str, letter_id: int) -> bool:
    """Whether another letter of the year has been sent under this agenda number."""
    values = {"office": scope.office_id, "year": year, "agenda": agenda_no, "letter": letter_id}
    return connection.execute(_TAKEN, values).first() is not None


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Begin the registration of a letter."""
    return int(connection.execute(_INSERT, {"office_id": scope.office_id, **values}).scalar_one())


def change(connection: Connection, scope: Scope, letter: Letter) -> bool:
    """Write all of COLUMNS as the record has them."""
    values = {name: getattr(letter, name) for name in COLUMNS}
    bindings = {"office": scope.office_id, "letter": letter.id, **bound(values)}
    return connection.execute(_CHANGE, bindings).rowcount == 1


def file(connection: Connection, scope: Scope, file_id: int) -> LetterFile | None:
    values = {"office": scope.office_id, "file": file_id}
    return FILE_READER.one(connection.execute(_FILE, values).first())


def files(connection: Connection, scope: Scope, letter_ids: list[int]) -> tuple[LetterFile, ...]:
    """The files of these letters, in the order in which they came."""
    values = {"office": scope.office_id, "letters": letter_ids}
    return FILE_READER.all(connection.execute(_FILES, values).all())


def add_file(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    return int(connection.execute(_INSERT_FILE, {"office_id": scope.office_id, **values}).scalar_one())


def fetched(connection: Connection, scope: Scope, file_id: int, sha256: str, size_bytes: int) -> bool:
    """The file lies in the store under this hash; False where it is gone."""
    values = {"office": scope.office_id, "file": file_id, "digest": sha256, "bytes": size_bytes}
    return connection.execute(_FETCHED, values).rowcount == 1


def drop_unfetched(connection: Connection, scope: Scope, file_id: int) -> bool:
    """Forget a file that never reached the store; what lies there is never removed."""
    values = {"office": scope.office_id, "file": file_id}
    return connection.execute(_DROP, values).rowcount == 1
