"""Chats of an office whose SOP runs with the year: what was said to whom last, and its buttons by label."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from tests.reminders.offices import Bureau, Letter, buttons, opened, plain_text, wita
from text.screens import Toast

SOP = "sulawesi-tengah"


@dataclass
class Chats:
    """The office and its ears: every letter of a step is kept by person."""

    bureau: Bureau
    labels: dict[int, dict[str, str]] = field(default_factory=dict)  # person -> label -> data, newest wins
    said: list[Letter] = field(default_factory=list)

    def at(self, written: str) -> list[Letter]:
        """Move the clock; what was said."""
        self.bureau.now = wita(written)
        return self._hear(self.bureau.tick())

    def press(self, who: str, label: str) -> Toast | None:
        """Press the newest button of that label in somebody's chat."""
        toast, said = self.bureau.press(who, self.labels[self.bureau.person(who)][label])
        self._hear(said)
        return toast

    def write(self, who: str, text: str) -> str:
        """Somebody types; how the answer reads."""
        self.bureau.listen()
        answer = self.bureau.say(who, text)
        self._hear(answer)
        return plain_text(next(one.screen.text for one in answer if one.kind == "answer"))

    def texts(self, who: str) -> list[str]:
        """What was said to somebody in the last step."""
        person = self.bureau.person(who)
        return [plain_text(one.screen.text) for one in self.said if one.person_id == person]

    def _hear(self, said: list[Letter]) -> list[Letter]:
        self.said = said
        for letter in said:
            self.labels.setdefault(letter.person_id, {}).update(buttons(letter))
        return said


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What the database is told meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(" ".join(statement.split()))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)


def holds_the_case_first(seen: list[str], table: str) -> bool:
    """Whether the row of a case was locked before a table was written to."""
    held = [place for place, said in enumerate(seen) if "FROM cases" in said and "FOR UPDATE" in said]
    written = [
        n for n, said in enumerate(seen) if said.startswith((f"INSERT INTO {table} ", f"UPDATE {table} "))
    ]
    return bool(held and written) and held[0] < written[0]


def january(database: Database, at: str = "2026-01-05 08:20") -> Chats:
    """The first working day of the year, everything opened that the day opens."""
    chats = Chats(opened(database, at, sop_key=SOP))
    chats.at(at)
    return chats
