"""What people do: start, say, press, upload, share, edit, block; each makes the update Telegram would."""

import re
from typing import Any

from sandbox.chats import Chat, Json, Message, Person, Press, StoredFile
from sandbox.entities import units
from sandbox.files import file_body, store
from sandbox.parameters import Upload
from sandbox.refusals import Misuse
from sandbox.sends import TEXT_UNITS, shallow
from sandbox.worlds import World

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?!\S)")


def create_person(world: World, wish: Json) -> Person:
    """A new account that has not pressed Start yet."""
    number = int(wish.get("id") or world.new_person_id())
    if number in world.people or number <= 0:
        raise Misuse(f"person {number} exists already" if number > 0 else "ids of people are positive")
    first = str(wish.get("first_name") or "").strip()
    if not first:
        raise Misuse("first_name is missing")
    last, username, phone = (str(wish.get(name) or "") for name in ("last_name", "username", "phone"))
    world.people[number] = Person(number, first, last, username, phone, str(wish.get("language") or "id"))
    return world.people[number]


def start(world: World, person: Person, payload: str = "") -> Message:
    """Press Start, with the payload of a t.me link; unblocks as well."""
    chat = world.chats.get(person.id) or _open_private(world, person)
    if person.blocked:
        unblock(world, person)
    person.started = True
    person.counts["starts"] += 1
    return _write(world, person, chat, f"/start {payload}", 0)


def _open_private(world: World, person: Person) -> Chat:
    body: Json = {"id": person.id, "first_name": person.first_name, "type": "private"}
    for name in ("last_name", "username"):
        if getattr(person, name):
            body[name] = getattr(person, name)
    world.chats[person.id] = Chat(person.id, "private", person.name, body, [person])
    return world.chats[person.id]


def create_group(world: World, title: str, members: list[Person]) -> Chat:
    """A group with the bot in it."""
    number = world.new_group_id()
    body: Json = {"id": number, "title": title, "type": "group", "all_members_are_administrators": False}
    chat = Chat(number, "group", title, body, members)
    world.chats[number] = chat
    world.note(chat, f"Grup {title} dibuat")
    if members:
        _membership(world, chat, members[0], "left", "member")
    return chat


def remove_bot(world: World, chat: Chat, person: Person) -> None:
    chat.bot_in = False
    world.note(chat, f"{person.name} mengeluarkan bot")
    _membership(world, chat, person, "member", "kicked")


def upgrade_group(world: World, chat: Chat) -> Chat:
    """The group becomes a supergroup with another id; the bot is told by service messages in both."""
    if chat.kind != "group" or chat.upgraded_to:
        raise Misuse("only a group can be upgraded, and only once")
    chat.upgraded_to = chat.id - 1_000_000_000_000
    body: Json = {"id": chat.upgraded_to, "title": chat.title, "type": "supergroup"}
    successor = Chat(chat.upgraded_to, "group", chat.title, body, chat.members)
    world.chats[successor.id] = successor
    for where, moved in (
        (chat, {"migrate_to_chat_id": successor.id}),
        (successor, {"migrate_from_chat_id": chat.id}),
    ):
        at = int(world.clock.unix())
        told = {"message_id": next(world.message_ids), "chat": where.body, "date": at, **moved}
        world.updates.add("message", told)
        world.note(where, "Grup menjadi supergrup")
    return successor


def deactivate(world: World, person: Person) -> None:
    """The account is deleted: nothing reaches it any more, and nothing comes from it."""
    person.deactivated = True
    if person.id in world.chats:
        world.note(world.chats[person.id], f"Akun {person.name} dihapus")


def block(world: World, person: Person) -> None:
    chat = world.chat(person.id)
    if not person.blocked:
        person.blocked = True
        world.note(chat, f"{person.name} memblokir bot")
        _membership(world, chat, person, "member", "kicked")


def unblock(world: World, person: Person) -> None:
    chat = world.chat(person.id)
    if person.blocked:
        person.blocked = False
        world.note(chat, f"{person.name} membuka blokir bot")
        _membership(world, chat, person, "kicked", "member")


def _membership(world: World, chat: Chat, person: Person, old: str, new: str) -> None:
    def standing(status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": world.bot, "status": status, **until}

    body = {"chat": chat.body, "from": person.user(), "date": int(world.clock.unix())}
    world.updates.add(
        "my_chat_member", {**body, "old_chat_member": standing(old), "new_chat_member": standing(new)}
    )


def say(world: World, person: Person, chat: Chat, text: str, reply_to: int = 0) -> Message:
    """Type a message."""
    made = _write(world, person, chat, text, reply_to)
    person.counts["typed"] += 1
    return made


def _write(world: World, person: Person, chat: Chat, text: str, reply_to: int) -> Message:
    """A text message; empty and long ones are refused as the client would."""
    _check_may_write(person, chat)
    text = text.strip()
    if not text or units(text) > TEXT_UNITS:
        raise Misuse("a message has 1 to 4096 characters")
    body: Json = {"text": text}
    command = _COMMAND.match(text)
    if command is not None:
        body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command.group())}]
    return _post(world, person, chat, body, "text", reply_to)


def press_key(world: World, person: Person, chat: Chat, label: str) -> Message:
    """Touch a button of the reply keyboard that lies open."""
    if chat.keyboard is None:
        raise Misuse("no reply keyboard is open")
    keys = {button["text"]: button for row in chat.keyboard["keyboard"] for button in row}
    if label not in keys:
        raise Misuse(f"no key [{label}]; there are {_listed(keys)}")
    if chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    person.counts["keys"] += 1
    if keys[label].get("request_contact"):
        return share_contact(world, person, chat, person, forced=True)
    return _post(world, person, chat, {"text": label}, "text", 0)


def share_contact(
    world: World,
    person: Person,
    chat: Chat,
    whose: Person,
    forced: bool = False,
    phone: str = "",
    reply_to: int = 0,
) -> Message:
    """Share a phone number; one's own only where the bot asks for it, unless forced."""
    _check_may_write(person, chat)
    if whose is person and not forced and not _contact_wanted(chat):
        raise Misuse("no button asks for the contact")
    contact: Json = {"phone_number": phone or whose.phone, "first_name": whose.first_name}
    if not contact["phone_number"]:
        raise Misuse(f"{whose.name} has no phone number")
    if whose.last_name:
        contact["last_name"] = whose.last_name
    if whose.id:
        contact["user_id"] = whose.id
    return _post(world, person, chat, {"contact": contact}, "contact", reply_to)


def _contact_wanted(chat: Chat) -> bool:
    rows = chat.keyboard["keyboard"] if chat.keyboard else []
    return any(button.get("request_contact") for row in rows for button in row)


def upload(
    world: World,
    person: Person,
    chat: Chat,
    files: list[Upload],
    kind: str,
    caption: str = "",
    reply_to: int = 0,
) -> list[Message]:
    """Send documents or photos; several at once are an album, with the caption on the first."""
    _check_may_write(person, chat)
    if kind not in ("document", "photo") or not files:
        raise Misuse("kind is document or photo, with at least one file")
    album = {"media_group_id": str(14_000_000_000_000_000 + next(world.numbers))} if len(files) > 1 else {}
    made = []
    for place, file in enumerate(files):
        stored = store(world, file, kind)
        body = {**file_body(stored), **album}
        if caption and place == 0:
            body["caption"] = caption
        person.counts["files"] += 1
        made.append(_post(world, person, chat, body, kind, reply_to, stored))
    return made


def edit(world: World, person: Person, message: Message, text: str) -> Message:
    """Change one's own message; the bot is told with edited_message."""
    if message.sender is not person or message.deleted:
        raise Misuse("only one's own message can be edited")
    field = "text" if message.kind == "text" else "caption"
    if message.text == text.strip():
        raise Misuse("nothing was changed")
    message.change(now := world.clock.unix())
    message.body = {**message.body, field: text.strip(), "edit_date": int(now)}
    person.counts["edits"] += 1
    if _bot_hears(world, message.chat, message.body):
        world.updates.add("edited_message", message.body)
    world.event(message.chat, "person", message.id, message.text, by_bot=False)
    return message


def press(world: World, person: Person, chat: Chat, wish: Json) -> Press:
    """Tap the inline button named by `label`, on the latest message that shows it or on `message`.

    `data` instead of a label forges what no button says; `old` sends the message as Telegram does when it no
    longer has it (date 0).
    """
    _check_may_write(person, chat)
    message = _pressed_message(chat, wish)
    if wish.get("data") is None:
        button = _visible_button(chat, message, str(wish.get("label", "")))
    else:
        button = {"text": str(wish.get("label") or "(palsu)"), "callback_data": str(wish["data"])}
    number = str(4_000_000_000_000_000_000 + next(world.numbers))
    at, data = world.clock.unix(), str(button.get("callback_data", ""))
    made = Press(number, chat, at, person, button["text"], message.id, data)
    person.counts["presses"] += 1
    chat.entries.append(made)
    if data:
        world.presses[number] = made
        world.updates.add("callback_query", _query(made, message, bool(wish.get("old"))))
    else:
        made.answered = True
        made.url = button.get("url") or button.get("copy_text", {}).get("text", "")
    world.event(chat, "person", message.id, made.label, by_bot=False)
    return made


def _pressed_message(chat: Chat, wish: Json) -> Message:
    if wish.get("message"):
        found = chat.messages.get(int(wish["message"]))
        if found is None:
            raise Misuse(f"no message {wish['message']} in this chat")
        return found
    label = wish.get("label")
    shown = [message for message in reversed(chat.messages.values()) if message.rows()]
    for message in shown:
        if any(button["text"] == label for row in message.rows() for button in row):
            return message
    if wish.get("data") is not None and chat.messages:
        return shown[0] if shown else next(reversed(chat.messages.values()))
    seen = [button["text"] for message in shown for row in message.rows() for button in row]
    raise Misuse(f"no button [{label}] in the chat; there are {_listed(seen)}")


def _visible_button(chat: Chat, message: Message, label: str) -> Json:
    buttons = {button["text"]: button for row in message.rows() for button in row}
    if label not in buttons:
        raise Misuse(f"no button [{label}] on message {message.id}; there are {_listed(buttons)}")
    return buttons[label]


def _listed(labels: Any) -> str:
    return " ".join(f"[{label}]" for label in labels) or "none"


def _query(made: Press, message: Message, old: bool) -> Json:
    gone = old or message.deleted
    shown = {"chat": made.chat.body, "message_id": message.id, "date": 0} if gone else message.body
    return {
        "id": made.id,
        "from": made.person.user(),
        "message": shown,
        "chat_instance": str(abs(made.chat.id) * 7919),
        "data": made.data,
    }


def _check_may_write(person: Person, chat: Chat) -> None:
    if person not in chat.members:
        raise Misuse(f"{person.name} is not in this chat")
    if person.deactivated:
        raise Misuse(f"{person.name} has deleted the account")
    if chat.kind == "private" and person.blocked:
        raise Misuse(f"{person.name} has blocked the bot: unblock or start first")


def _post(
    world: World,
    person: Person,
    chat: Chat,
    content: Json,
    kind: str,
    reply_to: int,
    stored: StoredFile | None = None,
) -> Message:
    at = world.clock.unix()
    number = next(world.message_ids)
    body: Json = {"message_id": number, "from": person.user(), "chat": chat.body, "date": int(at), **content}
    if reply_to:
        target = chat.messages.get(reply_to)
        if target is None or target.deleted:
            raise Misuse(f"no message {reply_to} to reply to")
        body["reply_to_message"] = shallow(target)
    message = world.keep(Message(number, chat, at, body, person, kind=kind, file=stored))
    if _bot_hears(world, chat, body):
        world.updates.add("message", body)
    world.event(chat, "person", number, message.text, by_bot=False)
    return message


def _bot_hears(world: World, chat: Chat, body: Json) -> bool:
    """Privacy mode: in groups a bot is told of commands, of replies to itself and of its name."""
    if chat.kind == "private":
        return True
    text = body.get("text") or body.get("caption") or ""
    replied = body.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]
    return chat.bot_in and (text.startswith("/") or replied or f"@{world.bot['username']}" in text)
