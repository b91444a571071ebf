"""Opening a finished case again: the button below `/status`, what is asked and who is told."""

from sop.cases import Case
from text.catalogue import plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

REOPEN = "cro"  # who serves it: `handlers.reopenings`


def button(case: Case) -> Button:
    return Button(plain("reopenings.button"), packed(Tap(REOPEN, str(case.id))))


def ask(title: str) -> Screen:
    """What opening again means, before the reason is typed."""
    return Screen(words("reopenings.ask", title=title))


def line(title: str, person: str, reason: str) -> Screen:
    return Screen(words("reopenings.line", title=title, person=person, reason=reason))
