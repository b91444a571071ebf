"""The records of the sandbox: people, chats, messages, presses and files, plain and in memory."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A Telegram account that is played through `/sim`."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    phone: str = ""
    language: str = "id"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def user(self) -> Json:
        """Telegram's `User`."""
        made: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            made["last_name"] = self.last_name
        if self.username:
            made["username"] = self.username
        made["language_code"] = self.language
        return made


@dataclass(slots=True)
class StoredFile:
    """Bytes on Telegram's side under one file id."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    kind: str  # document or photo

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(slots=True)
class Message:
    """One message; `body` is Telegram's `Message`, the rest is what only the sandbox knows."""

    id: int
    chat: "Chat"
    at: float  # unix seconds on the movable clock
    body: Json
    sender: Person | None  # None is the bot
    silent: bool = False
    rings: bool = False
    kind: str = "text"  # text, document, photo, contact or service
    source: str = ""  # what the bot sent, with its tags; compared for "not modified"
    fixed: bool = False  # carries a reply keyboard, so Telegram will not let it be edited
    deleted: bool = False
    edited_at: float | None = None
    versions: list["Version"] = field(default_factory=list)  # what stood here before, oldest first
    file: StoredFile | None = None

    @property
    def text(self) -> str:
        found: str = self.body.get("text") or self.body.get("caption") or ""
        return found

    def rows(self) -> list[list[Json]]:
        """Rows of inline buttons that the person sees now."""
        if self.deleted:
            return []
        found: list[list[Json]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return found

    def change(self, now: float) -> None:
        """Remember what stands here until now, because something else will in a moment."""
        self.versions.append(Version(len(self.chat.entries), now, self.text, self.rows()))
        self.edited_at = now


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a message; it stood until the chat had so many entries."""

    entries: int
    until: float
    text: str
    rows: list[list[Json]]


@dataclass(slots=True)
class Press:
    """A tap on an inline button, and the words that answered it."""

    id: str
    chat: "Chat"
    at: float
    person: Person
    label: str
    message_id: int
    data: str
    answered: bool = False
    toast: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Note:
    """A line of the transcript that is neither message nor press, such as blocking."""

    at: float
    text: str


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group (negative id)."""

    id: int
    kind: str  # private or group
    title: str
    body: Json
    members: list[Person]
    messages: dict[int, Message] = field(default_factory=dict)
    entries: list[Message | Press | Note] = field(default_factory=list)
    events: list["Event"] = field(default_factory=list)  # what the bot did here
    keyboard: Json | None = None  # reply keyboard that lies open
    pinned: list[int] = field(default_factory=list)
    menu: Json | None = None
    bot_in: bool = True
    upgraded_to: int = 0  # id of the supergroup that took this group's place


@dataclass(frozen=True, slots=True)
class Event:
    """One visible change; `seq` counts over all chats."""

    seq: int
    chat_id: int
    kind: str  # message, edit, delete, toast, pin; person for what a person did
    message_id: int
    text: str
    by_bot: bool

    def body(self) -> Json:
        return {
            "seq": self.seq,
            "chat": self.chat_id,
            "kind": self.kind,
            "message": self.message_id,
            "text": self.text,
            "by_bot": self.by_bot,
        }
