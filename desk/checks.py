"""Checking figures: SOP steps of the stage check, with the compilation that closes with them.

How the reader has opened the list waits in the reader's draft, bound to the revision it was opened at: a list
that changed shows itself from the start. Source: practice 1.2, 1.6, 2.6; domain 4.4 steps 4-8; design 5.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from desk import charts, sheets
from desk.guards import Held
from desk.moves import Moved, make
from desk.orders import chosen_for
from desk.report_figures import gathered
from desk.works import Refused, Work
from sop.cases import UNFINISHED, Bundle
from sop.checks import Checked, Mode, Piece, Review, Standing, View, remarks
from sop.figures import summary
from sop.flows import flow
from sop.histories import examined, verified
from sop.indicators import RealizationState
from sop.ledgers import PROGRESS, Ledger
from sop.moves import Pass
from sop.outlooks import absent, expected, next_seat
from sop.periods import read_period
from sop.sheets import Sheet, SheetRow
from sop.slices import Slice
from storage import bundles, indicators, offices, realizations
from storage import drafts as draft_rows
from storage.database import Scope
from text.names import short_name

RETURN_WORDS = "check_return_words"  # what is awaited while figures are chosen for return


def review(work: Work, sheet: Sheet) -> Review:
    """What the seat of a checking bundle decides about now."""
    reader = sheet.seat.holder_id or 0
    rows = tuple(Checked(row, remarks(row, reader)) for row in sheet.unfinished)
    ledger = _ledger(work, sheet)
    chart = ledger.chart
    coming = expected(ledger, sheet.bundle)
    return Review(
        sheet=sheet,
        rows=rows,
        expected=tuple(
            (chart.seat(seat_id).holder_name or chart.seat(seat_id).title, count) for seat_id, count in coming
        ),
        passed=sum(row.state in PROGRESS for row in sheet.rows),
        next_seat=next_seat(ledger, sheet.bundle, [one.row.indicator.id for one in rows]),
        view=view(work, sheet),
        absent=_absent(ledger, sheet),
        standing=None if sheet.bundle.part else standing(work, sheet),
    )


def _absent(ledger: Ledger, sheet: Sheet) -> tuple[tuple[str, int], ...]:
    """What a last call left behind: by unit on the office's card, by seat on that of a unit."""
    chart, left = ledger.chart, absent(ledger, sheet.bundle.part)
    if sheet.bundle.part:
        seats = (chart.seat(task.seat_id) for task in left)
        return tuple(Counter(seat.holder_name or seat.title for seat in seats).items())
    return tuple(Counter(short_name(chart.unit(task.part).name) for task in left).items())


def standing(work: Work, sheet: Sheet) -> Standing:
    """The averages of office and units by the very figures of which the report will be made."""
    found = gathered(work, Scope(sheet.bundle.office_id), sheet.period)
    of_parts = defaultdict(list)
    for one in found.indicators:
        of_parts[one.part].append(found.measured[one.id])
    return Standing(
        figures=summary(tuple(found.measured.values()), found.office.cap_percent, found.scale),
        derived=sum(one.derived and found.measured[one.id].score is not None for one in found.indicators),
        of_parts={part: tuple(mine) for part, mine in of_parts.items()},
    )


def opened(work: Work, held: Held) -> Review:
    """The review of a bundle somebody acts on."""
    return review(work, sheets.sheet(work, held.bundle))


def _ledger(work: Work, sheet: Sheet) -> Ledger:
    scope, case_id, part = Scope(sheet.bundle.office_id), sheet.case.id, sheet.bundle.part
    parts = (0, part) if part else bundles.parts(work.connection, scope, case_id)
    slice_ = Slice(
        case=sheet.case,
        chart=charts.chart(work, sheet.bundle.office_id),
        roles=offices.role_map(work.connection, scope),
        tasks=bundles.tasks_of_parts(work.connection, scope, case_id, parts),
    )
    return Ledger(sheet.sop, slice_, by=0, now=work.now)


def view(work: Work, sheet: Sheet) -> View:
    """How the holder has opened the list of this revision."""
    kept = chosen_for(work, charts.chart(work, sheet.bundle.office_id), sheet.bundle)
    if kept.get("revision") != sheet.bundle.revision:
        return View()
    there = {row.indicator.id for row in sheet.unfinished}
    picked = tuple(item for item in kept.get("picked", ()) if item in there)
    return View(Mode(kept.get("mode", Mode.LIST)), int(kept.get("page", 0)), picked)


def look(work: Work, bundle: Bundle, chosen: View) -> None:
    """Open the list in another way; nothing is decided, and a question about it is no longer asked.

    While figures are chosen for return, a typed "3, 5 alasan" does the same in one message (practice 1).
    """
    assert work.person is not None
    choosing = chosen.mode is Mode.RETURN
    draft_rows.keep(
        work.connection,
        Scope(bundle.office_id),
        work.person.id,
        bundle.id,
        waiting=RETURN_WORDS if choosing else "",
        asked_at=work.now if choosing else None,
        body=json.dumps(kept(bundle, chosen)),
    )


def kept(bundle: Bundle, chosen: View) -> dict[str, object]:
    """A view as the draft keeps it."""
    return {
        "revision": bundle.revision,
        "mode": chosen.mode.value,
        "page": chosen.page,
        "picked": list(chosen.picked),
    }


def close_view(work: Work, held: Held) -> None:
    """The reader decided: the list opens from the start next time."""
    found = draft_rows.draft(work.connection, held.scope, held.person.id, held.bundle.id)
    if found is not None:
        draft_rows.drop(work.connection, held.scope, found.id)


def evidence(work: Work, held: Held, part: int = 0) -> tuple[Piece, ...]:
    """What supports the figures of a review, in the order of its list; what is for a whole form comes last.

    On the office's card these are the figures to look at, or with `part` those of one unit.
    """
    review = opened(work, held)
    shown = review.remarked if review.of_office and not part else review.rows
    rows = {one.row.indicator.id: one.row for one in shown if not part or one.row.part.id == part}
    run = flow(held.sop, held.case.period).fill
    if run is None or not rows:
        return ()
    seats = {row.filler.id for row in rows.values()}
    forms = [
        one
        for one in bundles.of_case(work.connection, held.scope, held.case.id)
        if one.step == run.first.key and one.seat_id in seats
    ]
    return _pieces(work, held.scope, [one.id for one in forms], rows)


def _pieces(
    work: Work, scope: Scope, forms: Collection[int], rows: Mapping[int, SheetRow]
) -> tuple[Piece, ...]:
    found = [
        Piece(one, rows.get(one.indicator_id))
        for one in indicators.evidences(work.connection, scope, forms)
        if not one.indicator_id or one.indicator_id in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.row is None, one.row.number if one.row else 0)))


def agree(work: Work, held: Held, items: Collection[int] = ()) -> Moved:
    """Find figures right (none named: all that have arrived) and send them up: one press, all its steps."""
    move = Pass(held.bundle.id, tuple(items))
    moved = make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    close_view(work, held)
    verify(work, moved)
    return moved


def agree_unremarked(work: Work, held: Held) -> tuple[Moved, int]:
    """Send up what nothing is remarked about; the rest stays. Returns how many went."""
    items = [one.row.indicator.id for one in opened(work, held).unremarked]
    if not items:
        raise Refused("checks.all_remarked")
    return agree(work, held, items), len(items)


def verify(work: Work, moved: Moved) -> None:
    """Figures that left the last checking tier in this move are verified from now on."""
    steps = flow(moved.sop, moved.case.period)
    through = verified(steps, moved.events, moved.after.tasks)
    turn(work, moved, through, RealizationState.VERIFIED)


def examine(work: Work, moved: Moved) -> None:
    """Figures that a step over all of them found right are verified from now on, those of others only."""
    steps, scope = flow(moved.sop, moved.case.period), Scope(moved.case.office_id)
    every = bundles.tasks_of_case(work.connection, scope, moved.case.id)
    period = read_period(moved.case.period)
    through = examined(steps, moved.events, every)
    if through and period.quarter:
        said = indicators.of_quarter(work.connection, scope, through, period.year, period.quarter)
        waiting = [one.id for one in said if one.state is RealizationState.SUBMITTED]
        realizations.set_state(work.connection, scope, waiting, RealizationState.VERIFIED)


def turn(work: Work, moved: Moved, items: Collection[int], state: RealizationState) -> None:
    """Bring the realizations of some figures to a state; the journaled move says so already."""
    scope, period = Scope(moved.case.office_id), read_period(moved.case.period)
    if items and period.quarter:
        said = indicators.of_quarter(work.connection, scope, items, period.year, period.quarter)
        realizations.set_state(work.connection, scope, [one.id for one in said], state)


def waiting_in(work: Work, scope: Scope, case_id: int, indicator_id: int) -> Bundle | None:
    """The bundle in which a figure waits for somebody; None where nobody has it."""
    parts = bundles.parts_of_items(work.connection, scope, case_id, [indicator_id])
    for task in bundles.tasks_of_parts(work.connection, scope, case_id, parts):
        if task.indicator_id == indicator_id and task.state in UNFINISHED:
            return bundles.bundle(work.connection, scope, task.bundle_id)
    return None
