"""Correcting a figure: written -> should be -> reason; the next tier checks it.

Whoever corrects counts as the enterer from then on, and whoever had entered the figure gets a silent line.
Source: practice 1.6, 2.6; domain 3.6 (W5).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from desk import analyses, sheets
from desk.cards import CardOutdated
from desk.guards import Held
from desk.journals import record
from desk.moves import make
from desk.works import Refused, Work
from sop.cases import Task
from sop.changes import TasksClosed
from sop.corrections import Should, Wanted, corrected, said_as
from sop.flows import flow
from sop.indicators import Correction, Indicator, Realization, RealizationState, Source
from sop.journals import events
from sop.moves import Correct
from sop.periods import Period
from sop.sheets import SheetRow
from storage import bundles, cases, indicators, journals
from storage import drafts as draft_rows
from text.catalogue import plain
from text.printing import exact


@dataclass(frozen=True, slots=True)
class FigureCorrected:
    """A figure was corrected; `enterers` are the persons whose word it was before."""

    held: Held
    indicator: Indicator
    correction: Correction
    enterers: tuple[int, ...]


def correctable(work: Work, held: Held, indicator_id: int) -> SheetRow:
    """The row of a checking bundle that a button or a question names; Refused for any other."""
    sheet = sheets.sheet(work, held.bundle)
    rows = analyses.rows_of(work, sheet) if analyses.examines(sheet) else sheet.unfinished
    for row in rows:
        if row.indicator.id == indicator_id:
            return row
    raise Refused("common.old_button")


def question(held: Held, row: SheetRow) -> dict[str, Any]:
    """What the draft keeps beside the question: the figure and the state in which it was seen."""
    return {"revision": held.bundle.revision, "indicator": row.indicator.id, "seen": row.realization.revision}


def asked_about(work: Work, held: Held, kept: Mapping[str, Any]) -> SheetRow:
    """The row a question asked about; Refused where it has changed since."""
    row = correctable(work, held, int(kept.get("indicator", 0)))
    if kept.get("seen") != row.realization.revision:
        raise Refused("common.changed", held.bundle)
    return row


def kept_body(work: Work, held: Held) -> dict[str, Any]:
    """What the person's draft keeps about this bundle; empty without one."""
    found = draft_rows.draft(work.connection, held.scope, held.person.id, held.bundle.id)
    body: dict[str, Any] = json.loads(found.body) if found else {}
    return body


def correct(
    work: Work, held: Held, row: SheetRow, should: Should, reason: str
) -> tuple[Correction, tuple[int, ...]]:
    """Write the right figure over the written one, with the trace of both; returns whose word it was too."""
    cases.locked(work.connection, held.scope, held.case.id)
    after = _corrected(work, held, row, should)
    written, should_be = printed(row.indicator, row.realization), printed(row.indicator, after)
    if written == should_be:
        raise Refused("corrections.same", None, value=written)
    enterers = _enterers(work, held, row)
    move = Correct(held.bundle.id, (row.indicator.id,))
    make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    values = {
        "realization_id": _keep(work, held, row.realization, after),
        "written": written,
        "should_be": should_be,
        "reason": reason,
        "person_id": held.person.id,
        "at": work.now,
    }
    correction_id = indicators.add_correction(work.connection, held.scope, values)
    _journal(work, held, after, correction_id)
    found = indicators.correction(work.connection, held.scope, correction_id)
    assert found is not None
    work.happened(FigureCorrected(held, row.indicator, found, enterers), CardOutdated(held.bundle))
    return found, enterers


def _corrected(work: Work, held: Held, row: SheetRow, should: Should) -> Realization:
    return replace(
        corrected(row, should, held.chart.office.minimize_formula),
        state=RealizationState.SUBMITTED,
        entered_by=held.person.id,
        on_behalf=False,
        source=Source.CORRECTION,
        entered_at=work.now,
    )


def _keep(work: Work, held: Held, before: Realization, after: Realization) -> int:
    if not before.id:
        return indicators.add_realization(work.connection, held.scope, after)
    if not indicators.change_realization(work.connection, held.scope, before, after):
        raise Refused("common.changed", held.bundle)
    return before.id


def _journal(work: Work, held: Held, after: Realization, correction_id: int) -> None:
    """One line in the shape of a typed answer: what the figure is from now on, and by which correction."""
    item = {name: getattr(after, name) for name in indicators.SAID} | {
        "indicator": after.indicator_id,
        "period": str(Period(after.year, after.quarter)),
        "revision": after.revision + 1,
    }
    body = {"bundle": held.bundle.id, "correction": correction_id, "items": [item]}
    record(work, held, "correction", body)


def _enterers(work: Work, held: Held, row: SheetRow) -> tuple[int, ...]:
    """Whose word the figure was: whoever handed it in, and whoever corrected it last."""
    task = fill_task(work, held, row.indicator.id)
    found = (handed_in_by(work, held, task) if task else 0, row.realization.entered_by)
    return tuple(dict.fromkeys(one for one in found if one not in (0, held.person.id)))


def fill_task(work: Work, held: Held, indicator_id: int) -> Task | None:
    """The latest task in which a figure was filled in."""
    run = flow(held.sop, held.case.period).fill
    if run is None:
        return None
    step, items = run.first.key, [indicator_id]
    return bundles.latest_of_step(work.connection, held.scope, held.case.id, step, items).get(indicator_id)


def handed_in_by(work: Work, held: Held, task: Task) -> int:
    """Who handed a figure in, as the journal tells: its task names whoever corrected it last."""
    found = task.closed_by
    for line in journals.chain(work.connection, held.scope, held.case.id):
        for event in events(line.body):
            if isinstance(event, TasksClosed) and task.id in event.task_ids:
                found = event.by
    return found


def printed(indicator: Indicator, said: Realization) -> str:
    """A figure as the correction sheet shows it: "85,5", "262/640", or why there is none."""
    if said.missing is not None:
        return plain(f"checks.missing_{said.missing.value}")
    if said.numerator is not None:
        return _fraction(said.numerator, indicator.denominator_fixed or said.denominator)
    return exact(said.value) if said.value is not None else plain("checks.missing_not_filled")


def _fraction(above: Decimal, below: Decimal | None) -> str:
    return f"{exact(above)}/{exact(below)}" if below is not None else exact(above)


def offered(wanted: Wanted, row: SheetRow) -> tuple[str, ...]:
    """The readings of a doubtful answer as their buttons say them."""
    return tuple(printed(row.indicator, said_as(row.realization, one)) for one in wanted.readings)
