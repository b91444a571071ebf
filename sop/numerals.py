"""Bare numerals: the table of telegram 3.4, row by row, and the characters people's keyboards make."""

import re
from dataclasses import replace
from decimal import Decimal

from sop.readings import Expected, Reading, ReadingKind, to_confirm

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
)
_INVISIBLE: dict[int, str] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_MINUS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc`"), "'")
_FULL_WIDTH = {
    ord(wide): plain for wide, plain in zip("０１２３４５６７８９．，％／", "0123456789.,%/", strict=True)
}
_TYPED = {**_SPACES, **_INVISIBLE, **_MINUS, **_QUOTES, **_FULL_WIDTH}


_GROUP = "[1-9][0-9]{0,2}"
_PLAIN = re.compile(r"[0-9]+")
_SPACED = re.compile(rf"{_GROUP}(?:[ '][0-9]{{3}})+(?:,[0-9]+)?")
_DOT_GROUPS = re.compile(rf"{_GROUP}(?:\.[0-9]{{3}}){{2,}}|{_GROUP}(?:\.[0-9]{{3}})+,[0-9]+")
_COMMA_GROUPS = re.compile(rf"{_GROUP}(?:,[0-9]{{3}}){{2,}}|{_GROUP}(?:,[0-9]{{3}})+\.[0-9]+")
_ONE_DOT_THREE = re.compile(rf"{_GROUP}\.[0-9]{{3}}")
_ONE_COMMA_THREE = re.compile(rf"{_GROUP},[0-9]{{3}}")
_DOT_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]+")


def cleaned(text: str) -> str:
    """The text with every typographic space, digit, dash and quote as a keyboard has it; single spaces."""
    return " ".join(text.translate(_TYPED).split())


def signed(text: str, expected: Expected, scaled: bool) -> Reading | None:
    """A bare number with an optional sign, or a full stop that ends the sentence."""
    sign = text[0] if text.startswith(("+", "-")) else ""
    body = text.removeprefix(sign).strip()
    ended = body.endswith(".")
    reading = bare(body.removesuffix("."), expected, scaled)
    if reading is None:
        return None
    if sign == "-":
        other = None if reading.other is None else -reading.other
        assert reading.value is not None
        reading = replace(reading, value=-reading.value, other=other)
    return to_confirm(reading) if sign == "+" or ended else reading


def bare(body: str, expected: Expected, scaled: bool) -> Reading | None:
    """The table of telegram 3.4, row by row. A scale makes decimals possible for any unit ("2,5 juta")."""
    decimals = expected.decimals or scaled
    if _PLAIN.fullmatch(body):
        leading_zero = len(body) > 1 and body.startswith("0")
        return _one(Decimal(body), leading_zero)
    if _SPACED.fullmatch(body) or _DOT_GROUPS.fullmatch(body):
        return _one(_decimal(body, comma=True), False)
    if _COMMA_GROUPS.fullmatch(body):
        return _one(_decimal(body, comma=False), True)
    if _ONE_DOT_THREE.fullmatch(body):
        grouped, small = _decimal(body, comma=True), _decimal(body, comma=False)
        return _two(grouped, small, expected) if decimals else _one(grouped, False)
    if _ONE_COMMA_THREE.fullmatch(body):
        small, grouped = _decimal(body, comma=True), _decimal(body, comma=False)
        return _two(small, grouped, expected) if decimals else _one(grouped, True)
    if _DOT_DECIMAL.fullmatch(body):
        return _one(_decimal(body, comma=False), True)
    if _COMMA_DECIMAL.fullmatch(body):
        return _one(_decimal(body, comma=True), False)
    return None


def _decimal(body: str, *, comma: bool) -> Decimal:
    """The digits as a Decimal; `comma`: the comma is the decimal sign, else the dot."""
    digits = re.sub("[ ']", "", body)
    if comma:
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits.replace(",", ""))


def _one(value: Decimal, ask: bool) -> Reading:
    return Reading(ReadingKind.CONFIRM if ask else ReadingKind.CLEAR, value, ask=ask)


def _two(usual: Decimal, unusual: Decimal, expected: Expected) -> Reading:
    """Both candidates; the one nearer to last value or target stands first, else the usual reading."""
    near = sorted((usual, unusual), key=lambda value: _distance(value, expected))
    return Reading(ReadingKind.TWO, near[0], near[1], ask=True)


def _distance(value: Decimal, expected: Expected) -> Decimal:
    """How many orders of magnitude the nearer of last value and target is away; 0 without either."""
    known = [abs(reference) for reference in (expected.last, expected.target) if reference]
    if not known or not value:
        return Decimal(0)
    return min(abs((abs(value) / reference).log10()) for reference in known)
