"""Numbers written in words: "sepuluh", "dua ratus tiga puluh", "seribu dua ratus". Source: telegram 3.4.

They are never taken silently: whoever reads one asks "Benar?".
"""

from collections.abc import Sequence
from decimal import Decimal

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_UNITS = {word: value for value, word in enumerate(_DIGITS)}
_WHOLE = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus", "seribu": "satu ribu"}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9}
LONGEST = 120  # characters


def read_number_words(text: str, uom: str = "") -> Decimal | None:
    """The whole number a text spells, with its unit behind it or not; None for any other words."""
    plain = " ".join(text.lower().strip(" .!").split())[:LONGEST].removesuffix(uom.lower()).strip()
    found = [part for word in plain.split() for part in _WHOLE.get(word, word).split()]
    total, group, smallest = 0, [], 10**12
    for word in found:
        scale = _SCALES.get(word)
        if scale is None:
            group.append(word)
            continue
        below = _below_thousand(group)
        if not below or scale >= smallest:
            return None
        total, group, smallest = total + below * scale, [], scale
    rest = _below_thousand(group) if group else 0
    if not found or rest is None:
        return None
    return Decimal(total + rest)


def _below_thousand(words: Sequence[str]) -> int | None:
    """ "dua ratus tiga puluh lima" up to 999; None where the words do not follow each other so."""
    total, waiting, smallest = 0, None, 1000
    for word in words:
        if word in _UNITS:
            if waiting is not None:
                return None
            waiting = _UNITS[word]
            continue
        factor = {"ratus": 100, "puluh": 10, "belas": 1}.get(word)
        if factor is None or not waiting or factor >= smallest:
            return None
        total += waiting + 10 if word == "belas" else waiting * factor
        waiting, smallest = None, factor
    if waiting is None:
        return total
    return total + waiting if smallest > 1 else None
