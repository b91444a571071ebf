"""What must hold for figures after every move: how they climb, wait, come back and are left behind."""

from sop.cases import UNFINISHED, BundleState, Task, TaskState
from sop.changes import TasksClosed, TasksOpened
from sop.events import Event, ItemsAdded, ItemsReturned, ItemsTransferred, ItemsWithdrawn
from sop.flows import Grain, Run
from sop.procedures import Stage
from tests.engine.desks import Before, Check, Desk

ENDED = (TaskState.DONE, TaskState.PASSED, TaskState.OUTSIDE, TaskState.SKIPPED)


def figures_climb_in_order(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """Whoever reached a tier is through with all tiers below in the same round, companions included."""
    stations = [run for run in desk.flow.runs if run.grain in (Grain.FILL, Grain.ITEM)]
    at: dict[tuple[int, int, str], Task] = {}
    for task in desk.state.tasks.values():
        if task.indicator_id and task.state is not TaskState.VOID:
            at[(task.indicator_id, task.round, task.step)] = task
    for (item, round_, step), task in at.items():
        place = stations.index(desk.flow.run_of(step))
        for below in stations[:place]:
            lower = at.get((item, round_, below.first.key))
            assert lower is not None, f"{item} skipped step {below.first.key}"
            assert lower.state in ENDED, f"{item} left step {below.first.key} too early"
            companions = {companion.key for companion in below.companions}
            if task.state in UNFINISHED and lower.bundle_id:
                beside = [
                    t for t in desk.tasks_of(desk.state.bundles[lower.bundle_id]) if t.step in companions
                ]
                assert not beside, f"{item} left before its part was compiled"


def figures_wait_for_the_order(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    fill = desk.flow.fill
    if fill is None:
        return
    open_before = {
        (task.step, task.part)
        for task in before.tasks.values()
        if task.state in UNFINISHED
        and desk.flow.where[task.step] < fill.index
        and not desk.sop.step(task.step).beside
    }
    for event in events:
        if isinstance(event, TasksClosed) and event.step == fill.first.key and event.state is TaskState.DONE:
            for task_id in event.task_ids:
                part = desk.state.tasks[task_id].part
                assert not [key for key in open_before if key[1] in (0, part)], "submitted without an order"


def nobody_verifies_their_own(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    for event in events:
        if not isinstance(event, TasksOpened):
            continue
        for task in event.tasks:
            if task.state not in UNFINISHED or desk.run_of(task).grain is not Grain.ITEM:
                continue
            holder = desk.chart.seat(task.seat_id).holder_id
            assert holder is not None, "opened at a vacant seat"
            if task.indicator_id:
                assert holder != enterer(desk, task), "opened with the person who entered it"


def enterer(desk: Desk, check: Task) -> int:
    """The person who entered, or last corrected, the figure that a check is about."""
    fill = desk.flow.fill
    assert fill is not None
    key = (fill.first.key, check.indicator_id, check.round)
    tasks = desk.state.tasks.values()
    typed = next(t.closed_by for t in tasks if (t.step, t.indicator_id, t.round) == key)
    return desk.corrected.get((check.indicator_id, check.round), typed)


def whoever_corrects_counts_as_enterer(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    fill = desk.flow.fill
    for task in desk.state.tasks.values():
        if fill is not None and task.step == fill.first.key:
            corrector = desk.corrected.get((task.indicator_id, task.round))
            assert corrector in (None, task.closed_by), "the corrector is not counted"


def only_returned_figures_move_down(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    for event in events:
        if isinstance(event, ItemsReturned):
            named = {item for item, _, _ in event.indicators}
            new = [t for e in events if isinstance(e, TasksOpened) for t in e.tasks if t.indicator_id]
            assert {task.indicator_id for task in new} == named
            ended = [desk.state.tasks[i] for e in events if isinstance(e, TasksClosed) for i in e.task_ids]
            closed = [task for task in ended if task.indicator_id]
            assert {task.indicator_id for task in closed} <= named
            assert all(task.state is TaskState.RETURNED and task.reason for task in closed)


def companions_wait_for_their_figures(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """No part is compiled by a seat while a figure of its line is still below, last calls apart."""
    for event in events:
        if not isinstance(event, TasksClosed) or event.state is not TaskState.DONE:
            continue
        run = desk.flow.run_of(event.step)
        if event.step not in {step.key for step in run.companions}:
            continue
        for task_id in event.task_ids:
            done = desk.state.tasks[task_id]
            for task in desk.state.tasks.values():
                below = task.indicator_id and task.state in UNFINISHED and task.part == done.part
                if below and desk.run_of(task).index < run.index:
                    assert _next_seat(desk, task, run) != done.seat_id, "compiled without its figures"


def _next_seat(desk: Desk, task: Task, run: Run) -> int:
    """The held seat of a tier nearest above the filler of a figure, in the plain case."""
    fill = desk.flow.fill
    assert fill is not None
    key = (fill.first.key, task.indicator_id, task.round)
    filler = next(t for t in desk.state.tasks.values() if (t.step, t.indicator_id, t.round) == key)
    roles = {own for role in run.first.actors for own in desk.roles.get(role, (role,))}
    person = filler.closed_by or desk.chart.seat(filler.seat_id).holder_id
    for seat in desk.chart.superiors(filler.seat_id):
        if seat.role in roles and desk.chart.part_of(seat.unit_id).id == task.part:
            plain = seat.holder_id not in (None, person) and task.step == fill.first.key
            return seat.id if plain and _below_is_other(desk, run, filler, seat.holder_id) else 0
    return 0


def _below_is_other(desk: Desk, run: Run, filler: Task, holder: int | None) -> bool:
    people = [seat.holder_id for seat in desk.chart.superiors(filler.seat_id) if seat.holder_id]
    return people.count(holder or 0) == 1


def checks_have_their_companions(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """Where a seat checks figures, what closes with the same press is there, and nothing else of it is."""
    for bundle in desk.state.bundles.values():
        run = desk.flow.run_of(bundle.step)
        if bundle.state is BundleState.OPEN and run.grain is Grain.ITEM:
            open_ = desk.tasks_of(bundle)
            assert any(task.indicator_id for task in open_), "nothing to decide"
            assert {task.step for task in open_} == {step.key for step in run.steps}


def late_figures_climb_no_tier(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    tasks = [task for task in desk.state.tasks.values() if task.indicator_id]
    late = {(task.indicator_id, task.round) for task in tasks if task.reason == "late"}
    fill = desk.flow.fill
    for task in tasks:
        at_fill = fill is not None and task.step == fill.first.key
        assert at_fill or (task.indicator_id, task.round) not in late


def withdrawn_figures_were_untouched(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    fill = desk.flow.fill
    for event in events:
        if not isinstance(event, ItemsWithdrawn) or fill is None:
            continue
        for task in before.tasks.values():
            if task.indicator_id in event.indicator_ids and task.step != fill.first.key:
                rounds = [t.round for t in before.tasks.values() if t.indicator_id == task.indicator_id]
                assert task.round < max(rounds) or not task.closed_by, "somebody had decided"


def figures_that_join_leave_the_others_alone(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """A new figure begins at its form, and nothing of any other figure ends or begins."""
    for event in events:
        if not isinstance(event, ItemsAdded):
            continue
        gate = desk.flow.last_call
        over = [
            task
            for task in before.tasks.values()
            if task.reason == "last_call" or (task.state is TaskState.DONE and desk.run_of(task) is gate)
        ]
        assert not over, "the collection was closed"
        opened = [t for e in events if isinstance(e, TasksOpened) for t in e.tasks if t.indicator_id]
        added = [(t.indicator_id, t.part, t.seat_id) for t in opened if t.round == 1]
        assert sorted(added) == sorted(event.items)
        assert len(added) == len(opened)
        assert not [e for e in events if isinstance(e, TasksClosed)], "something ended"


def transferred_figures_leave_their_unit(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    """One form task in the new unit, nothing left in the old; no other figure ends."""
    for event in events:
        if not isinstance(event, ItemsTransferred):
            continue
        assert event.reason
        for item, from_part, to_part, seat_id in event.items:
            (open_,) = [
                t for t in desk.state.tasks.values() if t.indicator_id == item and t.state in UNFINISHED
            ]
            assert (open_.part, open_.seat_id) == (to_part, seat_id)
            assert from_part != to_part
        moved = {item for item, *_ in event.items}
        for task_id, task in before.tasks.items():
            if task.indicator_id and task.indicator_id not in moved:
                now = desk.state.tasks[task_id].state
                assert (now in UNFINISHED) == (task.state in UNFINISHED), "a sibling ended"


def no_figure_joins_or_goes_once_a_draft_stands(
    desk: Desk, before: Before, events: tuple[Event, ...]
) -> None:
    if any(isinstance(event, ItemsAdded | ItemsTransferred) for event in events):
        final = (Stage.PARAF, Stage.APPROVE)
        open_ = [task for task in before.tasks.values() if task.state is TaskState.OPEN]
        assert not [task for task in open_ if desk.run_of(task).first.stage in final], "a draft stands"


def a_unit_without_figures_has_nothing_to_do(desk: Desk, before: Before, events: tuple[Event, ...]) -> None:
    fill = desk.flow.fill
    latest: dict[int, Task] = {}
    for task in desk.state.tasks.values():
        if fill is not None and task.step == fill.first.key:
            known = latest.get(task.indicator_id)
            latest[task.indicator_id] = task if known is None or task.round > known.round else known
    had = {task.part for task in desk.state.tasks.values() if task.indicator_id}
    empty = had - {task.part for task in latest.values()}
    assert not [t for t in desk.state.tasks.values() if t.part in empty and t.state in UNFINISHED]


FIGURES: tuple[Check, ...] = (
    figures_that_join_leave_the_others_alone,
    transferred_figures_leave_their_unit,
    no_figure_joins_or_goes_once_a_draft_stands,
    a_unit_without_figures_has_nothing_to_do,
    figures_climb_in_order,
    figures_wait_for_the_order,
    nobody_verifies_their_own,
    whoever_corrects_counts_as_enterer,
    only_returned_figures_move_down,
    companions_wait_for_their_figures,
    checks_have_their_companions,
    late_figures_climb_no_tier,
    withdrawn_figures_were_untouched,
)
