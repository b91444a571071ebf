"""The slice of a case that a move needs: the touched parts and counts of the rest, never the whole case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sop.cases import Bundle, Case, Task
from sop.people import Chart

Counts = Mapping[tuple[str, int], int]
"""Unfinished tasks of the whole case by (step key, part)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A figure that is due: indicator, the part that answers for it, and the seat that enters it."""

    indicator_id: int
    part: int
    seat_id: int


@dataclass(frozen=True, slots=True)
class Slice:
    """What storage loads for a move and what the engine gives back.

    `tasks` and `bundles` hold every round of the touched parts and of part 0 (of figures at a checking seat
    without fan-out, the task has the figure's part and the bundle has part 0). `counts` and `unfinished`
    (unfinished tasks by bundle) cover the whole case, so that a join never needs the other parts' rows.
    `parts` are all parts of the case; ids below zero are new and get their real ids from storage.
    """

    case: Case
    chart: Chart
    roles: Mapping[str, tuple[str, ...]]  # SOP role -> the office's own roles, in order
    tasks: tuple[Task, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    counts: Counts = field(default_factory=dict)
    unfinished: Mapping[int, int] = field(default_factory=dict)
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Which parts a move needs besides part 0: all, those named, and those of the named indicators."""

    everything: bool = False
    parts: tuple[int, ...] = ()
    indicators: tuple[int, ...] = ()
