"""Free text, files and edits: finding the question they answer (telegram 3.5).

A reply finds the question of the message it replies to; otherwise the most recent open question is meant;
otherwise an open form takes a numbered list. Nothing is ever taken silently for something else.
"""

from desk import connections, drafts, mail
from desk.works import Work
from handlers import decisions, edits, realizations
from handlers.routes import AWAITED, FALLBACKS, KEYBOARD
from screens import sentences
from text.incoming import Incoming, Kind
from text.screens import Screen


def free(work: Work, incoming: Incoming) -> None:
    """Serve a message that is neither command nor press; an edited one never acts by itself."""
    if incoming.edited:
        edits.edited(work, incoming)
        return
    label = KEYBOARD.get(incoming.text.strip())
    if label is not None:
        label(work, incoming)
        return
    if decisions.agree_by_words(work, incoming):
        return
    if incoming.reply_to and realizations.by_card(work, incoming):
        return
    awaited = drafts.awaited(work, incoming)
    if awaited is not None:
        work.office_id = awaited.office_id
        AWAITED[awaited.waiting](work, incoming, awaited)
        return
    for fallback in FALLBACKS:
        if fallback(work, incoming):
            return
    mail.reply(work, _unasked(work, incoming))


def _unasked(work: Work, incoming: Incoming) -> Screen:
    """What to do instead: read aloud by someone who is busy."""
    if incoming.kind is Kind.OTHER:
        return sentences.unreadable()
    assert work.person is not None
    waiting = len(connections.open_for(work, work.person.id))
    return sentences.cards_waiting(waiting) if waiting else sentences.not_waiting()
