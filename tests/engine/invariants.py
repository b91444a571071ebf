"""What must hold after every move, whatever the SOP: stated apart from the engine's own way of thinking.

Each check takes the desk, the states before the move and the events of the move, and raises AssertionError.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise

from sop.cases import UNFINISHED, BundleState, CaseState, Task, TaskState
from sop.changes import (
    BundleChanged,
    BundleClosed,
    BundleHeld,
    BundleReleased,
    CasePaused,
    CaseReopened,
    TasksClosed,
    TasksEntered,
    TasksOpened,
)
from sop.events import (
    Archived,
    BundleReassigned,
    DraftFrozen,
    Event,
    FixRequested,
    Forwarded,
    Initialled,
    LastCallClosed,
    LateEntered,
    ReportApproved,
)
from sop.flows import Grain, Run
from sop.procedures import ActorRule, JoinKind, Stage
from tests.engine.desks import Before, Check, Desk
from tests.engine.figures import ENDED, FIGURES

LIVE = (BundleState.OPEN, BundleState.WAITING)


def one_decision_per_step(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    keys = Counter(
        (task.step, task.part, task.indicator_id, task.round, task.seat_id)
        for task in desk.state.tasks.values()
    )
    assert not [key for key, n in keys.items() if n > 1]
    rounds = Counter(
        (task.step, task.indicator_id, task.round)
        for task in desk.state.tasks.values()
        if task.indicator_id and task.state is not TaskState.VOID
    )
    assert not [key for key, n in rounds.items() if n > 1]


def ended_tasks_stay_as_they_are(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """But for who entered a figure, once somebody corrected it."""
    entered = {i: event.by for event in events if isinstance(event, TasksEntered) for i in event.task_ids}
    for task_id, task in before.tasks.items():
        if task.state not in UNFINISHED:
            assert desk.state.tasks[task_id] == replace(task, closed_by=entered.get(task_id, task.closed_by))


def nothing_is_open_twice(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    open_ = [task for task in desk.state.tasks.values() if task.state in UNFINISHED]
    items = Counter(task.indicator_id for task in open_ if task.indicator_id)
    assert all(n == 1 for n in items.values()), "an item stands at two stations"
    pieces: Counter[tuple[str, int, int]] = Counter()
    for task in open_:
        run = desk.run_of(task)
        if not task.indicator_id:
            each = run.grain in (Grain.ITEM, Grain.PERSON) or run.first.actor_rule is ActorRule.ALL
            seat = task.seat_id if each else 0
            pieces[(task.step, task.part, seat)] += 1
    assert all(n == 1 for n in pieces.values()), "a part is open twice"
    live = Counter((b.seat_id, b.step, b.part) for b in desk.state.bundles.values() if b.state in LIVE)
    assert all(n == 1 for n in live.values()), "a seat has two bundles for one thing"


def bundles_and_tasks_agree(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    unfinished = defaultdict(list)
    for task in desk.state.tasks.values():
        if task.state in UNFINISHED:
            unfinished[task.bundle_id].append(task)
    for bundle in desk.state.bundles.values():
        assert (bundle.state in LIVE) == bool(unfinished[bundle.id]), "live bundle, nothing to do"
        for task in unfinished[bundle.id]:
            assert task.state.value == bundle.state.value
            assert task.seat_id == bundle.seat_id
            assert desk.flow.run_of(bundle.step) is desk.run_of(task)
            assert bundle.part in (0, task.part)
    assert not unfinished[0], "unfinished task without a bundle"


def the_slice_equals_what_its_events_tell(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    for task in desk.last.tasks:
        assert desk.state.tasks[task.id] == task
    for bundle in desk.last.bundles:
        assert desk.state.bundles[bundle.id] == bundle
    assert desk.state.case_state is desk.last.case.state
    assert {key: n for key, n in desk.last.counts.items() if n} == dict(desk.counts())
    tasks = desk.state.tasks.values()
    assert desk.last.unfinished == Counter(task.bundle_id for task in tasks if task.state in UNFINISHED)


def a_case_is_never_stuck(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    unfinished = [task for task in desk.state.tasks.values() if task.state in UNFINISHED]
    if desk.state.case_state is CaseState.PAUSED:
        assert unfinished, "stands still with nothing to do"
    elif desk.state.case_state is CaseState.OPEN:
        assert any(task.state is TaskState.OPEN for task in unfinished), "stuck"
    else:
        assert not unfinished, "over, but something is open"


def gates_hold_what_is_not_due(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    counts = desk.counts()
    for bundle in desk.state.bundles.values():
        run = desk.flow.run_of(bundle.step)
        if bundle.state not in LIVE or not run.gated or run.first.join.kind is JoinKind.AT_LEAST:
            continue
        own = (bundle.part, 0) if bundle.part else None
        office = run.grain in (Grain.CASE, Grain.ITEM) and not run.by_part and not run.first.beside
        upstream = sum(
            n
            for (step, part), n in counts.items()
            if desk.flow.where[step] < run.index
            and (own is None or part in own)
            and (office or not desk.sop.step(step).beside)
        )
        assert (bundle.state is BundleState.WAITING) == bool(upstream), f"gate of {bundle.step}"


def approval_follows_draft_and_paraf(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """Behind every draft stands a whole collection, behind a paraf a draft, behind an approval its parafs."""
    drafting = desk.flow.drafting
    if drafting is None:
        return
    for event in events:
        if isinstance(event, DraftFrozen):
            _whole(desk, drafting.index)
        elif isinstance(event, Initialled | ReportApproved):
            runs = desk.flow.runs
            _whole(desk, desk.flow.where[event.step])
            below = [run for run in runs[: desk.flow.where[event.step]] if run.index >= drafting.index]
            for run in below:
                assert _last(desk, run).state in ENDED, f"{event.step} before {run.first.key}"


def _whole(desk: Desk, index: int) -> None:
    left = [t for t in desk.state.tasks.values() if t.state in UNFINISHED and desk.run_of(t).index < index]
    assert not left or desk.flow.runs[index].first.join.kind is JoinKind.AT_LEAST, "draft of a part"


def _last(desk: Desk, run: Run) -> Task:
    tasks = [task for task in desk.state.tasks.values() if task.step == run.first.key]
    return max(tasks, key=lambda task: task.id)


def every_step_has_its_end(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A case that is done has an end of every step, and of every figure at every tier or a last call."""
    if desk.state.case_state is not CaseState.DONE:
        return
    tasks = desk.state.tasks.values()
    seen = {task.step for task in tasks if task.state in ENDED}
    for run in desk.flow.runs:
        if run.grain is not Grain.ITEM:
            assert {step.key for step in run.steps} <= seen, f"{run.first.key} never done"
    parts = {task.part for task in tasks if task.indicator_id}
    in_parts = {(task.step, task.part) for task in tasks if task.state in ENDED}
    for run in desk.flow.runs:
        missing = parts - {part for step, part in in_parts if step == run.first.key}
        assert run.grain is not Grain.PART or not missing, f"{run.first.key} never done in {missing}"
    latest: dict[int, Task] = {}
    for task in tasks:
        fill = desk.flow.fill
        if fill is not None and task.step == fill.first.key:
            kept = latest.get(task.indicator_id)
            latest[task.indicator_id] = task if kept is None or task.round > kept.round else kept
    chains = {(t.indicator_id, t.round, t.step) for t in tasks if t.indicator_id and t.state in ENDED}
    for item, task in latest.items():
        assert task.state in ENDED
        if task.reason in ("last_call", "late"):
            continue
        for run in desk.flow.runs:
            if run.grain is Grain.ITEM:
                assert (item, task.round, run.first.key) in chains, f"{item} never stood at {run.first.key}"
    assert set(latest) == {item.indicator_id for item in desk.items}


def every_change_raises_the_revision(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A card delivered before the move must be stale if its bundle has other tasks or another state now."""
    turned = (BundleChanged, BundleClosed, BundleHeld, BundleReleased)
    raised = {event.bundle_id for event in events if isinstance(event, turned)}
    old = defaultdict(set)
    for task in before.tasks.values():
        if task.state in UNFINISHED:
            old[task.bundle_id].add(task.id)
    for bundle_id, bundle in before.bundles.items():
        was, is_ = old[bundle_id], {task.id for task in desk.tasks_of(bundle)}
        now = desk.state.bundles[bundle_id]
        if was != is_ or bundle.state is not now.state:
            assert now.revision > bundle.revision
            assert bundle_id in raised


def rounds_rise_one_by_one(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    rounds: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for bundle in desk.state.bundles.values():
        rounds[(bundle.seat_id, bundle.step, bundle.part)].append(bundle.round)
    for found in rounds.values():
        assert sorted(found) == list(range(1, len(found) + 1))
    fill = desk.flow.fill
    of_items: dict[int, list[int]] = defaultdict(list)
    for task in desk.state.tasks.values():
        if fill is not None and task.step == fill.first.key:
            of_items[task.indicator_id].append(task.round)
    for found in of_items.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def time_and_hands_are_kept(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    for task in desk.state.tasks.values():
        assert (task.closed_at is None) == (task.state in UNFINISHED)
        assert task.closed_at is None or task.closed_at >= task.opened_at
        by_clock = desk.run_of(task).first.stage is Stage.LOG
        assert task.state is not TaskState.DONE or by_clock is not bool(task.closed_by)
        assert task.state not in (TaskState.SKIPPED, TaskState.PASSED, TaskState.OUTSIDE) or task.reason
    for bundle in desk.state.bundles.values():
        assert (bundle.closed_at is None) == (bundle.state in LIVE)


def paraf_and_approval_are_last(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """While a report waits for its head, nothing else of the case is open."""
    open_ = [task for task in desk.state.tasks.values() if task.state is TaskState.OPEN]
    final = [task for task in open_ if desk.run_of(task).first.stage in (Stage.PARAF, Stage.APPROVE)]
    assert not final or len(open_) == len(final) == 1


def what_was_left_behind_stays_behind(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A finished step of the office leaves nothing unfinished below; nor does a last call below its gate."""
    left = 0
    for event in events:
        if isinstance(event, LastCallClosed) and desk.flow.last_call is not None:
            left = desk.flow.last_call.index
        if isinstance(event, TasksClosed) and event.state in (TaskState.DONE, TaskState.OUTSIDE):
            run = desk.flow.run_of(event.step)
            left = max(left, run.index if run.grain is Grain.CASE and not run.first.beside else 0)
    open_ = [desk.run_of(task) for task in desk.state.tasks.values() if task.state in UNFINISHED]
    assert not [run for run in open_ if run.index < left], "left open below a finished step"


def everybody_is_asked(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A step of all its officials opens at every seat of them that somebody holds."""
    opened: dict[tuple[str, int], set[int]] = defaultdict(set)
    for event in events:
        for task in event.tasks if isinstance(event, TasksOpened) else ():
            if desk.run_of(task).first.actor_rule is ActorRule.ALL and task.state in UNFINISHED:
                opened[(task.step, task.part)].add(task.seat_id)
    if any(isinstance(event, BundleReassigned) for event in events):
        return
    for (step, part), seats in opened.items():
        actors = desk.sop.step(step).actors
        roles = {own for actor in actors for own in desk.roles.get(actor, (actor,))}
        asked = {
            seat.id
            for seat in desk.chart.seats
            if seat.role in roles and seat.holder_id and part in (0, desk.chart.part_of(seat.unit_id).id)
        }
        assert not asked or seats == asked, f"{step} does not ask everybody"


def nothing_begins_again_without_cause(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A finished step of office, part or person opens again only after something it needs has ended."""
    excused = (BundleReassigned, CaseReopened, FixRequested, Forwarded, LastCallClosed, LateEntered)
    if any(isinstance(event, excused) for event in events):
        return
    ended = [desk.flow.run_of(event.step) for event in events if isinstance(event, TasksClosed)]
    ended += [desk.run_of(task) for task in _born_ended(events)]
    for event in events:
        for task in event.tasks if isinstance(event, TasksOpened) else ():
            run = desk.run_of(task)
            if task.indicator_id or task.round < 2 or run.grain is Grain.ITEM:
                continue
            office = run.grain is Grain.CASE and not run.first.beside
            causes = [one for one in ended if one.index < run.index and (office or not one.first.beside)]
            assert causes, f"{task.step} begins again without a cause"


def _born_ended(events: tuple[Event, ...]) -> list[Task]:
    opened = [event for event in events if isinstance(event, TasksOpened)]
    return [task for event in opened for task in event.tasks if task.state not in UNFINISHED]


def what_is_done_is_told(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    told = {Stage.PARAF: Initialled, Stage.APPROVE: ReportApproved, Stage.ARCHIVE: Archived}
    for event in events:
        if isinstance(event, TasksClosed) and event.state is TaskState.DONE:
            stage = desk.run_of(desk.state.tasks[event.task_ids[0]]).first.stage
            assert stage not in told or any(isinstance(other, told[stage]) for other in events)


def nothing_moves_while_a_case_stands_still(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    paused = any(isinstance(event, CasePaused) for event in events)
    if paused or before.case_state is CaseState.PAUSED:
        cancelled = desk.state.case_state is CaseState.CANCELLED
        assert cancelled or desk.state.tasks == before.tasks
        assert cancelled or desk.state.bundles == before.bundles
    lasting = [pause for pause in desk.state.pauses if pause.until is None]
    assert len(lasting) <= 1
    assert bool(lasting) == desk.stands_still or desk.state.case_state is CaseState.CANCELLED
    assert all(one.until and one.until <= two.at for one, two in pairwise(desk.state.pauses))


ALL: tuple[Check, ...] = (
    everybody_is_asked,
    nothing_begins_again_without_cause,
    one_decision_per_step,
    ended_tasks_stay_as_they_are,
    nothing_is_open_twice,
    bundles_and_tasks_agree,
    the_slice_equals_what_its_events_tell,
    a_case_is_never_stuck,
    gates_hold_what_is_not_due,
    approval_follows_draft_and_paraf,
    every_step_has_its_end,
    every_change_raises_the_revision,
    rounds_rise_one_by_one,
    time_and_hands_are_kept,
    paraf_and_approval_are_last,
    what_was_left_behind_stays_behind,
    what_is_done_is_told,
    nothing_moves_while_a_case_stands_still,
    *FIGURES,
)
