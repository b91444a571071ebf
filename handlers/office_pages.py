"""`/kantor`: the office as its admin sees it, its SOP, the proposal of its actors. Source: practice 5.2."""

from desk import confirmations, mail, office_pages, people
from desk.works import Work
from handlers import books
from screens import office_pages as screens
from text.catalogue import plain
from text.incoming import Incoming
from text.names import calm_title
from text.taps import Tap


def show(work: Work, incoming: Incoming) -> None:
    """`/kantor`: one message for each office its reader administers; as a caption it sends the workbook."""
    if incoming.file is not None:
        books.take(work, incoming)
        return
    for office_id in people.administered(work):
        mail.reply(work, screens.page(office_pages.page(work, office_id)))


def propose(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The page of inferred actors goes to the Sekretaris."""
    confirmations.propose(work, tap.id)
    mail.toast(work, plain("office_pages.proposed"))


def list_sops(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Which other SOPs there are."""
    seen = office_pages.page(work, tap.id)
    mail.reply(work, screens.pick_sop(seen.office, seen.others))
    mail.toast(work, "")


def choose_sop(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Another SOP for the cases opened from now on."""
    chosen = office_pages.choose_sop(work, tap.id, tap.argument)
    mail.toast(work, plain("office_pages.chosen", title=calm_title(chosen.header.title)))
    mail.reply(work, screens.page(office_pages.page(work, tap.id)))


TAPS = {screens.PROPOSE: propose, screens.SOPS: list_sops, screens.CHOOSE: choose_sop}
