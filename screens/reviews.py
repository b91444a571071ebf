"""The card of a review by somebody outside, and what is asked for."""

from screens.cards import button, card, ok, subject
from screens.orders import OUTSIDE
from screens.reports import file_button
from sop.sheets import Sheet
from text.catalogue import plain, words
from text.screens import Button, Screen

REPAIR = "rvr"  # who serves it: `handlers.reviews`


def review_card(sheet: Sheet, *, returns: bool, drafted: bool = False) -> Screen:
    """The answer is recorded with one press and one message; back only where the SOP says where to.

    `drafted`: there is a draft report for the reviewer.
    """
    rows: list[tuple[Button, ...]] = [(ok(sheet, "reviews.answer"),)]
    if returns:
        rows.append((button(sheet, plain("reviews.repair"), REPAIR),))
    outside = button(sheet, plain("orders.outside"), OUTSIDE)
    rows.append((outside, file_button(sheet)) if drafted else (outside,))
    return card(sheet, words("reviews.body"), tuple(rows))


def ask_answer(sheet: Sheet) -> Screen:
    return Screen(words("reviews.ask_answer", title=subject(sheet)))


def ask_repair(sheet: Sheet) -> Screen:
    return Screen(words("reviews.ask_repair", title=subject(sheet)))
