"""Finalising a year: its figures from provisional to final, and changes of quarters as people type them.

Source: practice 4.5; domain 4.4 peculiarity 12. A year's figure follows from its quarters by the indicator's
aggregation, so what is changed is always the figure of one quarter. Pure.
"""

import re
from dataclasses import dataclass

from sop.aggregations import Value
from sop.figures import LAST_QUARTER
from sop.indicators import Indicator, Target

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_CHANGE = re.compile(
    r"\s*(?P<number>[0-9]{1,3})\s*[).:]\s*"
    r"(?:(?:TW|TRIWULAN)\s*(?P<quarter>IV|I{1,3}|[1-4])\b\s*[:=]?\s*)?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One indicator over a whole year. `moved`: a quarter of it was changed since the year was opened."""

    number: int
    indicator: Indicator
    target: Target
    quarters: tuple[Value, ...]  # realizations of TW I to IV
    year: Value
    achievement: Value
    moved: bool

    @property
    def latest_quarter(self) -> int:
        """The last quarter in which it was to be measured: the one meant where none is named."""
        due = [quarter for quarter in range(1, LAST_QUARTER + 1) if self.is_due(quarter)]
        return due[-1] if due else LAST_QUARTER

    def is_due(self, quarter: int) -> bool:
        return self.target.quarters[quarter - 1] is not None


@dataclass(frozen=True, slots=True)
class Change:
    """A change as typed: "3) TW II 12; salah ketik". `quarter` 0: none was named."""

    number: int
    quarter: int
    rest: str  # "12; salah ketik"


def read_change(text: str) -> Change | None:
    """One change; None where the text names no number."""
    found = _CHANGE.fullmatch(text.strip())
    if found is None:
        return None
    named = (found["quarter"] or "").upper()
    return Change(int(found["number"]), _ROMAN.get(named) or int(named or 0), found["rest"].strip())
