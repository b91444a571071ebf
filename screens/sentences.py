"""Sentences that belong to no single subject."""

from collections.abc import Mapping

from text.catalogue import escaped, plain, words
from text.screens import Screen


def refusal(key: str, values: Mapping[str, object]) -> str:
    """Why not, as plain text: a toast knows no markup."""
    return plain(key, **values)


def sentence(text: str) -> Screen:
    """One plain message."""
    return Screen(escaped(text))


def unknown_command(name: str) -> Screen:
    return Screen(words("common.unknown_command", name=name[:32]))


def not_waiting() -> Screen:
    return Screen(words("common.not_waiting"))


def unreadable() -> Screen:
    """A sticker, a voice message: nothing is read into it."""
    return Screen(words("common.unreadable"))


def cards_waiting(count: int) -> Screen:
    return Screen(words("common.cards_waiting", count=count))


def incident(code: str) -> Screen:
    """The apology for what nobody foresaw; the code stands in the log (law 1)."""
    return Screen(words("common.incident", code=code))


def outage(from_time: str, until_time: str) -> Screen:
    return Screen(words("common.outage", from_time=from_time, until_time=until_time))
