"""The levels of an office in a report: each holder of an agreement with what was said beside the figures.

The figures themselves stand in the report's rows, by code. Source: domain 3.2 (B4), 4.3 step 5.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What a holder said about one figure; `remark` is what is to be known about its target."""

    code: str  # of the indicator
    obstacle: str = ""
    failure: str = ""
    recommendation: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One holder; `rank` 1 is the head."""

    rank: int
    title: str
    name: str
    number: str  # NIP or NI PPPK, empty where there is none
    rows: tuple[LevelRow, ...]
