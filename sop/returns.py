"""Moves that send work back: returned figures, a refused paraf or approval, a withdrawn submission.

Returned figures open the next round with whoever entered them and climb every tier again; their siblings keep
what they have, and what needs them waits (design 5: return × fan-out × join).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sop.cases import UNFINISHED, Bundle, BundleState, Task, TaskState
from sop.climbs import LAST_CALL, LATE, check_of, fill_of, fills, has_left
from sop.events import FixRequested, ItemsReturned, ItemsWithdrawn
from sop.flows import Flow, Grain, Run
from sop.joins import address, open_office
from sop.ledgers import Ledger
from sop.moves import ReturnItems, SendBack, Withdraw
from sop.orders import live_bundle
from sop.procedures import Stage
from sop.refusals import Refusal

_OF_OFFICE = (Grain.CASE, Grain.PERSON)


def return_items(ledger: Ledger, move: ReturnItems) -> None:
    """Send figures back to their enterers, with the reason."""
    bundle = live_bundle(ledger, move.bundle_id, waiting=True)
    run = ledger.flow.run_of(bundle.step)
    fill_run = ledger.flow.fill
    if fill_run is None or run.index <= fill_run.index:
        raise Refusal("not_this_stage", {"step": bundle.step})
    if not move.reason:
        raise Refusal("reason_missing")
    if not move.items:
        raise Refusal("nothing_to_do")
    returned = [_returnable(ledger, bundle, run, item) for item in move.items]
    for fill in returned:
        ledger.end(_above(ledger, fill), TaskState.RETURNED, move.reason)
    rounds = _refill(ledger, fill_run, returned, move.items)
    ledger.events.append(
        ItemsReturned(bundle.id, bundle.step, bundle.seat_id, rounds, move.reason, ledger.by)
    )


def _returnable(ledger: Ledger, bundle: Bundle, run: Run, item: int) -> Task:
    """The fill task of an item that this bundle may return; raises Refusal otherwise."""
    if item not in ledger.of_item:
        raise Refusal("unknown_item", {"indicator": item})
    fill = fill_of(ledger, item)
    if fill.state in UNFINISHED:
        raise Refusal("already_returned", {"indicator": item})
    if run.grain is Grain.ITEM:
        check = check_of(ledger, fill, run)
        here = check is not None and check.bundle_id == bundle.id and not has_left(ledger, fill, run)
        office = check is not None and check.bundle_id == bundle.id and not run.by_part
        if not (here or office):
            raise Refusal("unknown_item", {"indicator": item})
    elif (bundle.part and fill.part != bundle.part) or _above(ledger, fill):
        raise Refusal("unknown_item", {"indicator": item})
    return fill


def _above(ledger: Ledger, fill: Task) -> list[Task]:
    """Unfinished checks of an item in the round of its fill task."""
    checks = (check_of(ledger, fill, run) for run in ledger.flow.tiers)
    return [check for check in checks if check is not None and check.state in UNFINISHED]


def _refill(
    ledger: Ledger, run: Run, returned: Iterable[Task], seats: Mapping[int, int]
) -> tuple[tuple[int, int, int], ...]:
    """Open the next round of items at the given seats; returns (indicator, seat, round)."""
    by_seat: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for fill in returned:
        by_seat[(seats[fill.indicator_id], fill.part)].append((fill.indicator_id, fill.round + 1))
    for (seat_id, part), pairs in by_seat.items():
        bundle = ledger.bundle_for(seat_id, run, part, BundleState.OPEN)
        ledger.add(bundle, run.first.key, part, pairs)
    return tuple((item, seat, round_) for (seat, _), pairs in by_seat.items() for item, round_ in pairs)


def send_back(ledger: Ledger, move: SendBack) -> None:
    """Refuse a paraf or an approval with a reason: an earlier step of the office opens again."""
    bundle = live_bundle(ledger, move.bundle_id)
    run = ledger.flow.run_of(bundle.step)
    target = sent_back_to(ledger.flow, run)
    if target is None:
        raise Refusal("not_this_stage", {"step": bundle.step})
    if not move.reason:
        raise Refusal("reason_missing")
    ledger.end(ledger.open_tasks(bundle.id), TaskState.RETURNED, move.reason)
    if target.grain is Grain.PERSON:
        address(ledger, target, ())
    else:
        open_office(ledger, target)
    ledger.events.append(FixRequested(bundle.id, bundle.step, target.first.key, move.reason, ledger.by))


def sent_back_to(steps: Flow, run: Run) -> Run | None:
    """Where a refusal of a whole run leads; None where it can only return single figures.

    It is the step the SOP names, or the one that processed the figures where the SOP names their forms, else
    the one that makes the draft.
    """
    named = run.first.return_to
    target = steps.run_of(named) if named in steps.where else steps.drafting
    if target is not None and target.grain is Grain.FILL:
        target = _processing(steps, run)
    if target is None or target.grain not in _OF_OFFICE or target.index >= run.index:
        return None
    fill = steps.fill
    return target if run.grain is Grain.CASE and (fill is None or target.index > fill.index) else None


def _processing(steps: Flow, run: Run) -> Run | None:
    """The last run before this one, behind the forms, in which somebody processed the figures."""
    first = steps.fill.index + 1 if steps.fill is not None else 0
    before = reversed(steps.runs[first : run.index])
    return next((one for one in before if any(step.stage is Stage.PROCESS for step in one.steps)), None)


def withdraw(ledger: Ledger, move: Withdraw) -> None:
    """Take submitted figures back while nobody has decided anything about them."""
    bundle = ledger.bundles.get(move.bundle_id)
    fill_run = ledger.flow.fill
    if bundle is None or fill_run is None or bundle.step != fill_run.first.key:
        raise Refusal("not_this_stage", {"step": bundle.step if bundle is not None else ""})
    mine = [fill for fill in fills(ledger) if fill.bundle_id == bundle.id and fill.state not in UNFINISHED]
    chosen = [fill for fill in mine if not move.items or fill.indicator_id in move.items]
    if not chosen or len(chosen) < len(set(move.items)):
        raise Refusal("unknown_item", {"bundle": bundle.id})
    if not all(_untouched(ledger, fill) for fill in chosen):
        raise Refusal("too_late", {"bundle": bundle.id})
    for fill in chosen:
        ledger.end(_above(ledger, fill), TaskState.VOID)
    _refill(ledger, fill_run, chosen, {fill.indicator_id: fill.seat_id for fill in chosen})
    items = tuple(fill.indicator_id for fill in chosen)
    ledger.events.append(ItemsWithdrawn(bundle.id, items, ledger.by))


def _untouched(ledger: Ledger, fill: Task) -> bool:
    """Whether nobody above has decided about an item in its present round."""
    if fill.reason in (LAST_CALL, LATE):
        return False
    checks = [check_of(ledger, fill, run) for run in ledger.flow.tiers]
    if any(check is not None and check.state in UNFINISHED for check in checks):
        return all(check is None or not check.closed_by for check in checks)
    gate = ledger.flow.last_call
    waits = gate is not None and gate.grain is Grain.CASE and not checks
    return waits and gate is not None and not _decided(ledger, gate)


def _decided(ledger: Ledger, run: Run) -> bool:
    steps = {step.key for step in run.steps}
    return any(task.step in steps and task.closed_by for task in ledger.tasks.values())
