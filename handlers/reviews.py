"""A review by somebody outside, in chat: an answer, or back with a reason. Source: design 5."""

from desk import drafts, guards, mail, reports, reviews, sheets
from desk.guards import Held
from desk.works import Refused, Work
from handlers.replies import confirm, pressed
from screens import reviews as screens
from screens import sentences
from sop.drafts import Draft
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

ANSWER, REPAIR = "review_answer", "review_repair"  # what a draft waits for


def card(work: Work, sheet: Sheet) -> Screen:
    drafted = reports.of_bundle(work, sheet.bundle) is not None
    return screens.review_card(sheet, returns=reviews.returns(sheet), drafted=drafted)


def ask_answer(work: Work, held: Held) -> None:
    """The press "Catat jawaban": the answer comes next."""
    sent = mail.reply(work, screens.ask_answer(sheets.sheet(work, held.bundle)))
    drafts.ask(work, held.bundle, ANSWER, sent, body={"revision": held.bundle.revision})
    pressed(work)


def answer(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What the reviewer answered, as a file or as words."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    drafts.answered(work, held.bundle)
    reviews.keep_answer(work, held, incoming.file, incoming.text)
    mail.reply(work, sentences.sentence(plain("reviews.kept")))


def ask_repair(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Mohon diperbaiki": the reason comes next."""
    held = guards.mine(work, tap.id, tap.revision)
    if not reviews.returns(held):
        raise Refused("common.old_button")
    sent = mail.reply(work, screens.ask_repair(sheets.sheet(work, held.bundle)))
    drafts.ask(work, held.bundle, REPAIR, sent, body={"revision": held.bundle.revision})
    mail.toast(work, "")


def repair(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What the reviewer wants repaired."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    drafts.answered(work, held.bundle)
    send_back(work, held, incoming.text)


def send_back(work: Work, held: Held, reason: str) -> None:
    """Also the typed twin."""
    reviews.send_back(work, held, reason)
    confirm(work, plain("reviews.sent_back"))


TAPS = {screens.REPAIR: ask_repair}
AWAITED = {ANSWER: answer, REPAIR: repair}
