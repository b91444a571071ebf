"""Somebody writing to the application, and the office they write to."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

import sqlalchemy as sa

from desk import people as desk_people
from desk.desk import Desk
from desk.works import Work
from handlers import notices, router
from storage import accounts, inbox, people
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from tests.people.demo import NOW, person_id
from text.incoming import ChatKind, Contact, Incoming, Kind
from text.screens import Toast

TOKEN = "abcdefghijklmnopqrstuv"
BOT = 42
_updates = count(1)


@dataclass
class Chat:
    """One Telegram account that writes through the counter; `events` are those of its last act."""

    database: Database
    telegram_id: int
    now: datetime = NOW
    events: list[object] = field(default_factory=list)

    def serve(self, kind: Kind, **fields: Any) -> Toast | None:
        """Hand one update to the desk as the application does."""
        update_id = next(_updates)
        me = self.telegram_id
        plain = Incoming(update_id, kind, me, ChatKind.PRIVATE, me, f"@akun{me}", self.now)
        with self.database.writing() as connection:
            inbox.keep(connection, BOT, (inbox.Arrival(update_id, me, kind, "{}"),), update_id + 1, self.now)
        desk = Desk(self.database, router.answer, self._announce, router.refuse, lambda: TOKEN)
        return desk.serve(BOT, replace(plain, **fields), self.now)

    def _announce(self, work: Work, events: list[object]) -> None:
        self.events = list(events)
        notices.announce(work, events)

    def start(self, token: str = "") -> None:
        self.serve(Kind.TEXT, text=f"/start {token}".strip())

    def share(self, phone: str, user_id: int | None = None) -> None:
        self.serve(Kind.CONTACT, contact=Contact(phone, self.telegram_id if user_id is None else user_id))

    def write(self, text: str) -> None:
        self.serve(Kind.TEXT, text=text)

    def press(self, data: str) -> str:
        """The words of the toast; empty where there was none."""
        toast = self.serve(Kind.TAP, data=data)
        return toast.text if toast else ""

    def heard(self) -> list[dict[str, object]]:
        """Screens sent to this chat, oldest first."""
        statement = (
            sa.select(OUTBOX.c.payload)
            .where(OUTBOX.c.chat_id == self.telegram_id, OUTBOX.c.method == "send")
            .order_by(OUTBOX.c.id)
        )
        with self.database.reading() as connection:
            return [json.loads(payload) for payload in connection.execute(statement).scalars()]

    def last(self) -> str:
        return str(self.heard()[-1]["text"])

    def buttons(self) -> list[dict[str, str]]:
        rows = self.heard()[-1].get("rows", [])
        return [button for row in rows for button in row]  # type: ignore[attr-defined]

    def menu(self) -> list[str]:
        """The commands this chat shows."""
        statement = (
            sa.select(OUTBOX.c.payload)
            .where(OUTBOX.c.chat_id == self.telegram_id, OUTBOX.c.method == "commands")
            .order_by(OUTBOX.c.id.desc())
        )
        with self.database.reading() as connection:
            payload = connection.execute(statement).scalars().first()
        return [name for name, _ in json.loads(payload)] if payload else []


@dataclass
class Office:
    """The loaded demo office, and links to it."""

    database: Database
    scope: Scope

    def invited(self, name: str, token: str = TOKEN, **how: bool) -> str:
        with self.database.writing() as connection:
            work = Work(connection, NOW)
            person = person_id(self.database, self.scope, name)
            return desk_people.invite(work, self.scope.office_id, person, token, **how).token

    def connected(self, name: str, telegram_id: int) -> Chat:
        chat = Chat(self.database, telegram_id)
        chat.start(self.invited(name, f"{telegram_id:022d}"))
        return chat

    def phone(self, name: str) -> str:
        with self.database.reading() as connection:
            found = people.person(connection, person_id(self.database, self.scope, name))
        assert found is not None
        return found.phone

    def accounts(self, name: str) -> list[int]:
        with self.database.reading() as connection:
            person = person_id(self.database, self.scope, name)
            return [one.telegram_id for one in accounts.of_person(connection, person)]
