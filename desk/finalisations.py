"""Finalising the figures of a year: seeing them, changing those of single quarters, making them final.

A changed figure is not official until the annual report is approved (law 9); the reports of its quarter and
of the later ones are outdated at once. What is changed stands in the journal of the quarter's own case, from
which its rows can be rebuilt. Source: practice 4.5; domain 4.4 peculiarity 12.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk import corrections, openings, report_figures
from desk.cards import CardOutdated
from desk.guards import Held
from desk.moves import make
from desk.works import Refused, Work
from sop.cases import Case, CaseState, Task, TaskState
from sop.corrections import Should, corrected
from sop.figures import LAST_QUARTER, measured
from sop.finalisations import Change, YearFigure
from sop.flows import flow
from sop.indicators import Correction, Indicator, Realization, RealizationState, Source
from sop.moves import Complete
from sop.periods import Period, read_period
from sop.ratings import scale_of
from sop.reports import ReportState
from sop.sheets import SheetRow
from storage import bundles, cases, indicators, journals, realizations
from storage import reports as report_rows
from storage.database import Scope

MOVED = "figure_moved"  # in the journal


@dataclass(frozen=True, slots=True)
class FigureMoved:
    """A figure was changed while its year was finalised; `people`: whose word it was, and who checked it."""

    held: Held
    indicator: Indicator
    period: Period  # the quarter
    correction: Correction
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one change."""

    indicator: Indicator
    period: Period
    correction: Correction


def begin(work: Work, case: Case) -> None:
    """A report was approved: after that of the last period of a year the year's own case opens."""
    period = read_period(case.period)
    if period.quarter and period == period.in_year(period.year)[-1]:
        openings.open_year(work, Scope(case.office_id), case.sop_key, period.year)


def listed(work: Work, case: Case) -> tuple[YearFigure, ...]:
    """Every figure of the year in the order of the office's lists, as it stands now."""
    scope, period = Scope(case.office_id), read_period(case.period)
    found = report_figures.gathered(work, scope, period)
    moved = _moved(work, scope, case)
    formula = found.office.minimize_formula
    return tuple(
        YearFigure(
            number=number,
            indicator=one,
            target=found.targets[one.id],
            quarters=tuple(
                measured(one, found.targets[one.id], found.said.get(one.id, {}), quarter, formula).realization
                for quarter in range(1, LAST_QUARTER + 1)
            ),
            year=found.measured[one.id].realization_to_date,
            achievement=found.measured[one.id].achievement_annual,
            moved=one.id in moved,
        )
        for number, one in enumerate(found.indicators, 1)
    )


def _moved(work: Work, scope: Scope, case: Case) -> set[int]:
    """Indicators of which a quarter was changed since the year was opened."""
    year = indicators.realizations(work.connection, scope, read_period(case.period).year)
    of = {one.id: one.indicator_id for one in year}
    every = indicators.corrections(work.connection, scope, of)
    return {of[one.realization_id] for one in every if one.at >= case.opened_at}


def row(work: Work, held: Held, change: Change) -> SheetRow:
    """The figure of a quarter that a change names, as it is written; Refused for one that cannot change."""
    found = next((one for one in listed(work, held.case) if one.number == change.number), None)
    if found is None:
        raise Refused("finalisations.number_unknown", None, number=change.number)
    if found.indicator.derived:
        raise Refused("finalisations.derived", None, name=found.indicator.name)
    quarter = change.quarter or found.latest_quarter
    year = read_period(held.case.period).year
    said = {one.quarter: one for one in _of_year(work, held.scope, found.indicator.id, year)}
    if quarter not in said and not found.is_due(quarter):
        raise Refused("finalisations.not_measured", None, period=Period(year, quarter).short)
    empty = Realization(0, found.indicator.id, year, quarter, RealizationState.EMPTY, 0)
    office = held.chart.office
    return SheetRow(
        number=change.number,
        indicator=found.indicator,
        target=found.target,
        realization=said.get(quarter, empty),
        earlier=tuple(said[one] for one in sorted(said) if one < quarter),
        measurement=measured(found.indicator, found.target, said, quarter, office.minimize_formula),
        part=held.chart.unit(found.indicator.part),
        filler=held.chart.seat(found.indicator.owner_seat_id),
        state=TaskState.OPEN,
        round=1,
        scale=scale_of(office),
    )


def _of_year(work: Work, scope: Scope, indicator_id: int, year: int) -> tuple[Realization, ...]:
    every = indicators.realizations(work.connection, scope, year)
    return tuple(one for one in every if one.indicator_id == indicator_id)


def move(work: Work, held: Held, row: SheetRow, should: Should, reason: str) -> Changed:
    """Write the final figure of a quarter over the provisional one, with the trace of both."""
    written = row.realization
    period = Period(written.year, written.quarter)
    case = _case_of(work, held, period)
    after = replace(
        corrected(row, should, held.chart.office.minimize_formula),
        state=RealizationState.VERIFIED,
        entered_by=held.person.id,
        on_behalf=False,
        source=Source.CORRECTION,
        entered_at=work.now,
    )
    said = corrections.printed(row.indicator, written), corrections.printed(row.indicator, after)
    if said[0] == said[1]:
        raise Refused("corrections.same", None, value=said[0])
    people = _people(work, held, row, case)
    values = {
        "realization_id": _keep(work, held, written, after),
        "written": said[0],
        "should_be": said[1],
        "reason": reason,
        "person_id": held.person.id,
        "at": work.now,
    }
    correction_id = indicators.add_correction(work.connection, held.scope, values)
    correction = indicators.correction(work.connection, held.scope, correction_id)
    assert correction is not None
    _journal_move(work, held, case, after, correction_id, people)
    last = str(Period(period.year, LAST_QUARTER))
    report_rows.outdate(work.connection, held.scope, str(period), last)
    work.happened(FigureMoved(held, row.indicator, period, correction, people), CardOutdated(held.bundle))
    return Changed(row.indicator, period, correction)


def _case_of(work: Work, held: Held, period: Period) -> Case | None:
    """The case of a quarter, held until the commit; Refused while it runs: its figures are not said yet."""
    found = cases.of_period(work.connection, held.scope, held.case.sop_key, str(period))
    if found is None:
        return None
    case = cases.locked(work.connection, held.scope, found.id)
    if case is not None and case.state is CaseState.OPEN and not _is_approved(work, held.scope, case):
        raise Refused("finalisations.quarter_open", None, period=period.short)
    return case


def _is_approved(work: Work, scope: Scope, case: Case) -> bool:
    """Whether a quarter has its approved report, although it may still be on its way to the archive."""
    every = report_rows.of_case(work.connection, scope, case.id)
    return bool(every) and every[-1].state is ReportState.APPROVED


def _people(work: Work, held: Held, row: SheetRow, case: Case | None) -> tuple[int, ...]:
    """Whose word a figure was, and who checked it, but for the person who changes it."""
    found = [row.realization.entered_by]
    if case is not None:
        steps = flow(held.sop, case.period)
        runs = [run for run in (steps.fill, *steps.tiers) if run is not None]
        keys = {run.first.key for run in runs}
        mine = (one for one in _tasks(work, held, case) if one.indicator_id == row.indicator.id)
        found += [task.closed_by for task in mine if task.step in keys and task.state is TaskState.DONE]
    return tuple(dict.fromkeys(one for one in found if one not in (0, held.person.id)))


def _tasks(work: Work, held: Held, case: Case) -> tuple[Task, ...]:
    return bundles.tasks_of_case(work.connection, held.scope, case.id)


def _keep(work: Work, held: Held, before: Realization, after: Realization) -> int:
    if not before.id:
        return indicators.add_realization(work.connection, held.scope, after)
    if not indicators.change_realization(work.connection, held.scope, before, after):
        raise Refused("common.changed", held.bundle)
    return before.id


def _journal_move(
    work: Work, held: Held, case: Case | None, after: Realization, correction_id: int, people: tuple[int, ...]
) -> None:
    """One line in the quarter's own case; in the year's where the figure came with the workbook."""
    item = {name: getattr(after, name) for name in indicators.SAID} | {
        "indicator": after.indicator_id,
        "period": str(Period(after.year, after.quarter)),
        "revision": after.revision + 1,
    }
    body = {"year": held.case.id, "correction": correction_id, "told": people, **_items(case, [item])}
    where = (case or held.case).id
    person = held.person.id
    journals.append(work.connection, held.scope, where, work.now, person, held.capacity, MOVED, body)


def told_of(work: Work, held: Held, correction: Correction, said: Realization) -> tuple[int, ...]:
    """Who heard of a change made for this year: whose word it was, and who checked it; none for another."""
    period = Period(said.year, said.quarter)
    own = cases.of_period(work.connection, held.scope, held.case.sop_key, str(period))
    for line in journals.told(work.connection, held.scope, (own or held.case).id, MOVED):
        body = json.loads(line.body)
        if (body["year"], body["correction"]) == (held.case.id, correction.id):
            return tuple(body["told"])
    return ()


def _items(case: Case | None, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Figures under the name from which a case is rebuilt, if they are its own."""
    return {"items": items} if case is not None else {"figures": items}


def finish(work: Work, held: Held) -> None:
    """All figures of the year are right as they stand: the annual report can be compiled."""
    make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def settle(work: Work, case: Case) -> None:
    """The annual report was approved: what was changed for it is official from now on."""
    scope, period = Scope(case.office_id), read_period(case.period)
    waiting: dict[int, list[Realization]] = defaultdict(list)
    for one in indicators.realizations(work.connection, scope, period.year):
        if one.state is RealizationState.VERIFIED and _moved_since(work, scope, one, case.opened_at):
            waiting[one.quarter].append(one)
    for quarter, changed in waiting.items():
        realizations.set_state(work.connection, scope, [one.id for one in changed], RealizationState.APPROVED)
        there = Period(period.year, quarter)
        own = cases.of_period(work.connection, scope, case.sop_key, str(there))
        items = [
            {
                "indicator": one.indicator_id,
                "period": str(there),
                "state": RealizationState.APPROVED,
                "revision": one.revision + 1,
            }
            for one in changed
        ]
        body = {"year": case.id, **_items(own, items)}
        who = work.person.id if work.person else 0
        where = (own or case).id
        journals.append(work.connection, scope, where, work.now, who, "", "year_settled", body)


def _moved_since(work: Work, scope: Scope, one: Realization, opened_at: datetime) -> bool:
    return any(made.at >= opened_at for made in indicators.corrections(work.connection, scope, [one.id]))
