"""`/status`: the page of a case, as far as the viewer may know, and its picture. Source: practice 3.2."""

from dataclasses import replace

from desk import mail, statuses
from desk.statuses import CasePictureDrawn
from desk.works import Work
from handlers import cases
from screens import statuses as screens
from sop.statuses import Status
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap


def status(work: Work, incoming: Incoming) -> None:
    """`/status`, or `/status TW III`: the page of the one case, or a short list of several."""
    _, _, wanted = incoming.text.partition(" ")
    first = None if wanted.strip() else cases.first_opening(work)
    mail.reply(work, first or _shown(work, statuses.seen(work, wanted)))


def of_case(work: Work, incoming: Incoming, tap: Tap) -> None:
    """One case: from the short list, from a reminder, or the next part of its page."""
    mail.reply(work, _page(work, statuses.of_case(work, tap.id), _part(tap)))
    mail.toast(work, "")


def detail(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The names behind the counts, for the head (`Rincian`)."""
    mail.reply(work, screens.detail(statuses.of_case(work, tap.id, detail=True), _part(tap)))
    mail.toast(work, "")


def picture(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press `Gambar`: the same page as a picture, drawn outside of this moment."""
    statuses.picture_wanted(work, tap.id)
    mail.toast(work, plain("statuses.picture_ordered"))


def tell_picture(work: Work, event: CasePictureDrawn) -> None:
    """The picture somebody asked for."""
    screen = screens.picture(event.title, event.period, event.sha256)
    mail.notify(
        work, event.person_id, screen, kind="document", priority=mail.ANSWER, office_id=event.office_id
    )


def _shown(work: Work, found: tuple[Status, ...]) -> Screen:
    if len(found) == 1:
        work.office_id = found[0].office.id
        return _page(work, found[0], 0)
    screen = screens.listed(found)
    openings = cases.openings_of(work, tuple(dict.fromkeys(one.office.id for one in found)))
    return replace(screen, rows=(*screen.rows, *openings))


def _page(work: Work, status: Status, at: int) -> Screen:
    """A part of the page; the first has below it what its reader can do about the case."""
    screen = screens.page(status, at)
    return screen if at else cases.with_buttons(work, screen, [status.case_id])


def _part(tap: Tap) -> int:
    """Which part of the page a button asks for."""
    wanted = tap.argument
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 0


TAPS = {screens.CASE: of_case, screens.DETAIL: detail, screens.PICTURE: picture}
