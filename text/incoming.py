"""What a person did in the chat, freed of Telegram's shapes.

Source: telegram brief 3.3 and 4.4. Ids are Telegram's 64-bit integers; instants are aware UTC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing came in."""

    TEXT = "text"
    TAP = "tap"
    FILE = "file"
    CONTACT = "contact"
    MEMBERSHIP = "membership"
    OTHER = "other"


class ChatKind(StrEnum):
    """Where it happened: only private chats decide anything."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A document or photo a person sent; bytes are fetched later by a job."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int  # bytes; 0 where Telegram did not say


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared phone number; `user_id` tells whose, 0 when Telegram does not know."""

    phone: str
    user_id: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update. Only `sender_id` identifies a person; names are for display."""

    update_id: int
    kind: Kind
    chat_id: int
    chat_kind: ChatKind
    sender_id: int
    sender_name: str
    at: datetime  # when the person did it, UTC
    message_id: int = 0
    text: str = ""  # message text or file caption
    edited: bool = False
    reply_to: int = 0  # message id this answers, 0 for none
    data: str = ""  # callback data of a tap: untrusted
    callback_id: str = ""
    file: IncomingFile | None = None
    album: str = ""  # media group id
    contact: Contact | None = None
    reachable: bool = True  # MEMBERSHIP: False when the person blocked the application
