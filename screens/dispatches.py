"""Sending, receipts, letter number and archive: the planner's card and what an agency gets."""

from collections.abc import Sequence

from screens.cards import button, card, ok
from screens.enclosures import names
from screens.reports import FILE, attachment, period_name
from sop.books import Channel
from sop.cases import Bundle
from sop.dispatches import Delivery, Dispatch, LetterNumber, Receipt
from sop.enclosures import Enclosure
from sop.letters import Letter
from sop.reports import FrozenReport, ReportFigures
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import long_date, moment
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

NUMBER = "dnr"
RECORD = "drc"
AHEAD = "dna"
CLOSE = "dcl"
RECEIVE = "dte"
REMARK = "dca"
SENDER = "dse"
CHANNEL = "dch"
BY_HAND = (Channel.SRIKANDI, Channel.EMAIL, Channel.HAND)


def dispatch_card(sheet: Sheet, found: Dispatch | None, *, sends: bool, numbers: bool) -> Screen:
    """To whom the report went and what came back; the first button is what comes next."""
    if found is None:
        return card(sheet, words("dispatches.waiting_report"), ())
    zone = sheet.office.zone
    blocks = [_approved(sheet, found), _lines(found, zone)]
    if numbers:
        blocks.append(_number(found.report))
    rows = _first(sheet, found, sends, numbers)
    if sends:
        rows += tuple((_record(sheet, one),) for one in found.by_hand)
        rows += tuple((_add(sheet, letter),) for letter in found.unlisted)
    rows += _last(sheet, found, sends, numbers)
    return card(sheet, joined(blocks, "\n\n"), rows)


def _first(sheet: Sheet, found: Dispatch, sends: bool, numbers: bool) -> tuple[tuple[Button, ...], ...]:
    """What comes next; nothing once only records of other channels are waited for."""
    if sends and found.unsent:
        return ((ok(sheet, "dispatches.send", count=len(found.unsent)),),)
    if numbers and not found.numbered:
        return ((ok(sheet, "dispatches.number"),),)
    if sends and found.by_hand:
        return ()
    return ((ok(sheet, "dispatches.close" if numbers else "dispatches.close_sent"),),)


def _last(sheet: Sheet, found: Dispatch, sends: bool, numbers: bool) -> tuple[tuple[Button, ...], ...]:
    """The file, and the ways round what is expected."""
    rest = [button(sheet, plain("reports.open_file"), FILE)]
    unsent = bool(sends and found.unsent)
    if numbers and unsent and not found.numbered:
        rest.insert(0, button(sheet, plain("dispatches.number"), NUMBER))
    key = _closing_key(found, sends, numbers)
    close = ((button(sheet, plain(key), CLOSE),),) if key and not unsent else ()
    return (tuple(rest), *close)


def _closing_key(found: Dispatch, sends: bool, numbers: bool) -> str:
    """The words of the button that closes although something expected is missing; "": nothing is."""
    if numbers and not found.numbered:
        return "dispatches.close_bare"
    if sends and found.by_hand:
        return "dispatches.close" if numbers else "dispatches.close_sent"
    return ""


def _approved(sheet: Sheet, found: Dispatch) -> Markup:
    approved_at = found.report.approved_at
    at = moment(approved_at, sheet.office.zone) if approved_at else "–"
    line = words("dispatches.approved_line", period=period_name(sheet.period), moment=at)
    return joined((line, _enclosed(found.enclosed)))


def _enclosed(found: Sequence[Enclosure]) -> Markup:
    return words("enclosures.with_report", kinds=names(found)) if found else Markup("")


def _record(sheet: Sheet, delivery: Delivery) -> Button:
    label = plain("dispatches.record", agency=delivery.agency.name[:40])
    return button(sheet, label, RECORD, str(delivery.agency.id))


def _add(sheet: Sheet, letter: Letter) -> Button:
    return button(sheet, plain("dispatches.add_sender", sender=letter.sender[:40]), SENDER, str(letter.id))


def pick_channel(sheet: Sheet, letter: Letter) -> Screen:
    """How a sender who is no registered recipient gets the report."""
    rows = tuple(
        (button(sheet, _channel(channel), CHANNEL, f"{letter.id}.{channel}"),) for channel in BY_HAND
    )
    return Screen(words("dispatches.pick_channel", sender=letter.sender), rows)


def _lines(found: Dispatch, zone: str) -> Markup:
    unlisted = [words("dispatches.line_unlisted", sender=one.sender) for one in found.unlisted]
    if not found.deliveries:
        return joined((words("dispatches.no_agencies"), *unlisted))
    return joined((*(_line(one, zone) for one in found.deliveries), *unlisted))


def _line(delivery: Delivery, zone: str) -> Markup:
    name, receipt = delivery.agency.name, delivery.receipt
    if delivery.asked:
        name = plain("dispatches.asked", agency=name)
    if receipt is None:
        if delivery.in_chat:
            return words("dispatches.line_unsent", agency=name)
        return words("dispatches.line_by_hand", agency=name, channel=_channel(delivery.agency.channel))
    if receipt.received_at is not None:
        line = words("dispatches.line_received", agency=name, moment=moment(receipt.received_at, zone))
        remark = words("dispatches.line_remark", remark=receipt.remark) if receipt.remark else Markup("")
        return joined((line, remark))
    at = moment(receipt.sent_at, zone)
    if delivery.in_chat:
        return words("dispatches.line_sent", agency=name, moment=at)
    return words("dispatches.line_recorded", agency=name, channel=_channel(receipt.channel), moment=at)


def _channel(channel: str) -> str:
    return plain(f"dispatches.channel_{channel}")


def _number(report: FrozenReport) -> Markup:
    if not report.letter_number or report.letter_date is None:
        return words("dispatches.not_numbered")
    return words("dispatches.numbered", number=report.letter_number, date=long_date(report.letter_date))


def ask_number(example: str) -> Screen:
    return Screen(words("dispatches.ask_number", example=example))


def ask_ahead(bundle: Bundle, letter: LetterNumber) -> Screen:
    """A letter dated after today: asked once more."""
    button = Button(plain("dispatches.ahead"), packed(Tap(AHEAD, str(bundle.id), bundle.revision)))
    return Screen(words("dispatches.ask_ahead", date=long_date(letter.dated)), ((button,),))


def to_agency(
    report: FrozenReport, figures: ReportFigures, receipt: Receipt, enclosed: Sequence[Enclosure] = ()
) -> Screen:
    """The file with its two buttons: one press confirms, also for what comes with it."""
    text = words(
        "dispatches.to_agency",
        office=figures.office,
        period=period_name(figures.period),
        code=figures.verification_code,
    )
    buttons = (
        Button(plain("dispatches.receive"), packed(Tap(RECEIVE, str(receipt.id))), Style.SUCCESS),
        Button(plain("dispatches.has_remark"), packed(Tap(REMARK, str(receipt.id)))),
    )
    said = joined((text, _enclosed(enclosed)))
    return Screen(said, (buttons,), attachment=attachment(report, figures))


def ask_remark(figures: ReportFigures) -> Screen:
    return Screen(words("dispatches.ask_remark", period=period_name(figures.period)))


def remark_line(figures: ReportFigures, agency: str, remark: str) -> Screen:
    period = period_name(figures.period)
    return Screen(words("dispatches.remark_line", agency=agency, period=period, remark=remark))
