"""Rows that join a running collection: which ones, and what the units hear. Source: practice 5.5, 6."""

from collections.abc import Sequence

from screens import forms
from screens.cards import in_rows
from sop.cases import Bundle
from sop.offers import Addable, Offer
from sop.periods import Period
from text.catalogue import Markup, joined, plain, words
from text.names import short_name
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

PICK = "qal"
ADD = "qad"
EVERY = "every"
SHOWN = 30  # rows in one message
NAMES_SHOWN = 12


def button(found: Offer) -> Rows:
    """Below the board: what is not collected could join."""
    label = plain("additions.button", count=len(found.rows))
    return ((Button(label, packed(Tap(PICK, str(found.case.id)))),),)


def pick(found: Offer) -> Screen:
    """The indicators that are not collected, numbered; a touch on a number takes one in."""
    shown = found.rows[:SHOWN]
    lines = joined(_line(one, found.period) for one in shown)
    numbers = in_rows(_add(found, str(one.number), str(one.indicator.id)) for one in shown)
    every = ((_add(found, plain("additions.every", count=len(shown)), EVERY),),) if len(shown) > 1 else ()
    key = "additions.pick" if len(shown) > 1 else "additions.pick_one"
    return Screen(words(key, period=found.period.brief, lines=lines), (*numbers, *every))


def _line(one: Addable, period: Period) -> Markup:
    values = {
        "number": one.number,
        "name": one.indicator.name,
        "unit": short_name(one.unit.name),
        "filler": one.filler.holder_name or one.filler.title,
    }
    if one.due:
        return words("additions.line", **values)
    return words("additions.line_untargeted", **values, period=period.brief)


def _add(found: Offer, label: str, argument: str) -> Button:
    return Button(label, packed(Tap(ADD, str(found.case.id), argument=argument)))


def added(count: int, version: int) -> str:
    """What the one who added them reads."""
    if not version:
        return plain("additions.added", count=count)
    return plain("additions.added_version", count=count, version=version)


def told(period: Period, names: Sequence[str], version: int, form: Bundle | None) -> Screen:
    """What a unit reads: the new rows, the format's version, and that nothing is lost."""
    listed = [words("additions.row", name=name) for name in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        listed.append(words("additions.more", count=len(names) - NAMES_SHOWN))
    head = words("additions.told", period=period.brief, count=len(names))
    if version:
        head = words("additions.told_version", period=period.brief, count=len(names), version=version)
    safe = words("additions.safe" if form is not None else "additions.safe_head")
    rows = ((forms.button(form, plain("compilations.open_form"), forms.OPEN),),) if form is not None else ()
    return Screen(joined((head, *listed, safe)), rows)
