"""How a figure stands against its target, in words: "5 kasus, batas 3 (capaian 33,33%)".

A bare percentage beside "tidak selesai tepat waktu" reads as the figure itself. Source: domain 2.4.
"""

from decimal import Decimal

from text.catalogue import plain
from text.printing import exact, percent, rounded

LIMIT, REACH, AIM = "limit", "reach", "aim"  # the target is not to be passed, to be reached, to be met


def standing(
    value: Decimal,
    target: Decimal,
    achievement: Decimal,
    *,
    uom: str,
    precision: int,
    sense: str,
    upper: Decimal | None = None,
) -> str:
    """Figure, target and achievement (a percentage); `upper`: the target is a range."""
    aim = _printed(target, precision)
    if upper is not None:
        aim = f"{aim}–{_printed(upper, precision)}"
    return plain(
        f"reports.standing_{sense}",
        value=_measured(_printed(value, precision), uom),
        target=f"{aim}%" if uom == "%" else aim,
        achievement=percent(achievement),
    )


def _printed(value: Decimal, precision: int) -> str:
    return exact(rounded(value, precision))


def _measured(figure: str, uom: str) -> str:
    """ "50,83%", "5 kasus"; abbreviations keep their capitals."""
    if uom == "%":
        return f"{figure}%"
    word = uom[:1].lower() + uom[1:] if uom[1:].islower() else uom
    return f"{figure} {word}".strip()
