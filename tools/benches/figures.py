"""A measured figure beside its goal, and how it is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one run. Without a goal it only explains the others.

    Goals are ceilings ("sweep of 1 M rungs, < 1 ms"); with `at_least` they are floors.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """Measured over goal: reached below 1 for a ceiling, above 1 for a floor."""
        return None if self.goal is None else self.value / self.goal

    @property
    def reached(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        said = f"  {self.what:<62}{printed(self.value):>9} {self.unit:<10}"
        if self.goal is None or self.ratio is None:
            return said.rstrip()
        sign = "≥" if self.at_least else "≤"
        verdict = "reached" if self.reached else "MISSED"
        return f"{said} goal {sign} {printed(self.goal):<6} ratio {self.ratio:5.2f}  {verdict}"


def printed(value: float) -> str:
    """Three digits that mean something."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}" if value < 1 else f"{value:.2f}"


def seconds(act: Callable[[], object], times: int = 1) -> float:
    """The fastest of some runs: what disturbs a run only ever makes it slower."""
    found = []
    for _ in range(times):
        began = perf_counter()
        act()
        found.append(perf_counter() - began)
    return min(found)


def percentile(values: list[float], percent: float) -> float:
    """The value below which so many percent lie; 0.0 of nothing."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)] if ordered else 0.0
