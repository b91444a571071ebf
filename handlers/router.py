"""Which function serves an update: a straight look-up, no chain of filters."""

from desk import accounts, mail
from desk.works import Refused, Work
from handlers import answers, founders, notices, people
from handlers.routes import COMMANDS, TAPS
from screens import sentences
from text.incoming import ChatKind, Incoming, Kind
from text.taps import unpacked


def answer(work: Work, incoming: Incoming) -> None:
    """Serve one update. A stranger may only bind an account; a group gets one sentence."""
    if incoming.kind is Kind.MEMBERSHIP:
        accounts.reachability(work, incoming)
        return
    if incoming.chat_kind is ChatKind.GROUP:
        people.group(work, incoming)
        return
    work.person = accounts.known(work, incoming.sender_id)
    if incoming.text.startswith("/start"):
        if work.person is not None or not founders.begin(work, incoming):
            people.start(work, incoming)
    elif incoming.kind is Kind.CONTACT:
        people.contact(work, incoming)
    elif work.person is None:
        if not founders.serve(work, incoming):
            people.stranger(work, incoming)
    elif incoming.kind is Kind.TAP:
        press(work, incoming)
    elif incoming.text.startswith("/") and not incoming.edited:
        command(work, incoming)
    else:
        answers.free(work, incoming)


def press(work: Work, incoming: Incoming) -> None:
    """A button. One that no route knows is answered too: no press is ever silent (law 4)."""
    tap = unpacked(incoming.data)
    route = TAPS.get(tap.act) if tap else None
    work.office_id = mail.about(work, incoming)
    if tap is None or route is None:
        raise Refused("common.old_button")
    route(work, incoming, tap)


def command(work: Work, incoming: Incoming) -> None:
    """A typed command; `/tugas@name` in a private chat means the same."""
    name = incoming.text.split(maxsplit=1)[0][1:].split("@")[0].lower()
    found = COMMANDS.get(name)
    if found is None:
        mail.reply(work, sentences.unknown_command(name))
        return
    found.handler(work, incoming)


def refuse(work: Work, incoming: Incoming, refusal: Refused) -> None:
    """Say why not: as the alert of a tap, as a message otherwise. Nothing was changed."""
    words = sentences.refusal(refusal.key, refusal.values)
    work.person = accounts.known(work, incoming.sender_id)
    if refusal.fresh is not None:
        work.office_id = refusal.fresh.office_id
    if incoming.kind is Kind.TAP:
        mail.toast(work, words, alert=True)
    else:
        mail.reply(work, sentences.sentence(words))
    if refusal.fresh is None:
        return
    if incoming.kind is Kind.TAP:
        notices.bring_up_to_date(work, refusal.fresh)
    else:
        notices.show_again(work, refusal.fresh)
