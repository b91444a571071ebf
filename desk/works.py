"""One unit of work: the transaction, the moment, and what happened in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sop.cases import Bundle
from sop.people import Person
from text.incoming import Incoming
from text.screens import Toast

Connection = Any  # storage's connection: the desk hands it on and never looks inside


Token = Callable[[], str]


def _told_later(work: "Work", events: list[object]) -> None:
    """Without an announcer events stay where they are."""


def _no_token() -> str:
    raise LookupError("this unit of work was given no source of secrets")


@dataclass(slots=True)
class Work:
    """What a handler and the desk share while one update or one tick is served.

    Everything done on `connection` commits together or not at all (law 2). `events` are announced to
    other people before the commit; `toast` answers a tap after it. `token` makes the secret of an
    invitation, 128 bits as 22 base64url characters: nobody below the wiring throws dice. `tell` announces
    events before the commit: what must stand or fall with one item of many is told with it (`isolations`).
    `office_id` is the office this is about at the moment, 0 where it is about none: what is said about a
    rehearsal is headed so (`mail`).
    """

    connection: Connection
    now: datetime
    person: Person | None = None
    incoming: Incoming | None = None
    events: list[object] = field(default_factory=list)
    toast: Toast | None = None
    token: Token = field(default=_no_token)
    tell: Callable[["Work", list[object]], None] = field(default=_told_later)
    office_id: int = 0

    def happened(self, *events: object) -> None:
        self.events.extend(events)


class Refused(Exception):
    """The desk will not do this; `key` names the sentence in the catalogue, `values` fill it.

    Nothing was changed: the transaction of a refused act rolls back to before the act. `fresh` is the
    bundle whose present card the person should see next, where theirs was out of date.
    """

    def __init__(self, key: str, fresh: Bundle | None = None, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.fresh = fresh
        self.values = values


Answer = Callable[[Work, Incoming], None]
Announce = Callable[[Work, list[object]], None]
Refuse = Callable[[Work, Incoming, Refused], None]
