"""Conditions of steps: in which cases a step is part of the flow. Decided when the case opens, never later.

The grammar, words in any case: clauses joined by "and"; a clause is, with or without "not" before it,

    quarter 4        the case's figures are those of the fourth quarter (any of several: quarter 2 4)
    half 2           the case lies in the second half of the year
    month 6 12       the case ends in June or December
    letter           what opened the case: calendar, letter, oral_order, standing_order
"""

from dataclasses import dataclass

from sop.periods import Period

TRIGGERS = ("calendar", "letter", "oral_order", "standing_order")
"""What opens a case; the first is the case that opens by itself."""

_PARTS = {"quarter": 4, "half": 2, "month": 12}


class UnreadableCondition(ValueError):
    """A condition outside of the grammar."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the word it is about, the numbers after it, and whether it is denied."""

    word: str
    numbers: tuple[int, ...] = ()
    denied: bool = False

    @property
    def about_trigger(self) -> bool:
        return self.word in TRIGGERS


def read_condition(text: str) -> tuple[Clause, ...]:
    """The clauses of a condition, all of which must hold; none for an empty one.

    Raises UnreadableCondition with the clause that is not of the grammar.
    """
    plain = " ".join(text.lower().split())
    return tuple(_clause(clause.split()) for clause in plain.split(" and ")) if plain else ()


def _clause(words: list[str]) -> Clause:
    denied, rest = words[:1] == ["not"], words[1:] if words[:1] == ["not"] else words
    if len(rest) == 1 and rest[0] in TRIGGERS:
        return Clause(rest[0], (), denied)
    most = _PARTS.get(rest[0], 0) if rest else 0
    numbers = tuple(int(word) for word in rest[1:] if word.isdecimal() and 1 <= int(word) <= most)
    if not numbers or len(numbers) < len(rest) - 1:
        raise UnreadableCondition(" ".join(words))
    return Clause(rest[0], numbers, denied)


def holds_in(text: str, period: Period) -> bool:
    """Whether the clauses about the period hold; those about the trigger are `holds_by`'s business."""
    last_month = period.last_day.month
    here = {"quarter": (last_month + 2) // 3, "half": (last_month + 5) // 6, "month": last_month}
    return all(
        clause.about_trigger or (here[clause.word] in clause.numbers) is not clause.denied
        for clause in read_condition(text)
    )


def holds_by(text: str, trigger: str) -> bool:
    """Whether the clauses about what opened the case hold."""
    return all(
        not clause.about_trigger or (clause.word == trigger) is not clause.denied
        for clause in read_condition(text)
    )
