"""Incoming letters as records: what is registered of one, and what is still missing before it can go.

Source: practice 1.7, 2.1; domain 4.1, steps 1-2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sop.periods import Period


class LetterState(StrEnum):
    """How far the registration of a letter has come."""

    DRAFT = "draft"
    SENT = "sent"
    DROPPED = "dropped"


class Priority(StrEnum):
    """The sifat of a letter."""

    ORDINARY = "ordinary"  # Biasa
    URGENT = "urgent"  # Segera
    IMMEDIATE = "immediate"  # Kilat


class Field(StrEnum):
    """What a registration asks for, in the order in which it is shown."""

    AGENDA = "agenda"
    NUMBER = "number"
    DATED = "dated"
    SENDER = "sender"
    SUBJECT = "subject"
    DUE = "due"
    PRIORITY = "priority"
    PERIOD = "period"


NEEDED = (Field.DATED, Field.SENDER, Field.SUBJECT)
"""Without these a letter cannot be sent; a file and, where two readings exist, a period are needed too."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One incoming letter. `period` is the period whose case it opens or joins, "" while that is open.

    `due` is the letter's own deadline; `agenda_count` the running number at the beginning of `agenda_no`.
    """

    id: int
    office_id: int
    case_id: int | None
    state: LetterState
    agenda_no: str
    agenda_year: int
    agenda_count: int
    number: str
    sender: str
    subject: str
    dated: date | None
    due: date | None
    priority: Priority
    period: str
    revision: int  # rises with every change its registrar must see before sending
    recorded_by: int
    recorded_at: datetime

    @property
    def lacking(self) -> tuple[Field, ...]:
        """The fields without which it cannot be sent."""
        return tuple(name for name in NEEDED if not getattr(self, name.value))


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A page or a whole letter as a file; `sha256` is empty until the file lies in the store."""

    id: int
    letter_id: int
    name: str
    mime: str
    size: int  # bytes
    sha256: str
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about what could not be taken as it was typed: its key, and what fills it."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registration:
    """A letter being registered, as its registrar sees it.

    `periods` are those it may open or join; `joins`: the case of the chosen one runs already.
    """

    letter: Letter
    office: str  # its name
    files: tuple[LetterFile, ...]
    periods: tuple[Period, ...]
    joins: bool
    remarks: tuple[Remark, ...] = ()

    @property
    def asks_period(self) -> bool:
        return bool(self.periods) and not self.letter.period

    @property
    def complete(self) -> bool:
        return bool(self.files) and not self.letter.lacking and not self.asks_period


@dataclass(frozen=True, slots=True)
class LetterFileUnusable:
    """A file that was taken at receipt and could not be kept after all; `why` names the sentence."""

    office_id: int
    letter: Letter
    person_id: int
    name: str
    why: str  # "lost", "too_large", "program"


def outer_date(letters: tuple[Letter, ...]) -> date | None:
    """The earliest deadline that the letters of a case set."""
    return min((letter.due for letter in letters if letter.due is not None), default=None)


def agenda_count(written: str) -> int:
    """The running number at the beginning of an agenda number: 124 of "124/SEK"; 0 where there is none."""
    digits = ""
    for sign in written.strip()[:9]:
        if not (sign.isascii() and sign.isdigit()):
            break
        digits += sign
    return int(digits or "0")
