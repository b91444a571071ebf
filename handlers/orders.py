"""Orders and divisions of work in chat. Source: practice 1.4, 2.1, 2.3."""

from desk import checks, divisions, drafts, guards, mail, orders, sheets
from desk.cards import CardOutdated
from desk.guards import Held
from desk.moves import Moved
from desk.openings import StandingOrderUsed
from desk.orders import OrderDisputed
from desk.works import Work
from handlers.replies import confirm
from screens import dispositions as branch_screens
from screens import orders as screens
from screens import sentences
from screens.nouns import about
from sop.drafts import Draft
from sop.events import StepRecordedOutside
from sop.periods import read_period
from sop.sheets import Sheet
from text.catalogue import Markup, plain, words
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap


def dispose_card(work: Work, sheet: Sheet) -> Screen:
    plan = orders.plan(work, sheet.bundle, sheet.step)
    standing = orders.may_stand(sheet)
    choosing = branch_screens.recipient_rows(sheet, plan.choices, plan.recipients)
    if plan.copyable:
        choosing = (*choosing, (branch_screens.copies_button(sheet, len(plan.copies)),))
    return screens.dispose_card(
        sheet,
        plan.recipients,
        plan.instruction,
        plan.note,
        standing,
        copies=plan.copies,
        choosing=choosing,
    )


def dispose(work: Work, held: Held) -> None:
    plan = orders.dispose(work, held)
    if len(plan.recipients) == 1:
        confirm(work, plain("orders.disposed_to", recipient=plan.recipients[0].title))
    else:
        confirm(work, plain("orders.disposed", count=len(plan.recipients)))


def dispose_standing(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Berlaku s.d. TW IV": the order goes out and also opens the later quarters."""
    held = guards.mine(work, tap.id, tap.revision)
    plan = orders.dispose(work, held, standing=True)
    kind = read_period(held.case.period).noun
    mail.toast(work, plain("orders.disposed_standing", count=len(plan.recipients), kind=kind))


def change_instruction(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah instruksi" shows the choices; a choice is kept for the order still to be sent."""
    held = guards.mine(work, tap.id, tap.revision)
    if not tap.argument.isdigit():
        mail.reply(work, screens.pick_instruction(sheets.sheet(work, held.bundle), orders.INSTRUCTIONS))
        mail.toast(work, "")
        return
    orders.choose(work, held.bundle, instruction=int(tap.argument))
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("orders.instruction_kept"))


def ask_note(work: Work, incoming: Incoming, tap: Tap) -> None:
    _ask(work, tap, "order_note", "orders.ask_note")


def note(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The note typed for an order that is still to be sent."""
    held = guards.found(work, draft.bundle_id)
    orders.choose(work, held.bundle, note=incoming.text.strip()[:500])
    work.happened(CardOutdated(held.bundle))
    mail.reply(work, sentences.sentence(plain("orders.note_kept")))


def duty_card(work: Work, sheet: Sheet) -> Screen:
    order = orders.received(work, sheet.bundle)
    return screens.duty_card(sheet, order.instruction if order else "", order.note if order else "")


def report_done(work: Work, held: Held) -> None:
    orders.report_done(work, held)
    confirm(work, plain("orders.duty_reported"))


def assign_card(work: Work, sheet: Sheet) -> Screen:
    division = divisions.division(work, sheet)
    order = orders.received(work, sheet.bundle)
    said = screens.ordered(order.instruction, order.note) if order else Markup("")
    return screens.assign_card(sheet, division.entries, division.people, division.changed, said)


def assign(work: Work, held: Held) -> None:
    division = divisions.assign(work, held)
    confirm(work, plain("orders.assigned", people=division.people))


def edit_division(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    sheet = sheets.sheet(work, held.bundle)
    mail.reply(work, screens.pick_indicator(sheet, divisions.division(work, sheet).entries))
    mail.toast(work, "")


def pick_filler(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    sheet = sheets.sheet(work, held.bundle)
    division = divisions.division(work, sheet)
    indicator = divisions.entry(division, tap.argument)
    mail.reply(work, screens.pick_filler(sheet, indicator, division.candidates))
    mail.toast(work, "")


def hand_to(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    division = divisions.division(work, sheets.sheet(work, held.bundle))
    which, _, whom = tap.argument.partition(".")
    indicator = divisions.entry(division, which)
    seat = divisions.candidate(division, whom)
    divisions.hand_to(work, held.bundle, indicator.id, seat.id)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")
    mail.reply(
        work, sentences.sentence(plain("orders.handed", indicator=indicator.name, filler=seat.holder_name))
    )


def ask_foreign(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Bukan indikator bidang kami": which ones, and why, come in one message."""
    held = guards.mine(work, tap.id, tap.revision)
    divisions.asker(held)
    sheet = sheets.sheet(work, held.bundle)
    sent = mail.reply(work, screens.ask_foreign(sheet, divisions.division(work, sheet).entries))
    drafts.ask(work, held.bundle, "order_foreign", sent)
    mail.toast(work, "")


def foreign(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The planner hears of it in one message; the division waits where it is."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    seat, named = divisions.dispute(work, held, incoming.text)
    screen = screens.foreign_line(sheets.sheet(work, held.bundle), named)
    mail.notify(work, seat.holder_id or 0, screen, office_id=held.bundle.office_id)
    mail.reply(work, sentences.sentence(plain("orders.foreign_sent", planner=seat.title)))


def ask_outside(work: Work, incoming: Incoming, tap: Tap) -> None:
    _ask(work, tap, "order_outside", "orders.ask_outside")


def outside(work: Work, incoming: Incoming, draft: Draft) -> None:
    """How the step was done outside the application."""
    held = guards.found(work, draft.bundle_id)
    guards.may_record(work, held)
    orders.record_outside(work, held, incoming.text)
    _kept(work, held, "orders.outside_kept")


def ask_oral(work: Work, incoming: Incoming, tap: Tap) -> None:
    _ask(work, tap, "order_oral", "orders.ask_oral")


def oral(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Who ordered what, and when, by word of mouth."""
    held = guards.found(work, draft.bundle_id)
    guards.may_record(work, held)
    orders.record_oral(work, held, incoming.text)
    _kept(work, held, "orders.oral_kept")


def dispute(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Bukan perintah saya"."""
    held = guards.found(work, tap.id)
    orders.dispute(work, held)
    mail.toast(work, plain("orders.dispute_kept"), alert=True)


def _ask(work: Work, tap: Tap, waiting: str, key: str) -> None:
    held = guards.found(work, tap.id)
    guards.may_record(work, held)
    sheet = sheets.sheet(work, held.bundle)
    sent = mail.reply(work, Screen(words(key, about=about(sheet)), placeholder=""))
    drafts.ask(work, held.bundle, waiting, sent)
    mail.toast(work, "")


def _kept(work: Work, held: Held, key: str) -> None:
    drafts.answered(work, held.bundle)
    mail.reply(work, sentences.sentence(plain(key, about=about(sheets.sheet(work, held.bundle)))))


def tell_recorded(work: Work, moved: Moved, event: StepRecordedOutside) -> None:
    """A check on paper verifies too; the holder gets one silent line about what somebody else recorded."""
    checks.verify(work, moved)
    bundle = next(one for one in moved.after.bundles if one.id == event.bundle_id)
    sheet = sheets.sheet(work, bundle)
    if sheet.seat.holder_id is not None and sheet.seat.holder_id != event.by:
        recorder = work.person.name if work.person else ""
        line = screens.oral_line if event.oral else screens.outside_line
        screen = line(sheet, recorder, event.reason)
        mail.notify(work, sheet.seat.holder_id, screen, silent=True, office_id=bundle.office_id)


def tell_disputed(work: Work, event: OrderDisputed) -> None:
    """Planner and secretary hear of a disputed oral order at once."""
    held = event.held
    line = plain("orders.disputed", about=about(sheets.sheet(work, held.bundle)), superior=held.capacity)
    for seat in held.chart.with_role(*guards.RECORDERS):
        if seat.holder_id is not None:
            mail.notify(work, seat.holder_id, sentences.sentence(line), office_id=held.bundle.office_id)


def tell_standing_order(work: Work, event: StandingOrderUsed) -> None:
    """Whoever gave the standing order gets one silent line that the quarter opened on it."""
    sheet = sheets.sheet(work, event.bundle)
    if sheet.seat.holder_id is not None:
        line = plain("orders.standing_line", about=about(sheet), authority=event.authority)
        office_id = event.bundle.office_id
        mail.notify(work, sheet.seat.holder_id, sentences.sentence(line), silent=True, office_id=office_id)
