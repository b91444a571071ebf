"""`/tugas`: what waits for the person, and showing a card again."""

from desk import guards, mail, tasks
from desk.works import Work
from screens import tasks as screens
from text.incoming import Incoming
from text.taps import Tap


def mine(work: Work, incoming: Incoming) -> None:
    """`/tugas`: own duties by capacity."""
    mail.reply(work, screens.listed(tasks.mine(work)))


def open_card(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka": the card as it is now, as a new message."""
    tasks.show(work, guards.found(work, tap.id))
    mail.toast(work, "")
