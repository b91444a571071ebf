"""What the application shows: a screen is a value, built purely and sent elsewhere.

`Screen.text` is HTML in Telegram's dialect; every inserted value was escaped by `text.catalogue`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """Colour of a button where the client knows it; the word carries the meaning."""

    PLAIN = ""
    SUCCESS = "success"
    DANGER = "danger"
    PRIMARY = "primary"


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: `data` is id and revision (law 4); `url` and `copy` exclude it."""

    label: str
    data: str = ""
    style: Style = Style.PLAIN
    url: str = ""
    copy: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a screen: `blob` names it in the file store by sha256."""

    name: str
    blob: str
    mime: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text, rows of inline buttons, or a reply keyboard, or a file with caption."""

    text: str
    rows: Rows = ()
    keyboard: tuple[tuple[str, ...], ...] | None = None  # reply keyboard; () removes it
    ask_contact: str = ""  # label of the one button that shares the phone number
    placeholder: str = ""
    attachment: Attachment | None = None
    protected: bool = False  # no forwarding: letters marked Rahasia or Terbatas


@dataclass(frozen=True, slots=True)
class Toast:
    """The short words that answer a tap; `alert` makes the person confirm them."""

    text: str
    alert: bool = False
