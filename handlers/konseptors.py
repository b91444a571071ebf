"""Who prepares in the name of a seat: changed from the welcome or `/delegasi`. Source: practice 2.2, 2.5."""

from desk import cards, konseptors, mail, tasks
from desk.konseptors import KonseptorNamed
from desk.works import Work
from screens import konseptors as screens
from text.incoming import Incoming
from text.screens import Rows
from text.taps import Tap


def rows(work: Work) -> Rows:
    """A button for each seat of the person at hand, below `/delegasi`."""
    return tuple((screens.button(one.office, one.seat, one.name),) for one in konseptors.own(work))


def begin(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ganti konseptor", and further pages of the list."""
    office_id, page = _numbers(tap.argument)
    found = konseptors.chosen(work, office_id, tap.id)
    seats = konseptors.candidates(work, found)
    mail.reply(work, screens.pick(found.office, found.seat, found.name, seats, page))
    mail.toast(work, "")


def pick(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A name was pressed, or "Tanpa konseptor"."""
    office_id, candidate_id = _numbers(tap.argument)
    found = konseptors.chosen(work, office_id, tap.id)
    konseptors.choose(work, found, candidate_id)
    mail.toast(work, "")
    mail.reply(work, screens.chosen(found.seat, konseptors.chosen(work, office_id, tap.id).name))


def tell_named(work: Work, event: KonseptorNamed) -> None:
    """Both hear of it; the forms leave the chat of the former one."""
    office_id = event.office.id
    if event.before is not None:
        for duty in tasks.duties(work, event.forms):
            cards.leave(work, duty.bundle, event.before, screens.farewell(duty))
        mail.notify(work, event.before, screens.told_former(event.office, event.seat), office_id=office_id)
    if event.after is not None:
        mail.notify(work, event.after, screens.told_new(event.office, event.seat), office_id=office_id)


def _numbers(argument: str) -> tuple[int, int]:
    """The two ids of a button; 0, which nothing has, for anything else."""
    first, _, second = argument.partition(".")
    found = [int(one) if one.isascii() and one.isdigit() else 0 for one in (first, second)]
    return found[0], found[1]


TAPS = {screens.BEGIN: begin, screens.PICK: pick}
