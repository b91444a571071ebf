"""Closing a collection in chat, with the reason where figures are missing."""

from desk import cases, closings, compilations, drafts, mail
from desk.works import Refused, Work
from screens import closings as screens
from screens import compilations as compilation_screens
from screens import sentences
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap

REASON = "closing_reason"  # what a draft waits for


def proceed(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Proses tanpa yang belum masuk": at once where nothing is missing, else the reason first."""
    case, chart = compilations.running(work, tap.id)
    missing = closings.missing(work, case, chart)
    if missing:
        mail.toast(work, "")
        mail.reply(work, screens.ask_reason(case, missing))
        return
    closings.close(work, case, chart)
    mail.toast(work, plain("compilations.proceeded_complete"), alert=True)


def give_reason(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A ready-made reason closes the collection."""
    case, chart = compilations.running(work, tap.id)
    if tap.argument not in screens.REASONS:
        raise Refused("common.old_button")
    closings.close(work, case, chart, plain(f"closings.reason_{tap.argument}"))
    mail.toast(work, plain("compilations.proceeded"), alert=True)


def ask_words(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tulis alasan"."""
    case, chart = compilations.running(work, tap.id)
    closings.missing(work, case, chart)
    sent = mail.reply(work, screens.ask_words())
    drafts.ask(work, cases.anchor(work, case), REASON, sent)
    mail.toast(work, "")


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The reason came: the collection is closed with it."""
    case, chart = closings.asked(work, draft.office_id, draft.bundle_id)
    closings.close(work, case, chart, incoming.text)
    drafts.answered(work, cases.anchor(work, case))
    mail.reply(work, sentences.sentence(plain("compilations.proceeded")))


TAPS = {
    compilation_screens.PROCEED: proceed,
    screens.REASON: give_reason,
    screens.WRITE: ask_words,
}
AWAITED = {REASON: typed}
