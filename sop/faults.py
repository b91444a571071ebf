"""Why a definition is refused: each fault with line, step, and one reason that says what to look at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from sop.places import line_in_message, line_of

_ASIDE = frozenset({
    "missing_field", "key_unfit", "not_a_number", "limit_without_unit", "unreadable_limit",
    "unknown_document", "unknown_trigger", "unknown_opening",
    "unknown_kind", "beside_unfit", "rule_unfit", "copies_unfit", "fan_out_unfit",
})  # fmt: skip
"""Reasons that leave the order of the steps as it is meant; after any other it can no longer be judged."""
_GUIDING = ("key", "stage")
"""Fields without which it cannot be judged either."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `step` is empty for the header, `line` 0 where it is not known."""

    step: str
    reason: str
    value: str = ""
    place: int = 0  # of the step in the file, from 1; 0 where only its number is known
    line: int = 0

    @property
    def aside(self) -> bool:
        """Whether the way through the steps can be judged all the same."""
        return self.reason in _ASIDE and self.value not in _GUIDING

    def located(self, body: str) -> Self:
        """The same fault with the line of the file it speaks of."""
        line = line_in_message(self.value) or line_of(body, self.step, self.value, self.place)
        return replace(self, line=line)

    def __str__(self) -> str:
        at = f"line {self.line}, " if self.line else ""
        where = f"step {self.step}, " if self.step else ""
        what = f": {self.value}" if self.value else ""
        return f"{at}{where}{self.reason.replace('_', ' ')}{what}"


class InvalidDefinition(ValueError):
    """A definition that cannot run, with everything that keeps it from it, in the order of the file."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
        super().__init__(f"{file}: {'; '.join(map(str, self.faults))}")

    def located(self, body: str) -> "InvalidDefinition":
        """The same refusal with lines."""
        return InvalidDefinition(self.file, (fault.located(body) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Spot:
    """A step of a file, or its header, and the list in which everything wrong with that file is noted.

    What is noted stands in as its usual value, so that reading goes on; such a record is never given out.
    """

    found: list[Fault]
    step: str = ""
    place: int = 0

    def note(self, reason: str, value: object = "") -> None:
        self.found.append(Fault(self.step, reason, str(value), self.place))

    def at(self, step: str, place: int = 0) -> "Spot":
        """Another spot of the same file."""
        return Spot(self.found, step, place)

    @property
    def sound(self) -> bool:
        """Whether what was read of this step is what was meant."""
        return all(fault.aside or fault.step != self.step for fault in self.found)
