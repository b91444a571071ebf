"""Figures that join a running collection: rows a locked format gains, each at its filler's form.

Source: practice 5.5; domain 4.2 step 2. What was handed in or found right stays as it is; a new figure climbs
alone.
"""

from collections import defaultdict
from collections.abc import Iterable

from sop.cases import BundleState, TaskState
from sop.climbs import LAST_CALL
from sop.events import ItemsAdded, TierPassed
from sop.flows import Grain, Run
from sop.ledgers import Ledger
from sop.moves import AddItems
from sop.procedures import Stage
from sop.refusals import Refusal
from sop.slices import Item

JOINED = "joined"
"""Why a unit's step before the forms passes by itself: its first figure came only after it."""
_DECIDED = (TaskState.DONE, TaskState.OUTSIDE)


def add_items(ledger: Ledger, move: AddItems) -> None:
    """Take figures into the collection, as long as it has not been closed."""
    run = _collecting(ledger)
    if not move.items:
        raise Refusal("nothing_to_do")
    for item in move.items:
        if item.indicator_id in ledger.of_item:
            raise Refusal("item_present", {"indicator": item.indicator_id})
    join(ledger, run, [(item, 1) for item in move.items])
    added = tuple((item.indicator_id, item.part, item.seat_id) for item in move.items)
    ledger.events.append(ItemsAdded(added, ledger.by))


def _collecting(ledger: Ledger) -> Run:
    """The run of the forms; raises Refusal where the collection is over, or there is none."""
    fill = ledger.flow.fill
    if fill is None:
        raise Refusal("no_figures")
    if any(task.reason == LAST_CALL for task in ledger.tasks.values()) or gathered(ledger):
        raise Refusal("collection_closed")
    return fill


def gathered(ledger: Ledger) -> bool:
    """Whether somebody has decided about the whole office's figures, so that the collection is over."""
    gate = ledger.flow.last_call
    behind = ledger.flow.runs[gate.index :] if gate is not None else ()
    steps = {step.key for run in behind if not run.beside for step in run.steps}
    return any(task.step in steps and task.state in _DECIDED for task in ledger.tasks.values())


def join(ledger: Ledger, run: Run, items: Iterable[tuple[Item, int]]) -> None:
    """Open figures at their seats, each in its round: in the form open there, else in a further one."""
    at: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for item, round_ in items:
        at[(item.part, item.seat_id)].append((item.indicator_id, round_))
    for part in dict.fromkeys(part for part, _ in at):
        _catch_up(ledger, run, part)
    ledger.stir_orders(run, [part for part, _ in at])
    for (part, seat_id), pairs in at.items():
        state = _state_of_forms(ledger, run, part)
        bundle = ledger.bundle_for(seat_id, run, part, state)
        if state is BundleState.OPEN and bundle.state is BundleState.WAITING:
            ledger.release(bundle)
        ledger.add(ledger.bundles[bundle.id], run.first.key, part, pairs)
        _keep_log(ledger, run, seat_id)


def _catch_up(ledger: Ledger, fill: Run, part: int) -> None:
    """Let a unit without figures so far pass what the others did before their forms opened."""
    if part not in ledger.parts:
        ledger.parts = (*ledger.parts, part)
    known = {task.step for task in ledger.tasks.values() if task.part == part}
    for run in ledger.flow.runs[: fill.index]:
        if run.grain is not Grain.PART or run.first.key in known:
            continue
        if ledger.unfinished_before(run, part):
            return
        for step in run.steps:
            ledger.record(step.key, part, (), 0, TaskState.PASSED, JOINED)
        steps = tuple(step.key for step in run.steps)
        ledger.events.append(TierPassed(steps, part, (), 0, JOINED))


def _state_of_forms(ledger: Ledger, run: Run, part: int) -> BundleState:
    """Open once the order has arrived, and before it where forms are open early (Pra-isi)."""
    if not ledger.unfinished_before(run, part):
        return BundleState.OPEN
    forms = (bundle for bundle in ledger.bundles.values() if bundle.step == run.first.key)
    early = (one for one in forms if one.state is BundleState.OPEN)
    return (
        BundleState.OPEN
        if any(ledger.unfinished_before(run, one.part) for one in early)
        else (BundleState.WAITING)
    )


def _keep_log(ledger: Ledger, fill: Run, seat_id: int) -> None:
    """Give the log that is being kept to whoever has a figure in it only from now on."""
    for run in ledger.flow.runs[: fill.index]:
        if run.first.stage is not Stage.LOG or not ledger.unfinished_at(run):
            continue
        if not ledger.last_round[(run.first.key, 0, seat_id)]:
            bundle = ledger.bundle_for(seat_id, run, 0, BundleState.OPEN)
            for step in run.steps:
                ledger.add(bundle, step.key, 0)
