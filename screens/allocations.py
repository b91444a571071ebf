"""The note on the division of work, as it arrives. Source: domain 3.6 (W4)."""

from text.catalogue import plain, words
from text.screens import Attachment, Screen

PDF = "application/pdf"


def paper(period: str, sha256: str) -> Screen:
    name = plain("allocations.file", period=period)
    return Screen(words("allocations.paper", period=period), attachment=Attachment(name, sha256, PDF))
