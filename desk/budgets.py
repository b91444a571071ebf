"""The budget of a quarter, told by whoever keeps the money: one file or the figures, one press.

Source: practice 1 (Kasubag Keuangan 1/1/3), 5.6; domain 2.6, 4.1. What is typed waits in the draft; the press
writes it to the programs, from which every report takes it.
"""

import json
from decimal import Decimal

from desk import charts, connections, evidences, sheets
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.orders import chosen_for
from desk.works import Refused, Work
from sop.budget_sheets import BudgetRow, BudgetSheet, read_amounts
from sop.cases import Bundle, BundleState
from sop.moves import Complete
from sop.procedures import Subject
from sop.sheets import Sheet
from storage import drafts as draft_rows
from storage import indicators, programs
from storage.database import Scope
from text.incoming import IncomingFile
from text.names import short_name


def budget_sheet(work: Work, sheet: Sheet) -> BudgetSheet:
    """Every program with what was typed for it, else with what is known already."""
    scope, chart = Scope(sheet.bundle.office_id), charts.chart(work, sheet.bundle.office_id)
    typed = chosen_for(work, chart, sheet.bundle).get("amounts", {})
    quarter = sheet.period.quarter or 4
    rows = tuple(
        BudgetRow(
            number,
            program,
            short_name(chart.unit(program.unit_id).name),
            quarter,
            Decimal(typed[str(program.id)])
            if str(program.id) in typed
            else program.realized_rupiah[quarter - 1],
        )
        for number, program in enumerate(programs.programs(work.connection, scope, sheet.period.year), 1)
    )
    files = indicators.evidences(work.connection, scope, [sheet.bundle.id])
    return BudgetSheet(sheet, rows, len(files))


def opened(work: Work, held: Held) -> BudgetSheet:
    return budget_sheet(work, sheets.sheet(work, held.bundle))


def type_amounts(work: Work, held: Held, text: str) -> tuple[int, ...]:
    """Keep the amounts of a message for the press; returns the numbers read. Refused where none is."""
    found = opened(work, held)
    typed = read_amounts(text, found.rows)
    if typed.unread or not typed.amounts_rupiah:
        numbers = ", ".join(map(str, typed.unread)) or "–"
        raise Refused("budgets.unreadable", None, numbers=numbers)
    by_number = {row.number: row.program.id for row in found.rows}
    scope = held.scope
    kept = draft_rows.draft(work.connection, scope, held.person.id, held.bundle.id)
    body = json.loads(kept.body) if kept else {}
    amounts = {str(by_number[number]): str(amount) for number, amount in typed.amounts_rupiah.items()}
    body["amounts"] = {**body.get("amounts", {}), **amounts}
    draft_rows.keep(work.connection, scope, held.person.id, held.bundle.id, body=json.dumps(body))
    return tuple(typed.amounts_rupiah)


def add_report(work: Work, held: Held, file: IncomingFile) -> None:
    """The realization report as one file: evidence of the case. Refused for what cannot be kept."""
    evidences.keep_file(work, held, 0, file, own=held.seat.holder_id == held.person.id)


def finish(work: Work, held: Held) -> tuple[Moved, BudgetSheet]:
    """The figures belong to the programs from now on, and the task is done."""
    found = opened(work, held)
    if not found.complete:
        numbers = ", ".join(str(row.number) for row in found.missing)
        raise Refused("budgets.incomplete", None, numbers=numbers)
    said = {}
    for row in found.rows:
        if row.amount_rupiah is not None:
            programs.realize(work.connection, held.scope, row.program.id, row.quarter, row.amount_rupiah)
            said[str(row.program.id)] = str(row.amount_rupiah)
    record(work, held, "budget_realized", {"bundle": held.bundle.id, "rupiah": said, "files": found.files})
    move = Complete(held.bundle.id)
    return make(work, held.scope, held.case.id, move, held.person.id, held.capacity), found


def waiting(work: Work) -> tuple[Bundle, ...]:
    """Open budget tasks of the person at hand."""
    assert work.person is not None
    found = connections.waiting_for(work, work.person.id)
    open_ = (bundle for bundle in found if bundle.state is BundleState.OPEN)
    return tuple(bundle for bundle in open_ if sheets.sheet(work, bundle).step.subject is Subject.BUDGET)
