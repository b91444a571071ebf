"""`/latihan`: what may be rehearsed, or what is being rehearsed and how to end it."""

from collections.abc import Sequence
from datetime import datetime

from sop.people import Office
from sop.periods import Period
from sop.procedures import Sop
from text.catalogue import plain, words
from text.printing import moment
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.rehearsals` says who serves them.
START = "las"
ERASE = "lae"
LONGEST_LABEL = 60  # characters


def idle(office: Office, sops: Sequence[Sop]) -> Screen:
    """Nothing is being rehearsed: one button for each SOP."""
    rows = tuple(
        (
            Button(
                plain("rehearsals.start_button", title=_title(sop))[:LONGEST_LABEL],
                packed(Tap(START, str(office.id), argument=sop.key)),
            ),
        )
        for sop in sops
    )
    return Screen(words("rehearsals.idle", office=office.name), rows)


def going(office: Office, sop: Sop, period: Period, begun_at: datetime, erased_at: datetime) -> Screen:
    """A rehearsal is under way."""
    text = words(
        "rehearsals.going",
        office=office.name,
        title=sop.header.title,
        period=period.title,
        begun=moment(begun_at, office.zone),
        erased=moment(erased_at, office.zone),
    )
    erasing = packed(Tap(ERASE, str(office.id)))
    return Screen(text, ((Button(plain("rehearsals.erase_button"), erasing, Style.DANGER),),))


def erased_line(office: Office) -> Screen:
    """To everyone who had cards of it."""
    return Screen(words("rehearsals.erased_line", office=office.name))


def _title(sop: Sop) -> str:
    """What tells SOPs of the same title apart: whose they are."""
    return f"{sop.header.office} – {sop.header.title}"
