"""From a letter and its screen to one Bot API call. Pure. Source: telegram 3.1, 3.2, 3.7."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.telegrams import Upload
from storage.outbox import Letter, Method
from text.encoding import decoded
from text.screens import Attachment, Button, Screen

TAG = re.compile(r"<[^>]*>")
TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
PICTURES = ("image/png", "image/jpeg")

Blob = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Envelope:
    """A method with its fields, and perhaps a file."""

    method: str
    fields: dict[str, Any]
    upload: Upload | None = None


def envelope(letter: Letter, blob: Blob, resend_note: str) -> Envelope:
    """What to call for this letter; `blob` reads a stored file; the note marks a second copy.

    Raises FileNotFoundError when the attachment is not in the file store.
    """
    if letter.method == Method.COMMANDS:
        return _commands(letter)
    screen = decoded(letter.payload)
    fields: dict[str, Any] = {"chat_id": letter.chat_id}
    _write(fields, letter, screen, resend_note if letter.unknowns else "")
    markup = _markup(screen, letter.method == Method.EDIT)
    if markup is not None:
        fields["reply_markup"] = markup
    if letter.method == Method.EDIT:
        fields["message_id"] = letter.message_id
        return Envelope("editMessageCaption" if screen.attachment else "editMessageText", fields)
    _address(fields, letter, screen)
    if screen.attachment is None:
        return Envelope("sendMessage", fields)
    return _with_file(fields, screen.attachment, blob)


def _commands(letter: Letter) -> Envelope:
    pairs = json.loads(letter.payload)
    commands = [{"command": name, "description": words} for name, words in pairs]
    scope = {"type": "chat", "chat_id": letter.chat_id}
    return Envelope("setMyCommands", {"commands": commands, "scope": scope})


def _write(fields: dict[str, Any], letter: Letter, screen: Screen, note: str) -> None:
    """Text or caption; as plain text where Telegram could not read the formatting."""
    name, length = ("caption", CAPTION_LENGTH) if screen.attachment else ("text", TEXT_LENGTH)
    text = screen.text
    if note and len(text) + len(note) + 2 <= length:
        text = f"{text}\n\n{note}"
    if letter.plain:
        fields[name] = html.unescape(TAG.sub("", text))[:length]
    else:
        fields[name] = text
        fields["parse_mode"] = "HTML"
    if screen.attachment is None:
        fields["link_preview_options"] = {"is_disabled": True}


def _address(fields: dict[str, Any], letter: Letter, screen: Screen) -> None:
    if letter.reply_to:
        fields["reply_parameters"] = {"message_id": letter.reply_to, "allow_sending_without_reply": True}
    if letter.silent:
        fields["disable_notification"] = True
    if screen.protected:
        fields["protect_content"] = True


def _with_file(fields: dict[str, Any], attachment: Attachment, blob: Blob) -> Envelope:
    field = "photo" if attachment.mime in PICTURES else "document"
    upload = Upload(field, attachment.name, blob(attachment.blob), attachment.mime)
    return Envelope("sendPhoto" if field == "photo" else "sendDocument", fields, upload)


def _markup(screen: Screen, editing: bool) -> dict[str, Any] | None:
    if screen.rows:
        return {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}
    if editing:
        return None  # an edit can only carry inline buttons; without them it takes the old ones away
    if screen.ask_contact:
        contact = {"text": screen.ask_contact, "request_contact": True}
        return {"keyboard": [[contact]], "resize_keyboard": True, "one_time_keyboard": True}
    if screen.keyboard is None:
        return None
    if not screen.keyboard:
        return {"remove_keyboard": True}
    keys = [[{"text": label} for label in row] for row in screen.keyboard]
    markup: dict[str, Any] = {"keyboard": keys, "resize_keyboard": True, "is_persistent": True}
    if screen.placeholder:
        markup["input_field_placeholder"] = screen.placeholder
    return markup


def _button(button: Button) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": button.label}
    if button.url:
        plain["url"] = button.url
    elif button.copy:
        plain["copy_text"] = {"text": button.copy}
    else:
        plain["callback_data"] = button.data
    if button.style:
        plain["style"] = button.style.value
    return plain
