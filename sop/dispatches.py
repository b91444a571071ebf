"""Dispatches: what was sent to which agency, and what it answered. Source: practice 3.6, 4.3, 4.4."""

from dataclasses import dataclass
from datetime import date, datetime

from sop.enclosures import Enclosure
from sop.letters import Letter
from sop.people import Agency
from sop.reports import FrozenReport


@dataclass(frozen=True, slots=True)
class Receipt:
    """A report went to an agency; `received_at` is its one press, `remark` what it had to say."""

    id: int
    office_id: int
    report_id: int
    agency_id: int
    channel: str
    code: str
    sent_at: datetime
    received_at: datetime | None
    remark: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One agency on the list of a dispatch. `in_chat`: its reader gets the report from the application."""

    agency: Agency
    in_chat: bool
    receipt: Receipt | None
    asked: bool = False  # its letter is one the case stands on


@dataclass(frozen=True, slots=True)
class Dispatch:
    """How far the sending of an approved report has come."""

    report: FrozenReport
    deliveries: tuple[Delivery, ...]
    unlisted: tuple[Letter, ...] = ()  # letters whose sender is no recipient so far
    enclosed: tuple[Enclosure, ...] = ()  # approved with the report, and sent with it

    @property
    def unsent(self) -> tuple[Delivery, ...]:
        """Those the application can still send to."""
        return tuple(one for one in self.deliveries if one.in_chat and one.receipt is None)

    @property
    def by_hand(self) -> tuple[Delivery, ...]:
        """Those a person sends to another way and records here."""
        return tuple(one for one in self.deliveries if not one.in_chat and one.receipt is None)

    @property
    def all_received(self) -> bool:
        """Whether everybody who was to get it has it: confirmed in the chat, or recorded as taken there."""
        given = (
            one.receipt is not None and (one.receipt.received_at or not one.in_chat)
            for one in self.deliveries
        )
        return bool(self.deliveries) and not self.unlisted and all(given)

    @property
    def numbered(self) -> bool:
        return bool(self.report.letter_number)


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """What the staff wrote on the covering letter."""

    number: str
    dated: date


SHORTEST_NAME = 3  # letters by which an agency is known


def is_from(letter: Letter, agency: Agency) -> bool:
    """Whether a letter's sender names an agency: "Bappeda" is "Bappeda Kabupaten Nusa Makmur"."""
    sender, name = _plain(letter.sender), _plain(agency.name)
    if min(len(sender), len(name)) < SHORTEST_NAME:
        return False
    return (
        f"{name} ".startswith(f"{sender} ") or f" {name} " in f" {sender} " or sender == _plain(agency.code)
    )


def _plain(written: str) -> str:
    kept = "".join(sign if sign.isalnum() else " " for sign in written.lower())
    return " ".join(kept.split())
