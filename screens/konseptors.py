"""Who prepares in the name of a seat: seen, chosen, told. Source: practice 2.2."""

from collections.abc import Sequence

from screens.tasks import line
from sop.duties import Duty
from sop.people import Office, Seat
from text.catalogue import plain, words
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.konseptors` says who serves them.
BEGIN = "kob"
PICK = "kop"
SHOWN = 8  # people in one message
LONGEST_LABEL = 60  # characters


def button(office: Office, seat: Seat, name: str) -> Button:
    """In a welcome and below `/delegasi`; `name` is the present one's, "" where there is none."""
    label = plain("konseptors.change_button" if name else "konseptors.name_button", seat=seat.title)
    return Button(label[:LONGEST_LABEL], packed(Tap(BEGIN, str(seat.id), argument=f"{office.id}.0")))


def pick(office: Office, seat: Seat, name: str, found: Sequence[Seat], page: int) -> Screen:
    """Those who may prepare, nearest below first; and nobody."""
    first = page * SHOWN
    rows: Rows = tuple(
        (_choice(office, seat, one.id, f"{one.holder_name} – {one.title}"),)
        for one in found[first : first + SHOWN]
    )
    if first + SHOWN < len(found):
        data = packed(Tap(BEGIN, str(seat.id), argument=f"{office.id}.{page + 1}"))
        rows = (*rows, (Button(plain("absences.more"), data),))
    if name:
        rows = (*rows, (_choice(office, seat, 0, plain("konseptors.none_button")),))
        return Screen(words("konseptors.pick", seat=seat.title, name=name), rows)
    return Screen(words("konseptors.pick_first", seat=seat.title), rows)


def chosen(seat: Seat, name: str) -> Screen:
    """What whoever chose reads."""
    if name:
        return Screen(words("konseptors.chosen", seat=seat.title, name=name))
    return Screen(words("konseptors.chosen_none", seat=seat.title))


def told_new(office: Office, seat: Seat) -> Screen:
    return Screen(words("konseptors.told_new", seat=seat.title, office=office.name))


def told_former(office: Office, seat: Seat) -> Screen:
    return Screen(words("konseptors.told_former", seat=seat.title, office=office.name))


def farewell(duty: Duty) -> Screen:
    """What a form shrinks to in the chat of whoever prepared it until now."""
    return Screen(words("konseptors.stub", duty=line(duty), seat=duty.seat.title))


def _choice(office: Office, seat: Seat, candidate_id: int, label: str) -> Button:
    data = packed(Tap(PICK, str(seat.id), argument=f"{office.id}.{candidate_id}"))
    return Button(label[:LONGEST_LABEL], data)
