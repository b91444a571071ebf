"""`/status`: how the running case stands, as far as the viewer may know. Source: practice 3.2."""

from desk import mail, statuses
from desk.works import Work
from handlers import cases
from screens import statuses as screens
from sop.statuses import Status
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap


def status(work: Work, incoming: Incoming) -> None:
    """`/status`, or `/status TW III`."""
    _, _, wanted = incoming.text.partition(" ")
    first = None if wanted.strip() else cases.first_opening(work)
    mail.reply(work, first or _listed(work, statuses.seen(work, wanted)))


def of_case(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The case a reminder is about."""
    mail.reply(work, _listed(work, (statuses.of_case(work, tap.id),)))
    mail.toast(work, "")


def detail(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The names behind the counts, for the head (`Rincian`)."""
    mail.reply(work, screens.detail(statuses.of_case(work, tap.id, detail=True)))
    mail.toast(work, "")


def _listed(work: Work, found: tuple[Status, ...]) -> Screen:
    """The cases, and below them what their reader can do about them."""
    return cases.with_buttons(work, screens.listed(found), [one.case_id for one in found])
