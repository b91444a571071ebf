"""New messages of the bot: text, files, albums and copies, checked as strictly as Telegram does."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.chats import Chat, Json, Message, StoredFile
from sandbox.entities import Entity, read_html, trimmed, units
from sandbox.files import file_body, sent_file
from sandbox.markup import Markup, checked_markup
from sandbox.parameters import Parameters
from sandbox.refusals import EMPTY_TEXT, LONG_CAPTION, LONG_TEXT, NO_REPLY_TARGET, bad_request
from sandbox.worlds import World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024


@dataclass(slots=True)
class Words:
    """Text after parsing, with its source kept to tell an edit that changes nothing."""

    source: str = ""
    text: str = ""
    entities: list[Entity] = field(default_factory=list)

    def body(self, caption: bool) -> Json:
        made: Json = {}
        if self.text:
            made["caption" if caption else "text"] = self.text
        if self.entities:
            made["caption_entities" if caption else "entities"] = self.entities
        return made


def parsed(source: str, parse_mode: str, entities: Any) -> Words:
    """HTML or plain text; Markdown is not spoken here."""
    if parse_mode.lower() == "html":
        return Words(source, *read_html(source))
    if parse_mode:
        raise bad_request("unsupported parse_mode")
    given = [dict(entity) for entity in entities] if isinstance(entities, list) else []
    return Words(source, *trimmed(source, given))


def message_words(parameters: Parameters) -> Words:
    """Text of 1 to 4096 units after parsing."""
    words = parsed(parameters.text("text"), parameters.text("parse_mode"), parameters.tree("entities"))
    if not words.text:
        raise bad_request(EMPTY_TEXT)
    if units(words.text) > TEXT_UNITS:
        raise bad_request(LONG_TEXT)
    return words


def caption_words(source: str, parse_mode: str, entities: Any) -> Words:
    words = parsed(source, parse_mode, entities)
    if units(words.text) > CAPTION_UNITS:
        raise bad_request(LONG_CAPTION)
    return words


def send_message(world: World, parameters: Parameters) -> Json:
    chat = world.open_chat(parameters.values.get("chat_id"))
    words = message_words(parameters)
    return _post(world, chat, parameters, words, None).body


def send_document(world: World, parameters: Parameters) -> Json:
    return _send_file(world, parameters, "document")


def send_photo(world: World, parameters: Parameters) -> Json:
    return _send_file(world, parameters, "photo")


def _send_file(world: World, parameters: Parameters, kind: str) -> Json:
    chat = world.open_chat(parameters.values.get("chat_id"))
    words = _caption(parameters)
    stored = sent_file(world, parameters, kind, parameters.values.get(kind))
    return _post(world, chat, parameters, words, stored).body


def _caption(parameters: Parameters) -> Words:
    mode, given = parameters.text("parse_mode"), parameters.tree("caption_entities")
    return caption_words(parameters.text("caption"), mode, given)


def send_media_group(world: World, parameters: Parameters) -> list[Json]:
    chat = world.open_chat(parameters.values.get("chat_id"))
    items = _album(parameters.tree("media"))
    made = []
    for item in items:
        kind = str(item["type"])
        words = caption_words(
            item.get("caption") or "", item.get("parse_mode") or "", item.get("caption_entities")
        )
        made.append((words, sent_file(world, parameters, kind, item.get("media"))))
    _reply_target(chat, parameters)
    group_id = str(13_000_000_000_000_000 + next(world.numbers))
    sent = []
    for place, (words, stored) in enumerate(made):
        message = _post(world, chat, parameters, words, stored, album=group_id, first=place == 0)
        sent.append(message.body)
    return sent


def _album(items: Any) -> list[Json]:
    """Two to ten photos, or two to ten documents."""
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        few = isinstance(items, list) and len(items) < 2
        raise bad_request(f"too {'few' if few else 'many'} messages to send as an album")
    if not all(isinstance(item, dict) for item in items):
        raise bad_request("can't parse InputMedia: expected an Object")
    kinds = {str(item.get("type")) for item in items}
    if len(kinds) > 1 or not kinds <= {"photo", "document"}:
        raise bad_request("documents can't be mixed with other media types")
    return items


def copy_message(world: World, parameters: Parameters) -> Json:
    """The same content as a new message of the bot; a new caption replaces the old one."""
    chat = world.open_chat(parameters.values.get("chat_id"))
    origin = world.known_chat(parameters.values.get("from_chat_id"))
    message = origin.messages.get(parameters.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to copy not found")
    if message.kind in ("service", "contact"):
        raise bad_request("message can't be copied")
    words = Words(message.source or message.text, message.text, _entities(message))
    if message.file is not None and "caption" in parameters.values:
        words = _caption(parameters)
    return {"message_id": _post(world, chat, parameters, words, message.file).id}


def _entities(message: Message) -> list[Entity]:
    found: list[Entity] = message.body.get("entities") or message.body.get("caption_entities") or []
    return found


def _reply_target(chat: Chat, parameters: Parameters) -> Message | None:
    """The message that is answered; refuses a missing one unless told to send anyway."""
    wish = parameters.tree("reply_parameters") or {}
    if not isinstance(wish, dict):
        raise bad_request("object expected as reply parameters")
    target = wish.get("message_id") or parameters.integer("reply_to_message_id")
    if not target:
        return None
    message = chat.messages.get(int(target))
    if message is not None and not message.deleted:
        return message
    if wish.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
        return None
    raise bad_request(NO_REPLY_TARGET)


def _post(
    world: World,
    chat: Chat,
    parameters: Parameters,
    words: Words,
    stored: StoredFile | None,
    album: str = "",
    first: bool = True,
) -> Message:
    """Check what is left to check, then let the message appear in the chat."""
    markup = None if album else checked_markup(parameters.tree("reply_markup"), chat.kind == "private")
    target = _reply_target(chat, parameters)
    message = new_message(world, chat, words, stored)
    message.silent = parameters.flag("disable_notification")
    message.rings = first and not message.silent
    if target is not None:
        message.body["reply_to_message"] = shallow(target)
    if album:
        message.body["media_group_id"] = album
    if parameters.flag("protect_content"):
        message.body["has_protected_content"] = True
    _lay_keyboard(chat, message, markup)
    world.keep(message)
    for person in chat.members:
        person.counts["received"] += 1
    world.event(chat, "message", message.id, message.text, by_bot=True)
    return message


def new_message(world: World, chat: Chat, words: Words, stored: StoredFile | None) -> Message:
    at = world.clock.unix()
    number = next(world.message_ids)
    body: Json = {"message_id": number, "from": world.bot, "chat": chat.body, "date": int(at)}
    if stored is not None:
        body.update(file_body(stored))
    body.update(words.body(caption=stored is not None))
    kind = "text" if stored is None else stored.kind
    return Message(number, chat, at, body, None, kind=kind, source=words.source, file=stored)


def shallow(message: Message) -> Json:
    """A message as it is shown inside another: without its own reply."""
    return {name: value for name, value in message.body.items() if name != "reply_to_message"}


def _lay_keyboard(chat: Chat, message: Message, markup: Markup | None) -> None:
    if markup is None:
        return
    if "inline_keyboard" in markup:
        message.body["reply_markup"] = markup
        return
    message.fixed = True
    if "keyboard" in markup:
        chat.keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.keyboard = None
