"""How figures climb from their fillers through the checking tiers of a part (design 5)."""

from collections import defaultdict
from collections.abc import Iterator

from sop.cases import UNFINISHED, BundleState, Task, TaskState
from sop.circulars import send_copies
from sop.events import TierPassed
from sop.flows import Grain, Run
from sop.ledgers import PROGRESS, Ledger
from sop.tiers import Choice, checking_seat

LAST_CALL = "last_call"
"""Reason of what a last call closed; such a figure is reported as "menyusul" and climbs no further."""
LATE = "late"
"""Reason of a figure that came after the last call; it climbs no tier."""


def fill_of(ledger: Ledger, item: int) -> Task:
    """The fill task of an item in its latest round."""
    fill = ledger.flow.fill
    assert fill is not None
    step = fill.first.key
    return max((task for task in _tasks(ledger, item) if task.step == step), key=lambda task: task.round)


def check_of(ledger: Ledger, fill: Task, run: Run) -> Task | None:
    """The check of an item at a tier in the round of its fill task."""
    step, round_ = run.first.key, fill.round
    for task in _tasks(ledger, fill.indicator_id):
        if task.step == step and task.round == round_ and task.state is not TaskState.VOID:
            return task
    return None


def _tasks(ledger: Ledger, item: int) -> Iterator[Task]:
    return (ledger.tasks[task_id] for task_id in ledger.of_item[item])


def fills(ledger: Ledger, part: int | None = None) -> list[Task]:
    """The latest fill task of every loaded item, or of those of one part.

    One that is void says that its figure has gone to another part.
    """
    latest = (fill_of(ledger, item) for item in ledger.of_item)
    here = (task for task in latest if task.state is not TaskState.VOID)
    return [task for task in here if part is None or task.part == part]


def climb(ledger: Ledger, run: Run) -> None:
    """Bring to a tier every loaded item that has left the station below, then end finished companions."""
    below = _station_below(ledger, run)
    arrived: dict[int, list[Task]] = defaultdict(list)
    passed: dict[tuple[int, int, str], list[Task]] = defaultdict(list)
    for fill in fills(ledger):
        if check_of(ledger, fill, run) is not None or not _ready(ledger, fill, below, run):
            continue
        choice = choose(ledger, fill, run)
        seat_id = choice.seat.id if choice.seat is not None else 0
        if choice.passes:
            passed[(fill.part, seat_id, choice.reason)].append(fill)
        else:
            arrived[seat_id].append(fill)
    for (part, seat_id, reason), skipped in passed.items():
        _pass_tier(ledger, run, part, seat_id, skipped, reason)
    for seat_id, coming in arrived.items():
        arrive(ledger, run, seat_id, coming)
    end_companions(ledger, run)


def _station_below(ledger: Ledger, run: Run) -> Run:
    stations = (Grain.FILL, Grain.ITEM)
    return next(before for before in reversed(ledger.flow.runs[: run.index]) if before.grain in stations)


def _ready(ledger: Ledger, fill: Task, below: Run, run: Run) -> bool:
    between = [one for one in ledger.flow.before(run) if one.index > below.index]
    if not has_left(ledger, fill, below):
        return False
    return all(_behind(ledger, step_run, fill.part) for step_run in between)


def _behind(ledger: Ledger, run: Run, part: int) -> bool:
    """Whether a run between two tiers is over for a part."""
    where = part if run.by_part else None
    return not ledger.unfinished_at(run, where) and not ledger.unfinished_before(run, where)


def has_left(ledger: Ledger, fill: Task, run: Run) -> bool:
    """Whether an item, in the round of its fill task, is through with a station."""
    if fill.state not in PROGRESS or fill.reason in (LAST_CALL, LATE):
        return False
    if run.grain is Grain.FILL:
        return True
    check = check_of(ledger, fill, run)
    if check is None or check.state not in PROGRESS:
        return False
    companions = {step.key for step in run.companions}
    return not any(task.step in companions for task in ledger.open_tasks(check.bundle_id))


def choose(ledger: Ledger, fill: Task, run: Run) -> Choice:
    """The checking seat of an item at a tier, seen from what already happened below."""
    enterer = fill.closed_by or ledger.chart.seat(fill.seat_id).holder_id or 0
    below = 0
    for tier in ledger.flow.tiers:
        if tier.index >= run.index:
            break
        check = check_of(ledger, fill, tier)
        below = check.closed_by if check is not None and check.closed_by else below
    roles = ledger.slice.roles
    return checking_seat(ledger.chart, roles, run, fill.part, fill.seat_id, enterer, below)


def _pass_tier(ledger: Ledger, run: Run, part: int, seat_id: int, items: list[Task], reason: str) -> None:
    pairs = [(fill.indicator_id, fill.round) for fill in items]
    ledger.record(run.first.key, part, pairs, seat_id, TaskState.PASSED, reason)
    ledger.progress(run.first.key, part)
    steps = tuple(step.key for step in run.steps)
    ledger.events.append(TierPassed(steps, part, tuple(item for item, _ in pairs), seat_id, reason))


def arrive(ledger: Ledger, run: Run, seat_id: int, items: list[Task]) -> None:
    """Open the checks of items at a seat, with the companions that close with them."""
    by_part: dict[int, list[Task]] = defaultdict(list)
    for fill in items:
        by_part[fill.part].append(fill)
    state = BundleState.OPEN if run.by_part else BundleState.WAITING
    for part, fills_ in by_part.items():
        bundle = ledger.bundle_for(seat_id, run, part if run.by_part else 0, state)
        if state is BundleState.OPEN and bundle.state is BundleState.WAITING:
            ledger.release(bundle)
            bundle = ledger.bundles[bundle.id]
        ledger.add(bundle, run.first.key, part, [(fill.indicator_id, fill.round) for fill in fills_])
        ensure_companions(ledger, run, bundle.id, part)


def ensure_companions(ledger: Ledger, run: Run, bundle_id: int, part: int) -> None:
    """Open the companions of a bundle that are not already there."""
    present = {task.step for task in ledger.open_tasks(bundle_id)}
    for step in run.companions:
        if step.key not in present:
            ledger.add(ledger.bundles[bundle_id], step.key, part)


def end_companions(ledger: Ledger, run: Run) -> None:
    """Close the companions of every bundle whose seat has nothing more to expect, and send their copies."""
    if not run.companions:
        return
    for bundle_id in [known for (_, step, _), known in ledger.live.items() if step == run.first.key]:
        open_ = ledger.open_tasks(bundle_id)
        if not open_ or any(task.indicator_id for task in open_):
            continue
        bundle = ledger.bundles[bundle_id]
        if not any(_expects(ledger, run, bundle.seat_id, fill) for fill in fills(ledger, bundle.part)):
            checked = any(ledger.tasks[known].state in PROGRESS for known in ledger.of_bundle[bundle_id])
            ledger.end(open_, TaskState.DONE if checked else TaskState.VOID)
            if checked:
                send_copies(ledger, bundle)


def _expects(ledger: Ledger, run: Run, seat_id: int, fill: Task) -> bool:
    """Whether an item is still on its way to a seat at a tier."""
    if fill.reason in (LAST_CALL, LATE) and fill.state not in UNFINISHED:
        return False
    check = check_of(ledger, fill, run)
    if check is not None:
        return check.state in UNFINISHED and check.seat_id == seat_id
    choice = choose(ledger, fill, run)
    return not choice.passes and choice.seat is not None and choice.seat.id == seat_id


def still_expected(ledger: Ledger, run: Run, seat_id: int, part: int) -> list[Task]:
    """Fill tasks of items that a checking seat will get and has not got; `part` 0: of the whole office."""
    coming = (fill for fill in fills(ledger, part or None) if check_of(ledger, fill, run) is None)
    return [fill for fill in coming if _expects(ledger, run, seat_id, fill)]
