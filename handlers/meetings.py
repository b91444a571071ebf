"""A meeting in chat: one line says when and where, one press and the minutes end it. Source: design 5."""

from desk import drafts, evidences, guards, mail, meetings, reports, sheets
from desk.guards import Held
from desk.meetings import MeetingSet
from desk.works import Refused, Work
from handlers.replies import confirm, pressed
from screens import meetings as screens
from screens import sentences
from sop.drafts import Draft
from sop.procedures import Stage
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

LINE, MINUTES = "meeting_line", "meeting_minutes"  # what a draft waits for


def card(work: Work, sheet: Sheet) -> Screen:
    drafted = reports.of_bundle(work, sheet.bundle) is not None
    return screens.meeting_card(sheet, *meetings.said(work, sheet), drafted=drafted)


def finish(work: Work, held: Held) -> None:
    """The press "Rapat selesai": whoever presses first is asked for the minutes."""
    if meetings.needs_minutes(work, held):
        sent = mail.reply(work, screens.ask_minutes(sheets.sheet(work, held.bundle)))
        drafts.ask(work, held.bundle, MINUTES, sent, body={"revision": held.bundle.revision})
        pressed(work)
        return
    meetings.finish(work, held)
    confirm(work, plain("meetings.finished"))


def minutes(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The minutes came, as a file or as words: the meeting is over."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    evidences.keep_record(work, held, incoming.file, incoming.text)
    drafts.answered(work, held.bundle)
    meetings.finish(work, held)
    mail.reply(work, sentences.sentence(plain("meetings.finished_with_minutes")))


def ask_line(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Atur waktu dan tempat"."""
    held = guards.mine(work, tap.id, tap.revision)
    if held.stage is not Stage.MEETING:
        raise Refused("common.old_button")
    sent = mail.reply(work, screens.ask_line(sheets.sheet(work, held.bundle)))
    drafts.ask(work, held.bundle, LINE, sent)
    mail.toast(work, "")


def line(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Day, time and place."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    found = meetings.arrange(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    mail.reply(work, screens.arranged(found))


def tell_set(work: Work, event: MeetingSet) -> None:
    """Everybody concerned hears when and where, once; a change of it comes silently."""
    screen = screens.set_line(sheets.sheet(work, event.bundle), event.meeting, again=event.again)
    for seat in event.told:
        mail.notify(work, seat.holder_id or 0, screen, silent=event.again, office_id=event.bundle.office_id)


TAPS = {screens.ARRANGE: ask_line}
AWAITED = {LINE: line, MINUTES: minutes}
