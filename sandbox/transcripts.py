"""Chats as they read: plain text for people, JSON for the page and for tests."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sandbox.chats import Chat, Json, Message, Note, Person, Press
from sandbox.worlds import World

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def plain_transcript(world: World, chat: Chat) -> str:
    """What was said when: speaker, time and text, buttons in [brackets]; an edit stands where it happened."""
    kind = "obrolan pribadi" if chat.kind == "private" else "grup"
    lines = [f"{chat.title} ({kind})"]
    day: date | None = None
    for at, said in _told(chat):
        moment = world.clock.at(at)
        if moment.date() != day:
            day = moment.date()
            lines += ["", f"-- {_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year} --", ""]
        lines += _lines(world, said, f"{moment:%H.%M}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _State:
    """How a message stood at first (`number` 0) or after so many edits."""

    message: Message
    number: int
    text: str
    rows: list[list[Json]]


def _told(chat: Chat) -> list[tuple[float, _State | Press | Note]]:
    """Everything in the order in which it happened, with its time."""
    told: list[tuple[int, float, _State | Press | Note]] = []
    for place, entry in enumerate(chat.entries):
        if not isinstance(entry, Message):
            told.append((place, entry.at, entry))
            continue
        since = [(place, entry.at), *((version.entries, version.until) for version in entry.versions)]
        stood = [*((version.text, version.rows) for version in entry.versions), (entry.text, entry.rows())]
        told += [
            (after, at, _State(entry, number, text, rows))
            for number, ((after, at), (text, rows)) in enumerate(zip(since, stood, strict=True))
        ]
    return [(at, said) for _, at, said in sorted(told, key=lambda one: (one[0], one[1]))]


def _lines(world: World, said: _State | Press | Note, time: str) -> list[str]:
    if isinstance(said, Note):
        return [f"{time}  * {said.text}"]
    if isinstance(said, Press):
        return [f"{time}  {said.person.name} menekan [{said.label}]{_answer(said)}"]
    return _message_lines(world, said, time)


def _answer(press: Press) -> str:
    if not press.data:
        return f" -> {press.url}"
    if not press.answered:
        return " -> (belum dijawab)"
    if not press.toast:
        return ""
    return f" -> {'peringatan ' if press.alert else ''}\u201c{press.toast}\u201d"


def _message_lines(world: World, state: _State, time: str) -> list[str]:
    message = state.message
    head = f"{time}  {_speaker(world, message)}: "
    pad = " " * 7
    if message.deleted:
        return [f"{head}(pesan dihapus)"] if not state.number else []
    first = [f"(pesan {world.clock.at(message.at):%H.%M} diubah)"] if state.number else _reply_line(message)
    body = [*first, *_attachment(message), *state.text.splitlines()] or [""]
    lines = [head + body[0], *(f"{pad}{line}".rstrip() for line in body[1:])]
    lines += [pad + " ".join(f"[{button['text']}]" for button in row) for row in state.rows]
    return [*lines, f"{pad}(tanpa bunyi)"] if message.silent and not state.number else lines


def _speaker(world: World, message: Message) -> str:
    return message.sender.name if message.sender else str(world.bot["first_name"])


def _reply_line(message: Message) -> list[str]:
    target = message.body.get("reply_to_message")
    if target is None:
        return []
    words = str(target.get("text") or target.get("caption") or "berkas").split("\n")[0]
    return [f"\u21b3 {words[:60]}"]


def _attachment(message: Message) -> list[str]:
    if message.kind == "contact":
        contact = message.body["contact"]
        return [f"[kontak] {contact['first_name']} {contact['phone_number']}"]
    if message.file is None:
        return []
    label = "foto" if message.kind == "photo" else "berkas"
    return [f"[{label}] {message.file.name} ({readable_size(message.file.size)})"]


def readable_size(size: int) -> str:
    """Bytes as people read them, with the Indonesian decimal comma."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def chat_json(world: World, chat: Chat) -> Json:
    """Everything a client shows of one chat."""
    return {
        "chat": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "seq": world.seq,
        "keyboard": chat.keyboard,
        "pinned": chat.pinned,
        "blocked": chat.kind == "private" and chat.members[0].blocked,
        "entries": [_entry_json(world, entry) for entry in chat.entries],
    }


def _entry_json(world: World, entry: Message | Press | Note) -> Json:
    moment = world.clock.at(entry.at)
    common: Json = {"at": moment.isoformat(timespec="seconds")}
    if isinstance(entry, Note):
        return {**common, "entry": "note", "text": entry.text}
    if isinstance(entry, Press):
        words = {"label": entry.label, "message": entry.message_id, "answered": entry.answered}
        answer = {"toast": entry.toast, "alert": entry.alert, "url": entry.url, "data": entry.data}
        return {**common, "entry": "press", "by": entry.person.name, **words, **answer}
    return {**common, "entry": "message", **message_json(world, entry)}


def message_json(world: World, message: Message) -> Json:
    """A message as its reader sees it, plus what only a test wants to know."""
    body = message.body
    made: Json = {
        "message": message.id,
        "by": _speaker(world, message),
        "by_bot": message.sender is None,
        "kind": message.kind,
        "deleted": message.deleted,
        "text": "" if message.deleted else message.text,
        "entities": body.get("entities") or body.get("caption_entities") or [],
        "rows": message.rows(),
        "reply_to": body.get("reply_to_message", {}).get("message_id", 0),
        "silent": message.silent,
        "edited_at": _clocked(world, message.edited_at),
        "versions": _earlier_texts(message),
        "protected": bool(body.get("has_protected_content")),
    }
    if message.kind == "contact":
        made["contact"] = body["contact"]
    if message.file is not None:
        file = message.file
        made["file"] = {"id": file.file_id, "name": file.name, "mime": file.mime, "size": file.size}
    return made


def _earlier_texts(message: Message) -> list[str]:
    texts = [*(version.text for version in message.versions), message.text]
    return [text for text, following in pairwise(texts) if text != following]


def _clocked(world: World, at: float | None) -> str | None:
    return None if at is None else world.clock.at(at).isoformat(timespec="seconds")


def rung(world: World, person: Person) -> list[Json]:
    """Messages of the bot that reached this person, with whether the phone rang; edits never ring."""
    made = []
    for chat in world.chats.values():
        if person not in chat.members:
            continue
        for message in chat.messages.values():
            if message.sender is None:
                at = _clocked(world, message.at)
                words = {"text": message.text, "rang": message.rings}
                made.append({"chat": chat.id, "message": message.id, "at": at, **words})
    return sorted(made, key=lambda line: line["message"])


def person_json(person: Person, world: World) -> Json:
    chat = world.chats.get(person.id)
    return {
        "id": person.id,
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "phone": person.phone,
        "started": person.started,
        "blocked": person.blocked,
        "last_seq": chat.events[-1].seq if chat and chat.events else 0,
        "counts": dict(person.counts),
    }
