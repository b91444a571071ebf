"""Figures that belong to another unit: they leave one unit's form and join the other's, with the reason.

Source: domain 4.1 step 3 ("bukan milik bidang kami"); practice 6. Whatever was said about a figure stays as
it was said; the other unit looks at it anew.
"""

from collections.abc import Iterable

from sop.additions import gathered, join
from sop.cases import UNFINISHED, Task, TaskState
from sop.climbs import check_of, fill_of, fills
from sop.events import ItemsTransferred
from sop.flows import Run
from sop.joins import NO_FIGURES
from sop.ledgers import Ledger
from sop.moves import TransferItems
from sop.refusals import Refusal
from sop.slices import Item


def transfer(ledger: Ledger, move: TransferItems) -> None:
    """Move figures to seats of other units, until the draft report is frozen."""
    run = ledger.flow.fill
    if run is None:
        raise Refusal("no_figures")
    if not move.reason:
        raise Refusal("reason_missing")
    if not move.items:
        raise Refusal("nothing_to_do")
    if _frozen(ledger):
        raise Refusal("figures_frozen")
    left = {item.indicator_id: _movable(ledger, item) for item in move.items}
    rounds = {item: _leave(ledger, run, fill, move.reason) for item, fill in left.items()}
    join(ledger, run, [(item, rounds[item.indicator_id]) for item in move.items])
    ledger.stir_orders(run, [fill.part for fill in left.values()])
    for part in dict.fromkeys(fill.part for fill in left.values()):
        _empty(ledger, part)
    went = tuple(
        (item.indicator_id, left[item.indicator_id].part, item.part, item.seat_id) for item in move.items
    )
    ledger.events.append(ItemsTransferred(went, move.reason, ledger.by))


def _frozen(ledger: Ledger) -> bool:
    """Whether the draft report stands; where none is made, whether anybody has decided about all figures."""
    drafting = ledger.flow.drafting
    if drafting is None:
        return gathered(ledger)
    done = any(task.step == drafting.first.key for task in ledger.tasks.values())
    return done and not ledger.unfinished_at(drafting)


def _movable(ledger: Ledger, item: Item) -> Task:
    """The latest form task of a figure that may go to another unit; raises Refusal otherwise."""
    if item.indicator_id not in ledger.of_item:
        raise Refusal("unknown_item", {"indicator": item.indicator_id})
    fill = fill_of(ledger, item.indicator_id)
    if fill.part == item.part:
        raise Refusal("same_part", {"indicator": item.indicator_id})
    if ledger.chart.seat(item.seat_id).holder_id is None:
        raise Refusal("vacant_seat", {"seat": item.seat_id})
    return fill


def _leave(ledger: Ledger, run: Run, fill: Task, reason: str) -> int:
    """End what a unit still had to do about a figure; returns the round it has in the other unit.

    A figure that was handed in leaves a void task behind: its unit alone tells that it went.
    """
    checks = (check_of(ledger, fill, tier) for tier in ledger.flow.tiers)
    open_ = [task for task in (fill, *checks) if task is not None and task.state in UNFINISHED]
    ledger.end(open_, TaskState.VOID, reason)
    for task in open_:
        ledger.progress(task.step, task.part)
    if fill.state in UNFINISHED:
        return fill.round + 1
    pair = [(fill.indicator_id, fill.round + 1)]
    ledger.record(run.first.key, fill.part, pair, fill.seat_id, TaskState.VOID, reason)
    return fill.round + 2


def _empty(ledger: Ledger, part: int) -> None:
    """A unit without a figure left has nothing to divide, to check or to compile."""
    if fills(ledger, part):
        return
    ledger.end(_left(ledger, part), TaskState.PASSED, NO_FIGURES, by=0)


def _left(ledger: Ledger, part: int) -> list[Task]:
    tasks: Iterable[Task] = ledger.tasks.values()
    return [task for task in tasks if task.part == part and task.state in UNFINISHED]
