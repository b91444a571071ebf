""" "Mohon arahan": a note to the superior, while the task waits where it is. Source: practice 6."""

from desk import directions, drafts, guards, mail, sheets
from desk.works import Work
from screens import sentences
from screens.nouns import about
from screens.orders import DIRECTION
from sop.drafts import Draft
from text.catalogue import plain, words
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

NOTE = "direction_note"  # what a draft waits for


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press: what is to be asked comes in one message."""
    held = guards.mine(work, tap.id, tap.revision)
    directions.superior(held)
    noun = about(sheets.sheet(work, held.bundle))
    sent = mail.reply(work, Screen(words("orders.ask_direction_note", about=noun)))
    drafts.ask(work, held.bundle, NOTE, sent)
    mail.toast(work, "")


def note(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What was asked goes to the superior in one line."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    seat, kept = directions.ask(work, held, incoming.text)
    noun = about(sheets.sheet(work, held.bundle))
    line = plain("orders.direction_line", asker=held.capacity, about=noun, note=kept)
    mail.notify(work, seat.holder_id or 0, sentences.sentence(line), office_id=held.bundle.office_id)
    mail.reply(work, sentences.sentence(plain("orders.direction_sent", superior=seat.title)))


TAPS = {DIRECTION: ask}
AWAITED = {NOTE: note}
