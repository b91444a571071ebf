"""Changing who holds a seat: the answers it takes, what they lack, and when they clash with other terms.

Source: practice 2.5, 7 (at most six answers; "nomor menyusul"; NI PPPK; non-ASN without a number). Terms are
half-open; a stand-in for some days (Plh) leaves the holder's own term as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sop.people import Assignment, Holding


class Asked(StrEnum):
    """The typed answers, in their order; the seat itself is pressed."""

    IDENTITY = "identity"  # NIP or NI PPPK; a name for who has none
    NAME = "name"
    PHONE = "phone"
    DAYS = "days"  # since when; for a stand-in also until when
    DECREE = "decree"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far. `person_id` is somebody known, found by NIP or chosen; empty: not asked yet.

    `until` is the last day of a stand-in, None for a term without an end.
    """

    seat_id: int
    nip: str | None = None
    person_id: int = 0
    name: str = ""
    phone: str | None = None
    first: date | None = None
    until: date | None = None
    decree: str | None = None
    holding: Holding = Holding.DEFINITIVE

    @property
    def lacking(self) -> Asked | None:
        """The next thing to ask; None: everything is there."""
        if not self.person_id:
            if self.nip is None:
                return Asked.IDENTITY
            if not self.name:
                return Asked.NAME
            if self.phone is None:
                return Asked.PHONE
        if self.first is None:
            return Asked.DAYS
        return Asked.DECREE if self.decree is None else None


_RANGE = re.compile(r"\s*(?:s\.?\s*d\.?|sampai(?: dengan)?|hingga|–|—| - )\s*", re.IGNORECASE)
_SHORT_RANGE = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})(\s+\D.*)")


def day_words(text: str) -> tuple[str, str]:
    """The words of a first and a last day: "3 Des s.d. 5 Des", "3-5 Des"; the last one may be empty."""
    plain = text.strip()
    short = _SHORT_RANGE.fullmatch(plain)
    if short is not None:
        return f"{short[1]}{short[3]}", f"{short[2]}{short[3]}"
    first, *rest = _RANGE.split(plain, maxsplit=1)
    return first.strip(), rest[0].strip() if rest else ""


def stands_in(holding: Holding) -> bool:
    """Whether the holder's own term goes on beside this one."""
    return holding is Holding.ACTING_TEMPORARY


def is_void(term: Assignment) -> bool:
    """Whether a term was called off before it began: it is kept, and holds no moment."""
    return term.ends_at is not None and term.ends_at <= term.starts_at


def runs(term: Assignment, at: datetime) -> bool:
    """Whether an instant lies in the half-open term."""
    return term.starts_at <= at and (term.ends_at is None or term.ends_at > at)


def clashing(
    terms: Iterable[Assignment], seat_id: int, holding: Holding, starts: datetime, ends: datetime | None
) -> Assignment | None:
    """A term of the seat that cannot stand beside a new one: of the same kind, and beginning not earlier.

    One that began earlier is no clash but a predecessor, except between two stand-ins.
    """
    for term in terms:
        if term.position_id != seat_id or stands_in(term.holding) is not stands_in(holding) or is_void(term):
            continue
        if term.ends_at is not None and term.ends_at <= starts:
            continue
        if ends is not None and term.starts_at >= ends:
            continue
        if term.starts_at >= starts or stands_in(holding):
            return term
    return None


def preceding(
    terms: Iterable[Assignment], seat_id: int, holding: Holding, starts: datetime
) -> tuple[Assignment, ...]:
    """Terms of the seat that end when a new one begins; none for a stand-in."""
    if stands_in(holding):
        return ()
    return tuple(
        term
        for term in terms
        if term.position_id == seat_id
        and not stands_in(term.holding)
        and term.starts_at < starts
        and (term.ends_at is None or term.ends_at > starts)
    )
