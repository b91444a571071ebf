"""`/latihan`: what may be rehearsed, or what is being rehearsed and how to end it."""

from collections.abc import Sequence
from datetime import datetime

from screens.cards import in_rows
from sop.people import Office
from sop.periods import Period
from sop.procedures import Sop
from text.catalogue import joined, plain, words
from text.names import calm_title
from text.printing import moment
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.rehearsals` says who serves them.
START = "las"
ERASE = "lae"


def idle(office: Office, sops: Sequence[Sop]) -> Screen:
    """Nothing is being rehearsed: a numbered list of what may be, and a button for each."""
    lines = [
        words("rehearsals.own" if sop.key == office.sop_key else "rehearsals.other", **_named(number, sop))
        for number, sop in enumerate(sops, 1)
    ]
    buttons = [
        Button(
            plain("rehearsals.start_button", number=number),
            packed(Tap(START, str(office.id), argument=sop.key)),
        )
        for number, sop in enumerate(sops, 1)
    ]
    text = joined((words("rehearsals.idle", office=office.name), *lines), "\n")
    return Screen(text, in_rows(buttons))


def going(
    office: Office,
    sop: Sop,
    period: Period,
    following: Sequence[Period],
    begun_at: datetime,
    erased_at: datetime,
) -> Screen:
    """A rehearsal is under way."""
    then = [one.brief for one in following]
    text = words(
        "rehearsals.going",
        office=office.name,
        title=calm_title(sop.header.title),
        period=period.title,
        begun=moment(begun_at, office.zone),
        following=words("rehearsals.following", periods=", ".join(then)) if then else "",
        erased=moment(erased_at, office.zone),
    )
    return Screen(text, _erasing(office))


def ended(office: Office, sop: Sop, begun_at: datetime, ended_at: datetime, *, cancelled: bool) -> Screen:
    """To the admin: all of the SOP was played, or it was called off."""
    minutes = max(1, round((ended_at - begun_at).total_seconds() / 60))
    text = words(
        "rehearsals.cancelled" if cancelled else "rehearsals.ended",
        office=office.name,
        title=calm_title(sop.header.title),
        minutes=minutes,
    )
    return Screen(text, _erasing(office))


def erased_card() -> Screen:
    """What is left of a card."""
    return Screen(words("rehearsals.erased_card"))


def erased_line(office: Office) -> Screen:
    """To everyone who had cards of it."""
    return Screen(words("rehearsals.erased_line", office=office.name))


def _erasing(office: Office) -> Rows:
    data = packed(Tap(ERASE, str(office.id)))
    return ((Button(plain("rehearsals.erase_button"), data, Style.DANGER),),)


def _named(number: int, sop: Sop) -> dict[str, object]:
    """What tells SOPs of the same title apart: whose they are."""
    return {"number": number, "title": calm_title(sop.header.title), "office": calm_title(sop.header.office)}
