"""Paraf and approval given on paper: the button below `/status`, and what is asked for."""

from screens.cards import subject
from sop.duties import Duty
from sop.sheets import Sheet
from text.catalogue import plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

RECORD = "osc"  # who serves it: `handlers.outsides`
LONGEST_LABEL = 60  # characters


def record_button(duty: Duty) -> Button:
    label = plain("outsides.button", activity=duty.activity)[:LONGEST_LABEL]
    return Button(label, packed(Tap(RECORD, str(duty.bundle.id), duty.bundle.revision)))


def ask(sheet: Sheet) -> Screen:
    """The sheet with paraf or signature, and a line beside it."""
    return Screen(words("outsides.ask", title=subject(sheet), holder=sheet.capacity))
