"""Everything there is in one sandbox, and the few moves that all methods share."""

import itertools
from collections import Counter
from typing import Any

from sandbox.bells import Bell
from sandbox.chats import Chat, Event, Json, Message, Note, Person, Press, StoredFile
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.floods import Floods
from sandbox.refusals import CHAT_NOT_FOUND, Misuse, Refusal, bad_request, forbidden
from sandbox.updates import Updates

FIRST_PERSON = 700_000_001


class World:
    """One bot, its people and chats, its clock, its queue of updates and its planted faults."""

    def __init__(self, token: str, clock: Clock, floods: Floods, username: str, name: str) -> None:
        self.token = token
        self.clock = clock
        self.floods = floods
        self.updates = Updates(clock)
        self.faults = Faults()
        self.bell = Bell()  # rung by every visible change
        self.bot = _bot(token, username, name)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, StoredFile] = {}
        self.paths: dict[str, tuple[StoredFile, float]] = {}  # download path: file, good until
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope and language
        self.menu: Json = {"type": "commands"}
        self.webhook: Json = {}
        self.calls: Counter[str] = Counter()
        self.log: list[Event] = []
        self.message_ids = itertools.count(1)
        self.numbers = itertools.count(1)
        self._people_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(-4_000_000_001, -1)

    @property
    def seq(self) -> int:
        return len(self.log)

    def event(self, chat: Chat, kind: str, message_id: int, text: str, by_bot: bool) -> Event:
        """Note one visible change and wake whoever waits for it."""
        made = Event(len(self.log) + 1, chat.id, kind, message_id, text, by_bot)
        self.log.append(made)
        if by_bot:
            chat.events.append(made)
        self.bell.ring()
        return made

    def note(self, chat: Chat, text: str) -> None:
        chat.entries.append(Note(self.clock.unix(), text))
        self.event(chat, "person", 0, text, by_bot=False)

    def keep(self, message: Message) -> Message:
        message.chat.messages[message.id] = message
        message.chat.entries.append(message)
        return message

    def person(self, person_id: Any) -> Person:
        try:
            return self.people[int(person_id)]
        except (KeyError, TypeError, ValueError):
            raise Misuse(f"no person {person_id}") from None

    def new_person_id(self) -> int:
        return next(n for n in self._people_ids if n not in self.people)

    def new_group_id(self) -> int:
        return next(self._group_ids)

    def chat(self, chat_id: Any) -> Chat:
        """For `/sim`: the chat, or a plain word about it."""
        try:
            return self.chats[int(chat_id)]
        except (KeyError, TypeError, ValueError):
            raise Misuse(f"no chat {chat_id}: the person has not pressed Start") from None

    def known_chat(self, chat_id: Any) -> Chat:
        """For the bot: the chat it names, as Telegram looks it up."""
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        try:
            return self.chats[int(chat_id)]
        except (KeyError, TypeError, ValueError):
            raise bad_request(CHAT_NOT_FOUND) from None

    def open_chat(self, chat_id: Any) -> Chat:
        """A chat the bot may write to now."""
        chat = self.known_chat(chat_id)
        if chat.upgraded_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, {"migrate_to_chat_id": chat.upgraded_to})
        if chat.kind == "private" and chat.members[0].deactivated:
            raise forbidden("user is deactivated")
        if chat.kind == "private" and chat.members[0].blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.bot_in:
            raise forbidden("bot was kicked from the group chat")
        return chat

    def file_path(self, stored: StoredFile, good_seconds: int = 3600) -> str:
        """A download path that lasts an hour on the movable clock."""
        folder = "photos" if stored.kind == "photo" else "documents"
        suffix = "." + stored.name.rpartition(".")[2] if "." in stored.name else ""
        path = f"{folder}/file_{next(self.numbers)}{suffix}"
        self.paths[path] = (stored, self.clock.unix() + good_seconds)
        return path


def _bot(token: str, username: str, name: str) -> Json:
    number = token.partition(":")[0]
    return {
        "id": int(number) if number.isdigit() else 1,
        "is_bot": True,
        "first_name": name,
        "username": username,
    }
