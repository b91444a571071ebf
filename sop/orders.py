"""Moves that open a case, give orders and divide work: everything before the figures are handed in."""

from collections import defaultdict

from sop.cases import UNFINISHED, Bundle, BundleState, CaseState, Task, TaskState
from sop.changes import CaseOpened, CasePaused, CaseReopened, CaseResumed
from sop.circulars import send_copies
from sop.climbs import ensure_companions, fill_of, fills
from sop.events import (
    Assigned,
    BundleReassigned,
    Disposed,
    FormsOpened,
    Forwarded,
    Recalled,
)
from sop.flows import Grain, Run
from sop.joins import address, close_case, open_forms, open_office
from sop.ledgers import LIVE, Ledger
from sop.moves import (
    Assign,
    CancelCase,
    Dispose,
    Forward,
    OpenCase,
    OpenForms,
    Pause,
    Reassign,
    Recall,
    Reopen,
    Resume,
)
from sop.procedures import Stage
from sop.refusals import Refusal
from sop.slices import Item
from sop.tiers import office_seat


def live_bundle(ledger: Ledger, bundle_id: int, waiting: bool = False) -> Bundle:
    """The bundle a move speaks of; raises Refusal where it is over, or waits and may not."""
    bundle = ledger.bundles.get(bundle_id)
    if bundle is None or bundle.state not in LIVE:
        raise Refusal("bundle_closed", {"bundle": bundle_id})
    if bundle.state is BundleState.WAITING and not waiting:
        raise Refusal("bundle_waiting", {"bundle": bundle_id})
    return bundle


def open_case(ledger: Ledger, move: OpenCase) -> None:
    """Lay out all figures with their owners, waiting, and begin the first run."""
    if ledger.tasks:
        raise Refusal("case_open")
    parts = tuple(dict.fromkeys(item.part for item in move.items))
    ledger.parts = parts or ledger.chart.parts()
    for run in ledger.flow.runs:
        if run.grain is Grain.CASE:
            office_seat(ledger.chart, ledger.slice.roles, run, 0)
    ledger.events.append(CaseOpened(ledger.case.id, ledger.parts, ledger.now))
    if ledger.flow.fill is not None:
        _lay_out(ledger, ledger.flow.fill, move.items)
    ledger.recipients = move.holders
    ledger.lowest = -1
    ledger.touched.add(0)


def _lay_out(ledger: Ledger, run: Run, items: tuple[Item, ...]) -> None:
    by_filler: dict[tuple[int, int], list[int]] = defaultdict(list)
    for item in items:
        by_filler[(item.part, item.seat_id)].append(item.indicator_id)
    for (part, seat_id), indicators in by_filler.items():
        bundle = ledger.bundle_for(seat_id, run, part, BundleState.WAITING)
        ledger.add(bundle, run.first.key, part, [(indicator, 1) for indicator in indicators])


def open_early(ledger: Ledger, move: OpenForms) -> None:
    """Pra-isi: open all forms; they can be typed but not submitted before the order."""
    opened = open_forms(ledger, ledger.flow.fill, list(ledger.parts)) if ledger.flow.fill else []
    if not opened:
        raise Refusal("nothing_to_do")
    ledger.events.append(FormsOpened(tuple(opened), early=True))


def dispose(ledger: Ledger, move: Dispose) -> None:
    """Send the order to its recipients."""
    bundle = live_bundle(ledger, move.bundle_id)
    if ledger.flow.run_of(bundle.step).first.stage is not Stage.DISPOSE:
        raise Refusal("not_this_stage", {"step": bundle.step})
    ledger.recipients = move.recipients
    ledger.end(ledger.open_tasks(bundle.id), TaskState.DONE)
    ledger.events.append(Disposed(bundle.id, move.recipients, ledger.by))


def recall(ledger: Ledger, move: Recall) -> None:
    """Take an order back: what it opened is void and the order waits at its sender again."""
    bundle = ledger.bundles.get(move.bundle_id)
    run = ledger.flow.run_of(bundle.step) if bundle is not None else None
    if bundle is None or run is None or run.first.stage is not Stage.DISPOSE:
        raise Refusal("not_this_stage", {"step": bundle.step if bundle is not None else ""})
    if bundle.state is not BundleState.DONE or bundle.part or run.grain is not Grain.CASE:
        raise Refusal("nothing_to_do", {"bundle": bundle.id})
    where = ledger.flow.where
    after = [task for task in ledger.tasks.values() if where[task.step] > run.index]
    if any(task.closed_by and task.state is not TaskState.VOID for task in after):
        raise Refusal("too_late", {"bundle": bundle.id})
    forms = ledger.flow.fill.steps if ledger.flow.fill is not None else ()
    keys = {step.key for step in forms}  # they stay, as they do before an order: handing in waits for it
    ordered = [task for task in after if task.state in UNFINISHED and task.step not in keys]
    ledger.end(ordered, TaskState.VOID)
    open_office(ledger, run)
    ledger.events.append(Recalled(bundle.id, ledger.by))


def assign(ledger: Ledger, move: Assign) -> None:
    """Give each named figure to its filler and close the assignment."""
    bundle = live_bundle(ledger, move.bundle_id)
    if ledger.flow.run_of(bundle.step).first.stage is not Stage.ASSIGN:
        raise Refusal("not_this_stage", {"step": bundle.step})
    _give(ledger, move, bundle.part)
    ledger.end(ledger.open_tasks(bundle.id), TaskState.DONE)
    send_copies(ledger, bundle)
    fillers = tuple((task.indicator_id, task.seat_id) for task in fills(ledger, bundle.part or None))
    ledger.events.append(Assigned(bundle.id, bundle.part, fillers, ledger.by))


def _give(ledger: Ledger, move: Assign, part: int) -> None:
    by_seat: dict[tuple[int, int], list[int]] = defaultdict(list)
    for indicator, seat_id in move.fillers.items():
        if indicator not in ledger.of_item:
            raise Refusal("unknown_item", {"indicator": indicator})
        fill = fill_of(ledger, indicator)
        if (part and fill.part != part) or fill.state not in UNFINISHED:
            raise Refusal("unknown_item", {"indicator": indicator})
        if fill.seat_id != seat_id:
            by_seat[(seat_id, fill.part)].append(fill.id)
    run = ledger.flow.fill
    for (seat_id, at), ids in by_seat.items():
        assert run is not None
        tasks = [ledger.tasks[task_id] for task_id in ids]
        state = ledger.bundles[tasks[0].bundle_id].state
        ledger.move(tasks, ledger.bundle_for(seat_id, run, at, state))


def forward(ledger: Ledger, move: Forward) -> None:
    """Pass an addressed duty on; one's own branch is done."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if run.grain is not Grain.PERSON or run.by_everyone or run.first.stage is Stage.LOG:
        raise Refusal("not_this_stage", {"step": bundle.step})
    if not move.recipients or bundle.seat_id in move.recipients:
        raise Refusal("no_recipient", {"step": bundle.step})
    address(ledger, run, move.recipients)
    ledger.end(ledger.open_tasks(bundle.id), TaskState.DONE)
    ledger.events.append(Forwarded(bundle.id, move.recipients, ledger.by))


def reassign(ledger: Ledger, move: Reassign) -> None:
    """Give a bundle or some of its figures to another held seat."""
    bundle = live_bundle(ledger, move.bundle_id, waiting=True)
    run = ledger.flow.run_of(bundle.step)
    open_ = ledger.open_tasks(bundle.id)
    tasks = [task for task in open_ if not move.items or task.indicator_id in move.items]
    if run.grain is Grain.ITEM:
        tasks = [task for task in tasks if task.indicator_id]
    if not tasks or len({task.indicator_id for task in tasks} & set(move.items)) != len(set(move.items)):
        raise Refusal("unknown_item", {"bundle": bundle.id})
    _accepts(ledger, move.seat_id, bundle, [task.indicator_id for task in tasks if run.grain is Grain.ITEM])
    target = ledger.bundle_for(move.seat_id, run, bundle.part, bundle.state)
    _hand_over(ledger, tasks, target)
    if run.companions:
        _follow(ledger, run, bundle, target)
    items = tuple(task.indicator_id for task in tasks if task.indicator_id)
    ledger.events.append(
        BundleReassigned(bundle.id, bundle.seat_id, move.seat_id, target.id, items, ledger.by)
    )


def _hand_over(ledger: Ledger, tasks: list[Task], target: Bundle) -> None:
    """Move tasks; where the new seat has had the same piece before, it gets the next round of it instead."""
    present = {task.step for task in ledger.open_tasks(target.id) if not task.indicator_id}
    for task in [task for task in tasks if not task.indicator_id]:
        had = ledger.last_round[(task.step, task.part, target.seat_id)]
        if task.step in present or had >= task.round:
            ledger.end([task], TaskState.VOID)
            if task.step not in present:
                ledger.add(target, task.step, task.part)
        else:
            ledger.move([task], target)
    if figures := [task for task in tasks if task.indicator_id]:
        ledger.move(figures, target)


def _accepts(ledger: Ledger, seat_id: int, bundle: Bundle, checked: list[int]) -> None:
    seat = ledger.chart.seat(seat_id)
    if seat_id == bundle.seat_id:
        raise Refusal("same_seat", {"seat": seat_id})
    if seat.holder_id is None:
        raise Refusal("vacant_seat", {"seat": seat_id})
    if any(fill_of(ledger, item).closed_by == seat.holder_id for item in checked):
        raise Refusal("own_figure", {"seat": seat_id})


def _follow(ledger: Ledger, run: Run, source: Bundle, target: Bundle) -> None:
    """Companions stay while their seat still checks; the new seat gets its own."""
    left = ledger.open_tasks(source.id)
    if not any(task.indicator_id for task in left):
        ledger.end(left, TaskState.VOID)
    ensure_companions(ledger, run, target.id, target.part)


def pause(ledger: Ledger, move: Pause) -> None:
    """Let the case stand still; what is open in it stays as it is."""
    if not move.reason:
        raise Refusal("reason_missing")
    ledger.close(CaseState.PAUSED)
    ledger.events.append(CasePaused(ledger.case.id, ledger.by, ledger.now, move.reason))


def resume(ledger: Ledger, move: Resume) -> None:
    """Let the case go on."""
    if ledger.case.state is not CaseState.PAUSED:
        raise Refusal("case_not_paused")
    ledger.close(CaseState.OPEN)
    ledger.events.append(CaseResumed(ledger.case.id, ledger.by, ledger.now))


def cancel_case(ledger: Ledger, move: CancelCase) -> None:
    """End the case: everything unfinished is void."""
    if not move.reason:
        raise Refusal("reason_missing")
    close_case(ledger, CaseState.CANCELLED, move.reason)
    unfinished = [task for task in ledger.tasks.values() if task.state in UNFINISHED]
    ledger.end(unfinished, TaskState.VOID, move.reason)


def reopen(ledger: Ledger, move: Reopen) -> None:
    """Open a finished case again at the run that makes the draft report."""
    drafting = ledger.flow.drafting
    if ledger.case.state is not CaseState.DONE or drafting is None:
        raise Refusal("case_not_done")
    if not move.reason:
        raise Refusal("reason_missing")
    ledger.close(CaseState.OPEN)
    ledger.events.append(CaseReopened(ledger.case.id, ledger.by, ledger.now, move.reason))
    open_office(ledger, drafting)
