"""Analysing the figures of a whole office: flags, comments, and handing them over to whoever processes them.

Source: practice 5.6; domain 3.6 (W3), 4.1 steps 6-8, 4.2 steps 5-7. The stages are generic: what one card
offers follows from the steps of its run.
"""

import json
from collections import Counter
from collections.abc import Mapping

from desk import charts, compilations, connections, reports, sheets
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.orders import chosen_for
from desk.works import Refused, Work
from sop.analyses import Analysed, Analysis, Handover, comments_of_round, flags
from sop.cases import UNFINISHED, Bundle, BundleState, Task
from sop.climbs import LAST_CALL
from sop.flows import flow
from sop.indicators import Realization, RealizationState
from sop.moves import SendBack
from sop.people import Chart, Seat
from sop.procedures import Stage
from sop.reports import FrozenReport
from sop.returns import sent_back_to
from sop.sheets import Sheet, SheetRow
from sop.tiers import office_roles
from storage import bundles, cases, comments, indicators, offices
from storage import drafts as draft_rows
from storage.database import Scope
from text.names import short_name

EXAMINING = frozenset({Stage.PROCESS, Stage.VERIFY})
LONGEST_COMMENT = 300  # characters
NUMBERS_SHOWN = 12  # in the short words that answer a press


def behind_forms(sheet: Sheet) -> bool:
    """Whether there are figures to look at: the step comes after the forms."""
    steps = flow(sheet.sop, sheet.case.period)
    behind = steps.fill is not None and steps.run_of(sheet.step.key).index > steps.fill.index
    return behind and not sheet.step.subject


def examines(sheet: Sheet) -> bool:
    """Whether the holder looks at every figure: a run that processes or verifies them."""
    return behind_forms(sheet) and any(step.stage in EXAMINING for step in sheet.steps)


def analysis(work: Work, sheet: Sheet) -> Analysis:
    """Every figure that has arrived, with its flags and what was said about them."""
    scope = Scope(sheet.bundle.office_id)
    chart = charts.chart(work, sheet.bundle.office_id)
    steps = flow(sheet.sop, sheet.case.period)
    every = bundles.tasks_of_case(work.connection, scope, sheet.case.id)
    fills = {task.indicator_id: task for task in compilations.latest_fills(every, steps)}
    here = {
        item: task
        for item, task in fills.items()
        if task.state not in UNFINISHED and task.reason != LAST_CALL and sheet.bundle.part in (0, task.part)
    }
    left = [task for task in fills.values() if task.state in UNFINISHED or task.reason == LAST_CALL]
    kept = chosen_for(work, chart, sheet.bundle)
    return Analysis(
        sheet=sheet,
        rows=_rows(work, scope, sheet, chart, here),
        absent=tuple(Counter(short_name(chart.unit(task.part).name) for task in left).items()),
        handover=handover(work, sheet),
        page=int(kept.get("page", 0)) if kept.get("revision") == sheet.bundle.revision else 0,
    )


def rows_of(work: Work, sheet: Sheet) -> tuple[SheetRow, ...]:
    """The figures such a step looks at."""
    return tuple(one.row for one in analysis(work, sheet).rows)


def _rows(
    work: Work, scope: Scope, sheet: Sheet, chart: Chart, fills: Mapping[int, Task]
) -> tuple[Analysed, ...]:
    reader = sheet.seat.holder_id or 0
    rounds = {item: task.round for item, task in fills.items()}
    said = comments_of_round(comments.of_case(work.connection, scope, sheet.case.id), rounds)
    year_ago = _year_ago(work, scope, sheet, list(fills))
    return tuple(
        Analysed(
            number=row.number,
            row=row,
            flags=flags(row, year_ago.get(row.indicator.id)),
            comments=said.get(row.indicator.id, ()),
            own=fills[row.indicator.id].closed_by == reader and reader > 0,
        )
        for row in sheets.figures(work, scope, sheet.case, sheet.sop, chart, fills)
    )


def _year_ago(work: Work, scope: Scope, sheet: Sheet, items: list[int]) -> Mapping[int, Realization]:
    """The approved figures of the same quarter a year ago."""
    year, quarter = sheet.period.year - 1, sheet.period.quarter
    if not items or not quarter:
        return {}
    found = indicators.of_quarter(work.connection, scope, items, year, quarter)
    return {one.indicator_id: one for one in found if one.state is RealizationState.APPROVED}


def opened(work: Work, held: Held) -> Analysis:
    return analysis(work, sheets.sheet(work, held.bundle))


def look(work: Work, bundle: Bundle, page: int) -> None:
    """Open another page of the list; nothing is decided."""
    _choose(work, bundle, page=page, revision=bundle.revision)


def comment(work: Work, held: Held, texts: Mapping[int, str]) -> tuple[int, ...]:
    """Say something about figures by their numbers; returns the numbers. Refused for one not on the list."""
    known = {one.number: one for one in opened(work, held).rows}
    if strange := [number for number in texts if number not in known]:
        raise Refused("compilations.no_such_number", None, number=strange[0])
    rounds = _rounds(work, held)
    for number, text in texts.items():
        item = known[number].row.indicator.id
        values = {
            "case_id": held.case.id,
            "indicator_id": item,
            "step": held.step.key,
            "round": rounds[item],
            "person_id": held.person.id,
            "text": text.strip()[:LONGEST_COMMENT],
            "at": work.now,
        }
        comments.keep(work.connection, held.scope, values)
    items = [known[number].row.indicator.id for number in texts]
    record(work, held, "figures_commented", {"bundle": held.bundle.id, "indicators": items})
    return tuple(texts)


def _rounds(work: Work, held: Held) -> Mapping[int, int]:
    every = bundles.tasks_of_case(work.connection, held.scope, held.case.id)
    steps = flow(held.sop, held.case.period)
    return {task.indicator_id: task.round for task in compilations.latest_fills(every, steps)}


def finish(work: Work, held: Held) -> FrozenReport | None:
    """Everything was looked at: the work goes on to the next step. None where that is not yet the draft."""
    found = opened(work, held)
    require_explained(found)
    recipients: tuple[int, ...] = ()
    if found.handover is not None:
        if found.handover.seat is None:
            raise Refused("analyses.nobody")
        recipients = (found.handover.seat.id,)
    return reports.compile_report(work, held, recipients)


def require_explained(found: Analysis) -> None:
    """Refuse while a flagged figure has no word about it, at a step that looks at the figures."""
    if examines(found.sheet) and (open_ := found.unexplained):
        numbers = [str(one.number) for one in open_]
        shown = numbers if len(numbers) <= NUMBERS_SHOWN else [*numbers[:NUMBERS_SHOWN], "…"]
        raise Refused("analyses.comments_missing", None, numbers=", ".join(shown))


def ask_again(work: Work, held: Held, reason: str) -> Moved:
    """What was processed is to be processed again, with a reason."""
    if not reason.strip():
        raise Refused("checks.reason_missing")
    move = SendBack(held.bundle.id, reason.strip()[:LONGEST_COMMENT])
    return make(work, held.scope, held.case.id, move, held.person.id, held.capacity)


def processed_before(sheet: Sheet) -> bool:
    """Whether an earlier step processed the figures, so that it can be asked to do it again."""
    steps = flow(sheet.sop, sheet.case.period)
    target = sent_back_to(steps, steps.run_of(sheet.step.key))
    return target is not None and any(step.stage is Stage.PROCESS for step in target.steps)


def handover(work: Work, sheet: Sheet) -> Handover | None:
    """Who is to process the figures next, where the next step goes to one person; None elsewhere."""
    steps = flow(sheet.sop, sheet.case.period)
    place = steps.run_of(sheet.step.key).index + 1
    following = steps.runs[place] if place < len(steps.runs) else None
    if following is None or not following.addressed:
        return None
    scope = Scope(sheet.bundle.office_id)
    chart = charts.chart(work, sheet.bundle.office_id)
    own = office_roles(offices.role_map(work.connection, scope), following.first.actors)
    candidates = _nearest_first(chart, sheet.seat, chart.with_role(*own))
    known = {seat.id: seat for seat in candidates}
    chosen = known.get(int(chosen_for(work, chart, sheet.bundle).get("staff", 0)))
    last = known.get(_last_time(work, scope, sheet, following.first.key))
    seat = chosen or last or next(iter(candidates), None)
    return Handover(seat, candidates, before=seat is not None and seat == last)


def _nearest_first(chart: Chart, near: Seat, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Held seats of other people: of the same unit first, then of the same part, then all others."""
    part = chart.part_of(near.unit_id).id
    free = (seat for seat in seats if seat.holder_id not in (None, near.holder_id))
    return tuple(
        sorted(
            free,
            key=lambda seat: (seat.unit_id != near.unit_id, chart.part_of(seat.unit_id).id != part, seat.id),
        )
    )


def _last_time(work: Work, scope: Scope, sheet: Sheet, step: str) -> int:
    """The seat that did a step in the case of the quarter before; 0 without one."""
    if not sheet.period.quarter:
        return 0
    before = cases.of_period(work.connection, scope, sheet.sop.key, str(sheet.period.previous))
    if before is None:
        return 0
    found = bundles.of_case(work.connection, scope, before.id)
    mine = [one for one in found if one.step == step and one.state is BundleState.DONE]
    return mine[-1].seat_id if mine else 0


def choose_staff(work: Work, held: Held, written: str) -> Seat:
    """The seat a button names, kept for the press that hands over; Refused for one that is not offered."""
    found = handover(work, sheets.sheet(work, held.bundle))
    seat = next((one for one in found.candidates if str(one.id) == written), None) if found else None
    if seat is None:
        raise Refused("common.old_button")
    _choose(work, held.bundle, staff=seat.id)
    return seat


def waiting(work: Work) -> tuple[Bundle, ...]:
    """Open bundles of the person at hand in which every figure is looked at."""
    assert work.person is not None
    found = connections.waiting_for(work, work.person.id)
    open_ = (bundle for bundle in found if bundle.state is BundleState.OPEN)
    return tuple(bundle for bundle in open_ if examines(sheets.sheet(work, bundle)))


def _choose(work: Work, bundle: Bundle, **chosen: int) -> None:
    """Keep something chosen on the card; nothing is decided."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    kept = draft_rows.draft(work.connection, scope, work.person.id, bundle.id)
    body = {**(json.loads(kept.body) if kept else {}), **chosen}
    draft_rows.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(body))
