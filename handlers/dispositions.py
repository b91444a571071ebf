"""The disposition tree and copies in chat. Source: practice 2.1, 3.2, 5.5."""

import json
from dataclasses import replace

from desk import cases, charts, dispositions, drafts, guards, mail, orders, sheets
from desk.cards import CardOutdated
from desk.dispositions import CopyGiven, CopyNoted
from desk.works import Work
from screens import dispositions as screens
from screens import letters as letter_screens
from screens import sentences
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

NOTE = "copy_note"  # what a draft waits for


def show(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lihat disposisi"."""
    mail.reply(work, tree(work, tap.id))
    mail.toast(work, "")


def tree(work: Work, case_id: int) -> Screen:
    found = dispositions.shown(work, case_id)
    title = cases.title(work, found.case)
    drawn = screens.tree(title, found.chart, found.branches, found.letters, found.deciders_by_name)
    return replace(drawn, rows=screens.recall_rows(orders.recallable(work, found.case)))


def recall(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tarik kembali": the order waits at its sender again."""
    orders.recall(work, tap.id, tap.revision)
    mail.toast(work, plain("dispositions.recalled"))


def pick_recipient(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A recipient of an order that is still to be sent is taken in or left out."""
    held = guards.mine(work, tap.id, tap.revision)
    orders.toggle_recipient(work, held, tap.argument)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("dispositions.changed"))


def list_copies(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tembusan"."""
    held = guards.mine(work, tap.id, tap.revision)
    plan = orders.plan(work, held.bundle, held.step)
    mail.reply(work, screens.pick_copies(sheets.sheet(work, held.bundle), plan.copyable, plan.copies))
    mail.toast(work, "")


def pick_copy(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Somebody is told of the order, or not after all."""
    held = guards.mine(work, tap.id, tap.revision)
    orders.toggle_copy(work, held, tap.argument)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("dispositions.changed"))


def ask_note(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Teruskan dengan catatan"."""
    case, copy = dispositions.copy_of(work, tap.id)
    sent = mail.reply(work, screens.ask_note(cases.title(work, case)))
    drafts.ask_apart(work, case.office_id, NOTE, sent, {"copy": copy.id})
    mail.toast(work, "")


def note(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The note typed for the recipients of an order."""
    to = dispositions.pass_note(work, int(json.loads(draft.body)["copy"]), incoming.text)
    drafts.answered_apart(work, draft.office_id)
    mail.reply(work, sentences.sentence(plain("dispositions.note_sent", count=len(to))))


def tell_copy(work: Work, event: CopyGiven) -> None:
    """The copy comes before the order it tells of, silently."""
    whole = sheets.sheet(work, event.bundle)
    sheet = replace(whole, steps=(whole.sop.step(event.step),))
    chart = charts.chart(work, event.bundle.office_id)
    holder = chart.seat(event.copy.to_seat_id).holder_id
    if holder is None:
        return
    recipients = [chart.seat(seat_id) for seat_id in event.recipients]
    below = letter_screens.below(sheet.letters)
    screen = screens.copy(sheet, event.copy, recipients, sheet.case.authority, below)
    mail.notify(work, holder, screen, silent=True, priority=mail.DUTY, office_id=event.bundle.office_id)


def tell_note(work: Work, event: CopyNoted) -> None:
    """The recipients of an order read what was added to its copy."""
    chart = charts.chart(work, event.case.office_id)
    reader = chart.seat(event.copy.to_seat_id).title
    screen = screens.note_line(cases.title(work, event.case), reader, event.copy.note)
    for seat_id in event.recipients:
        holder = chart.seat(seat_id).holder_id
        if holder is not None:
            mail.notify(work, holder, screen, office_id=event.case.office_id)


TAPS = {
    screens.TREE: show,
    screens.RECALL: recall,
    screens.TO: pick_recipient,
    screens.COPIES: list_copies,
    screens.COPY: pick_copy,
    screens.NOTE: ask_note,
}
AWAITED = {NOTE: note}
