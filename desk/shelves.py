"""Finding reports again: the approved quarters, how the year stands, whether a paper is genuine.

Only approved figures are official; a regional reader finds what was sent to their agency and nothing else.
Source: law 9; practice 3.2, 3.6, 8.
"""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from desk import charts, people, report_figures, reports, sops
from desk.cases import collects
from desk.works import Refused, Work
from sop.books import Role
from sop.cases import Case
from sop.copies import dump
from sop.enclosures import Enclosure, approved, waiting
from sop.flows import flow
from sop.people import Office
from sop.periods import Period, read_period
from sop.reports import FrozenReport, ReportFigures, ReportState
from storage import cases, enclosures, jobs, offices
from storage import reports as rows
from storage.database import Scope

DRAWING_PICTURE = "picture"  # the kind of job that draws a picture on request
SEE_PROVISIONAL = people.DECIDERS | people.PLANNERS


class Verdict(StrEnum):
    """What the register says about a paper."""

    APPROVED = "approved"
    DRAFT = "draft"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict and what it is about: a version of a report, or a document enclosed with one.

    Neither where the register does not know the paper.
    """

    verdict: Verdict
    report: FrozenReport | None = None
    enclosure: Enclosure | None = None
    office: Office | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The approved reports somebody may fetch in one office, and whether they run its collections."""

    office: Office
    reports: tuple[tuple[Period, FrozenReport], ...]
    shows_progress: bool
    runs_collections: bool


@dataclass(frozen=True, slots=True)
class Early:
    """Less than half of the due figures of a running quarter are in: its average would mislead."""

    period: Period
    arrived: int
    due: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an office stands: what is official, and the figures to show, provisional where they are a draft.

    `official_until`: the last quarter of the year with approved figures; `official`: the report in force.
    """

    office: Office
    official: FrozenReport | None
    official_until: Period | None
    figures: ReportFigures | None  # None: nothing official, and too little of the running quarter
    before: Decimal | None
    early: Early | None = None


@dataclass(frozen=True, slots=True)
class PictureDrawn:
    """A picture somebody asked for lies in the store."""

    office_id: int
    person_id: int
    chat_id: int
    period: Period
    sha256: str


def shelves(work: Work) -> tuple[Shelf, ...]:
    """What the person at hand finds, office by office."""
    assert work.person is not None
    return tuple(
        found
        for office_id in people.real_offices(work, work.person.id)
        if (found := _shelf(work, office_id)) is not None
    )


def _shelf(work: Work, office_id: int) -> Shelf | None:
    assert work.person is not None
    chart = charts.chart(work, office_id)
    roles = {seat.role for seat in chart.held_by(work.person.id)}
    if not roles:
        return None
    mine = _readable(work, Scope(office_id), roles)
    newest: dict[Period, FrozenReport] = {}
    for report in mine:
        newest.setdefault(reports.said(report).period, report)
    runs = bool(roles & {Role.PLANNER, Role.PROGRAM_OFFICER, Role.SECRETARY})
    return Shelf(chart.office, tuple(newest.items()), runs or Role.HEAD in roles, runs)


def _readable(work: Work, scope: Scope, roles: set[str]) -> tuple[FrozenReport, ...]:
    """Approved reports that somebody of these roles may read, newest first."""
    approved = rows.approved(work.connection, scope)
    if roles - {Role.RECIPIENT}:
        return approved
    assert work.person is not None
    agencies = offices.agencies(work.connection, scope)
    sent = {
        receipt.report_id
        for agency in agencies
        if agency.person_id == work.person.id
        for receipt in rows.receipts_of_agency(work.connection, scope, agency.id)
    }
    return tuple(report for report in approved if report.id in sent)


def fetched(work: Work, report_id: int) -> FrozenReport:
    """A report the person at hand may read; Refused otherwise, or while its file is being drawn."""
    for shelf in shelves(work):
        roles = _roles(work, shelf.office.id)
        for report in _readable(work, Scope(shelf.office.id), roles):
            if report.id == report_id:
                return with_file(report)
    raise Refused("reports.not_yours")


def with_file(report: FrozenReport | None) -> FrozenReport:
    """The report, if its file is there already."""
    if report is None or not report.pdf_sha256:
        raise Refused("reports.being_drawn")
    return report


def standings(work: Work) -> tuple[Standing, ...]:
    """How each office of the person at hand stands; provisional figures only for those who decide or plan."""
    assert work.person is not None
    found = []
    for office_id in people.real_offices(work, work.person.id):
        roles = _roles(work, office_id)
        if roles - {Role.RECIPIENT, Role.ADMIN}:
            standing = _standing(work, office_id, bool(roles & SEE_PROVISIONAL))
            found += [standing] if standing else []
    return tuple(found)


def _standing(work: Work, office_id: int, may_see_provisional: bool) -> Standing | None:
    scope = Scope(office_id)
    office = charts.chart(work, office_id).office
    approved = [one for one in rows.approved(work.connection, scope) if not one.outdated]
    official = approved[0] if approved else None
    case = _running(work, scope) if may_see_provisional else None
    if case is None and official is None:
        return None
    figures = report_figures.figures(work, case) if case is not None else None
    early = _early(figures) if figures is not None else None
    period = figures.period if figures is not None else None
    if (figures is None or early is not None) and official is not None:
        figures = reports.said(official)
    elif early is not None and case is not None:
        figures = _last_official(work, case)
    shown = figures.period if figures is not None else period
    assert shown is not None
    before = report_figures.average_before(work, office_id, shown)
    until = report_figures.official_until(work, office_id, shown.year)
    return Standing(office, official, until, figures, before, early)


def _early(figures: ReportFigures) -> Early | None:
    """The running quarter, if less than half of what is due in it is in."""
    due = figures.average.due
    arrived = due - sum(row.to_follow for row in figures.rows)
    return Early(figures.period, arrived, due) if 2 * arrived < due else None


def _last_official(work: Work, case: Case) -> ReportFigures | None:
    """The figures of the last approved quarter of the year, where no report of it is in the register."""
    until = report_figures.official_until(work, case.office_id, read_period(case.period).year)
    if until is None:
        return None
    there = replace(case, period=str(until))
    return report_figures.figures(work, there, state=ReportState.APPROVED, official=True)


def _running(work: Work, scope: Scope) -> Case | None:
    """The latest open collection whose report is not approved yet."""
    for case in reversed(cases.open_cases(work.connection, scope)):
        newest = reports.newest(work, case)
        approved = newest is not None and newest.state is ReportState.APPROVED and not newest.outdated
        has_figures = flow(sops.of_case(work, case), case.period).has_figures
        if not approved and has_figures and collects(work, case):
            return case
    return None


def picture_wanted(work: Work, standing: Standing, figures: ReportFigures) -> str:
    """The hash of the picture if it lies in the store; else "" and a job draws it."""
    official = standing.official
    if figures.state is ReportState.APPROVED and official is not None and official.picture_sha256:
        return official.picture_sha256
    assert work.person is not None
    assert work.incoming is not None
    order = {
        "office": standing.office.id,
        "person": work.person.id,
        "chat": work.incoming.chat_id,
        "figures": dump(figures),
    }
    key = f"{DRAWING_PICTURE}:{work.incoming.chat_id}:{work.incoming.update_id}:{standing.office.id}"
    draft = jobs.Draft(DRAWING_PICTURE, json.dumps(order), work.now, standing.office.id, key)
    jobs.append(work.connection, draft)
    return ""


def picture_drawn(work: Work, drawn: PictureDrawn, size: int) -> None:
    """The job is done."""
    rows.keep_blob(work.connection, drawn.sha256, size, reports.PNG, work.now)
    work.happened(drawn)


def by_code(work: Work, code: str) -> FrozenReport | None:
    """The report behind a typed code, in any office of the installation: who holds the paper knows it."""
    for office in offices.every(work.connection):
        found = rows.by_code(work.connection, Scope(office.id), code.upper())
        if found is not None:
            return found
    return None


def by_file(work: Work, sha256: str) -> Checked:
    """What the register says about a file, by its hash; for the command line."""
    for office in offices.every(work.connection):
        scope = Scope(office.id)
        drawn = rows.drawn_as(work.connection, scope, sha256)
        report = rows.report(work.connection, scope, drawn[0]) if drawn else None
        if drawn is not None and report is not None:
            return Checked(_verdict(work, scope, report, drawn[1], sha256), report)
    return _enclosed(work, sha256)


def _enclosed(work: Work, sha256: str) -> Checked:
    """What the register says about a file that was enclosed with a report: the best that holds of it."""
    found = [
        Checked(_enclosure_verdict(work, one), None, one, office, read_period(case.period))
        for office in offices.every(work.connection)
        for one in enclosures.of_file(work.connection, Scope(office.id), sha256)
        if (case := cases.case(work.connection, Scope(office.id), one.case_id)) is not None
    ]
    best = (Verdict.APPROVED, Verdict.DRAFT, Verdict.OUTDATED)
    return min(found, key=lambda one: best.index(one.verdict), default=Checked(Verdict.UNKNOWN))


def _enclosure_verdict(work: Work, one: Enclosure) -> Verdict:
    every = enclosures.of_case(work.connection, Scope(one.office_id), one.case_id)
    if one in approved(every):
        return Verdict.APPROVED
    return Verdict.DRAFT if one in waiting(every) else Verdict.OUTDATED


def _verdict(work: Work, scope: Scope, report: FrozenReport, drawn: str, sha256: str) -> Verdict:
    newer = rows.of_case(work.connection, scope, report.case_id)[-1].version > report.version
    if report.outdated or newer:
        return Verdict.OUTDATED
    if drawn == ReportState.DRAFT:
        return Verdict.DRAFT if report.state is ReportState.DRAFT else Verdict.OUTDATED
    return Verdict.APPROVED if report.pdf_sha256 == sha256 else Verdict.OUTDATED


def of_period(work: Work, office_code: str, period: Period) -> FrozenReport | None:
    """The report of an office and a quarter: the approved one, else the latest draft."""
    office = offices.by_code(work.connection, office_code)
    if office is None:
        return None
    found = rows.of_period(work.connection, Scope(office.id), str(period))
    approved = (one for one in found if one.state is ReportState.APPROVED)
    return next(approved, None) or next(iter(found), None)


def _roles(work: Work, office_id: int) -> set[str]:
    assert work.person is not None
    return {seat.role for seat in charts.chart(work, office_id).held_by(work.person.id)}
