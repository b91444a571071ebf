"""Passing a duty down to a subordinate: to whom, and what both of them read."""

from collections.abc import Sequence

from screens.tasks import line
from sop.duties import Duty
from sop.people import Seat
from text.catalogue import Markup, joined, plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.delegations` says who serves them.
BEGIN = "dlb"
GIVE = "dlg"
TAKE_BACK = "dlt"
SHOWN = 20  # seats in one message
LONGEST_LABEL = 60  # characters


def button(duty: Duty) -> Button:
    """Below `/status`: this duty goes to a subordinate."""
    label = plain("delegations.button", activity=duty.activity)[:LONGEST_LABEL]
    return Button(label, packed(Tap(BEGIN, str(duty.bundle.id), duty.bundle.revision)))


def take_back_button(duty: Duty) -> Button:
    label = plain("delegations.take_back_about", activity=duty.activity)[:LONGEST_LABEL]
    return Button(label, _taking_back(duty))


def pick(duty: Duty, candidates: Sequence[Seat], note: str, page: int = 0) -> Screen:
    """Who gets it; a note is typed before the choice."""
    first = page * SHOWN
    bundle = duty.bundle
    rows = tuple(
        (Button(_named(seat), packed(Tap(GIVE, str(bundle.id), bundle.revision, str(seat.id)))),)
        for seat in candidates[first : first + SHOWN]
    )
    if first + SHOWN < len(candidates):
        data = packed(Tap(BEGIN, str(bundle.id), bundle.revision, str(page + 1)))
        rows = (*rows, (Button(plain("delegations.more"), data),))
    if note:
        return Screen(words("delegations.pick_noted", duty=line(duty), note=note), rows)
    return Screen(words("delegations.pick", duty=line(duty)), rows)


def given(duty: Duty) -> Screen:
    """What the superior reads, with the way back."""
    text = words("delegations.given", duty=line(duty), holder=duty.seat.holder_name)
    return Screen(text, ((Button(plain("delegations.take_back"), _taking_back(duty)),),))


def arrived(duty: Duty, superior: str, note: str) -> Screen:
    """What the subordinate reads before the card."""
    said = words("delegations.arrived", duty=line(duty), superior=superior)
    return Screen(joined((said, words("delegations.note", note=note) if note else Markup(""))))


def done(duty: Duty) -> Screen:
    """The superior's silent line."""
    return Screen(words("delegations.done", duty=line(duty), holder=duty.seat.holder_name or duty.seat.title))


def _taking_back(duty: Duty) -> str:
    return packed(Tap(TAKE_BACK, str(duty.bundle.id), duty.bundle.revision))


def _named(seat: Seat) -> str:
    return plain("delegations.seat_button", holder=seat.holder_name, seat=seat.title)[:LONGEST_LABEL]
