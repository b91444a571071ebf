"""What a guided conversation remembers between two messages, beside the answers themselves.

Kept as JSON in the draft, so that a restart between any two messages changes nothing (law 1, telegram 3.5).
"""

import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sop.typed_answers import Figure

REMEMBERED = 20  # messages whose edit is still understood


@dataclass(frozen=True, slots=True)
class Pending:
    """Readings of one figure that wait for a press; `serial` ties the buttons to them."""

    serial: int
    options: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was taken as an answer: of figures ("values") or of explanations ("words")."""

    message_id: int
    kind: str
    indicator_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed message that waits for "Ya" or "Biarkan"."""

    serial: int
    kind: str
    text: str
    indicator_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Album:
    """Files that arrive one by one under one album; `evidence_ids` follow a caption that comes later."""

    id: str
    indicator_id: int
    evidence_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """`serial` rises with every set of readings shown; `unplaced` is a list nobody could place yet."""

    one_by_one: bool = False
    serial: int = 0
    pending: dict[int, Pending] = field(default_factory=dict)  # by indicator
    sent: tuple[Sent, ...] = ()
    edit: Edit | None = None
    album: Album | None = None
    unplaced: str = ""

    def remembering(self, message_id: int, kind: str, indicator_ids: tuple[int, ...]) -> "Dialogue":
        if not (message_id and indicator_ids):
            return self
        others = tuple(sent for sent in self.sent if sent.message_id != message_id)
        return replace(self, sent=(*others, Sent(message_id, kind, indicator_ids))[-REMEMBERED:])

    def offering(self, options: dict[int, tuple[Figure, ...]]) -> "Dialogue":
        """Readings shown now take the place of older ones of the same figures."""
        if not options:
            return self
        serial = self.serial + 1
        shown = {indicator_id: Pending(serial, figures) for indicator_id, figures in options.items()}
        return replace(self, serial=serial, pending={**self.pending, **shown})

    def settled(self, *indicator_ids: int) -> "Dialogue":
        kept = {key: waiting for key, waiting in self.pending.items() if key not in indicator_ids}
        return replace(self, pending=kept)

    def editing(self, kind: str, text: str, indicator_ids: tuple[int, ...]) -> "Dialogue":
        """A changed message waits for a press; an older one gives way."""
        serial = self.serial + 1
        return replace(self, serial=serial, edit=Edit(serial, kind, text, indicator_ids))

    def answer_to(self, message_id: int) -> Sent | None:
        return next((sent for sent in self.sent if sent.message_id == message_id), None)


def written(dialogue: Dialogue) -> str:
    """As JSON; figures as text, so that no digit is lost."""
    body: dict[str, Any] = {
        "one": dialogue.one_by_one,
        "serial": dialogue.serial,
        "pending": {
            str(key): [waiting.serial, [_plain(figure) for figure in waiting.options]]
            for key, waiting in dialogue.pending.items()
        },
        "sent": [[sent.message_id, sent.kind, sent.indicator_ids] for sent in dialogue.sent],
        "unplaced": dialogue.unplaced,
    }
    if dialogue.edit is not None:
        edit = dialogue.edit
        body["edit"] = [edit.serial, edit.kind, edit.text, edit.indicator_ids]
    if dialogue.album is not None:
        body["album"] = [dialogue.album.id, dialogue.album.indicator_id, dialogue.album.evidence_ids]
    return json.dumps({name: value for name, value in body.items() if value}, ensure_ascii=False)


def read(body: str) -> Dialogue:
    plain: dict[str, Any] = json.loads(body or "{}")
    edit, album = plain.get("edit"), plain.get("album")
    return Dialogue(
        one_by_one=bool(plain.get("one")),
        serial=int(plain.get("serial", 0)),
        pending={
            int(key): Pending(serial, tuple(_figure(one) for one in options))
            for key, (serial, options) in plain.get("pending", {}).items()
        },
        sent=tuple(Sent(message, kind, tuple(ids)) for message, kind, ids in plain.get("sent", ())),
        edit=Edit(edit[0], edit[1], edit[2], tuple(edit[3])) if edit else None,
        album=Album(album[0], album[1], tuple(album[2])) if album else None,
        unplaced=str(plain.get("unplaced", "")),
    )


def _plain(figure: Figure) -> list[str | None]:
    parts = (figure.value, figure.numerator, figure.denominator)
    return [None if part is None else format(part, "f") for part in parts]


def _figure(plain: list[str | None]) -> Figure:
    value, numerator, denominator = (None if part is None else Decimal(part) for part in plain)
    return Figure(value, numerator, denominator)
