"""The gate: one raw update becomes a plain `Incoming`. Source: telegram 3.3, 3.6, 3.8, 4.4.

Parsed by hand from the JSON as it was kept: one malformed update concerns nobody but itself, and new
fields of Telegram's pass unnoticed.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any

from storage.inbox import Arrival, Waiting
from text.incoming import ChatKind, Contact, Incoming, IncomingFile, Kind

PLACES = {"private": ChatKind.PRIVATE, "group": ChatKind.GROUP, "supergroup": ChatKind.GROUP}
GONE = ("kicked", "left")
LARGEST_ID = 2**63 - 1  # what both databases can hold
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL on PostgreSQL, half a surrogate pair anywhere
PICTURE_MIME = "image/jpeg"  # what Telegram recompresses every photo to


class Unreadable(Exception):
    """The update does not have the shape it should; the row is set aside."""


def arrival(update: Any) -> Arrival:
    """How an update is filed, whatever else is wrong with it; raises Unreadable without an id.

    The body is kept in ASCII: what a database would refuse stands in it as an escape.
    """
    if not isinstance(update, dict) or not _is_id(update.get("update_id")):
        raise Unreadable("no update_id")
    kind, body = _subject(update)
    return Arrival(update["update_id"], _lane(body), _words(kind), json.dumps(update, separators=(",", ":")))


def incoming(row: Waiting) -> Incoming | None:
    """What the person did; None for updates that are nobody's act. Raises Unreadable."""
    try:
        kind, body = _subject(json.loads(row.body))
        reader = _READERS.get(kind)
        return reader(row, body) if reader is not None and body.get("from") else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise Unreadable(type(error).__name__) from error


def _subject(update: dict[str, Any]) -> tuple[str, Any]:
    for name, value in update.items():
        if name != "update_id":
            return name, value
    return "", {}


def _lane(body: Any) -> int:
    """The sender's id, else the chat's, else 0."""
    if not isinstance(body, dict):
        return 0
    message = body.get("message")
    chat = body.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    for whom in (body.get("from"), chat):
        if isinstance(whom, dict) and _is_id(whom.get("id")):
            return int(whom["id"])
    return 0


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and abs(value) <= LARGEST_ID


def _message(row: Waiting, body: dict[str, Any]) -> Incoming | None:
    if body["chat"]["type"] not in PLACES:
        return None
    file, contact = _file(body), body.get("contact")
    written = body.get("text")
    kind = (
        Kind.TEXT if written is not None else Kind.FILE if file else Kind.CONTACT if contact else Kind.OTHER
    )
    edited = row.kind == "edited_message"
    return Incoming(
        update_id=row.update_id,
        kind=kind,
        chat_id=_number(body["chat"]["id"]),
        chat_kind=PLACES[body["chat"]["type"]],
        sender_id=_number(body["from"]["id"]),
        sender_name=_name(body["from"]),
        at=_moment(body["edit_date"] if edited else body["date"]),
        message_id=_number(body["message_id"]),
        text=_words(written if written is not None else body.get("caption", "")),
        edited=edited,
        reply_to=_number((body.get("reply_to_message") or {}).get("message_id", 0)),
        file=file,
        album=_words(body.get("media_group_id", "")),
        contact=_contact(contact) if contact else None,
    )


def _tap(row: Waiting, body: dict[str, Any]) -> Incoming | None:
    """A press carries no date: it happened when it reached us. Its message may be an old, empty one."""
    message = body.get("message")
    if message is None or message["chat"]["type"] not in PLACES:
        return None
    return Incoming(
        update_id=row.update_id,
        kind=Kind.TAP,
        chat_id=_number(message["chat"]["id"]),
        chat_kind=PLACES[message["chat"]["type"]],
        sender_id=_number(body["from"]["id"]),
        sender_name=_name(body["from"]),
        at=row.received_at,
        message_id=_number(message["message_id"]),
        data=_words(body.get("data", "")),
        callback_id=_words(body["id"]),
    )


def _membership(row: Waiting, body: dict[str, Any]) -> Incoming | None:
    if body["chat"]["type"] not in PLACES:
        return None
    return Incoming(
        update_id=row.update_id,
        kind=Kind.MEMBERSHIP,
        chat_id=_number(body["chat"]["id"]),
        chat_kind=PLACES[body["chat"]["type"]],
        sender_id=_number(body["from"]["id"]),
        sender_name=_name(body["from"]),
        at=_moment(body["date"]),
        reachable=body["new_chat_member"]["status"] not in GONE,
    )


_READERS = {
    "message": _message,
    "edited_message": _message,
    "callback_query": _tap,
    "my_chat_member": _membership,
}


def _contact(contact: dict[str, Any]) -> Contact:
    return Contact(_words(contact["phone_number"]), _number(contact.get("user_id", 0)))


def _file(body: dict[str, Any]) -> IncomingFile | None:
    """A document as sent, or the largest size of a photo."""
    document = body.get("document")
    if document is not None:
        return IncomingFile(
            file_id=_words(document["file_id"]),
            unique_id=_words(document["file_unique_id"]),
            name=_words(document.get("file_name", "")),
            mime=_words(document.get("mime_type", "")),
            size=_number(document.get("file_size", 0)),
        )
    if not body.get("photo"):
        return None
    largest = max(body["photo"], key=lambda size: size["width"] * size["height"])
    return IncomingFile(
        file_id=_words(largest["file_id"]),
        unique_id=_words(largest["file_unique_id"]),
        name=f"foto-{body['message_id']}.jpg",
        mime=PICTURE_MIME,
        size=_number(largest.get("file_size", 0)),
    )


def _name(sender: dict[str, Any]) -> str:
    return " ".join(_words(part) for part in (sender.get("first_name"), sender.get("last_name")) if part)


def _words(value: Any) -> str:
    """Text that every database can keep."""
    if not isinstance(value, str):
        raise TypeError("text expected")
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)


def _number(value: Any) -> int:
    if not _is_id(value):
        raise TypeError("a 64-bit number expected")
    return int(value)


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
