"""What each holder of an agreement may copy from the approved report. Source: domain 4.3; practice 5.4."""

from dataclasses import dataclass

from desk import cases, charts, reports
from desk.works import Refused, Work
from sop.cases import Case
from sop.levels import Level
from sop.reports import ReportFigures, ReportState


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of an approved report that belongs to one holder."""

    figures: ReportFigures
    level: Level


def holders(work: Work, case: Case) -> tuple[int, ...]:
    """Persons who hold a seat of the approved report's levels; none where units report and not persons."""
    figures = _approved(work, case)
    if figures is None:
        return ()
    titles = {level.title for level in figures.levels}
    seats = charts.chart(work, case.office_id).seats
    found = (seat.holder_id for seat in seats if seat.title in titles)
    return tuple(dict.fromkeys(person_id for person_id in found if person_id is not None))


def excerpts(work: Work, case_id: int) -> tuple[Excerpt, ...]:
    """What the person at hand may copy of a case, one for each seat; Refused where there is nothing."""
    assert work.person is not None
    case = cases.seen(work, case_id)
    figures = _approved(work, case) if case is not None else None
    if case is None or figures is None:
        raise Refused("common.old_button")
    mine = {seat.title for seat in charts.chart(work, case.office_id).held_by(work.person.id)}
    found = tuple(Excerpt(figures, level) for level in figures.levels if level.title in mine)
    if not found:
        raise Refused("levels.nothing")
    return found


def _approved(work: Work, case: Case) -> ReportFigures | None:
    report = reports.newest(work, case)
    if report is None or report.state is not ReportState.APPROVED:
        return None
    return reports.said(report)
