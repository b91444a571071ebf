"""Performance agreements: which target a holder agreed to, and what was proposed instead.

Source: domain 4.3 step 1 and peculiarity 10; practice 5.4. Agreement never blocks: an answer nobody gave is a
state of its own. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sop.indicators import Aggregation, Indicator, Target
from sop.numbers import read_number
from sop.readings import Expected, ReadingKind

LONGEST_REASON = 300  # characters
QUARTERS = 4
Quarters = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
_MARKER = re.compile(r"\(?(?P<number>[0-9]{1,2})\)\s*")
_NONE = frozenset({"-", "–", "x"})


class AgreementState(StrEnum):
    """How a target of a year stands with whoever answers for it."""

    WAITING = "waiting"  # set, not answered yet
    PROVISIONAL = "provisional"  # last year's target, until the agreement of this year is set
    PROPOSED = "proposed"  # the holder asked for another one; the superior decides
    ANSWERED = "answered"  # decided: the holder confirms again
    AGREED = "agreed"
    UNCONFIRMED = "unconfirmed"  # the window is over: it stands, "belum dikonfirmasi pemangku"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One target of one year and its holder; the quarters and the reason are those of a proposal."""

    id: int
    indicator_id: int
    year: int
    state: AgreementState
    person_id: int
    at: datetime
    q1: Decimal | None = None
    q2: Decimal | None = None
    q3: Decimal | None = None
    q4: Decimal | None = None
    reason: str = ""
    revision: int = 1

    @property
    def quarters(self) -> Quarters:
        return (self.q1, self.q2, self.q3, self.q4)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other quarterly targets for one line of the list, with the reason."""

    number: int  # 0: none was named
    quarters: Quarters
    reason: str


class Unread(StrEnum):
    """Why a text is no proposal; each has its sentence."""

    FOUR_QUARTERS = "four_quarters"
    NO_REASON = "no_reason"
    LONG_REASON = "long_reason"
    UNREADABLE = "unreadable"
    EMPTY = "empty"


def year_of(aggregation: Aggregation, precision: int, quarters: Sequence[Decimal | None]) -> Decimal | None:
    """The yearly target the quarters lead to: their sum, their mean, or the last one; None without any."""
    known = [target for target in quarters if target is not None]
    if not known:
        return None
    if aggregation is Aggregation.SUM:
        return sum(known, Decimal(0))
    if aggregation is Aggregation.AVERAGE:
        mean = sum(known, Decimal(0)) / len(known)
        return mean.quantize(Decimal(1).scaleb(-max(precision, 2)), ROUND_HALF_UP)
    return known[-1]


def mismatch(indicator: Indicator, target: Target) -> Decimal | None:
    """What the quarters lead to where that is not the yearly target; None where they agree."""
    expected = year_of(indicator.aggregation, indicator.precision, target.quarters)
    agrees = expected is None or target.annual is None or expected == target.annual
    return None if agrees else expected


def read_proposal(text: str) -> Proposal | Unread:
    """Read "2) 10/20/30/40; kuota turun": the targets of the quarters, and why."""
    marked = _MARKER.match(text.strip())
    body = text.strip()[marked.end() :] if marked else text.strip()
    figures, _, reason = body.partition(";")
    typed = [part.strip() for part in figures.split("/")]
    if len(typed) != QUARTERS or not all(typed):
        return Unread.FOUR_QUARTERS
    if not any(map(str.isalpha, reason)):
        return Unread.NO_REASON
    if len(reason.strip()) > LONGEST_REASON:
        return Unread.LONG_REASON
    targets: list[Decimal | None] = []
    for part in typed:
        if part in _NONE:
            targets.append(None)
            continue
        reading = read_number(part, Expected())
        if reading.ask or reading.kind not in (ReadingKind.CLEAR, ReadingKind.ZERO):
            return Unread.UNREADABLE
        targets.append(reading.value)
    if all(one is None for one in targets):
        return Unread.EMPTY
    first, second, third, fourth = targets
    number = int(marked["number"]) if marked else 0
    return Proposal(number, (first, second, third, fourth), reason.strip())
