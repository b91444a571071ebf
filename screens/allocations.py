"""The note on the division of work: how it is asked for, and how it arrives. Source: domain 3.6 (W4)."""

from sop.cases import Case
from text.catalogue import plain, words
from text.screens import Attachment, Button, Screen
from text.taps import Tap, packed

ASK = "alo"  # who serves it: `handlers.allocations`
PDF = "application/pdf"


def button(case: Case) -> Button:
    """Below `/status`, for whoever divided the work and those above."""
    return Button(plain("allocations.button"), packed(Tap(ASK, str(case.id))))


def paper(period: str, sha256: str) -> Screen:
    name = plain("allocations.file", period=period)
    return Screen(words("allocations.paper", period=period), attachment=Attachment(name, sha256, PDF))
