"""Cards: which message of which account shows which bundle. Source: telegram 3.1."""

from dataclasses import dataclass
from enum import StrEnum


class CardKind(StrEnum):
    """The card itself, or a reminder that repeats its buttons below it."""

    CARD = "card"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Card:
    """One message showing a bundle; `message_id` is None until Telegram took it.

    Only `live` cards carry buttons and follow the bundle; the others were edited to a stub or to the
    final state.
    """

    id: int
    office_id: int
    bundle_id: int
    person_id: int
    chat_id: int
    kind: CardKind
    message_id: int | None
    revision: int
    live: bool
