"""`/status`: how the running case stands, as far as the viewer may know. Source: practice 3.2."""

from desk import mail, statuses
from desk.works import Work
from screens import statuses as screens
from text.incoming import Incoming
from text.taps import Tap


def status(work: Work, incoming: Incoming) -> None:
    """`/status`, or `/status TW III`."""
    _, _, wanted = incoming.text.partition(" ")
    mail.reply(work, screens.listed(statuses.seen(work, wanted)))


def of_case(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The case a reminder is about."""
    mail.reply(work, screens.listed((statuses.of_case(work, tap.id),)))
    mail.toast(work, "")


def detail(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The names behind the counts, for the head (`Rincian`)."""
    mail.reply(work, screens.detail(statuses.of_case(work, tap.id, detail=True)))
    mail.toast(work, "")
