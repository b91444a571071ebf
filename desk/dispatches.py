"""Sending the approved report, its receipts, its letter number, and putting it away.

Agencies with a reader in the application get the file there; what goes another way is recorded by whoever
took it. Offices number after signing, so the number is typed, never issued. Source: practice 3.6, 4.3, 4.4.
"""

import json
from dataclasses import dataclass
from datetime import date

from desk import calendars, charts, people, sops
from desk.guards import Held
from desk.journals import record
from desk.moves import make
from desk.works import Refused, Work
from sop.books import Channel
from sop.cases import Bundle, BundleState, Case
from sop.dates import read_date
from sop.dispatches import Delivery, Dispatch, LetterNumber, Receipt, is_from
from sop.enclosures import Enclosure, approved
from sop.letters import Letter
from sop.moves import Complete
from sop.people import Agency, Office
from sop.procedures import Sop, Stage
from sop.reports import FrozenReport, ReportState
from storage import accounts, bundles, cases, drafts, enclosures, journals, letters, offices
from storage import reports as rows
from storage.database import Scope
from text.printing import short_date

LONGEST_NUMBER, LONGEST_REMARK = 80, 500  # characters
NEUTRAL_NUMBER = "000.8.6.4/217/2026"
RECEIPTS = "tanda terima lengkap"  # in whose name a step that only sends ends
SENDING_STAGES = (Stage.DISPATCH, Stage.ARCHIVE)


@dataclass(frozen=True, slots=True)
class ReportSent:
    """The report goes to an agency's reader in the chat."""

    report: FrozenReport
    agency: Agency
    receipt: Receipt
    enclosed: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptGiven:
    """An agency confirmed, or had something to say."""

    report: FrozenReport
    agency: Agency
    receipt: Receipt
    bundle: Bundle | None  # where the planner follows the dispatch


def dispatch(work: Work, bundle: Bundle) -> Dispatch | None:
    """How far the sending of the case's approved report has come; None before there is one."""
    scope = Scope(bundle.office_id)
    found = rows.of_case(work.connection, scope, bundle.case_id)
    report = next((one for one in reversed(found) if one.state is ReportState.APPROVED), None)
    if report is None:
        return None
    given = {one.agency_id: one for one in rows.receipts(work.connection, scope, report.id)}
    agencies = offices.agencies_of_case(work.connection, scope, bundle.case_id)
    asking = letters.of_case(work.connection, scope, bundle.case_id)
    office = charts.chart(work, bundle.office_id).office
    deliveries = (
        Delivery(
            agency=one,
            in_chat=_in_chat(work, office, one),
            receipt=given.get(one.id),
            asked=any(is_from(letter, one) for letter in asking),
        )
        for one in agencies
    )
    unlisted = tuple(letter for letter in asking if not any(is_from(letter, one) for one in agencies))
    enclosed = approved(enclosures.of_case(work.connection, scope, bundle.case_id))
    return Dispatch(report, tuple(deliveries), unlisted, enclosed)


def send(work: Work, held: Held) -> int:
    """Send to every reader in the chat who has not got it; returns to how many.

    In a rehearsal nobody outside is sent anything: every recipient confirms at once.
    """
    found = ready(work, held)
    for delivery in found.unsent:
        receipt = _entered(work, held, found.report, delivery.agency, Channel.TELEGRAM)
        if held.chart.office.rehearses:
            rows.receive(work.connection, held.scope, receipt.id, work.now)
            _told(work, found.report, delivery.agency, receipt.id)
        else:
            work.happened(ReportSent(found.report, delivery.agency, receipt, found.enclosed))
    return len(found.unsent)


def ready(work: Work, held: Held) -> Dispatch:
    """The dispatch of a bundle, once the approved file is drawn; Refused before."""
    found = dispatch(work, held.bundle)
    if found is None or not found.report.pdf_sha256:
        raise Refused("dispatches.not_ready")
    return found


def record_sent(work: Work, held: Held, agency_id: int) -> Agency:
    """Somebody took the report to an agency another way."""
    found = ready(work, held)
    delivery = next((one for one in found.by_hand if one.agency.id == agency_id), None)
    if delivery is None:
        raise Refused("dispatches.recorded_already")
    _entered(work, held, found.report, delivery.agency, delivery.agency.channel)
    return delivery.agency


def unlisted(work: Work, held: Held, letter_id: int) -> Letter:
    """A letter of the case whose sender is to get the report and is no recipient so far."""
    found = next((one for one in ready(work, held).unlisted if one.id == letter_id), None)
    if found is None:
        raise Refused("common.old_button")
    return found


def add_sender(work: Work, held: Held, letter_id: int, channel: Channel) -> str:
    """Take a letter's sender in as a recipient of this case's report; returns its name."""
    letter = unlisted(work, held, letter_id)
    values = {
        "code": f"SURAT-{letter.id}",
        "name": letter.sender,
        "channel": channel,
        "person_id": None,
        "address": "",
        "case_id": held.case.id,
    }
    agency_id = offices.add_agency(work.connection, held.scope, values)
    _record(work, held, "recipient_added", {"agency": agency_id, "letter": letter.id, "channel": channel})
    return letter.sender


def read_number(work: Work, held: Held, text: str) -> LetterNumber:
    """ "000.8.6.4/217/Perind/2026, 20 Okt 2026": number and date; Refused with what is missing."""
    number, comma, written = text.strip().rpartition(",")
    if not comma or not number.strip() or len(number) > LONGEST_NUMBER:
        raise Refused("dispatches.number_form")
    calendar = calendars.calendar(work.connection, held.bundle.office_id)
    reading = read_date(written, work.now, calendar)
    if reading.day is None:
        raise Refused("dispatches.date_unreadable", None, written=written.strip()[:30])
    return LetterNumber(number.strip(), reading.day)


def is_ahead(work: Work, held: Held, letter: LetterNumber) -> bool:
    """Whether the letter is dated after today in the office."""
    return letter.dated > calendars.calendar(work.connection, held.bundle.office_id).local_day(work.now)


def letter_ahead(work: Work, held: Held) -> LetterNumber | None:
    """The letter dated ahead that was asked about once more; None where none was."""
    draft = drafts.draft(work.connection, held.scope, held.person.id, held.bundle.id)
    body = json.loads(draft.body) if draft is not None else {}
    if draft is None or draft.waiting != "dispatch_number" or "number" not in body:
        return None
    return LetterNumber(body["number"], date.fromisoformat(body["dated"]))


def example(work: Work, held: Held) -> str:
    """How number and date are typed: the office's own last number, or a neutral one, and today."""
    known = [one for one in rows.approved(work.connection, held.scope) if one.letter_number]
    number = known[0].letter_number if known else NEUTRAL_NUMBER
    today = calendars.calendar(work.connection, held.bundle.office_id).local_day(work.now)
    return f"{number}, {short_date(today)}"


def outstanding(work: Work, held: Held) -> tuple[Agency, ...]:
    """Those to whom the report has neither been sent nor recorded as sent."""
    found = ready(work, held)
    unsent = (*found.unsent, *found.by_hand) if sends_here(held.sop, held.bundle) else ()
    return tuple(one.agency for one in unsent)


def keep_number(work: Work, held: Held, letter: LetterNumber) -> None:
    """Store what the staff wrote on the covering letter."""
    report = ready(work, held).report
    rows.number(work.connection, held.scope, report.id, letter.number, letter.dated)
    body = {"report": report.id, "number": letter.number, "dated": letter.dated}
    _record(work, held, "letter_numbered", body)


def close(work: Work, held: Held) -> None:
    """The step is done; after the last one the case is put away."""
    make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def sends_here(sop: Sop, bundle: Bundle) -> bool:
    """Whether this step sends: a dispatch, or an archive in an SOP that has no dispatch of its own."""
    return _sending_stage(sop) is sop.step(bundle.step).stage


def numbers_here(sop: Sop, bundle: Bundle) -> bool:
    """Whether this step takes the letter number: the archive, or the dispatch where nothing follows it."""
    stages = [step.stage for step in sop.steps if step.stage in SENDING_STAGES]
    return sop.step(bundle.step).stage is (Stage.ARCHIVE if Stage.ARCHIVE in stages else Stage.DISPATCH)


def received(work: Work, receipt_id: int) -> bool:
    """The press "Terima" of an agency's reader; False when it had been pressed before."""
    receipt, report, agency = theirs(work, receipt_id)
    scope = Scope(receipt.office_id)
    case = _locked(work, report)
    if not rows.receive(work.connection, scope, receipt.id, work.now):
        return False
    _note(work, case, "report_received", {"report": report.id, "agency": agency.id})
    _told(work, report, agency, receipt.id)
    _close_once_all_have_it(work, report)
    return True


def remarked(work: Work, receipt_id: int, words: str) -> None:
    """ "Ada catatan": what the reader says goes to the planner, never to the head."""
    if not words.strip():
        raise Refused("dispatches.remark_missing")
    receipt, report, agency = theirs(work, receipt_id)
    scope = Scope(receipt.office_id)
    case = _locked(work, report)
    rows.receive(work.connection, scope, receipt.id, work.now)
    rows.remark(work.connection, scope, receipt.id, words.strip()[:LONGEST_REMARK])
    _note(work, case, "report_remarked", {"report": report.id, "agency": agency.id})
    _told(work, report, agency, receipt.id)
    _close_once_all_have_it(work, report)


def _close_once_all_have_it(work: Work, report: FrozenReport) -> None:
    """A step that only sends ends with the last receipt: whoever sent has nothing left to do there."""
    bundle = following(work, report)
    found = dispatch(work, bundle) if bundle is not None and bundle.state is BundleState.OPEN else None
    if bundle is None or found is None or not found.all_received:
        return
    scope = Scope(report.office_id)
    case = cases.case(work.connection, scope, report.case_id)
    assert case is not None
    sop = sops.of_case(work, case)
    if found.report.id == report.id and sends_here(sop, bundle) and not numbers_here(sop, bundle):
        make(work, scope, case.id, Complete(bundle.id), by=0, capacity=RECEIPTS)


def theirs(work: Work, receipt_id: int) -> tuple[Receipt, FrozenReport, Agency]:
    """A receipt of an agency whose reader is the person at hand; Refused otherwise."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        scope = Scope(office_id)
        receipt = rows.receipt(work.connection, scope, receipt_id)
        if receipt is None:
            continue
        agency = _agency(work, scope, receipt.agency_id)
        report = rows.report(work.connection, scope, receipt.report_id)
        if agency is not None and report is not None and agency.person_id == work.person.id:
            return receipt, report, agency
    raise Refused("common.old_button")


def following(work: Work, report: FrozenReport) -> Bundle | None:
    """The bundle in which the planner follows the dispatch of a report: the open one, else the last."""
    scope = Scope(report.office_id)
    every = bundles.of_case(work.connection, scope, report.case_id)
    case = cases.case(work.connection, scope, report.case_id)
    assert case is not None
    steps = {step.key for step in sops.of_case(work, case).steps if step.stage in SENDING_STAGES}
    mine = [bundle for bundle in every if bundle.step in steps]
    return next((one for one in mine if one.state is BundleState.OPEN), mine[-1] if mine else None)


def _sending_stage(sop: Sop) -> Stage:
    return Stage.DISPATCH if any(step.stage is Stage.DISPATCH for step in sop.steps) else Stage.ARCHIVE


def _in_chat(work: Work, office: Office, agency: Agency) -> bool:
    if office.rehearses:
        return True
    if agency.channel != Channel.TELEGRAM or agency.person_id is None:
        return False
    return bool(accounts.reachable(work.connection, agency.person_id))


def _agency(work: Work, scope: Scope, agency_id: int) -> Agency | None:
    return offices.agency(work.connection, scope, agency_id)


def _entered(work: Work, held: Held, report: FrozenReport, agency: Agency, channel: str) -> Receipt:
    values = {
        "report_id": report.id,
        "agency_id": agency.id,
        "channel": channel,
        "code": f"{report.verification_code}-{agency.id}",
        "sent_at": work.now,
    }
    receipt_id = rows.add_receipt(work.connection, held.scope, values)
    if receipt_id is None:
        raise Refused("dispatches.recorded_already")
    receipt = rows.receipt(work.connection, held.scope, receipt_id)
    assert receipt is not None
    _record(work, held, "report_sent", {"report": report.id, "agency": agency.id, "channel": channel})
    return receipt


def _told(work: Work, report: FrozenReport, agency: Agency, receipt_id: int) -> None:
    receipt = rows.receipt(work.connection, Scope(report.office_id), receipt_id)
    assert receipt is not None
    work.happened(ReceiptGiven(report, agency, receipt, following(work, report)))


def _locked(work: Work, report: FrozenReport) -> Case:
    case = cases.locked(work.connection, Scope(report.office_id), report.case_id)
    assert case is not None
    return case


def _record(work: Work, held: Held, action: str, body: dict[str, object]) -> None:
    cases.locked(work.connection, held.scope, held.case.id)
    record(work, held, action, body)


def _note(work: Work, case: Case, action: str, body: dict[str, object]) -> None:
    assert work.person is not None
    scope = Scope(case.office_id)
    journals.append(work.connection, scope, case.id, work.now, work.person.id, "", action, body)
