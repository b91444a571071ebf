"""Reports in chat: paraf, approval, files, /laporan, /capaian, and typed verification codes."""

import re

from desk import (
    cases,
    drafts,
    enclosures,
    finalisations,
    guards,
    mail,
    report_figures,
    reports,
    sheets,
    shelves,
)
from desk.cards import CardOutdated
from desk.guards import Held
from desk.moves import Moved
from desk.reports import ReportDrawn, ReportEntered, ReportNotDrawn
from desk.shelves import PictureDrawn, Shelf, Standing
from desk.works import Refused, Work
from handlers import compilations, levels
from handlers import enclosures as enclosing
from handlers.replies import confirm
from screens import compilations as compilation_screens
from screens import reports as screens
from screens import sentences
from sop.drafts import Draft
from sop.events import DraftFrozen, Initialled, LateEntered, ReportApproved
from sop.procedures import Stage
from sop.reports import FrozenReport, ReportState
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain
from text.incoming import Incoming
from text.screens import Button, Screen
from text.taps import Tap

_CODE = re.compile(r"\s*([0-9A-HJKMNP-TV-Z]{4})[- ]?([0-9A-HJKMNP-TV-Z]{4})\s*", re.IGNORECASE)


def paraf_card(work: Work, sheet: Sheet) -> Screen:
    return _card(work, sheet)


def approve_card(work: Work, sheet: Sheet) -> Screen:
    return _card(work, sheet)


def _card(work: Work, sheet: Sheet) -> Screen:
    """Five lines about the frozen draft, below who stands behind it."""
    report = reports.of_bundle(work, sheet.bundle)
    figures = reports.said(report) if report else report_figures.figures(work, sheet.case)
    before = report_figures.average_before(work, sheet.case.office_id, figures.period)
    marks = [(one.seat.title, one.passed) for one in reports.initials(work, sheet.bundle)]
    repair = reports.repair(work, sheet.bundle)
    behind = joined((screens.initials(marks), screens.repair(repair.reason, repair.answer)))
    found = enclosures.waiting(work, sheet.case)
    if sheet.step.stage is not Stage.APPROVE:
        return screens.paraf_card(sheet, figures, before, behind, found)
    initialled_at = enclosures.initialled_at(work, sheet.case)
    return screens.approve_card(sheet, figures, before, behind, found, initialled_at)


def initial(work: Work, held: Held) -> None:
    reports.initial(work, held)
    confirm(work, plain("reports.initialled"))


def approve(work: Work, held: Held) -> None:
    count = len(enclosures.waiting(work, held.case))
    reports.approve(work, held)
    confirm(work, plain("enclosures.approved", count=count) if count else plain("reports.approved"))


def send_back(work: Work, held: Held, reason: str) -> None:
    """The typed twin of "Mohon diperbaiki"."""
    reports.request_fix(work, held, reason)
    confirm(work, plain("reports.fix_sent"))


def ask_fix(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.ask_fix(sheets.sheet(work, held.bundle)))
    drafts.ask(work, held.bundle, "report_fix", sent, body={"revision": held.bundle.revision})
    mail.toast(work, "")


def fix(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What has to be repaired, typed."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    reports.request_fix(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    mail.reply(work, sentences.sentence(plain("reports.fix_sent")))


def open_file(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka berkas" on a card: the draft as it waits for the decision, and what is enclosed."""
    held = guards.found(work, tap.id)
    if held.person.id not in (held.seat.holder_id, held.seat.konseptor_id, held.seat.pendamping_id):
        raise Refused("common.not_yours", None, holder=held.seat.title)
    report = shelves.with_file(reports.of_bundle(work, held.bundle))
    mail.reply(work, screens.document(report, reports.said(report)), kind="document")
    found = enclosures.newest(work, held.case)
    for screen in enclosing.files(work, held.case, found):
        mail.reply(work, screen, kind="document")
    mail.toast(work, "" if all(one.sha256 for one in found) else plain("enclosures.being_fetched"))


def shelf(work: Work, incoming: Incoming) -> None:
    """`/laporan`: every approved quarter, and how far the running collection has come."""
    found = shelves.shelves(work)
    for one in found:
        mail.reply(work, screens.shelf(_shelf(work, one)))
    if not found:
        mail.reply(work, screens.shelf_empty())


def _shelf(work: Work, found: Shelf) -> screens.Shelf:
    if not found.shows_progress:
        return screens.Shelf(found.office, found.reports)
    running = compilations.progress(work, found.office.id, found.office.zone)
    rows: tuple[tuple[Button, ...], ...] = ()
    for one, _ in running:
        if found.runs_collections and one.unfinished:
            called = one.called_until is not None
            rows += compilation_screens.progress_buttons(one.case.id, called)
    extra: tuple[Markup, ...] = tuple(words for _, words in running)
    return screens.Shelf(found.office, found.reports, extra, rows)


def fetch(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press on a quarter: its stored file, and the documents approved with it."""
    report = shelves.fetched(work, tap.id)
    mail.reply(work, screens.document(report, reports.said(report)), kind="document")
    case = cases.seen(work, report.case_id)
    if case is not None:
        for screen in enclosing.files(work, case, enclosures.approved(work, case)):
            mail.reply(work, screen, kind="document")
    mail.toast(work, "")


def achievement(work: Work, incoming: Incoming) -> None:
    """`/capaian`: one picture, what is official and what provisional, the reds and their causes."""
    found = shelves.standings(work)
    for standing in found:
        _show(work, standing)
    if not found:
        mail.reply(work, screens.achievement_none())


def _show(work: Work, standing: Standing) -> None:
    figures, early = standing.figures, standing.early
    sha256 = shelves.picture_wanted(work, standing, figures) if figures is not None else ""
    if figures is not None and sha256:
        mail.reply(work, screens.picture(figures.period, sha256), kind="document")
    too_early = screens.Early(early.period, early.arrived, early.due) if early is not None else None
    screen = screens.achievement(
        standing.office.name, standing.official_until, figures, standing.before, too_early
    )
    mail.reply(work, screen)


def typed_word(work: Work, incoming: Incoming) -> bool:
    """A head types "capaian" or "laporan" without the stroke."""
    word = incoming.text.strip().casefold()
    found = {"capaian": achievement, "laporan": shelf}.get(word)
    if found is not None:
        found(work, incoming)
    return found is not None


def typed_code(work: Work, incoming: Incoming) -> bool:
    """A verification code from a paper; anything the register does not know is left to others."""
    found = _CODE.fullmatch(incoming.text)
    report = shelves.by_code(work, f"{found[1]}-{found[2]}") if found else None
    if report is not None:
        mail.reply(work, screens.code_said(report, reports.said(report)))
    return report is not None


def tell_frozen(work: Work, moved: Moved, event: DraftFrozen) -> None:
    """A compilation recorded as done outside freezes its draft here."""
    reports.keep_draft(work, moved, late=True)


def tell_late(work: Work, moved: Moved, event: LateEntered) -> None:
    """Late figures make a new version of a draft that waits for its paraf."""
    reports.freeze_anew(work, moved)


def tell_initialled(work: Work, moved: Moved, event: Initialled) -> None:
    """The next to decide gets the picture."""
    report = reports.newest(work, moved.case)
    if report is not None:
        _send_pictures(work, report)


def tell_approved(work: Work, moved: Moved, event: ReportApproved) -> None:
    """An approval recorded from a scan freezes its copy here; that of a last quarter opens the year."""
    reports.keep_approved(work, moved, late=True)
    finalisations.begin(work, moved.case)
    levels.offer(work, moved.case)


def tell_entered(work: Work, event: ReportEntered) -> None:
    """Cards that were drawn before the report was there are drawn again."""
    if event.late:
        work.happened(*(CardOutdated(bundle) for bundle in reports.approvals(work, event.report)))


def tell_drawn(work: Work, event: ReportDrawn) -> None:
    """A draft: the file to whoever compiled it, the picture to whoever decides. Approved: the file to all."""
    report = event.report
    screen = screens.document(report, reports.said(report))
    if report.state is ReportState.DRAFT:
        _send_pictures(work, report)
        people = [seat.holder_id for seat in reports.compilers(work, report)]
    else:
        people = list(reports.audience(work, report))
    for person_id in people:
        if person_id is not None:
            mail.notify(
                work,
                person_id,
                screen,
                kind="document",
                dedup=f"file:{report.pdf_sha256}:{person_id}",
                office_id=report.office_id,
                silent=True,
            )


def tell_not_drawn(work: Work, event: ReportNotDrawn) -> None:
    """Whoever compiled the report hears that its file could not be made."""
    screen = screens.not_drawn(reports.said(event.report))
    for seat in reports.compilers(work, event.report):
        if seat.holder_id is not None:
            mail.notify(work, seat.holder_id, screen, office_id=event.report.office_id)


def tell_picture(work: Work, event: PictureDrawn) -> None:
    """The picture somebody asked for with /capaian."""
    mail.notify(
        work,
        event.person_id,
        screens.picture(event.period, event.sha256),
        kind="document",
        priority=mail.ANSWER,
        office_id=event.office_id,
    )


def _send_pictures(work: Work, report: FrozenReport) -> None:
    """The picture, once to each official in whose hands the draft lies; silently, the card rings."""
    if not report.picture_sha256:
        return
    screen = screens.picture(reports.said(report).period, report.picture_sha256)
    for bundle in reports.approvals(work, report):
        seat = reports.seat_of(work, bundle)
        if seat.holder_id is not None:
            mail.notify(
                work,
                seat.holder_id,
                screen,
                kind="document",
                dedup=f"picture:{report.picture_sha256}:{bundle.id}",
                office_id=report.office_id,
                silent=True,
            )


TAPS = {
    screens.FIX: ask_fix,
    screens.FILE: open_file,
    screens.GET: fetch,
}
AWAITED = {"report_fix": fix}
