"""The demo office for an SOP that runs with the year: agreements on every level, what people type in 2026.

Fictional, as all of it. Figures follow from the targets: most are met, IKM-3 stays below in the first half.
"""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from sop.aggregations import RATIOS
from sop.books import BookIndicator, OfficeBook
from sop.indicators import Aggregation
from tools.answers import Answer
from tools.demo_indicators import demo_budget
from tools.demo_office import demo_book

# The head and the heads of division answer for figures of their own, prepared by a konseptor.
LEVELS = {
    "IKU-1": ("KADIS", "SUBKOR-PROGRAM"),
    "IKU-3": ("KADIS", "SUBKOR-PROGRAM"),
    "PSDI-1": ("KABID-PSDI", "SUBKOR-PSDI"),
    "PIKM-1": ("KABID-PIKM", "SUBKOR-PIKM"),
    "WASI-1": ("KABID-WASI", "STAF-WASI-1"),
}
CONCEPTS = dict(LEVELS.values())  # who prepares for whom
LOGGED = ("PSDI-2", "PIKM-3")  # what the log of the year is kept about
SHORT = "PIKM-3"
_WHOLE = Decimal(1)
_FILES = Decimal(30)  # documents counted in a quarter by the weighted average


def year_book(sop_key: str) -> OfficeBook:
    """The office on the first working day of 2026: no figures of the year, no budget spent."""
    book = demo_book(sop_key)
    return replace(
        book,
        staff=tuple(replace(one, konseptor=CONCEPTS.get(one.code, one.konseptor)) for one in book.staff),
        indicators=tuple(_levelled(one) for one in book.indicators),
        programs=demo_budget(0),
        history=(),
    )


def year_answers(book: OfficeBook, quarter: int) -> dict[str, Answer]:
    """What is said for a quarter, by indicator; no figure where the log holds it or the budget tells it."""
    return {
        one.code: Answer(
            one.code,
            "" if one.code in LOGGED else _typed(one, quarter),
            "kuota fasilitasi belum turun",
            "mengusulkan tambahan kuota",
        )
        for one in book.indicators
        if one.quarters[quarter - 1] is not None and not one.derived
    }


def logged(book: OfficeBook, code: str, quarter: int) -> int:
    """What the log of a quarter adds up to: the target, and less in the first half where it runs short."""
    target = next(one.quarters[quarter - 1] for one in book.indicators if one.code == code)
    whole = int(target or 0)
    return whole - 3 if code == SHORT and quarter <= 2 else whole


def _levelled(one: BookIndicator) -> BookIndicator:
    owner, konseptor = LEVELS.get(one.code, (one.owner, one.konseptor))
    return replace(one, owner=owner, konseptor=konseptor)


def _typed(one: BookIndicator, quarter: int) -> str:
    target = one.quarters[quarter - 1]
    assert target is not None
    if one.aggregation not in RATIOS:
        return _plain(target)
    if one.aggregation is Aggregation.AVERAGE_WEIGHTED:
        return f"{_plain(target * _FILES)}/{_plain(_FILES)}"
    below = one.denominator_fixed or Decimal(100)
    before = _before(one, quarter) if one.aggregation is Aggregation.RATIO_CUMULATIVE else Decimal(0)
    above = ((target - before) * below / 100).quantize(_WHOLE, ROUND_HALF_UP)
    return f"{_plain(above)}/{_plain(below)}"


def _before(one: BookIndicator, quarter: int) -> Decimal:
    earlier = [target for target in one.quarters[: quarter - 1] if target is not None]
    return earlier[-1] if earlier else Decimal(0)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
