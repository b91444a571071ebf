"""Sending, receipts, letter number and archive: the planner's card and what an agency gets."""

from screens.cards import button, card, ok
from screens.reports import attachment, period_name
from sop.dispatches import Delivery, Dispatch, Receipt
from sop.reports import FrozenReport, ReportFigures
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import long_date, moment
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

NUMBER = "dnr"
RECORD = "drc"
CLOSE = "dcl"
RECEIVE = "dte"
REMARK = "dca"


def dispatch_card(sheet: Sheet, found: Dispatch | None, *, sends: bool, numbers: bool) -> Screen:
    """To whom the report went and what came back; the first button is what comes next."""
    if found is None:
        return card(sheet, words("dispatches.waiting_report"), ())
    zone = sheet.office.zone
    blocks = [_approved(sheet, found.report), _lines(found, zone)]
    if numbers:
        blocks.append(_number(found.report))
    rows: list[tuple[Button, ...]] = [(_next(sheet, found, sends, numbers),)]
    if sends:
        rows += [(_record(sheet, one),) for one in found.by_hand]
    if numbers and not found.numbered and not (sends and found.unsent):
        rows.append((button(sheet, plain("dispatches.close_bare"), CLOSE),))
    elif not numbers and found.by_hand and not found.unsent:
        rows.append((button(sheet, plain("dispatches.close_sent"), CLOSE),))
    return card(sheet, joined(blocks, "\n\n"), tuple(rows))


def _approved(sheet: Sheet, report: FrozenReport) -> Markup:
    at = moment(report.approved_at, sheet.office.zone) if report.approved_at else "–"
    return words("dispatches.approved_line", period=period_name(sheet.period), moment=at)


def _next(sheet: Sheet, found: Dispatch, sends: bool, numbers: bool) -> Button:
    if sends and found.unsent:
        return ok(sheet, "dispatches.send", count=len(found.unsent))
    if numbers and not found.numbered:
        return ok(sheet, "dispatches.number")
    return ok(sheet, "dispatches.close" if numbers else "dispatches.close_sent")


def _record(sheet: Sheet, delivery: Delivery) -> Button:
    label = plain("dispatches.record", agency=delivery.agency.name[:40])
    return button(sheet, label, RECORD, str(delivery.agency.id))


def _lines(found: Dispatch, zone: str) -> Markup:
    if not found.deliveries:
        return words("dispatches.no_agencies")
    return joined(_line(one, zone) for one in found.deliveries)


def _line(delivery: Delivery, zone: str) -> Markup:
    name, receipt = delivery.agency.name, delivery.receipt
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


def ask_number() -> Screen:
    return Screen(words("dispatches.ask_number"))


def to_agency(report: FrozenReport, figures: ReportFigures, receipt: Receipt) -> Screen:
    """The file with its two buttons: one press confirms."""
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
    return Screen(text, (buttons,), attachment=attachment(report, figures))


def ask_remark(figures: ReportFigures) -> Screen:
    return Screen(words("dispatches.ask_remark", period=period_name(figures.period)))


def remark_line(figures: ReportFigures, agency: str, remark: str) -> Screen:
    period = period_name(figures.period)
    return Screen(words("dispatches.remark_line", agency=agency, period=period, remark=remark))
