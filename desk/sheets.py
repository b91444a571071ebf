"""Reading a bundle whole: what the screens need to draw its card, form or check."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from desk import charts, rungs, sops
from desk.guards import capacity
from desk.journals import SentBack, sent_back
from desk.works import Work
from sop.cases import Bundle, BundleState, Case, Task, TaskState
from sop.delegations import TAKEN_BACK
from sop.endings import ending
from sop.figures import measured
from sop.flows import flow
from sop.indicators import Correction, Indicator, Realization, RealizationState, Target
from sop.people import Chart
from sop.periods import Period, read_period
from sop.procedures import Sop, Stage
from sop.ratings import scale_of
from sop.sheets import Sheet, SheetRow
from storage import bundles, cases, indicators, journals, letters, people
from storage import sheets as rows_of
from storage.database import Scope

_GONE = (TaskState.RETURNED, TaskState.VOID)


def sheet(work: Work, bundle: Bundle) -> Sheet:
    """The bundle with its figures as they stand in this transaction."""
    scope = Scope(bundle.office_id)
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    sop = sops.of_case(work, case)
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    holder = people.person(work.connection, seat.holder_id) if seat.holder_id else None
    closer = people.person(work.connection, bundle.closed_by) if bundle.closed_by else None
    every = bundles.tasks_of(work.connection, scope, bundle.id)
    tasks = {task.indicator_id: task for task in every if task.indicator_id and task.state not in _GONE}
    return Sheet(
        office=chart.office,
        case=case,
        period=read_period(case.period),
        sop=sop,
        bundle=bundle,
        steps=flow(sop, case.period).run_of(bundle.step).steps,
        seat=seat,
        capacity=capacity(seat, holder) if holder else seat.title,
        holder=holder,
        part=chart.unit(bundle.part) if bundle.part else None,
        rows=figures(work, scope, case, sop, chart, tasks),
        due_at=rungs.due_at(work, scope, sop, chart, bundle),
        now=work.now,
        closer=closer.name if closer else "",
        letters=letters.of_case(work.connection, scope, case.id),
        ending=ending(every) if bundle.state is BundleState.DONE else None,
        repairs=repairs(work, bundle),
    )


def repairs(work: Work, bundle: Bundle) -> int:
    """How many rounds of a bundle began with a return: of figures, how often one was here before.

    Rows that joined later, and figures that came from another unit, open a round that repairs nothing.
    """
    if bundle.round == 1:
        return 0
    scope = Scope(bundle.office_id)
    every = bundles.tasks_of_case(work.connection, scope, bundle.case_id)
    known = [task for task in every if task.indicator_id and task.state is not TaskState.VOID]
    mine = [task for task in known if task.bundle_id == bundle.id]
    if not mine:
        return bundle.round - 1 - _taken_back(work, bundle)
    rounds = Counter(
        (task.step, task.part, task.indicator_id) for task in known if task.bundle_id < bundle.id
    )
    return max(rounds[task.step, task.part, task.indicator_id] for task in mine)


def _taken_back(work: Work, bundle: Bundle) -> int:
    """How many rounds of a bundle's seat began because the duty came back from a subordinate."""
    scope = Scope(bundle.office_id)
    lines = journals.told(work.connection, scope, bundle.case_id, TAKEN_BACK)
    ids = [int(json.loads(line.body)["bundle"]) for line in lines]
    came = [one for id_ in ids if (one := bundles.bundle(work.connection, scope, id_)) is not None]
    here = (bundle.seat_id, bundle.step, bundle.part)
    return sum((one.seat_id, one.step, one.part) == here and one.round <= bundle.round for one in came)


def stage(work: Work, bundle: Bundle) -> Stage:
    """The stage of a bundle's first step."""
    case = cases.case(work.connection, Scope(bundle.office_id), bundle.case_id)
    assert case is not None
    return sops.of_case(work, case).step(bundle.step).stage


def figures(
    work: Work, scope: Scope, case: Case, sop: Sop, chart: Chart, tasks: Mapping[int, Task]
) -> tuple[SheetRow, ...]:
    """The rows of some figures of a case, each with the task that stands for it here."""
    if not tasks:
        return ()
    known = _known(work, scope, case, sop, tasks)
    return tuple(
        _row(number, indicator, known, chart, tasks[indicator.id])
        for number, indicator in enumerate(known.indicators, 1)
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything the rows of a sheet are made of, loaded at once."""

    period: Period
    indicators: tuple[Indicator, ...]
    targets: Mapping[int, Target]
    realizations: tuple[Realization, ...]
    corrections: tuple[Correction, ...]
    fills: Mapping[int, Task]
    returns: Mapping[int, SentBack]
    evidence: Mapping[int, int]


def _known(work: Work, scope: Scope, case: Case, sop: Sop, tasks: Mapping[int, Task]) -> _Known:
    period = read_period(case.period)
    found, targets, said = rows_of.of_indicators(work.connection, scope, tasks, period.year)
    present = [one.id for one in said if one.quarter == period.quarter]
    return _Known(
        period=period,
        indicators=found,
        targets=targets,
        realizations=said,
        corrections=indicators.corrections(work.connection, scope, present),
        fills=_fill_tasks(work, scope, case, sop, tasks),
        returns=sent_back(work, scope, case.id) if any(one.round > 1 for one in tasks.values()) else {},
        evidence=rows_of.evidence_counts(work.connection, scope, case.id, tasks),
    )


def _row(number: int, indicator: Indicator, known: _Known, chart: Chart, task: Task) -> SheetRow:
    quarter, target = known.period.quarter, known.targets[indicator.id]
    mine = {
        one.quarter: one
        for one in known.realizations
        if one.indicator_id == indicator.id and _counts(one, quarter)
    }
    present = mine.get(quarter) or _empty(indicator.id, known.period)
    back = known.returns.get(indicator.id)
    return SheetRow(
        number=number,
        indicator=indicator,
        target=target,
        realization=present,
        earlier=tuple(mine[q] for q in sorted(mine) if q < quarter),
        measurement=measured(indicator, target, mine, quarter, chart.office.minimize_formula),
        part=chart.unit(task.part),
        filler=chart.seat(known.fills[indicator.id].seat_id),
        state=task.state,
        round=task.round,
        reason=task.reason or (back.reason if back is not None else ""),
        corrections=tuple(one for one in known.corrections if one.realization_id == present.id),
        evidence_count=known.evidence.get(indicator.id, 0),
        scale=scale_of(chart.office),
    )


def _counts(realization: Realization, quarter: int) -> bool:
    """Of earlier quarters only what was approved; of this one whatever has been said."""
    if realization.quarter == quarter:
        return realization.state is not RealizationState.EMPTY
    return realization.quarter < quarter and realization.state is RealizationState.APPROVED


def _empty(indicator_id: int, period: Period) -> Realization:
    return Realization(0, indicator_id, period.year, period.quarter, RealizationState.EMPTY, 0)


def _fill_tasks(
    work: Work, scope: Scope, case: Case, sop: Sop, tasks: Mapping[int, Task]
) -> Mapping[int, Task]:
    fill = flow(sop, case.period).fill
    if fill is None or all(task.step == fill.first.key for task in tasks.values()):
        return tasks
    return bundles.latest_of_step(work.connection, scope, case.id, fill.first.key, tasks)
