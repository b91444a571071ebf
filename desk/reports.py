"""Reports: the draft is frozen when it is compiled, the copy when it is approved (law 9).

What a report says is fixed in one text of canonical JSON; its files are drawn afterwards by a job, from that
text alone, and filed under their hash. Source: design 6 "A report"; practice 3.4, 4.
"""

import json
from dataclasses import dataclass, replace

from desk import charts, enclosures, finalisations, report_figures, sops
from desk.checks import turn
from desk.guards import Held
from desk.moves import Moved, make
from desk.works import Connection, Refused, Work
from sop.cases import Bundle, BundleState, Case, Task, TaskState
from sop.copies import dump, load
from sop.events import DraftFrozen, ReportApproved
from sop.flows import Flow, flow
from sop.indicators import RealizationState
from sop.moves import Complete, SendBack
from sop.people import Seat
from sop.periods import read_period
from sop.procedures import Stage
from sop.reports import FrozenReport, ReportFigures, ReportState
from storage import bundles, cases, indicators, jobs, journals
from storage import reports as rows
from storage.database import Scope

LONGEST_ANSWER = 300  # characters
DRAWING = "render"  # the kind of job that draws a report's files
PDF, PNG = "application/pdf", "image/png"


@dataclass(frozen=True, slots=True)
class ReportEntered:
    """A version entered the register, or became the approved copy, in this unit of work.

    `late`: whoever shows it was drawn before it was there.
    """

    report: FrozenReport
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReportDrawn:
    """The files of a report lie in the store."""

    report: FrozenReport


@dataclass(frozen=True, slots=True)
class ReportNotDrawn:
    """The files of a report could not be made, however often it was tried."""

    report: FrozenReport


@dataclass(frozen=True, slots=True)
class Drawn:
    """The files of one report as stored: SHA-256 and bytes of each."""

    pdf: str
    pdf_size: int
    picture: str
    picture_size: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A draft that came back: what was asked for, and what was done about it ("" until it is compiled)."""

    reason: str
    answer: str


@dataclass(frozen=True, slots=True)
class Initial:
    """Who has initialled: the seat, and whether it was passed over."""

    seat: Seat
    passed: bool


def said(report: FrozenReport) -> ReportFigures:
    """What a version says."""
    return load(ReportFigures, report.figures)


def newest(work: Work, case: Case) -> FrozenReport | None:
    """The latest version of a case's report."""
    found = rows.of_case(work.connection, Scope(case.office_id), case.id)
    return found[-1] if found else None


def of_bundle(work: Work, bundle: Bundle) -> FrozenReport | None:
    """The version the holder of a bundle decides about."""
    found = rows.of_case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return found[-1] if found else None


def compile_report(work: Work, held: Held, recipients: tuple[int, ...] = ()) -> FrozenReport | None:
    """Finish a compilation. None where a step, of `recipients` if named, comes before the draft."""
    move = Complete(held.bundle.id, recipients)
    return keep_draft(work, make(work, held.scope, held.case.id, move, held.person.id, held.capacity))


def compile_repaired(work: Work, held: Held, answer: str) -> FrozenReport | None:
    """Compile once more, with a line about what was repaired; it stays with the compilation's task."""
    words = answer.strip()[:LONGEST_ANSWER]
    if not words:
        raise Refused("reports.repair_missing")
    report = compile_report(work, held)
    tasks = bundles.tasks_of(work.connection, held.scope, held.bundle.id)
    finished = [replace(task, reason=words) for task in tasks if task.state is TaskState.DONE]
    bundles.change_tasks(work.connection, held.scope, finished)
    _record(work, held.case, "report_repaired", {"bundle": held.bundle.id, "answer": words})
    return report


def keep_draft(work: Work, moved: Moved, *, late: bool = False) -> FrozenReport | None:
    """Freeze the draft if this move made it and it is not frozen yet."""
    if not any(isinstance(event, DraftFrozen) for event in moved.events) or _entered(work, moved.case):
        return None
    return freeze(work, moved.case, late=late)


def freeze(work: Work, case: Case, *, late: bool = False) -> FrozenReport:
    """Enter the figures as they stand as the next version of the draft, and have it drawn."""
    scope = Scope(case.office_id)
    version = len(rows.of_case(work.connection, scope, case.id)) + 1
    office = charts.chart(work, case.office_id).office
    found = report_figures.sealed(report_figures.figures(work, case, version=version), office)
    values = {
        "case_id": case.id,
        "version": version,
        "state": ReportState.DRAFT,
        "figures": dump(found),
        "content_hash": found.content_hash,
        "verification_code": report_figures.code_in_register(found),
        "made_at": work.now,
    }
    report_id = rows.add(work.connection, scope, values)
    _record(work, case, "report_frozen", {"report": report_id, "content_hash": found.content_hash})
    return _entering(work, scope, report_id, late)


def freeze_anew(work: Work, moved: Moved) -> None:
    """Figures came after the draft was frozen and before anybody approved it: the next version holds them."""
    draft = newest(work, moved.case)
    if draft is not None and draft.state is ReportState.DRAFT and approvals(work, draft):
        freeze(work, moved.case, late=True)


def initial(work: Work, held: Held) -> None:
    """The paraf of one official."""
    make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def request_fix(work: Work, held: Held, reason: str) -> None:
    """Paraf or approval asks for a repair; the compilation opens again with the reason."""
    if not reason.strip():
        raise Refused("reports.reason_missing")
    move = SendBack(held.bundle.id, reason.strip()[:500])
    make(work, held.scope, held.case.id, move, held.person.id, held.capacity)


def approve(work: Work, held: Held) -> FrozenReport | None:
    """The head approves: the copy is frozen and the figures of the quarter become official."""
    enclosures.require_fetched(work, held.case)
    move = Complete(held.bundle.id)
    return keep_approved(work, make(work, held.scope, held.case.id, move, held.person.id, held.capacity))


def keep_approved(work: Work, moved: Moved, *, late: bool = False) -> FrozenReport | None:
    """Freeze the approved copy if this move approved the report and it is not frozen yet.

    The figures become official with it, unless their quarter goes on after the period of the case.

    The copy says what the draft said; only who signs is taken anew, since an acting official may approve.
    """
    event = next((one for one in moved.events if isinstance(one, ReportApproved)), None)
    if event is None or _entered(work, moved.case):
        return None
    scope = Scope(moved.case.office_id)
    draft = newest(work, moved.case)
    if draft is None or draft.state is not ReportState.DRAFT:
        draft = freeze(work, moved.case)
    signing = report_figures.signature(work, moved.chart, moved.chart.seat(event.seat_id))
    copy = replace(
        said(draft), state=ReportState.APPROVED, approved_at=work.now, signature=signing, verification_code=""
    )
    copy = report_figures.sealed(copy, moved.chart.office)
    values = {
        "copy": dump(copy),
        "digest": copy.content_hash,
        "to_code": report_figures.code_in_register(copy),
        "at": work.now,
        "by": event.by,
    }
    if not rows.approve(work.connection, scope, draft.id, values):
        raise Refused("common.changed")
    official = _handed_in(work, moved.case) if read_period(moved.case.period).makes_official else []
    turn(work, moved, official, RealizationState.APPROVED)
    enclosures.approve(work, moved, event)
    if not read_period(moved.case.period).quarter:
        finalisations.settle(work, moved.case)
    body = {"report": draft.id, "content_hash": copy.content_hash, "indicators": official}
    _record(work, moved.case, "report_approved", body, event.by)
    return _entering(work, scope, draft.id, late)


def _handed_in(work: Work, case: Case) -> list[int]:
    """Figures of this case that were handed in and are not official yet.

    Another case of the same office and quarter decides about its own.
    """
    scope, period = Scope(case.office_id), read_period(case.period)
    fill = flow(sops.of_case(work, case), case.period).fill
    if fill is None:
        return []
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    mine = {task.indicator_id for task in every if task.step == fill.first.key}
    said = indicators.of_quarter(work.connection, scope, mine, period.year, period.quarter)
    waiting = (RealizationState.SUBMITTED, RealizationState.VERIFIED)
    return [one.indicator_id for one in said if one.state in waiting]


def outdate(work: Work, case: Case) -> int:
    """A case was opened again: its report and those of later quarters of the year are outdated (law 9)."""
    period = read_period(case.period)
    last = period.in_year(period.year)[-1]
    return rows.outdate(work.connection, Scope(case.office_id), str(period), str(last))


def drawn(work: Work, office_id: int, report_id: int, state: ReportState, files: Drawn) -> None:
    """The job is done: name the files, unless the report has moved on meanwhile."""
    scope = Scope(office_id)
    report = rows.report(work.connection, scope, report_id)
    if report is None:
        return
    case = cases.locked(work.connection, scope, report.case_id)  # before its rows, as every other act
    assert case is not None
    if not rows.drawn(work.connection, scope, report_id, state, files.pdf, files.picture):
        return
    rows.keep_blob(work.connection, files.pdf, files.pdf_size, PDF, work.now)
    rows.keep_blob(work.connection, files.picture, files.picture_size, PNG, work.now)
    report = rows.report(work.connection, scope, report_id)
    assert report is not None
    body = {"report": report_id, "state": state, "pdf": files.pdf, "picture": files.picture}
    _record(work, case, "report_drawn", body, 0)
    work.happened(ReportDrawn(report))


def not_drawn(work: Work, office_id: int, report_id: int) -> None:
    """The job was given up."""
    report = rows.report(work.connection, Scope(office_id), report_id)
    if report is not None:
        work.happened(ReportNotDrawn(report))


def wanted(connection: Connection, office_id: int, report_id: int) -> FrozenReport | None:
    """What a job is to draw; a look outside of any unit of work."""
    return rows.report(connection, Scope(office_id), report_id)


def approvals(work: Work, report: FrozenReport) -> tuple[Bundle, ...]:
    """The open bundles in which this report waits for a paraf or for the approval."""
    scope = Scope(report.office_id)
    case = cases.case(work.connection, scope, report.case_id)
    assert case is not None
    sop = sops.of_case(work, case)
    return tuple(
        bundle
        for bundle in bundles.of_case(work.connection, scope, case.id)
        if bundle.state is BundleState.OPEN and sop.step(bundle.step).stage in (Stage.PARAF, Stage.APPROVE)
    )


def initials(work: Work, bundle: Bundle) -> tuple[Initial, ...]:
    """Who stands behind the draft so far: whoever compiled it and every paraf, in the order of the SOP."""
    scope = Scope(bundle.office_id)
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    steps = flow(sops.of_case(work, case), case.period)
    chart = charts.chart(work, bundle.office_id)
    runs = [run for run in steps.runs if run is steps.drafting or run.first.stage is Stage.PARAF]
    tasks = bundles.tasks_of_parts(work.connection, scope, case.id, (0,))
    found = []
    for run in runs:
        task = _latest([task for task in tasks if task.step == run.first.key])
        if task is not None and task.seat_id and task.state in _INITIALLED:
            found.append(Initial(chart.seat(task.seat_id), task.state is TaskState.PASSED))
    return tuple(found)


_INITIALLED = (TaskState.DONE, TaskState.OUTSIDE, TaskState.PASSED)


def fix_reason(work: Work, bundle: Bundle) -> str:
    """Why a compilation is open once more; empty the first time."""
    return repair(work, bundle).reason if bundle.round > 1 else ""


def repair(work: Work, bundle: Bundle) -> Repair:
    """What was last asked to be repaired in the draft of a bundle's case, and the answer to it.

    Of a step before the draft: what the draft's own step asked it to do again.
    """
    scope = Scope(bundle.office_id)
    tasks = bundles.tasks_of_parts(work.connection, scope, bundle.case_id, (0,))
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    asking = _asking(flow(sops.of_case(work, case), case.period), bundle)
    whole = [task for task in tasks if not task.indicator_id]
    back = (t for t in whole if t.state is TaskState.RETURNED and t.step in asking)
    refused = max(back, key=_ended, default=None)
    if refused is None:
        return Repair("", "")
    compiled = [t for t in whole if t.state is TaskState.DONE and t.reason and t.id > refused.id]
    return Repair(refused.reason, compiled[-1].reason if compiled else "")


def _asking(steps: Flow, bundle: Bundle) -> frozenset[str]:
    """The steps that may have asked a bundle's step, or the draft's if that comes first, for a repair."""
    run, drafting = steps.run_of(bundle.step), steps.drafting
    if drafting is None or run.index >= drafting.index:
        later = steps.runs[drafting.index + 1 if drafting is not None else 0 :]
    else:
        later = steps.runs[run.index + 1 : drafting.index + 1]
    return frozenset(step.key for one in later for step in one.steps)


def _ended(task: Task) -> tuple[str, int]:
    return (task.closed_at.isoformat() if task.closed_at else "", task.id)


def audience(work: Work, report: FrozenReport) -> tuple[int, ...]:
    """Who gets the approved file: head, secretary, and whoever compiled it."""
    chart = charts.chart(work, report.office_id)
    seats = [*chart.with_role("head", "secretary"), *compilers(work, report)]
    return tuple(dict.fromkeys(seat.holder_id for seat in seats if seat.holder_id is not None))


def compilers(work: Work, report: FrozenReport) -> tuple[Seat, ...]:
    """The seats that compiled a report."""
    scope = Scope(report.office_id)
    case = cases.case(work.connection, scope, report.case_id)
    assert case is not None
    drafting = flow(sops.of_case(work, case), case.period).drafting
    chart = charts.chart(work, report.office_id)
    if drafting is None:
        return chart.with_role("planner", "program_officer")[:1]
    every = bundles.of_case(work.connection, scope, case.id)
    mine = [bundle.seat_id for bundle in every if bundle.step == drafting.first.key]
    return tuple(chart.seat(seat_id) for seat_id in mine[-1:])


def seat_of(work: Work, bundle: Bundle) -> Seat:
    return charts.chart(work, bundle.office_id).seat(bundle.seat_id)


def _latest(tasks: list[Task]) -> Task | None:
    return max(tasks, key=lambda task: (task.round, task.id), default=None)


def _entered(work: Work, case: Case) -> bool:
    return any(isinstance(one, ReportEntered) and one.report.case_id == case.id for one in work.events)


def _entering(work: Work, scope: Scope, report_id: int, late: bool) -> FrozenReport:
    """A version is in the register: have its files drawn and say so."""
    report = rows.report(work.connection, scope, report_id)
    assert report is not None
    order = {"office": scope.office_id, "report": report.id, "state": report.state}
    key = f"{DRAWING}:{report.id}:{report.content_hash}:{report.state}"
    jobs.append(work.connection, jobs.Draft(DRAWING, json.dumps(order), work.now, scope.office_id, key))
    work.happened(ReportEntered(report, late))
    return report


def _record(
    work: Work, case: Case, action: str, body: dict[str, object], person_id: int | None = None
) -> None:
    who = person_id if person_id is not None else work.person.id if work.person else 0
    journals.append(work.connection, Scope(case.office_id), case.id, work.now, who, "", action, body)
