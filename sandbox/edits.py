"""Changes to messages that are already there: edit, delete, pin."""

from typing import Any

from sandbox.chats import Chat, Json, Message, StoredFile
from sandbox.files import file_body, sent_file
from sandbox.markup import checked_inline
from sandbox.parameters import Parameters
from sandbox.refusals import (
    CANNOT_DELETE,
    CANNOT_EDIT,
    NOT_MODIFIED,
    NOTHING_TO_DELETE,
    NOTHING_TO_EDIT,
    bad_request,
)
from sandbox.sends import caption_words, message_words
from sandbox.worlds import World

DELETE_SECONDS = 48 * 3600


def edit_text(world: World, parameters: Parameters) -> Json:
    message = _editable(world, parameters)
    words = message_words(parameters)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    return _apply(world, message, parameters, words.body(caption=False), words.source)


def edit_caption(world: World, parameters: Parameters) -> Json:
    message = _editable(world, parameters)
    mode, given = parameters.text("parse_mode"), parameters.tree("caption_entities")
    words = caption_words(parameters.text("caption"), mode, given)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _apply(world, message, parameters, words.body(caption=True), words.source)


def edit_markup(world: World, parameters: Parameters) -> Json:
    message = _editable(world, parameters)
    words = {name: message.body[name] for name in _WORDS if name in message.body}
    return _apply(world, message, parameters, words, message.source)


def edit_media(world: World, parameters: Parameters) -> Json:
    """Another file under the same message; text becomes a file, never the other way round."""
    message = _editable(world, parameters)
    media = parameters.tree("media")
    kind = media.get("type") if isinstance(media, dict) else None
    if kind not in ("photo", "document"):
        raise bad_request("can't parse input media: expected a photo or a document")
    words = caption_words(
        media.get("caption") or "", media.get("parse_mode") or "", media.get("caption_entities")
    )
    stored = sent_file(world, parameters, kind, media.get("media"))
    return _apply(world, message, parameters, words.body(caption=True), words.source, stored)


_WORDS = ("text", "entities", "caption", "caption_entities")


def _editable(world: World, parameters: Parameters) -> Message:
    chat = world.open_chat(parameters.values.get("chat_id"))
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request(NOTHING_TO_EDIT)
    if message.sender is not None or message.fixed or message.kind == "service":
        raise bad_request(CANNOT_EDIT)
    return message


def _apply(
    world: World,
    message: Message,
    parameters: Parameters,
    words: Json,
    source: str,
    stored: StoredFile | None = None,
) -> Json:
    """An edit says all again: what it leaves out, above all the keyboard, is gone."""
    markup = checked_inline(parameters.tree("reply_markup"))
    body = message.body
    before = {name: body[name] for name in _WORDS if name in body}
    same_file = stored is None or stored is message.file
    if same_file and before == words and body.get("reply_markup") == markup:
        raise bad_request(NOT_MODIFIED)
    message.change(world.clock.unix())
    for name in (*_WORDS, "reply_markup"):
        body.pop(name, None)
    body.update(words)
    if markup is not None:
        body["reply_markup"] = markup
    if stored is not None:
        _swap_file(message, stored)
    message.source = source
    body["edit_date"] = int(world.clock.unix())
    for person in message.chat.members:
        person.counts["edits_seen"] += 1
    world.event(message.chat, "edit", message.id, message.text, by_bot=True)
    return body


def _swap_file(message: Message, stored: StoredFile) -> None:
    for name in ("photo", "document"):
        message.body.pop(name, None)
    message.body.update(file_body(stored))
    message.file, message.kind = stored, stored.kind


def delete_message(world: World, parameters: Parameters) -> bool:
    chat = world.open_chat(parameters.values.get("chat_id"))
    message = _deletable(world, chat, parameters.values.get("message_id"))
    _delete(world, message)
    return True


def delete_messages(world: World, parameters: Parameters) -> bool:
    """Up to 100 at once; those that are gone already are passed over."""
    chat = world.open_chat(parameters.values.get("chat_id"))
    wished = parameters.tree("message_ids")
    if not isinstance(wished, list) or not 1 <= len(wished) <= 100:
        raise bad_request("there must be from 1 to 100 message identifiers")
    there = [number for number in wished if _present(chat, number)]
    for message in [_deletable(world, chat, number) for number in there]:
        _delete(world, message)
    return True


def _present(chat: Chat, number: Any) -> bool:
    found = chat.messages.get(int(number))
    return found is not None and not found.deleted


def _deletable(world: World, chat: Chat, number: Any) -> Message:
    message = chat.messages.get(int(number or 0))
    if message is None or message.deleted:
        raise bad_request(NOTHING_TO_DELETE)
    foreign = chat.kind == "group" and message.sender is not None
    if foreign or world.clock.unix() - message.at > DELETE_SECONDS:
        raise bad_request(CANNOT_DELETE)
    return message


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    world.event(message.chat, "delete", message.id, "", by_bot=True)


def pin_message(world: World, parameters: Parameters) -> bool:
    chat = world.open_chat(parameters.values.get("chat_id"))
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        world.event(chat, "pin", message.id, message.text, by_bot=True)
    return True


def unpin_message(world: World, parameters: Parameters) -> bool:
    """The named message, or the one pinned last."""
    chat = world.open_chat(parameters.values.get("chat_id"))
    number = parameters.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    world.event(chat, "pin", number, "", by_bot=True)
    return True
