"""The gate: one raw update becomes a plain `Incoming`. Source: telegram 3.3, 3.6, 3.8, 4.4.

Parsed by hand from the JSON as it was kept: one malformed update concerns nobody but itself, and new
fields of Telegram's pass unnoticed.
"""

import json
from datetime import UTC, datetime
from typing import Any

from storage.inbox import Arrival, Waiting
from text.incoming import ChatKind, Contact, Incoming, IncomingFile, Kind

PLACES = {"private": ChatKind.PRIVATE, "group": ChatKind.GROUP, "supergroup": ChatKind.GROUP}
GONE = ("kicked", "left")
PICTURE_MIME = "image/jpeg"  # what Telegram recompresses every photo to


class Unreadable(Exception):
    """The update does not have the shape it should; the row is set aside."""


def arrival(update: Any) -> Arrival:
    """How an update is filed, whatever else is wrong with it; raises Unreadable without an id."""
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise Unreadable("no update_id")
    kind, body = _subject(update)
    text = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
    return Arrival(update["update_id"], _lane(body), kind, text)


def incoming(row: Waiting) -> Incoming | None:
    """What the person did; None for updates that are nobody's act. Raises Unreadable."""
    try:
        kind, body = _subject(json.loads(row.body))
        reader = _READERS.get(kind)
        return reader(row, body) if reader is not None and body.get("from") else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
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
        if isinstance(whom, dict) and isinstance(whom.get("id"), int):
            return int(whom["id"])
    return 0


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
        chat_id=body["chat"]["id"],
        chat_kind=PLACES[body["chat"]["type"]],
        sender_id=body["from"]["id"],
        sender_name=_name(body["from"]),
        at=_moment(body["edit_date"] if edited else body["date"]),
        message_id=body["message_id"],
        text=_words(written if written is not None else body.get("caption", "")),
        edited=edited,
        reply_to=(body.get("reply_to_message") or {}).get("message_id", 0),
        file=file,
        album=body.get("media_group_id", ""),
        contact=Contact(contact["phone_number"], contact.get("user_id", 0)) if contact else None,
    )


def _tap(row: Waiting, body: dict[str, Any]) -> Incoming | None:
    """A press carries no date: it happened when it reached us. Its message may be an old, empty one."""
    message = body.get("message")
    if message is None or message["chat"]["type"] not in PLACES:
        return None
    return Incoming(
        update_id=row.update_id,
        kind=Kind.TAP,
        chat_id=message["chat"]["id"],
        chat_kind=PLACES[message["chat"]["type"]],
        sender_id=body["from"]["id"],
        sender_name=_name(body["from"]),
        at=row.received_at,
        message_id=message["message_id"],
        data=_words(body.get("data", "")),
        callback_id=_words(body["id"]),
    )


def _membership(row: Waiting, body: dict[str, Any]) -> Incoming | None:
    if body["chat"]["type"] not in PLACES:
        return None
    return Incoming(
        update_id=row.update_id,
        kind=Kind.MEMBERSHIP,
        chat_id=body["chat"]["id"],
        chat_kind=PLACES[body["chat"]["type"]],
        sender_id=body["from"]["id"],
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


def _file(body: dict[str, Any]) -> IncomingFile | None:
    """A document as sent, or the largest size of a photo."""
    document = body.get("document")
    if document is not None:
        return IncomingFile(
            file_id=document["file_id"],
            unique_id=document["file_unique_id"],
            name=_words(document.get("file_name", "")),
            mime=_words(document.get("mime_type", "")),
            size=document.get("file_size", 0),
        )
    if not body.get("photo"):
        return None
    largest = max(body["photo"], key=lambda size: size["width"] * size["height"])
    return IncomingFile(
        file_id=largest["file_id"],
        unique_id=largest["file_unique_id"],
        name=f"foto-{body['message_id']}.jpg",
        mime=PICTURE_MIME,
        size=largest.get("file_size", 0),
    )


def _name(sender: dict[str, Any]) -> str:
    return " ".join(part for part in (sender.get("first_name"), sender.get("last_name")) if part)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
