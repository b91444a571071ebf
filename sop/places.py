"""Where something stands in a definition's file: the line a fault or a remark is about."""

import re
from itertools import pairwise

_KEY = re.compile(r"""^\s*key\s*=\s*(["'])(?P<key>.*)\1\s*(?:#.*)?$""")
_STEP = re.compile(r"^\s*\[\[\s*steps\s*\]\]")
_AT = re.compile(r"at line (?P<line>[0-9]+)")


def line_of(body: str, step: str, value: str = "", place: int = 0) -> int:
    """The line (from 1) of a step, "" being what stands before the steps; 0 where it cannot be told.

    Inside it, the line that holds `value` (a word of the file, or the name of a field) is meant. A `place`
    names the step by its position in the file instead, the first being 1.
    """
    lines = body.splitlines()
    starts = [at for at, line in enumerate(lines) if _STEP.match(line)]
    spans = list(pairwise([*starts, len(lines)]))
    if place:
        return _inside(lines, *spans[place - 1], value, spans[place - 1][0] + 1) if place <= len(spans) else 0
    if not step:
        return _inside(lines, 0, starts[0] if starts else len(lines), value, 0)
    for start, end in spans:
        keyed = (at for at in range(start, end) if (key := _KEY.match(lines[at])) and key["key"] == step)
        at = next(keyed, None)
        if at is not None:
            return _inside(lines, start, end, value, at + 1)
    return 0


def line_in_message(message: str) -> int:
    """The line a TOML reader's complaint names; 0 where it names none."""
    found = _AT.search(message)
    return int(found["line"]) if found else 0


def _inside(lines: list[str], start: int, end: int, value: str, otherwise: int) -> int:
    if not value:
        return otherwise
    told = [at for at in range(start, end) if not lines[at].lstrip().startswith("#")]
    fields = (at for at in told if re.match(rf"\s*{re.escape(value)}\s*=", lines[at]))
    word = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
    texts = (at for at in told if word.search(lines[at]))
    found = next(fields, next(texts, None))
    return otherwise if found is None else found + 1
