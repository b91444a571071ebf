"""Moves that carry work upward: submit, pass, complete, record outside, last call, late figures."""

from collections.abc import Iterable, Mapping

from sop.cases import UNFINISHED, Bundle, Task, TaskState
from sop.circulars import send_copies
from sop.climbs import LAST_CALL, LATE, check_of, choose, fill_of, fills
from sop.events import (
    Archived,
    Assigned,
    Dispatched,
    Disposed,
    DraftFrozen,
    EnclosureChanged,
    Initialled,
    ItemsPassed,
    ItemsSubmitted,
    LastCallClosed,
    LateEntered,
    ReportApproved,
    StepDone,
    StepRecordedOutside,
)
from sop.flows import Grain, Run
from sop.ledgers import Ledger
from sop.moves import Complete, Correct, Enclose, EnterLate, Pass, Proceed, RecordOutside, Submit
from sop.orders import live_bundle
from sop.procedures import Stage
from sop.refusals import Refusal
from sop.tiers import SAME_PERSON


def submit(ledger: Ledger, move: Submit) -> None:
    """Hand in figures; skipped ones climb too, so that the checkers see the reason."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if run.grain is not Grain.FILL:
        raise Refusal("not_this_stage", {"step": bundle.step})
    if ledger.unfinished_before(run, bundle.part):
        raise Refusal("no_order", {"step": bundle.step})
    if not all(move.skipped.values()):
        raise Refusal("reason_missing")
    named = (*move.items, *move.skipped) if move.items else ()
    tasks = _chosen(ledger, bundle, named)
    _hand_in(ledger, tasks, move.skipped, move.enterers)
    items = tuple(task.indicator_id for task in tasks)
    ledger.events.append(ItemsSubmitted(bundle.id, bundle.part, items, tuple(move.skipped), ledger.by))


def _hand_in(
    ledger: Ledger, tasks: list[Task], skipped: Mapping[int, str], enterers: Mapping[int, int]
) -> None:
    if unknown := set(skipped) - {task.indicator_id for task in tasks}:
        raise Refusal("unknown_item", {"indicator": min(unknown)})
    by_person: dict[int, list[Task]] = {}
    for task in tasks:
        if task.indicator_id in skipped:
            ledger.end([task], TaskState.SKIPPED, skipped[task.indicator_id])
        else:
            by_person.setdefault(enterers.get(task.indicator_id, ledger.by), []).append(task)
    for person, theirs in by_person.items():
        ledger.end(theirs, TaskState.DONE, by=person)


def _chosen(ledger: Ledger, bundle: Bundle, items: Iterable[int]) -> list[Task]:
    """The unfinished figures of a bundle that a move names (none named: all)."""
    wanted = set(items)
    open_ = [task for task in ledger.open_tasks(bundle.id) if task.indicator_id]
    chosen = [task for task in open_ if not wanted or task.indicator_id in wanted]
    if missing := wanted - {task.indicator_id for task in chosen}:
        raise Refusal("unknown_item", {"indicator": min(missing)})
    if not chosen:
        raise Refusal("nothing_to_do", {"bundle": bundle.id})
    return chosen


def pass_items(ledger: Ledger, move: Pass) -> None:
    """Find figures right; their companions close by themselves when nothing more is expected."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if run.grain is not Grain.ITEM:
        raise Refusal("not_this_stage", {"step": bundle.step})
    tasks = _chosen(ledger, bundle, move.items)
    ledger.end(tasks, TaskState.DONE)
    items = tuple(task.indicator_id for task in tasks)
    ledger.events.append(ItemsPassed(bundle.id, bundle.step, items, ledger.by))


def correct(ledger: Ledger, move: Correct) -> None:
    """Take figures that wait for a check as entered by whoever corrects them (practice 2.6).

    The check goes on: the next tier looks at the corrected figure, and behind the last one it stays as it is.
    """
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if run.grain is not Grain.ITEM and not _looks_at_figures(ledger, run):
        raise Refusal("not_this_stage", {"step": bundle.step})
    if not move.items:
        raise Refusal("nothing_to_do", {"bundle": bundle.id})
    if run.grain is Grain.ITEM:
        ledger.enter([fill_of(ledger, task.indicator_id) for task in _chosen(ledger, bundle, move.items)])
    else:
        ledger.enter([_handed_in(ledger, bundle, item) for item in move.items])


def _looks_at_figures(ledger: Ledger, run: Run) -> bool:
    """Whether a run behind the forms processes or verifies the figures of the whole office."""
    fill = ledger.flow.fill
    looking = any(step.stage in (Stage.PROCESS, Stage.VERIFY) and not step.subject for step in run.steps)
    return fill is not None and run.index > fill.index and looking


def _handed_in(ledger: Ledger, bundle: Bundle, item: int) -> Task:
    """The fill task of a figure that was handed in; raises Refusal for any other."""
    fill = fill_of(ledger, item) if item in ledger.of_item else None
    if fill is None or fill.state in UNFINISHED or bundle.part not in (0, fill.part):
        raise Refusal("unknown_item", {"indicator": item})
    return fill


def complete(ledger: Ledger, move: Complete) -> None:
    """Finish a bundle that has no figures of its own; a log ends with its period, by the clock alone."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if run.grain in (Grain.FILL, Grain.ITEM):
        raise Refusal("not_this_stage", {"step": bundle.step})
    if run.first.stage is Stage.LOG and ledger.by:
        raise Refusal("log_runs")
    ledger.recipients = move.recipients
    finish(ledger, bundle, run, TaskState.DONE)


def finish(ledger: Ledger, bundle: Bundle, run: Run, state: TaskState, reason: str = "") -> None:
    """Close a bundle's tasks and say what that means; a quorum leaves the rest behind."""
    if run.grain is Grain.CASE and ledger.unfinished_before(run):
        close_collection(ledger, run)
    ledger.end(ledger.open_tasks(bundle.id), state, reason)
    send_copies(ledger, bundle)
    _announce(ledger, bundle, run)


def _announce(ledger: Ledger, bundle: Bundle, run: Run) -> None:
    steps = tuple(step.key for step in run.steps)
    step, seat, by = run.steps[-1].key, bundle.seat_id, ledger.by
    ledger.events.append(StepDone(steps, bundle.part, seat, bundle.id, by))
    if ledger.flow.drafting is run:
        ledger.events.append(DraftFrozen(step, bundle.round, by))
    match run.first.stage:
        case Stage.DISPOSE:
            ledger.events.append(Disposed(bundle.id, ledger.recipients, by))
        case Stage.ASSIGN:
            fillers = tuple((task.indicator_id, task.seat_id) for task in fills(ledger, bundle.part or None))
            ledger.events.append(Assigned(bundle.id, bundle.part, fillers, by))
        case Stage.PARAF:
            ledger.events.append(Initialled(step, seat, by))
        case Stage.APPROVE:
            ledger.events.append(ReportApproved(step, seat, by))
        case Stage.DISPATCH:
            ledger.events.append(Dispatched(step, seat, by))
        case Stage.ARCHIVE:
            ledger.events.append(Archived(step, seat, by))
        case _:
            pass


def record_outside(ledger: Ledger, move: RecordOutside) -> None:
    """Record work as done on paper or ordered orally; the case goes on as if it had been done here."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    if not move.reason:
        raise Refusal("reason_missing")
    if run.grain is Grain.FILL and ledger.unfinished_before(run, bundle.part):
        raise Refusal("no_order", {"step": bundle.step})
    ledger.recipients = move.recipients
    steps = tuple(step.key for step in run.steps)
    ledger.events.append(StepRecordedOutside(bundle.id, steps, move.oral, move.reason, ledger.by))
    if run.grain in (Grain.FILL, Grain.ITEM):
        tasks = _chosen(ledger, bundle, move.items)
        if run.grain is Grain.ITEM and any(_own_and_avoidable(ledger, task, run) for task in tasks):
            raise Refusal("own_figure", {"seat": bundle.seat_id})
        ledger.end(tasks, TaskState.OUTSIDE, move.reason)
    else:
        finish(ledger, bundle, run, TaskState.OUTSIDE, move.reason)


def _own_and_avoidable(ledger: Ledger, check: Task, run: Run) -> bool:
    """Whether this is a check of one's own figure where somebody else is there to check it."""
    fill = fill_of(ledger, check.indicator_id)
    if fill.closed_by != ledger.by:
        return False
    if ledger.chart.seat(check.seat_id).holder_id not in (None, ledger.by):
        return True
    return choose(ledger, fill, run).reason in ("", SAME_PERSON)


def proceed(ledger: Ledger, move: Proceed) -> None:
    """Close the collection: missing figures are "menyusul", submitted ones go on with the tiers skipped."""
    gate, fill_run = ledger.flow.last_call, ledger.flow.fill
    if gate is None or fill_run is None or not ledger.unfinished_before(gate):
        raise Refusal("nothing_to_do")
    if ledger.unfinished_before(fill_run):
        raise Refusal("no_order", {"step": fill_run.first.key})
    if not move.reason and any(fill.state in UNFINISHED for fill in fills(ledger)):
        raise Refusal("reason_missing")
    close_collection(ledger, gate, move.reason)
    ledger.progress_below(gate)


def close_collection(ledger: Ledger, gate: Run, reason: str = "") -> None:
    """Leave behind what has not reached a gate; nothing below the gate begins any more."""
    latest = fills(ledger)
    missing = [fill for fill in latest if fill.state in UNFINISHED]
    handed_in = [
        fill for fill in latest if fill.state not in UNFINISHED and fill.reason not in (LAST_CALL, LATE)
    ]
    unchecked = [fill.indicator_id for fill in handed_in if _skip_tiers(ledger, fill, gate)]
    where = ledger.flow.where
    late = [t for t in ledger.tasks.values() if t.state in UNFINISHED and where[t.step] < gate.index]
    ledger.end(late, TaskState.SKIPPED, LAST_CALL, quietly=True)
    _skip_parts(ledger, gate)
    names = tuple(fill.indicator_id for fill in missing)
    ledger.events.append(LastCallClosed(names, tuple(unchecked), ledger.by, reason))


def _skip_tiers(ledger: Ledger, fill: Task, gate: Run) -> bool:
    """Skip what is left of the tiers below the gate for a submitted figure; whether anything was."""
    skipped = False
    for tier in ledger.flow.tiers:
        if tier.index >= gate.index:
            break
        check = check_of(ledger, fill, tier)
        if check is None:
            pair = [(fill.indicator_id, fill.round)]
            ledger.record(tier.first.key, fill.part, pair, 0, TaskState.SKIPPED, LAST_CALL)
            skipped = True
        elif check.state in UNFINISHED:
            ledger.end([check], TaskState.SKIPPED, LAST_CALL, quietly=True)
            skipped = True
    return skipped


def _skip_parts(ledger: Ledger, gate: Run) -> None:
    """Record the steps of parts, and those beside them, below a gate that never began."""
    known = {(task.step, task.part) for task in ledger.tasks.values()}
    for run in ledger.flow.runs[: gate.index]:
        for part in ledger.parts if run.grain is Grain.PART else (0,) if run.beside else ():
            for step in run.steps:
                if (step.key, part) not in known:
                    ledger.record(step.key, part, (), 0, TaskState.SKIPPED, LAST_CALL)


def enter_late(ledger: Ledger, move: EnterLate) -> None:
    """Take in figures that were "menyusul", as long as the approval has not begun."""
    fill_run = ledger.flow.fill
    if fill_run is None or _approving(ledger):
        raise Refusal("too_late")
    if not move.items:
        raise Refusal("nothing_to_do")
    for item in move.items:
        fill = fill_of(ledger, item) if item in ledger.of_item else None
        if fill is None or fill.reason != LAST_CALL:
            raise Refusal("unknown_item", {"indicator": item})
        pair = [(item, fill.round + 1)]
        ledger.record(fill_run.first.key, fill.part, pair, fill.seat_id, TaskState.DONE, LATE)
    ledger.stir()
    ledger.events.append(LateEntered(move.items, ledger.by))


def enclose(ledger: Ledger, move: Enclose) -> None:
    """Let whoever initials or approves look again; what was approved does not change any more."""
    approval = _approval(ledger)
    if approval is None:
        raise Refusal("nothing_to_do")
    if not ledger.unfinished_before(approval) and not ledger.unfinished_at(approval):
        raise Refusal("approved")
    ledger.stir(Stage.PARAF, Stage.APPROVE)
    ledger.events.append(EnclosureChanged(move.kind, ledger.by))


def _approval(ledger: Ledger) -> Run | None:
    return next((run for run in ledger.flow.runs if run.first.stage is Stage.APPROVE), None)


def _approving(ledger: Ledger) -> bool:
    """Whether the approval, or anything after it, has begun."""
    approval = _approval(ledger)
    if approval is None:
        return False
    return any(ledger.unfinished_at(run) for run in ledger.flow.runs[approval.index :])
