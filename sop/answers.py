"""A whole typed answer to a numbered list, and the two halves of "hambatan; tindak lanjut".

Source: practice 1.5. `1) 12  2) 85,5  3) 262/640` is read number by number; lines, semicolons and the
markers `1.` `1:` `1 =` serve as well. What belongs to no number of the list comes back as the remainder, so
nothing a person typed is lost; a number answered twice in two ways is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sop.numbers import Expected, Reading, Refusal, read_number
from sop.readings import refused

_MARKER = re.compile(
    r"(?P<before>^|[\s;])\(?(?P<number>[0-9]{1,3})(?:(?P<paren>\))|(?P<dot>\.(?=\s|$))|\s?(?P<colon>:)|\s?(?P<equal>=))"
)
_SEPARATORS = " \t;,"
_LABEL = re.compile(
    r"(?P<obstacle>hambatan|kendala|penyebab|masalah)|(?P<follow_up>tindak\s*lanjut|rtl|tl|solusi|upaya)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?:^|[\s;,.])(?P<label>{_LABEL.pattern})\s*[:=]\s*", re.IGNORECASE)

_NUMBERS = re.compile(r"\s*(\d{1,4}(?:(?:\s*[,;&]\s*|\s+dan\s+|\s+)\d{1,4})*)\s*[:.)\-]*\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed for one number of the list, as written, and how it was read."""

    number: int
    raw: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in order of the list; `unread` holds every piece of the text that answered nothing."""

    answers: tuple[Answer, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a target was not reached and what will be done; an empty half was not given."""

    obstacle: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A marker and what follows it; `number` None for text without a marker."""

    number: int | None
    marker: str
    text: str


def read_answers(text: str, questions: Mapping[int, Expected]) -> Answers:
    """Read an answer to the open numbers of a list; with one open number the marker may be left out."""
    pieces = list(_filled(_pieces(text)))
    if len(questions) == 1 and not any(piece.number in questions for piece in pieces):
        number, expected = next(iter(questions.items()))
        return Answers((Answer(number, text.strip(), read_number(text, expected)),), ())
    typed: dict[int, list[str]] = {}
    unread: list[str] = []
    for piece in pieces:
        if piece.number is None or piece.number not in questions:
            unread.append(f"{piece.marker} {piece.text}".strip())
            continue
        value, *rest = (part.strip(_SEPARATORS) for part in piece.text.split(";"))
        typed.setdefault(piece.number, []).append(value)
        unread.extend(part for part in rest if part)
    answers = (_answer(number, typed[number], questions[number]) for number in sorted(typed))
    return Answers(tuple(answers), tuple(part for part in unread if part))


def _answer(number: int, typed: list[str], expected: Expected) -> Answer:
    """One answer; two that differ refuse each other and are both kept in `raw`."""
    readings = [read_number(value, expected) for value in typed]
    if any(reading != readings[0] for reading in readings):
        return Answer(number, " | ".join(typed), refused(Refusal.REPEATED))
    return Answer(number, typed[0] if len(set(typed)) == 1 else " | ".join(typed), readings[0])


def _pieces(text: str) -> Iterator[_Piece]:
    for line in text.splitlines():
        markers = _markers(line)
        lead = line[: markers[0].start()] if markers else line
        if lead.strip(_SEPARATORS):
            yield _Piece(None, "", lead.strip(_SEPARATORS))
        for found, end in _spans(markers, len(line)):
            marker = found[0].strip(_SEPARATORS)
            yield _Piece(int(found["number"]), marker, line[found.end() : end].strip(_SEPARATORS))


def _spans(found: list[re.Match[str]], length: int) -> Iterator[tuple[re.Match[str], int]]:
    """Each match with the place where its text ends: the next match, or the end."""
    return zip(found, [*(later.start() for later in found[1:]), length], strict=False)


def _markers(line: str) -> list[re.Match[str]]:
    """The markers of one line: all in the style of its first, and none standing where a value must."""
    found: list[re.Match[str]] = []
    style = None
    for marker in _MARKER.finditer(line):
        own = marker.lastgroup
        style = style or own
        value_due = bool(found) and not line[found[-1].end() : marker.start()].strip(_SEPARATORS)
        if own == style and not value_due:
            found.append(marker)
    return found


def _filled(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Pieces in order, where a marker alone on its line takes the next line as its value."""
    waiting: _Piece | None = None
    for piece in pieces:
        if waiting is not None and piece.number is None:
            yield _Piece(waiting.number, waiting.marker, piece.text)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = piece if piece.number is not None and not piece.text else None
        if waiting is None:
            yield piece
    if waiting is not None:
        yield waiting


def read_obstacle(text: str) -> Obstacle:
    """Split "hambatan; tindak lanjut" at labels, else at the first semicolon, else at the first line end."""
    labels = list(_LABELLED.finditer(text))
    if labels:
        return _labelled(text, labels)
    for separator in (";", "\n"):
        obstacle, found, follow_up = text.strip().partition(separator)
        if found:
            return Obstacle(_line(obstacle), _line(follow_up))
    return Obstacle(_line(text), "")


def _labelled(text: str, labels: list[re.Match[str]]) -> Obstacle:
    """Text before the first label belongs to the obstacle; a label met twice continues its half."""
    halves: dict[str, list[str]] = {"obstacle": [text[: labels[0].start()]], "follow_up": []}
    for found, end in _spans(labels, len(text)):
        half = "follow_up" if found["follow_up"] else "obstacle"
        halves[half].append(text[found.end() : end])
    obstacle, follow_up = ("; ".join(filter(None, map(_line, halves[half]))) for half in halves)
    return Obstacle(obstacle, follow_up)


def _line(text: str) -> str:
    """One line without stray separators at its ends."""
    return " ".join(text.split()).strip(" ;,")


def read_numbers_and_reason(text: str) -> tuple[tuple[int, ...], str] | None:
    """Split "3, 5 belum sesuai daftar hadir" into list numbers and what follows; None without a number."""
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    return tuple(int(number) for number in re.findall(r"\d+", found[1])), found[2].strip()
