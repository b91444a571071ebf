"""Setting up the first office in chat, by one account that nobody knows yet. Source: practice 5.2."""

from desk import founders, mail, menus
from desk.founders import FounderBound, FoundingRead, FoundingRefused, OfficeFounded, TemplateWritten
from desk.works import Work
from handlers.people import tell_bound
from screens import books as book_screens
from screens import founders as screens
from screens import sentences
from screens.offices import clash
from text.catalogue import plain
from text.incoming import Incoming, Kind
from text.taps import Tap, unpacked


def begin(work: Work, incoming: Incoming) -> bool:
    """`/start` with the word that `run` printed; False for any other."""
    _, _, token = incoming.text.partition(" ")
    if not founders.begin(work, token.strip()):
        return False
    mail.reply(work, screens.begin())
    return True


def serve(work: Work, incoming: Incoming) -> bool:
    """Whatever the founder writes, sends or presses; False for a stranger."""
    if not founders.is_founder(work):
        return False
    if incoming.kind is Kind.TAP:
        tap = unpacked(incoming.data)
        if tap is None or tap.act not in TAPS:
            return False
        TAPS[tap.act](work, incoming, tap)
    elif incoming.file is not None:
        founders.receive(work, incoming.file)
        mail.reply(work, sentences.sentence(plain("founders.received")))
    else:
        mail.reply(work, screens.ask())
    return True


def template(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim templat lagi"."""
    founders.require(work)
    founders.template(work)
    mail.toast(work, plain("founders.template_coming"))


def use(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Terapkan"."""
    founders.wanted(work)
    mail.toast(work, plain("books.applying"))


def choose(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The founder is this one of several admins."""
    founders.choose(work, tap.id)
    mail.toast(work, "")


def tell_template(work: Work, event: TemplateWritten) -> None:
    menus.say(work, event.chat_id, screens.template(event.sha256))


def tell_refused(work: Work, event: FoundingRefused) -> None:
    """Every reason in one message."""
    menus.say(work, event.chat_id, book_screens.refused(event.faults))


def tell_read(work: Work, event: FoundingRead) -> None:
    """What would be set up, or what clashes in it."""
    clashes = [clash(one) for one in event.found.clashes]
    screen = book_screens.refused(clashes) if clashes else screens.preview(event.found)
    menus.say(work, event.chat_id, screen)


def tell_founded(work: Work, event: OfficeFounded) -> None:
    menus.say(work, event.chat_id, screens.founded(event.found, event.admins))


def tell_ready(work: Work, event: FounderBound) -> None:
    """The founder is an admin like any other from now on."""
    tell_bound(work, event.bound)
    menus.say(work, event.bound.telegram_id, screens.ready())


TAPS = {screens.TEMPLATE: template, screens.APPLY: use, screens.ME: choose}
