"""The rows of a form: what was said about each figure, against what it is measured.

Source: practice 1.5; telegram 3.4. Of earlier quarters only what was approved counts (law 9).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desk.guards import Held
from desk.journals import came_from, sent_back
from desk.works import Work
from sop.cases import Task
from sop.figures import measured
from sop.forms import Form, FormRow, realized
from sop.indicators import Indicator, Realization, RealizationState, Target
from sop.periods import Period, read_period
from sop.requests import DEFAULT_FIELDS, Field, Request, designs
from storage import forms, requests


def form_of(work: Work, held: Held) -> Form:
    """Every row of a bundle, as it stands in this transaction: three statements, four after a return."""
    period = read_period(held.case.period)
    bundle = held.bundle
    found = forms.rows(work.connection, held.scope, bundle.id)
    targets = forms.targets(work.connection, held.scope, bundle.id, period.year)
    said = forms.realizations(work.connection, held.scope, bundle.id, period.year)
    again = any(task.round > 1 for task, _, _ in found)
    returns = sent_back(work, held.scope, held.case.id) if again else {}
    arrivals = came_from(work, held.scope, held.case.id) if again else {}
    asked = _format(work, held)
    fields = DEFAULT_FIELDS if asked is None else asked.asked_fields
    rows = []
    for number, (task, indicator, pieces) in enumerate(found, 1):
        mine = [one for one in said if one.indicator_id == indicator.id]
        formula = held.chart.office.minimize_formula
        made = _row(number, task, indicator, targets[indicator.id], mine, period, formula, pieces, fields)
        back = returns.get(indicator.id)
        if back is not None:
            made = replace(made, reason=back.reason, returner=held.chart.seat(back.seat_id).title)
        if (came := arrivals.get(indicator.id)) is not None:
            made = replace(made, reason=came.reason, came_from=bare(held.chart.unit(came.part).name))
        rows.append(made)
    unit = bare(held.chart.unit(bundle.part or held.seat.unit_id).name)
    version = asked.version if asked is not None else 0
    office = held.chart.office
    return Form(office, held.case, period, held.step, bundle, held.seat, tuple(rows), unit, version)


def _format(work: Work, held: Held) -> Request | None:
    """The format the figures were asked in; None where the SOP designs none, or before it was locked."""
    if not designs(held.sop.steps):
        return None
    return requests.newest(work.connection, held.scope, held.case.id)


def bare(name: str) -> str:
    """A unit's name without its code in brackets, which says nothing to a reader."""
    return re.sub(r"\s*\([^()]*\)$", "", name)


def _row(
    number: int,
    task: Task,
    indicator: Indicator,
    target: Target,
    said: Iterable[Realization],
    period: Period,
    formula: str,
    pieces: int,
    asks: tuple[Field, ...],
) -> FormRow:
    now = Realization(0, indicator.id, period.year, period.quarter, RealizationState.EMPTY, 0)
    earlier: list[Realization] = []
    place = period.year * 4 + period.quarter
    for one in said:
        if (one.year, one.quarter) == (period.year, period.quarter):
            now = one
        elif one.state is RealizationState.APPROVED and one.year * 4 + one.quarter < place:
            earlier.append(one)
    year = {one.quarter: one for one in earlier if one.year == period.year}
    if now.state is not RealizationState.EMPTY:
        year[now.quarter] = now
    values = (realized(indicator, target, one) for one in earlier if one.missing is None)
    history: tuple[Decimal, ...] = tuple(value for value in values if value is not None)
    return FormRow(
        number=number,
        indicator=indicator,
        target=target,
        realization=now,
        year=year,
        last=earlier[-1] if earlier else None,
        history=history,
        measurement=measured(indicator, target, year, period.quarter, formula),
        state=task.state,
        round=task.round,
        evidence_count=pieces,
        asks=asks,
    )
