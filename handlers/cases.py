"""Opening and cancelling a case, and taking a form back: buttons below `/status`. Source: practice 1.4."""

from collections.abc import Iterable
from dataclasses import replace

from desk import (
    allocations,
    cases,
    compilations,
    delegations,
    directions,
    drafts,
    enclosures,
    mail,
    openings,
    orders,
    outsides,
    rehearsals,
    sheets,
    tasks,
    withdrawals,
)
from desk.moves import Moved
from desk.works import Work
from handlers import enclosures as enclosing
from screens import allocations as allocation_screens
from screens import cases as screens
from screens import delegations as delegation_screens
from screens import orders as order_screens
from screens import outsides as outside_screens
from screens import pauses as pause_screens
from screens import reassignments, sentences
from screens import reopenings as reopening_screens
from screens import requests as request_screens
from sop.cases import Case, CaseState
from sop.changes import CaseClosed
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Rows, Screen
from text.taps import Tap


def buttons(work: Work, case: Case) -> Rows:
    """What the person at hand can do about a case and its office, for the foot of `/status`."""
    rows: Rows = tuple(
        (screens.withdraw_button(tasks.duty(work, bundle)),)
        for bundle in withdrawals.withdrawable(work, case)
    )
    oral = [order_screens.oral_button(sheets.sheet(work, one)) for one in orders.recordable(work, case)]
    rows = (*rows, *((button,) for button in oral))
    asking = [order_screens.direction_button(tasks.duty(work, one)) for one in directions.askable(work, case)]
    rows = (*rows, *((button,) for button in asking))
    rows = (*rows, *_passing(work, case))
    if enclosures.attachable(work, case):
        rows = (*rows, (enclosing.button(work, case),))
    signed = [outside_screens.record_button(tasks.duty(work, one)) for one in outsides.recordable(work, case)]
    rows = (*rows, *((button,) for button in signed))
    if allocations.seen(work, case):
        rows = (*rows, (allocation_screens.button(case),))
    if compilations.gathers(work, case):
        rows = (*rows, (request_screens.board_button(case.id),))
    if not cases.manages(work, case.office_id):
        return rows
    rows = (*rows, *openings_of(work, (case.office_id,)))
    if case.state is CaseState.OPEN:
        moving = (reassignments.button(case), pause_screens.pause_button(case))
        rows = (*rows, moving, (screens.cancel_button(case),))
    if case.state is CaseState.DONE:
        rows = (*rows, (reopening_screens.button(case),))
    if case.state is CaseState.PAUSED:
        rows = (*rows, (pause_screens.resume_button(case), screens.cancel_button(case)))
    return rows


def _passing(work: Work, case: Case) -> Rows:
    """What the person at hand may give to a subordinate, or take back from one."""
    given = [delegation_screens.button(tasks.duty(work, one)) for one in delegations.passable(work, case)]
    taken = delegations.takeable(work, case)
    back = [delegation_screens.take_back_button(tasks.duty(work, one)) for one in taken]
    return tuple((button,) for button in (*given, *back))


def openings_of(work: Work, office_ids: Iterable[int]) -> Rows:
    """What the person at hand may open in some offices."""
    return tuple(
        row
        for office_id in office_ids
        if cases.manages(work, office_id)
        for row in screens.open_buttons(office_id, openings.openable(work, office_id))
    )


def with_buttons(work: Work, screen: Screen, case_ids: Iterable[int]) -> Screen:
    """A screen about some cases, with what the person at hand can do about them below it."""
    found = (cases.seen(work, case_id) for case_id in case_ids)
    rows = (row for case in found if case is not None for row in buttons(work, case))
    return replace(screen, rows=(*screen.rows, *rows))


def first_opening(work: Work) -> Screen | None:
    """For whoever runs an office that has had no case yet: what may be opened; None where nothing may."""
    rows = tuple(
        row
        for office_id in cases.managed_offices(work)
        if cases.latest(work, office_id) is None
        for row in screens.open_buttons(office_id, openings.openable(work, office_id))
    )
    return screens.first_opening(rows) if rows else None


def open_period(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka TW IV 2026"."""
    period = openings.open_asked(work, tap.id, tap.argument)
    mail.toast(work, plain("cases.opened", period=period.title))


def ask_cancel(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Batalkan kegiatan": the reason comes first."""
    case = cases.managed(work, tap.id)
    sent = mail.reply(work, screens.ask_cancel(cases.title(work, case)))
    drafts.ask(work, cases.anchor(work, case), REASON, sent)
    mail.toast(work, "")


def cancel_reason(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The reason came; one press is left."""
    case = cases.case_of(work, draft.office_id, draft.bundle_id)
    reason = cases.keep_reason(work, case, incoming.text)
    title = cases.title(work, case)
    mail.reply(work, screens.confirm_cancel(case, title, reason, cases.working(work, case)))


def cancel(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The confirming press: every card of the case shows its final state."""
    case = cases.managed(work, tap.id)
    title, count = cases.title(work, case), len(cases.working(work, case))
    cases.cancel(work, case)
    mail.toast(work, "")
    mail.reply(work, sentences.sentence(plain("cases.cancelled", title=title, count=count)))


def keep(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak jadi"."""
    cases.forget_reason(work, cases.managed(work, tap.id))
    mail.toast(work, plain("cases.kept"))


def withdraw(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tarik kembali": the form opens again for its holder."""
    withdrawals.withdraw(work, tap.id, tap.revision)
    mail.toast(work, plain("cases.withdrawn"))


def tell_closed(work: Work, moved: Moved, event: CaseClosed) -> None:
    """Sekretaris and head hear of a case that ended without a result; a rehearsal goes on to its next one."""
    rehearsals.go_on(work, moved.case)
    if event.state is not CaseState.CANCELLED:
        return
    person = work.person.name if work.person else ""
    screen = screens.cancelled_line(cases.title(work, moved.case), person, event.reason)
    for seat in cases.superiors(moved.chart):
        if seat.holder_id not in (None, event.by):
            mail.notify(work, seat.holder_id or 0, screen, silent=True, office_id=moved.case.office_id)


REASON = "case_cancel"  # what a draft waits for

TAPS = {
    screens.OPEN: open_period,
    screens.CANCEL: ask_cancel,
    screens.CONFIRM: cancel,
    screens.KEEP: keep,
    screens.WITHDRAW: withdraw,
}
AWAITED = {REASON: cancel_reason}
