"""Steps over all figures in chat: flags and comments, the hand-over, one press when nothing is flagged.

Source: practice 5.6; domain 4.1 steps 6-8, 4.2 steps 5-7. What a card offers follows from the steps of its
run: gathering asks who processes, processing and verifying look at every figure, compiling adds the summary.
"""

from collections.abc import Callable

from desk import (
    allocations,
    analyses,
    cards,
    compilations,
    drafts,
    guards,
    mail,
    report_figures,
    reports,
    sheets,
)
from desk.cards import CardOutdated
from desk.guards import Held
from desk.works import Refused, Work
from handlers import compilations as compiling
from handlers import orders
from handlers.replies import confirm
from screens import analyses as screens
from screens import compilations as compilation_screens
from screens import reports as report_screens
from screens import sentences
from sop.analyses import Analysis
from sop.cases import Bundle
from sop.drafts import Draft
from sop.people import Seat
from sop.procedures import Stage
from sop.reports import FrozenReport
from sop.sheets import Sheet
from sop.typed_answers import numbered
from text.catalogue import Markup, joined, plain
from text.incoming import Incoming, Kind
from text.screens import Screen
from text.taps import Tap

COMMENT = "analysis_comment"  # what a draft waits for
AGAIN = "analysis_again"


def card(work: Work, sheet: Sheet) -> Screen:
    """The card of gathering, processing, verifying or compiling, whichever of them one press does."""
    if not analyses.behind_forms(sheet):
        return _duty(sheet)(work, sheet)
    found = analyses.analysis(work, sheet)
    if analyses.examines(sheet):
        again = analyses.processed_before(sheet)
        return screens.analysis_card(found, _top(work, sheet, found), _label(sheet), again=again)
    if found.handover is None:
        return compiling.compile_card(work, sheet)
    return compiling.compile_card(
        work, sheet, screens.handover_line(found.handover, sheet.period), screens.handover_rows(found)
    )


def _duty(sheet: Sheet) -> Callable[[Work, Sheet], Screen]:
    """What such a step is where there are no figures yet: a duty to report, or a compilation of nothing."""
    return orders.duty_card if sheet.step.stage in analyses.EXAMINING else compiling.compile_card


def _top(work: Work, sheet: Sheet, found: Analysis) -> Markup:
    """What to repair, how much is in, and where the draft is made here the report's five lines."""
    reason = reports.fix_reason(work, sheet.bundle)
    to_fix = compilation_screens.to_fix(reason)
    progress = compilations.progress(work, sheet.case)
    counted = compilation_screens.arrived(compiling.completeness(progress), names=False)
    handing = (
        screens.handover_line(found.handover, sheet.period) if found.handover is not None else Markup("")
    )
    summary = Markup("")
    if sheet.period.quarter and compilations.drafts_here(work, sheet):
        figures = report_figures.figures(work, sheet.case)
        before = report_figures.average_before(work, sheet.case.office_id, sheet.period)
        summary = report_screens.summary(figures, before)
    left = Markup("") if summary else screens.absent(found.absent)
    counting = joined((counted, left, compiling.closed(work, sheet)))
    return joined((to_fix, counting, summary, handing), "\n\n")


def _label(sheet: Sheet) -> str:
    last = sheet.steps[-1].stage
    if last is Stage.COMPILE:
        return "compilations.compile"
    return "analyses.finish_verify" if last is Stage.VERIFY else "analyses.finish_process"


def finish(work: Work, held: Held) -> None:
    """The expected press; a draft that came back asks for a line about what was repaired first."""
    if not analyses.behind_forms(sheets.sheet(work, held.bundle)):
        orders.report_done(work, held)
        return
    analyses.require_explained(analyses.opened(work, held))
    if compiling.needs_repair_line(work, held):
        compiling.ask_repair(work, held)
        return
    report = analyses.finish(work, held)
    staff = _processor(work, held) if report is None else None
    if staff is not None:
        allocations.order(work, held, staff)
    confirm(work, _said(report, staff))


def _processor(work: Work, held: Held) -> Seat | None:
    """To whom the press handed over, if it did."""
    handover = analyses.handover(work, sheets.sheet(work, held.bundle))
    return handover.seat if handover is not None else None


def _said(report: FrozenReport | None, staff: Seat | None) -> str:
    if report is not None:
        return compiling.compiled(report)
    if staff is not None:
        return plain("analyses.handed_over", name=staff.holder_name)
    return plain("analyses.processed")


def agree(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Sesuai 3": the flagged figure is as it should be."""
    held = guards.mine(work, tap.id, tap.revision)
    number = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    analyses.comment(work, held, {number: plain("analyses.agreed")})
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("analyses.commented", numbers=str(number)))


def ask_comment(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Beri catatan"."""
    held = guards.mine(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.ask_comment(analyses.opened(work, held)))
    drafts.ask(work, held.bundle, COMMENT, sent)
    mail.toast(work, "")


def commented(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Words by number, typed for the question."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    texts = _texts(work, held, incoming.text)
    if not texts:
        raise Refused("analyses.comment_needed")
    _keep(work, held, texts)


def unasked(work: Work, incoming: Incoming) -> bool:
    """Words by number that answer no question: a reply to the card, or the only such card there is."""
    if incoming.kind is not Kind.TEXT:
        return False
    bundle = _meant(work, incoming)
    if bundle is None:
        return False
    held = guards.found(work, bundle.id)
    guards.decidable(held, held.bundle.revision)
    texts = _texts(work, held, incoming.text)
    if texts:
        _keep(work, held, texts)
    return bool(texts)


def _meant(work: Work, incoming: Incoming) -> Bundle | None:
    waiting = analyses.waiting(work)
    replied = cards.replied_to(work, incoming)
    if replied is not None:
        return next((bundle for bundle in waiting if bundle.id == replied.bundle_id), None)
    return waiting[0] if len(waiting) == 1 else None


def _texts(work: Work, held: Held, text: str) -> dict[int, str]:
    known = [one.number for one in analyses.opened(work, held).rows]
    return {number: words for number, words in numbered(text, known).items() if number}


def _keep(work: Work, held: Held, texts: dict[int, str]) -> None:
    kept = analyses.comment(work, held, texts)
    drafts.answered(work, held.bundle)
    numbers = ", ".join(map(str, kept))
    work.happened(CardOutdated(held.bundle))
    mail.reply(work, sentences.sentence(plain("analyses.commented", numbers=numbers)))


def turn_page(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A page of the whole list, or back to what is flagged (page 0)."""
    held = guards.mine(work, tap.id, tap.revision)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    analyses.look(work, held.bundle, page)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")


def pick_staff(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    found = analyses.opened(work, held)
    if found.handover is None or not found.handover.candidates:
        raise Refused("analyses.nobody_line")
    mail.reply(work, screens.pick_staff(found, found.handover.candidates))
    mail.toast(work, "")


def chosen_staff(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Somebody else processes: the card says so, the press on it hands over."""
    held = guards.mine(work, tap.id, tap.revision)
    seat = analyses.choose_staff(work, held, tap.argument)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, plain("analyses.staff_kept", name=seat.holder_name))


def pick_correction(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Koreksi", and further pages of its list."""
    held = guards.mine(work, tap.id, tap.revision)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    mail.reply(work, screens.pick_correction(analyses.opened(work, held), page))
    mail.toast(work, "")


def ask_again(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.ask_again())
    drafts.ask(work, held.bundle, AGAIN, sent, body={"revision": held.bundle.revision})
    mail.toast(work, "")


def again(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What is to be processed again, typed."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    analyses.ask_again(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    mail.reply(work, sentences.sentence(plain("analyses.asked_again")))


TAPS = {
    screens.AGREE: agree,
    screens.COMMENT: ask_comment,
    screens.LIST: turn_page,
    screens.STAFF: pick_staff,
    screens.PICK: chosen_staff,
    screens.AGAIN: ask_again,
    screens.CORRECT: pick_correction,
}
AWAITED = {COMMENT: commented, AGAIN: again}
