"""The quick log as a card, as a list, and as the echo of a line. Source: domain 4.3 step 3; telegram 3.5."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from screens.cards import heading, in_rows
from screens.figures import measured
from sop.aggregations import RATIOS
from sop.cases import Bundle
from sop.indicators import Indicator, Target
from sop.log_entries import LogEntry, Quantity, Total
from sop.periods import Period
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import clock, exact, short_date, short_weekday_date
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.log_entries` says who serves them.
WRITE = "lgw"
LIST = "lgl"
PICK = "lgp"
SHOW = "lgs"
EDIT = "lge"
REMOVE = "lgr"
LISTED = 20  # newest entries on a list
SHORT = 70  # characters of a name or activity on a list


class Line(NamedTuple):
    """One figure of a log; `counted` is what was logged so far, `behalf` whose figure the reader prepares."""

    number: int
    indicator: Indicator
    target: Target | None
    period: Period
    counted: Total | None
    behalf: str = ""


def card(sheet: Sheet, lines: Sequence[Line], closes_at: datetime) -> Screen:
    """What runs during the period: nothing is to be decided, everything can be noted."""
    how = words("log_entries.how", example=example(lines))
    if sheet.office.rehearses:
        until = words("log_entries.until_rehearsed", clock=clock(closes_at, sheet.office.zone))
    else:
        until = words("log_entries.until", day=short_date(sheet.period.last_day))
    return Screen(joined((heading(sheet), _totals(lines), how, until), "\n\n"), (_tools(sheet.bundle),))


def overview(bundle: Bundle, lines: Sequence[Line]) -> Screen:
    """`/catat` alone: the totals so far and how a line is typed."""
    how = words("log_entries.how", example=example(lines))
    head = words("log_entries.title", period=_period(lines))
    return Screen(joined((head, _totals(lines), how), "\n\n"), ((_list_button(bundle),),))


def kept(line: Line, entry: LogEntry, *, changed: bool, asks_proof: bool) -> Screen:
    """What became of a line, and what the figure has come to."""
    indicator, target, period, counted = line.indicator, line.target, line.period, line.counted
    key = "log_entries.changed_line" if changed else "log_entries.kept"
    said = words(key, entry=_entry(entry, indicator))
    assert counted is not None
    values = {
        "name": indicator.name,
        "period": _named(period),
        "total": quantity(counted.quantity, indicator),
    }
    so_far = words(
        "log_entries.so_far", **values, target=_target(target, indicator, period), count=counted.count
    )
    proof = words("log_entries.proof_asked" if asks_proof else "log_entries.proof_welcome")
    return Screen(joined((said, so_far, proof)), (_edits(entry),))


def ask_line(lines: Sequence[Line]) -> Screen:
    return Screen(words("log_entries.ask_line", example=example(lines)))


def ask_number(bundle: Bundle, lines: Sequence[Line]) -> Screen:
    """A line that names no figure, where there are several: one press says which."""
    listed = joined(words("log_entries.name", number=line.number, name=_name(line)) for line in lines)
    buttons = (_button(bundle, str(line.number), PICK, str(line.indicator.id)) for line in lines)
    return Screen(joined((words("log_entries.ask_number"), listed), "\n\n"), in_rows(buttons))


def entries(found: Sequence[tuple[Indicator, LogEntry]]) -> Screen:
    """The newest entries with a button each."""
    if not found:
        return Screen(words("log_entries.none_yet"))
    newest = sorted(found, key=lambda one: (one[1].day, one[1].id), reverse=True)[:LISTED]
    listed = joined(
        words("log_entries.entry_line", number=place, entry=_entry(entry, indicator))
        for place, (indicator, entry) in enumerate(newest, 1)
    )
    buttons = (
        Button(str(place), packed(Tap(SHOW, str(entry.id), entry.revision)))
        for place, (_, entry) in enumerate(newest, 1)
    )
    more = [words("log_entries.more", count=len(found) - LISTED)] if len(found) > LISTED else []
    return Screen(joined((words("log_entries.entries"), listed, *more), "\n"), in_rows(buttons))


def entry(indicator: Indicator, one: LogEntry) -> Screen:
    """One entry, to be written anew or taken out."""
    return Screen(
        words("log_entries.entry", entry=_entry(one, indicator), name=indicator.name), (_edits(one),)
    )


def ask_edit(indicator: Indicator, one: LogEntry) -> Screen:
    return Screen(words("log_entries.ask_edit", entry=_entry(one, indicator), example=_typed(one)))


def quantity(found: Quantity, indicator: Indicator) -> str:
    """ "46 IKM", "11/120"."""
    if found.numerator is None:
        return measured(exact(found.value or Decimal(0)), indicator.uom)
    below = indicator.denominator_fixed if found.denominator is None else found.denominator
    return exact(found.numerator) if below is None else f"{exact(found.numerator)}/{exact(below)}"


def proof_kept(indicator: Indicator, one: LogEntry) -> str:
    return plain("log_entries.proof_kept", entry=_entry(one, indicator))


def line_so_far(counted: Total | None, indicator: Indicator) -> str:
    """What a figure has come to, for a list."""
    if counted is None:
        return plain("log_entries.nothing")
    return plain("log_entries.counted", total=quantity(counted.quantity, indicator), count=counted.count)


def _totals(lines: Sequence[Line]) -> Markup:
    return joined(
        words(
            "log_entries.total_line",
            number=line.number,
            name=_name(line),
            target=_target(line.target, line.indicator, line.period),
            so_far=line_so_far(line.counted, line.indicator),
        )
        for line in lines
    )


def _name(line: Line) -> str:
    name = _cut(line.indicator.name)
    return plain("log_entries.on_behalf", name=name, seat=line.behalf) if line.behalf else name


def _tools(bundle: Bundle) -> tuple[Button, ...]:
    write = _button(bundle, plain("log_entries.write"), WRITE, style=Style.PRIMARY)
    return write, _list_button(bundle)


def _list_button(bundle: Bundle) -> Button:
    return _button(bundle, plain("log_entries.list"), LIST)


def _button(bundle: Bundle, label: str, act: str, argument: str = "", style: Style = Style.PLAIN) -> Button:
    return Button(label, packed(Tap(act, str(bundle.id), bundle.revision, argument)), style)


def _edits(one: LogEntry) -> tuple[Button, ...]:
    return (
        Button(plain("log_entries.edit"), packed(Tap(EDIT, str(one.id), one.revision))),
        Button(plain("log_entries.remove"), packed(Tap(REMOVE, str(one.id), one.revision))),
    )


def _entry(one: LogEntry, indicator: Indicator) -> str:
    """ "Senin 3 Agt · pembinaan IKM batik · 12 IKM (1 bukti)"."""
    said = Quantity(one.value, one.numerator, one.denominator)
    values = {
        "day": short_weekday_date(one.day),
        "activity": one.activity,
        "quantity": quantity(said, indicator),
    }
    if one.pieces:
        return plain("log_entries.said_proven", **values, pieces=one.pieces)
    return plain("log_entries.said", **values)


def _typed(one: LogEntry) -> str:
    """An entry as its line is typed."""
    parts = [one.value] if one.numerator is None else [one.numerator, one.denominator]
    amount = "/".join(exact(part).replace(".", "") for part in parts if part is not None)
    return f"{short_date(one.day)}, {one.activity}, {amount}"


def _target(target: Target | None, indicator: Indicator, period: Period) -> str:
    goal = target.quarters[period.quarter - 1] if target is not None and period.quarter else None
    return plain("forms.none") if goal is None else measured(exact(goal), indicator.uom)


def example(lines: Sequence[Line]) -> str:
    """A line as it is typed, for the first figure of a list."""
    first = lines[0] if lines else None
    amount = "3/40" if first is not None and first[1].aggregation in RATIOS else "12"
    number = f"{first[0]}) " if first is not None and len(lines) > 1 else ""
    day = short_date(first[3].first_day + timedelta(days=2)) if first is not None else ""
    return plain("log_entries.example", number=number, day=day.rpartition(" ")[0], amount=amount)


def _period(lines: Sequence[Line]) -> str:
    return ", ".join(dict.fromkeys(_named(line.period) for line in lines))


def _named(period: Period) -> str:
    return period.brief


def _cut(name: str) -> str:
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"
