"""Entries of the quick log: what somebody did on a day during the period, and what it adds up to.

Source: domain 4.3 step 3. One typed line is one entry: "3 Agu, pembinaan IKM batik, 12, foto". Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sop.aggregations import RATIOS
from sop.calendars import Calendar
from sop.dates import DateRefusal, read_date
from sop.indicators import Aggregation, Indicator
from sop.numbers import read_number
from sop.periods import Period
from sop.readings import Expected, Reading, ReadingKind

LONGEST_ACTIVITY = 200  # characters
_MARKER = re.compile(r"\(?(?P<number>[0-9]{1,2})\)\s*")
_COMMA = re.compile(r"\s*(?:;|,(?![0-9])|(?<![0-9]),)\s*")  # "12,5" stays one number
_PROOF = frozenset({"foto", "photo", "gambar", "video", "berkas", "dokumen", "bukti", "lampiran"})
_ADDED_UP = (Aggregation.SUM, Aggregation.RATIO_CUMULATIVE, Aggregation.AVERAGE_WEIGHTED)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: of a ratio its components, of anything else a value."""

    id: int
    indicator_id: int
    day: date
    activity: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    person_id: int
    at: datetime
    pieces: int = 0  # of evidence
    revision: int = 1


class Unread(StrEnum):
    """Why a line is no entry; each has its sentence."""

    NO_QUANTITY = "no_quantity"
    NO_ACTIVITY = "no_activity"
    LONG_ACTIVITY = "long_activity"
    NO_SUCH_DAY = "no_such_day"
    TWO_READINGS = "two_readings"
    COMPONENTS = "components"
    NO_COMPONENTS = "no_components"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line taken apart; `number` is its place on the list of indicators, 0 where none was named."""

    number: int
    day: date
    activity: str
    quantity: str  # as typed
    wants_proof: bool  # "foto" stands at its end


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much: a value, or components; the denominator is None where it is fixed."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What the entries of one indicator come to in a period."""

    count: int
    quantity: Quantity
    pieces: int


def read_line(text: str, now: datetime, calendar: Calendar) -> LogLine | Unread:
    """Take a typed line apart; `now` (UTC) tells what today is in the office."""
    marked = _MARKER.match(text.strip())
    number = int(marked["number"]) if marked else 0
    body = text.strip()[marked.end() :] if marked else text.strip()
    parts = [part for part in _COMMA.split(body) if part.strip()]
    proof = bool(parts) and parts[-1].strip(" .").lower() in _PROOF
    parts = parts[:-1] if proof else parts
    day = calendar.local_day(now)
    if len(parts) > 1 or (parts and not _has_letters(parts[0])):
        read = read_date(parts[0], now, calendar)
        if read.refusal is DateRefusal.NO_SUCH_DAY:
            return Unread.NO_SUCH_DAY
        if read.day is not None:
            day, parts = read.day, parts[1:]
    if len(parts) < 2:
        return Unread.NO_ACTIVITY if parts and not _has_letters(parts[0]) else Unread.NO_QUANTITY
    *activity, quantity = parts
    said = ", ".join(activity)
    if not _has_letters(said):
        return Unread.NO_ACTIVITY
    if len(said) > LONGEST_ACTIVITY:
        return Unread.LONG_ACTIVITY
    return LogLine(number, day, said, quantity, proof)


def read_quantity(typed: str, indicator: Indicator) -> Quantity | Unread:
    """How much of an indicator a line says; what has two readings is asked for again, never guessed."""
    expected = Expected(
        ratio=indicator.aggregation in RATIOS,
        decimals=indicator.aggregation in RATIOS or indicator.precision > 0,
        uom="" if indicator.aggregation in RATIOS else indicator.uom,
    )
    reading = read_number(typed, expected)
    if reading.kind in (ReadingKind.REFUSED, ReadingKind.NO_DATA):
        return Unread.NO_COMPONENTS if "/" in typed and not expected.ratio else Unread.NO_QUANTITY
    if reading.ask:
        return Unread.TWO_READINGS
    return _components(reading, indicator) if expected.ratio else _value(reading)


def _value(reading: Reading) -> Quantity | Unread:
    if reading.value is None or reading.value < 0:
        return Unread.NEGATIVE
    return Quantity(value=reading.value)


def _components(reading: Reading, indicator: Indicator) -> Quantity | Unread:
    fixed = indicator.denominator_fixed
    if reading.kind is ReadingKind.RATIO:
        return Quantity(None, reading.numerator, None if fixed is not None else reading.denominator)
    if fixed is None or reading.value is None:
        return Unread.COMPONENTS
    return Quantity(numerator=reading.value)


def total(indicator: Indicator, entries: Sequence[LogEntry]) -> Total | None:
    """What the entries come to, by the indicator's own aggregation; None without an entry.

    Increments add up; of a position, an average or a progress the entry of the latest day stands.
    """
    if not entries:
        return None
    latest = max(entries, key=lambda entry: (entry.day, entry.id))
    pieces = sum(entry.pieces for entry in entries)
    if indicator.aggregation not in _ADDED_UP:
        quantity = Quantity(latest.value, latest.numerator, latest.denominator)
    else:
        quantity = Quantity(
            _sum(entry.value for entry in entries),
            _sum(entry.numerator for entry in entries),
            _sum(entry.denominator for entry in entries),
        )
    return Total(len(entries), quantity, pieces)


def within(period: Period, day: date) -> bool:
    """Whether a day belongs to a period."""
    return period.first_day <= day <= period.last_day


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
