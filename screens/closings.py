"""Closing a collection without some figures: why, and the line that says so later."""

from collections.abc import Sequence

from screens.cards import in_rows
from sop.cases import Case
from sop.closings import Closing
from text.catalogue import Markup, plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

REASON = "clr"
WRITE = "clw"
REASONS = ("1", "2", "3")  # closings.reason_1 … of the catalogue


def ask_reason(case: Case, missing: Sequence[tuple[str, int]]) -> Screen:
    """What would be left out, by unit; a touch on a reason closes the collection."""
    units = ", ".join(plain("compilations.missing_unit", unit=unit, count=count) for unit, count in missing)
    chips = [
        Button(plain(f"closings.reason_{one}"), packed(Tap(REASON, str(case.id), argument=one)))
        for one in REASONS
    ]
    chips.append(Button(plain("checks.write_reason"), packed(Tap(WRITE, str(case.id)))))
    return Screen(words("closings.ask_reason", units=units), in_rows(chips, 1))


def ask_words() -> Screen:
    return Screen(words("closings.ask_words"))


def line(closing: Closing | None) -> Markup:
    """Why figures are missing; nothing where none was left behind."""
    if closing is None or not closing.reason:
        return Markup("")
    return words("closings.line", reason=closing.reason)
