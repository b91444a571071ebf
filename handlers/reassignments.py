"""Moving a task to another seat, for whoever runs the case: which task, to whom, done."""

from desk import cases, delegations, mail, reassignments, tasks
from desk.moves import Moved
from desk.works import Refused, Work
from handlers.delegations import tell_given
from screens import reassignments as screens
from screens import sentences
from sop.events import BundleReassigned
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def pick_task(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Pindahkan tugas", and its further pages."""
    case = cases.managed(work, tap.id)
    duties = tasks.duties(work, cases.working(work, case))
    if not duties:
        raise Refused("reassignments.nothing_open")
    mail.reply(work, screens.pick_task(case, duties, _page(tap)))
    mail.toast(work, "")


def pick_seat(work: Work, incoming: Incoming, tap: Tap) -> None:
    found = reassignments.handover(work, tap.id, tap.revision)
    mail.reply(work, screens.pick_seat(tasks.duty(work, found.held.bundle), found.candidates, _page(tap)))
    mail.toast(work, "")


def move(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The task moves: the old card becomes a stub, the new holder's rings."""
    found = reassignments.handover(work, tap.id, tap.revision)
    moved = reassignments.reassign(work, found, tap.argument)
    event = next(one for one in moved.events if isinstance(one, BundleReassigned))
    taker = moved.chart.seat(event.to_seat_id)
    mail.toast(work, "")
    mail.reply(work, sentences.sentence(plain("reassignments.moved", holder=screens.holder(taker))))


def tell_moved(work: Work, moved: Moved, event: BundleReassigned) -> None:
    """One line to each of the two holders; a duty passed down comes with the superior's own words."""
    given = delegations.given_with(work, moved.case, event)
    if given is not None:
        tell_given(work, moved, event, given)
        return
    source, taker = (moved.chart.seat(seat) for seat in (event.from_seat_id, event.to_seat_id))
    duty = tasks.duty(work, next(one for one in moved.after.bundles if one.id == event.to_bundle_id))
    office_id = moved.case.office_id
    if source.holder_id not in (None, event.by):
        mail.notify(work, source.holder_id or 0, screens.moved_away(duty, taker), office_id=office_id)
    if taker.holder_id not in (None, event.by):
        mail.notify(work, taker.holder_id or 0, screens.moved_here(duty, source), office_id=office_id)


def _page(tap: Tap) -> int:
    return int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0


TAPS = {
    screens.PICK_TASK: pick_task,
    screens.PICK_SEAT: pick_seat,
    screens.MORE: pick_seat,
    screens.MOVE: move,
}
