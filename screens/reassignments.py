"""Moving a task: which one, and to whom."""

from collections.abc import Sequence

from screens.cards import in_rows
from screens.tasks import line
from sop.cases import Case
from sop.duties import Duty
from sop.people import Seat
from text.catalogue import joined, plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.reassignments` says who serves them.
PICK_TASK = "rta"
PICK_SEAT = "rse"
MOVE = "rmo"
MORE = "rmp"
SHOWN = 20  # tasks or seats in one message
LONGEST_LABEL = 60  # characters


def button(case: Case) -> Button:
    return Button(plain("reassignments.button"), packed(Tap(PICK_TASK, str(case.id))))


def pick_task(case: Case, duties: Sequence[Duty], page: int) -> Screen:
    """The tasks of a case, numbered, and a button for each number."""
    first = page * SHOWN
    shown = list(enumerate(duties, 1))[first : first + SHOWN]
    lines = joined(
        words("reassignments.task_line", number=number, duty=line(duty), holder=holder(duty.seat))
        for number, duty in shown
    )
    rows = in_rows(
        Button(str(number), packed(Tap(PICK_SEAT, str(duty.bundle.id), duty.bundle.revision)))
        for number, duty in shown
    )
    if first + SHOWN < len(duties):
        data = packed(Tap(PICK_TASK, str(case.id), argument=str(page + 1)))
        rows = (*rows, (Button(plain("reassignments.more"), data),))
    return Screen(words("reassignments.pick_task", lines=lines), rows)


def pick_seat(duty: Duty, candidates: Sequence[Seat], page: int) -> Screen:
    """Who can take a task over."""
    if not candidates:
        return Screen(words("reassignments.nobody"))
    first = page * SHOWN
    bundle = duty.bundle
    rows = tuple(
        (Button(_named(seat), packed(Tap(MOVE, str(bundle.id), bundle.revision, str(seat.id)))),)
        for seat in candidates[first : first + SHOWN]
    )
    if first + SHOWN < len(candidates):
        data = packed(Tap(MORE, str(bundle.id), bundle.revision, str(page + 1)))
        rows = (*rows, (Button(plain("reassignments.more"), data),))
    text = words("reassignments.pick_seat", duty=line(duty), holder=holder(duty.seat))
    return Screen(text, rows)


def moved_away(duty: Duty, to: Seat) -> Screen:
    return Screen(words("reassignments.moved_away", duty=line(duty), holder=holder(to)))


def moved_here(duty: Duty, source: Seat) -> Screen:
    return Screen(words("reassignments.moved_here", duty=line(duty), holder=holder(source)))


def holder(seat: Seat) -> str:
    """Who sits there, else that nobody does."""
    return seat.holder_name or plain("reassignments.vacant", seat=seat.title)


def _named(seat: Seat) -> str:
    label = plain("reassignments.seat_button", holder=seat.holder_name, seat=seat.title)
    return label[:LONGEST_LABEL]
