"""What a typed message means for the rows of a form: clear, doubtful, absent, refused.

Source: practice 1.5; telegram 3.4. Components of a ratio are typed as "262/640"; where the denominator is
fixed the numerator alone is enough, and any other denominator is refused. Pure: nothing is stored here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sop.answers import Answer, read_answers
from sop.forms import FormRow
from sop.indicators import Missing
from sop.number_words import read_number_words
from sop.numbers import read_number
from sop.readings import Expected, Reading, ReadingKind, Refusal

FIXED_DENOMINATOR = "fixed_denominator"
COMPONENTS = "components"
ZERO_DENOMINATOR = "zero_denominator"
NEXT_TIME = "next_time"  # more doubtful readings than one message shows
LETTERS = 3  # what has fewer explains nothing
SHORT = 40  # characters of an answer nobody asked for
WORDS = 5  # from here on a text with digits reads as a sentence
_MARKED = re.compile(r"(?:^|[\s;])\(?([0-9]{1,3})(?:\)|[.:](?=\s))")
_LIST = re.compile(r"^\s*\(?[0-9]{1,3}\s?[).:=]\s?\S")
_BARE = re.compile(r"[0-9][0-9.,/%]*")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, or numerator and denominator; the denominator is None where it is fixed."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Clear:
    """A figure that stands without another press."""

    row: FormRow
    figure: Figure


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One or two readings; the person presses the right one."""

    row: FormRow
    raw: str
    options: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """ "belum ada data" and its like: the reason is asked with one press."""

    row: FormRow
    missing: Missing


@dataclass(frozen=True, slots=True)
class Rejected:
    """What cannot be taken; `why` names the sentence."""

    row: FormRow
    raw: str
    why: str


Part = Clear | Doubtful | Absent | Rejected


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole message; `unread` holds the pieces that belong to no number of the list.

    `words` are cause and follow-up typed behind a clear figure ("3) 17; kuota turun; digeser"), by number.
    """

    parts: tuple[Part, ...]
    unread: tuple[str, ...]
    words: Mapping[int, str] = field(default_factory=dict)

    @property
    def clear(self) -> tuple[Clear, ...]:
        return tuple(part for part in self.parts if isinstance(part, Clear))

    def of(self, number: int) -> Part | None:
        return next((part for part in self.parts if part.row.number == number), None)

    @property
    def settled(self) -> bool:
        """Whether the text is nothing but plain figures: then it is one, whatever was asked."""
        return bool(self.parts) and not self.unread and all(isinstance(part, Clear) for part in self.parts)


def understand(text: str, rows: Iterable[FormRow], asked: FormRow | None = None) -> Understood:
    """Read a message against the rows of a form; `asked` takes a number that carries no marker."""
    by_number = {row.number: row for row in rows}
    lone = asked or (next(iter(by_number.values())) if len(by_number) == 1 else None)
    found = read_answers(text, {number: row.expected for number, row in by_number.items()})
    marked = any(answer.raw != text.strip() for answer in found.answers)
    if not marked and lone is not None and (explained := _with_words(lone, text)) is not None:
        return explained
    if not found.answers and asked is not None:
        found = read_answers(text, {asked.number: asked.expected})
    parts = tuple(_part(by_number[answer.number], answer) for answer in found.answers)
    if not marked and not any(isinstance(part, (Clear, Doubtful)) for part in parts):
        parts = _bare_list(text, tuple(by_number.values())) or parts
        return Understood(parts, () if parts else found.unread)
    return _explained(text, Understood(parts, found.unread))


def looks_like_answer(text: str) -> bool:
    """Whether a text nobody asked for is a numbered list or a single number."""
    if _LIST.match(text):
        return True
    if len(text.split()) > 1 and all(map(_BARE.fullmatch, text.split())):
        return True
    readable = read_number(text, Expected(ratio=True)).kind is not ReadingKind.REFUSED
    return readable and len(text) <= SHORT


def explains(row: FormRow, text: str, part: Part | None, *, asked: bool) -> bool:
    """Whether words typed at a number explain its figure rather than try to be one.

    Where words were `asked` they may hold a number ("dua dari 3 mesin rusak"); elsewhere only a text without
    digits, of two halves or of some length is taken for an explanation.
    """
    if sum(map(str.isalpha, text)) < LETTERS or not (row.is_open and row.has_figure):
        return False
    if isinstance(part, (Clear, Absent)):
        return False
    if isinstance(part, Doubtful) and not any(map(str.isdigit, part.raw)):
        return False  # a number in words
    long = len(text.split()) >= WORDS or ";" in text or not any(map(str.isdigit, text))
    vague = isinstance(part, Rejected) and part.why == Refusal.ONE_VALUE
    return long or (asked and not vague)


def numbered(text: str, numbers: Iterable[int]) -> Mapping[int, str]:
    """Words by the number before them; 0 holds what stands before the first marker.

    Only numbers of the list are markers, each once, so that "pada 3. tahap" stays in its sentence.
    """
    wanted = set(numbers)
    found: list[tuple[int, int, int]] = []
    for marker in _MARKED.finditer(text):
        number = int(marker[1])
        if number in wanted:
            wanted.discard(number)
            found.append((number, marker.start(), marker.end()))
    ends = [*(start for _, start, _ in found[1:]), len(text)]
    pieces = (
        {number: text[begin:end] for (number, _, begin), end in zip(found, ends, strict=True)}
        if found
        else {}
    )
    lead = text[: found[0][1]] if found else text
    every = {0: lead, **pieces}
    return {number: kept for number, words in every.items() if (kept := words.strip(" \t\n;,"))}


def _part(row: FormRow, answer: Answer) -> Part:
    reading = answer.reading
    if reading.kind is ReadingKind.REFUSED:
        spelled = _spelled(row, answer)
        if spelled is not None:
            return spelled
        return Rejected(row, answer.raw, reading.refusal.value)
    if reading.kind is ReadingKind.NO_DATA:
        return Absent(row, reading.missing or Missing.NO_DATA_YET)
    options = tuple(_figure(row, answer.raw, reading, value) for value in _values(reading))
    refusal = next((one for one in options if isinstance(one, str)), None)
    figures = tuple(one for one in options if isinstance(one, Figure))
    if not figures:
        return Rejected(row, answer.raw, refusal or COMPONENTS)
    if reading.ask and figures[0] != _fixed_reading(row, reading):
        return Doubtful(row, answer.raw, figures)
    return Clear(row, figures[0])


def _spelled(row: FormRow, answer: Answer) -> Part | None:
    """A number in words: one reading to confirm, never an explanation."""
    value = read_number_words(answer.raw, row.indicator.uom)
    if value is None:
        return None
    figure = _figure(row, answer.raw, Reading(ReadingKind.CONFIRM, value, ask=True), value)
    if isinstance(figure, str):
        return Rejected(row, answer.raw, figure)
    return Doubtful(row, answer.raw, (figure,))


def _with_words(row: FormRow, text: str) -> Understood | None:
    """ "17; kuota turun; digeser" typed to a single question; None for anything else."""
    head, _, rest = text.partition(";")
    if not _says_something(rest):
        return None
    answers = read_answers(head, {row.number: row.expected}).answers
    parts = tuple(_part(row, answer) for answer in answers)
    if len(parts) != 1 or not isinstance(parts[0], Clear):
        return None
    return Understood(parts, (), {row.number: rest.strip()})


def _explained(text: str, found: Understood) -> Understood:
    """The words behind clear figures are theirs and no longer unread."""
    pieces = numbered(text, [part.row.number for part in found.parts])
    words: dict[int, str] = {}
    unread = list(found.unread)
    for part in found.clear:
        _, _, rest = pieces.get(part.row.number, "").partition(";")
        if not _says_something(rest):
            continue
        words[part.row.number] = rest.strip()
        for piece in re.split("[;\n]", rest):
            if (kept := piece.strip(" \t,")) in unread:
                unread.remove(kept)
    return Understood(found.parts, tuple(unread), words)


def _says_something(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= LETTERS


def _bare_list(text: str, rows: tuple[FormRow, ...]) -> tuple[Part, ...]:
    """ "48 104 34": as many bare numbers as the list has figures, in its order; else nothing.

    What could be one number with spaces between its thousands is confirmed figure by figure.
    """
    typed = text.split()
    if len(rows) < 2 or len(typed) != len(rows) or not all(map(_BARE.fullmatch, typed)):
        return ()
    pairs = zip(rows, typed, strict=True)
    parts = tuple(_part(row, Answer(row.number, raw, read_number(raw, row.expected))) for row, raw in pairs)
    if not _SPACED.fullmatch(" ".join(typed)):
        return parts
    return tuple(
        Doubtful(one.row, typed[place], (one.figure,)) if isinstance(one, Clear) else one
        for place, one in enumerate(parts)
    )


def _values(reading: Reading) -> tuple[Decimal | None, ...]:
    return (reading.value, reading.other) if reading.other is not None else (reading.value,)


def _figure(row: FormRow, raw: str, reading: Reading, value: Decimal | None) -> Figure | str:
    """The figure of one candidate, or why it is none."""
    if not row.is_ratio:
        return Figure(value=value)
    fixed = row.indicator.denominator_fixed
    if reading.kind is ReadingKind.RATIO:
        return _components(reading, fixed)
    whole = value is not None and value == value.to_integral_value()
    if fixed is None or not whole or "%" in raw or "persen" in raw.lower():
        return COMPONENTS  # a percentage is no numerator, and no function invents one (law 8)
    return Figure(numerator=value)


def _components(reading: Reading, fixed: Decimal | None) -> Figure | str:
    if fixed is not None:
        return Figure(numerator=reading.numerator) if reading.denominator == fixed else FIXED_DENOMINATOR
    if not reading.denominator and reading.numerator:
        return ZERO_DENOMINATOR
    return Figure(numerator=reading.numerator, denominator=reading.denominator)


def _fixed_reading(row: FormRow, reading: Reading) -> Figure | None:
    """Of "163/4.800" against a fixed 4.800 only the numerator could be doubtful: below 1000 it is not."""
    above = reading.numerator
    if reading.kind is not ReadingKind.RATIO or row.indicator.denominator_fixed is None or above is None:
        return None
    return Figure(numerator=above) if above < 1000 and above == above.to_integral_value() else None
