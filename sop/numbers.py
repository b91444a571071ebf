"""Reading one typed number the Indonesian way, without ever guessing between two readings.

Source: telegram 3.4. The dot groups thousands and the comma marks decimals; texts that both habits can
explain come back as two candidates or ask for confirmation. Decimal only. Nothing is invented: every value
returned is written in the text, apart from the zero of "nihil" and the factor of a scale word.
"""

import re
from dataclasses import replace
from decimal import Decimal

from sop.indicators import Missing
from sop.numerals import bare, cleaned, signed
from sop.readings import Expected, Reading, ReadingKind, Refusal, refused, to_confirm

__all__ = ["Expected", "Reading", "ReadingKind", "Refusal", "cleaned", "read_number"]

MAX_DIGITS = 18
MAX_TEXT = 120  # characters; an answer with its unit is far shorter
_ANY = Expected()
_ZERO = frozenset({"nihil", "nol"})
_NO_DATA = {
    **dict.fromkeys(("-", "--", "n/a", "na", "belum", "belum ada", "belum ada data"), Missing.NO_DATA_YET),
    **dict.fromkeys(("data belum ada", "data menyusul", "menyusul", "kosong"), Missing.NO_DATA_YET),
    **dict.fromkeys(("belum tersedia", "data belum tersedia"), Missing.NO_DATA_YET),
    **dict.fromkeys(
        ("belum rilis", "belum dirilis", "belum terbit", "data belum rilis"), Missing.NOT_RELEASED
    ),
}
_SCALES = {
    **dict.fromkeys(("rb", "ribu"), Decimal(10**3)),
    **dict.fromkeys(("jt", "juta"), Decimal(10**6)),
    **dict.fromkeys(("m", "miliar", "milyar"), Decimal(10**9)),
    **dict.fromkeys(("t", "triliun", "trilyun"), Decimal(10**12)),
}
_DOUBTFUL_SCALES = frozenset({"m", "t"})  # million and ton elsewhere
_SCALED = re.compile(rf"(?P<body>.*[0-9]) ?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})")
_VAGUE = re.compile(
    r"[<>≤≥±~≈]|\b(?:sekitar|kira-kira|hampir|lebih|kurang|antara|minimal|maksimal|sampai|s/d|s\.d\.?)\b"
)
_RANGE = re.compile(r"[0-9%] ?- ?[0-9]")
_DENIAL = re.compile(r"\b(?:belum|tidak|tak|bukan|tanpa|jangan|batal)\b")
_FRACTION = re.compile(r"(?P<above>[^/]*[0-9][^/]*?) ?(?:/| dari ) ?(?P<below>[^/]*[0-9][^/]*)")
_TOKEN = re.compile(r"(?<![0-9a-z.,])[0-9](?:[0-9.,']*[0-9])?(?![0-9a-z])")


def read_number(text: str, expected: Expected = _ANY) -> Reading:
    """Read one answer. Never raises; what it cannot read is REFUSED with the reason."""
    plain = cleaned(text).lower()
    if not plain:
        return refused(Refusal.EMPTY)
    if len(plain) > MAX_TEXT:
        return refused(Refusal.TOO_LONG)
    if plain in _NO_DATA:
        return Reading(ReadingKind.NO_DATA, missing=_NO_DATA[plain], ask=True)
    if plain.rstrip(".!") in _ZERO:
        return Reading(ReadingKind.ZERO, Decimal(0))
    if plain in ("tidak ada", "tdk ada"):  # none to report, or no data: the person says which
        return Reading(ReadingKind.CONFIRM, Decimal(0), ask=True)
    if _VAGUE.search(plain) or _RANGE.search(plain):
        return refused(Refusal.ONE_VALUE if re.search("[0-9]", plain) else Refusal.NO_NUMBER)
    fraction = _FRACTION.fullmatch(plain)
    if fraction is not None:
        return _ratio(fraction["above"], fraction["below"], expected)
    reading = _decorated(plain, expected)
    return _permitted(reading, expected) if reading is not None else _buried(plain, expected)


def _ratio(above: str, below: str, expected: Expected) -> Reading:
    """Both components, each read as a number of its own; a doubtful component makes the pair doubtful."""
    if not expected.ratio:
        return refused(Refusal.NOT_A_RATIO)
    part = Expected(decimals=expected.decimals)
    over, under = (_decorated(text.strip(), part) for text in (above, below))
    if over is None or under is None:
        return refused(Refusal.UNREADABLE)
    for reading in (_permitted(over, part), _permitted(under, part)):
        if reading.kind is ReadingKind.REFUSED:
            return reading
    return Reading(
        ReadingKind.RATIO,
        numerator=_component(over),
        denominator=_component(under),
        ask=over.ask or under.ask,
    )


def _component(reading: Reading) -> Decimal:
    """Of a doubtful component the whole number: components are nearly always counts, and it is asked."""
    candidates = _candidates(reading)
    return next((value for value in candidates if value == value.to_integral_value()), candidates[0])


def _candidates(reading: Reading) -> list[Decimal]:
    return [value for value in (reading.value, reading.other) if value is not None]


def _decorated(text: str, expected: Expected) -> Reading | None:
    """A number with at most one prefix and one unit or scale; None when more than that stands there."""
    body, ask = text, False
    uom = expected.uom.lower()
    rupiah = re.fullmatch(r"rp\.? ?(.*?)(?:,-{1,2})?", body)
    if rupiah is not None:
        body, ask = rupiah[1], bool(uom) and "rp" not in uom and "rupiah" not in uom
    percent = re.fullmatch(r"(.*[0-9.]) ?(?:%|persen)", body)
    if percent is not None:
        body, ask = percent[1], ask or (bool(uom) and "%" not in uom and "persen" not in uom)
    elif uom and body.endswith(uom):
        body = body.removesuffix(uom).rstrip()
    scaled = _SCALED.fullmatch(body)
    reading = signed(scaled["body"] if scaled else body, expected, scaled is not None)
    if reading is None:
        return None
    if scaled is not None:
        reading = _scaled(reading, scaled["scale"], uom)
    return to_confirm(reading) if ask else reading


def _scaled(reading: Reading, scale: str, uom: str) -> Reading:
    """Times thousand, million ...; where the unit itself says "juta" both readings stand."""
    factor = _SCALES[scale]
    assert reading.value is not None
    large = reading.value * factor
    if scale in uom.split() and reading.other is None:
        return Reading(ReadingKind.TWO, reading.value, large, ask=True)
    other = None if reading.other is None else reading.other * factor
    reading = replace(reading, value=large, other=other)
    return to_confirm(reading) if scale in _DOUBTFUL_SCALES else reading


def _permitted(reading: Reading, expected: Expected) -> Reading:
    """The reading within the hard limits of the question: sign, whole numbers, length."""
    candidates = _candidates(reading)
    if any(
        len(value.as_tuple().digits) > MAX_DIGITS or value.adjusted() >= MAX_DIGITS for value in candidates
    ):
        return refused(Refusal.TOO_LONG)
    if not expected.negative and any(value < 0 for value in candidates):
        return refused(Refusal.NEGATIVE)
    if not expected.decimals:
        candidates = [value for value in candidates if value == value.to_integral_value()]
        if not candidates:
            return refused(Refusal.WHOLE_NUMBER)
    if len(candidates) == 2:
        return reading
    if candidates[0] == 0 and not reading.ask:
        return Reading(ReadingKind.ZERO, Decimal(0))
    kind = ReadingKind.CONFIRM if reading.ask else ReadingKind.CLEAR
    return Reading(kind, candidates[0], ask=reading.ask)


def _buried(text: str, expected: Expected) -> Reading:
    """A single number among words ("ada 12 kegiatan"): offered for confirmation, never taken silently."""
    if not re.search("[0-9]", text):
        return refused(Refusal.NO_NUMBER)
    tokens = _TOKEN.findall(text)
    if len(tokens) > 1:
        return refused(Refusal.SEVERAL_NUMBERS)
    rest = text.replace(tokens[0], "", 1) if tokens else ""
    if not tokens or "/" in rest or "-" in rest or _DENIAL.search(rest) or any(map(str.isnumeric, rest)):
        return refused(Refusal.UNREADABLE)
    reading = bare(tokens[0], expected, scaled=False)
    if reading is None or any(word in _SCALES for word in rest.split()):
        return refused(Refusal.UNREADABLE)
    return _permitted(to_confirm(reading), expected)
