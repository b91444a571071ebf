"""Figures of a form in words: values, targets, the last quarter, and lists that always fit a message."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sop.figures import measured as measure
from sop.forms import FormRow
from sop.indicators import Aggregation, Missing, Realization, Source
from sop.typed_answers import Figure
from text.catalogue import Markup, joined, plain, words
from text.printing import exact, in_words, number, roman

NAME_LENGTHS = (160, 90, 60, 40, 26, 16)
WORDED = 40  # characters of a number in words on a button

Line = Callable[[FormRow, int], Markup]


def listed(rows: Sequence[FormRow], line: Line, budget: int) -> Markup:
    """The rows as lines, names cut until all fit `budget` characters; what still does not is counted."""
    for length in NAME_LENGTHS:
        lines = [line(row, length) for row in rows]
        if sum(map(len, lines)) + len(lines) <= budget:
            return joined(lines)
    kept: list[Markup] = []
    while lines and sum(map(len, kept)) + len(kept) + len(lines[0]) <= budget:
        kept.append(lines.pop(0))
    return joined((*kept, words("forms.more", count=len(lines))))


def name(row: FormRow, length: int) -> str:
    full = row.indicator.name
    return full if len(full) <= length else f"{full[: length - 1].rstrip()}…"


def measured(text: str, uom: str) -> str:
    """A printed number with its unit: "104 Orang", "85,5%"."""
    return f"{text}{uom}" if uom == "%" else f"{text} {uom}".strip()


def printed(value: Decimal, precision: int) -> str:
    """With the decimals of its indicator; a whole number without any."""
    return exact(value) if value == value.to_integral_value() else number(value, precision)


def target(row: FormRow) -> str:
    """The quarter's target; of a ratio that adds up the target of the year so far, as a percentage."""
    goal = row.targeted
    if goal is None:
        return plain("forms.none")
    shown = printed(goal, row.indicator.precision)
    if not _adds_up(row):
        return shown
    value = measured(shown, row.indicator.uom)
    return plain("forms.target_to_date", quarter=roman(row.quarter), value=value)


def target_with_unit(row: FormRow) -> str:
    return target(row) if _adds_up(row) else measured(target(row), row.indicator.uom)


def last(row: FormRow, *, brief: bool = False) -> str:
    """The latest approved quarter, else last year's value: "TW II: 92", "2025: 285"; `brief`: one value."""
    if row.last is not None and row.history:
        so_far = _so_far(row, row.last)
        if so_far is not None:
            value = measured(printed(so_far, row.indicator.precision), row.indicator.uom)
            pair = _earlier(row, row.last)
            quarter = roman(row.last.quarter)
            if brief:
                return plain("forms.last_to_date_brief", quarter=quarter, value=value)
            return plain("forms.last_to_date", quarter=quarter, value=value, pair=pair)
        key = "forms.last" if row.last.year == row.realization.year else "forms.last_year"
        value = _earlier(row, row.last)
        return plain(key, **_named(key, roman(row.last.quarter), row.last.year), value=value)
    if row.target.baseline is not None:
        year = row.realization.year - 1
        return plain("forms.baseline", year=year, value=exact(row.target.baseline))
    return plain("forms.no_last")


def _so_far(row: FormRow, last: Realization) -> Decimal | None:
    """What a ratio that adds up had reached by its latest approved quarter of this year."""
    if not _adds_up(row) or last.numerator is None or last.year != row.realization.year:
        return None
    known = {quarter: said for quarter, said in row.year.items() if quarter <= last.quarter}
    found = measure(row.indicator, row.target, known, last.quarter).realization_to_date
    return found if isinstance(found, Decimal) else None


def _earlier(row: FormRow, last: Realization) -> str:
    """Increments of a ratio as components: against a cumulative target their percentage would mislead."""
    if _adds_up(row) and last.numerator is not None:
        return _pair(row, last.numerator, last.denominator)
    return printed(row.history[-1], row.indicator.precision)


def answer(row: FormRow) -> str:
    """What is said about the quarter now."""
    said = row.realization
    if said.missing is not None:
        return said.note or plain(f"forms.missing_{_missing(said.missing)}")
    if not row.has_figure:
        return plain("forms.none")
    shown = figure(row, Figure(said.value, said.numerator, said.denominator))
    return plain("forms.from_log", answer=shown) if said.source is Source.LOG else shown


def figure(row: FormRow, shown: Figure) -> str:
    """A figure with its unit; a ratio with its components."""
    uom = row.indicator.uom
    if shown.numerator is None:
        return measured(exact(shown.value or Decimal(0)), uom)
    below = row.indicator.denominator_fixed if shown.denominator is None else shown.denominator
    pair = _pair(row, shown.numerator, shown.denominator)
    if not below:
        return plain("forms.no_ratio", pair=pair)
    if _adds_up(row):
        return _to_date(row, pair)
    factor = Decimal(1) if row.indicator.aggregation is Aggregation.AVERAGE_WEIGHTED else Decimal(100)
    value = number(shown.numerator / below * factor, row.indicator.precision)
    return f"{pair} = {measured(value, uom)}"


def _pair(row: FormRow, above: Decimal, below: Decimal | None) -> str:
    under = row.indicator.denominator_fixed if below is None else below
    return exact(above) if under is None else f"{exact(above)}/{exact(under)}"


def _adds_up(row: FormRow) -> bool:
    return row.indicator.aggregation is Aggregation.RATIO_CUMULATIVE


def _to_date(row: FormRow, pair: str) -> str:
    """An increment beside what it adds up to, once it is recorded."""
    so_far = row.measurement.realization_to_date
    if not row.has_figure or not isinstance(so_far, Decimal):
        return pair
    value = measured(number(so_far, row.indicator.precision), row.indicator.uom)
    return plain("forms.to_date", pair=pair, value=value)


def option(row: FormRow, shown: Figure) -> str:
    """A reading on a button, in words too where the digits could mean two things."""
    if shown.value is None:
        return figure(row, shown)
    aloud = in_words(shown.value)
    return f"{exact(shown.value)} ({aloud if len(aloud) <= WORDED else aloud[: WORDED - 1] + '…'})"


def sample(row: FormRow) -> str:
    """How an answer to this row is typed: what stands in it already, else its last value or its target.

    Where the denominator is fixed the numerator alone is asked for.
    """
    known = row.realization if row.has_figure else row.last
    if row.is_ratio:
        above = known.numerator if known and known.numerator is not None else Decimal(12)
        if row.indicator.denominator_fixed is not None:
            return _typed(above)
        below = known.denominator if known else None
        return f"{_typed(above)}/{_typed(below if below else Decimal(40))}"
    value = row.history[-1] if row.history else row.targeted
    value = row.realization.value if row.has_figure else value
    return _typed(Decimal(12) if value is None else value)


def example(rows: Sequence[FormRow]) -> str:
    """ "1) 12  2) 262/640": an answer to the first rows of this very list."""
    return "  ".join(f"{row.number}) {sample(row)}" for row in rows[:3])


def _typed(value: Decimal) -> str:
    """As a person types it: no dots between thousands, which would only raise questions."""
    return exact(value).replace(".", "")


def _missing(missing: Missing) -> str:
    return missing.value if missing in (Missing.NO_DATA_YET, Missing.NOT_RELEASED) else "other"


def _named(key: str, quarter: str, year: int) -> dict[str, object]:
    return {"quarter": quarter} if key == "forms.last" else {"quarter": quarter, "year": year}
