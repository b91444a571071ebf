"""Dispatch, receipts, letter number and archive in chat. Source: practice 3.6, 4.3, 4.4."""

import json

from desk import dispatches, drafts, guards, mail, reports, sheets
from desk.cards import CardOutdated
from desk.dispatches import ReceiptGiven, ReportSent
from desk.guards import Held
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import dispatches as screens
from screens import sentences
from screens.enclosures import documents
from sop.books import Channel
from sop.cases import BundleState
from sop.dispatches import LetterNumber
from sop.drafts import Draft
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming, Kind
from text.printing import long_date
from text.screens import Screen
from text.taps import Tap


def dispatch_card(work: Work, sheet: Sheet) -> Screen:
    return screens.dispatch_card(
        sheet,
        dispatches.dispatch(work, sheet.bundle),
        sends=dispatches.sends_here(sheet.sop, sheet.bundle),
        numbers=dispatches.numbers_here(sheet.sop, sheet.bundle),
    )


def decide(work: Work, held: Held) -> None:
    """What comes next: send, then number, then close. A second press of "Kirim" never archives."""
    found = dispatches.ready(work, held)
    numbers = dispatches.numbers_here(held.sop, held.bundle)
    sends = dispatches.sends_here(held.sop, held.bundle)
    if sends and found.unsent:
        count = dispatches.send(work, held)
        work.happened(CardOutdated(held.bundle))
        confirm(work, plain("dispatches.sent", count=count))
    elif numbers and not found.numbered:
        _ask_number(work, held)
    elif sends and found.by_hand:
        raise Refused("dispatches.record_first", None, count=len(found.by_hand))
    else:
        _close(work, held)


def close(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Arsipkan tanpa nomor", or "Selesai dikirim"."""
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    dispatches.ready(work, held)
    _close(work, held)


def record(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The report went to an agency another way."""
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    agency = dispatches.record_sent(work, held, int(tap.argument) if tap.argument.isdecimal() else 0)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("dispatches.recorded", agency=agency.name[:120]))


def ask_channel(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim juga ke …": how the letter's sender gets the report."""
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    letter = dispatches.unlisted(work, held, int(tap.argument) if tap.argument.isdecimal() else 0)
    mail.reply(work, screens.pick_channel(sheets.sheet(work, held.bundle), letter))
    mail.toast(work, "")


def add_sender(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The letter's sender is a recipient of this report from now on."""
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    which, _, channel = tap.argument.partition(".")
    if not which.isdecimal() or channel not in screens.BY_HAND:
        raise Refused("common.old_button")
    sender = dispatches.add_sender(work, held, int(which), Channel(channel))
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("dispatches.sender_added", sender=sender[:120]))


def ask_number(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    _ask_number(work, held)


def number(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Number and date of the covering letter, typed; the case is put away with them."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    letter = dispatches.read_number(work, held, incoming.text)
    if dispatches.is_ahead(work, held, letter) and dispatches.letter_ahead(work, held) != letter:
        sent = mail.reply(work, screens.ask_ahead(held.bundle, letter))
        drafts.ask(
            work,
            held.bundle,
            "dispatch_number",
            sent,
            body={
                "revision": held.bundle.revision,
                "number": letter.number,
                "dated": letter.dated.isoformat(),
            },
        )
        return
    mail.reply(work, sentences.sentence(_keep_number(work, held, letter)))


def accept_number(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Benar": a letter dated ahead is taken as it was typed."""
    held = guards.mine(work, tap.id, tap.revision)
    _sending(held)
    letter = dispatches.letter_ahead(work, held)
    if letter is None:
        raise Refused("common.old_button")
    confirm(work, _keep_number(work, held, letter)[:200])


def _keep_number(work: Work, held: Held, letter: LetterNumber) -> str:
    """Keep the number; with nobody left to be sent to, the case is put away."""
    dispatches.keep_number(work, held, letter)
    drafts.answered(work, held.bundle)
    waiting = dispatches.outstanding(work, held)
    if waiting:
        work.happened(CardOutdated(held.bundle))
        names = ", ".join(agency.name for agency in waiting)
        return plain("dispatches.number_kept_waiting", count=len(waiting), names=names)
    dispatches.close(work, held)
    return plain("dispatches.number_kept", number=letter.number, date=long_date(letter.dated))


def receive(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The one press of an agency's reader."""
    first = dispatches.received(work, tap.id)
    mail.toast(work, plain("dispatches.thanks" if first else "dispatches.thanks_again"))


def ask_remark(work: Work, incoming: Incoming, tap: Tap) -> None:
    receipt, report, _ = dispatches.theirs(work, tap.id)
    bundle = dispatches.following(work, report)
    if bundle is None:
        raise Refused("common.old_button")
    sent = mail.reply(work, screens.ask_remark(reports.said(report)))
    drafts.ask(work, bundle, "dispatch_remark", sent, body={"receipt": receipt.id})
    mail.toast(work, "")


def remark(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What an agency has to say, typed."""
    dispatches.remarked(work, int(json.loads(draft.body)["receipt"]), incoming.text)
    drafts.drop(work, draft)
    mail.reply(work, sentences.sentence(plain("dispatches.remark_kept")))


def tell_sent(work: Work, event: ReportSent) -> None:
    """The file with its buttons, and what is enclosed, to the agency's reader."""
    assert event.agency.person_id is not None
    figures = reports.said(event.report)
    screen = screens.to_agency(event.report, figures, event.receipt, event.enclosed)
    every = [screen, *documents(event.enclosed, figures.period.brief, figures.zone)]
    for number, one in enumerate(every):
        mail.notify(
            work,
            event.agency.person_id,
            one,
            kind="document",
            dedup=f"dispatch:{event.receipt.id}:{number}",
            office_id=event.report.office_id,
            silent=number > 0,
        )


def tell_receipt(work: Work, event: ReceiptGiven) -> None:
    """The planner's card shows it; a remark is told to the planner, never to the head."""
    if event.bundle is None:
        return
    if event.bundle.state is BundleState.OPEN:
        work.happened(CardOutdated(event.bundle))
    planner = reports.seat_of(work, event.bundle).holder_id
    if event.receipt.remark and planner is not None:
        figures = reports.said(event.report)
        screen = screens.remark_line(figures, event.agency.name, event.receipt.remark)
        mail.notify(work, planner, screen, office_id=event.report.office_id)


def _sending(held: Held) -> None:
    """These buttons belong to the steps that send and archive, whatever their data says."""
    if held.stage not in dispatches.SENDING_STAGES:
        raise Refused("common.old_button")


def _ask_number(work: Work, held: Held) -> None:
    drafts.ask(
        work,
        held.bundle,
        "dispatch_number",
        mail.reply(work, screens.ask_number(dispatches.example(work, held))),
        body={"revision": held.bundle.revision},
    )
    if work.incoming is not None and work.incoming.kind is Kind.TAP:
        mail.toast(work, "")


def _close(work: Work, held: Held) -> None:
    dispatches.close(work, held)
    archived = dispatches.numbers_here(held.sop, held.bundle)
    confirm(work, plain("dispatches.closed" if archived else "dispatches.closed_step"))


TAPS = {
    screens.NUMBER: ask_number,
    screens.AHEAD: accept_number,
    screens.RECORD: record,
    screens.CLOSE: close,
    screens.SENDER: ask_channel,
    screens.CHANNEL: add_sender,
    screens.RECEIVE: receive,
    screens.REMARK: ask_remark,
}
AWAITED = {"dispatch_number": number, "dispatch_remark": remark}
