"""The ledger of one move: a working copy of a slice that writes down every change as an event.

Nothing here knows what a step means; it keeps tasks, bundles, counts and events in step with each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sop.cases import RUNNING, UNFINISHED, Bundle, BundleState, CaseState, Task, TaskState
from sop.changes import (
    BundleChanged,
    BundleClosed,
    BundleHeld,
    BundleOpened,
    BundleReleased,
    TasksClosed,
    TasksEntered,
    TasksMoved,
    TasksOpened,
)
from sop.events import Event
from sop.flows import Flow, Run, flow
from sop.procedures import Sop, Stage
from sop.slices import Slice

PROGRESS = (TaskState.DONE, TaskState.PASSED, TaskState.OUTSIDE, TaskState.SKIPPED)
"""Ends that let the next step begin."""

_BEFORE_FORMS = (Stage.DESIGN, Stage.REQUEST, Stage.ASSIGN)

LIVE = (BundleState.OPEN, BundleState.WAITING)


class Ledger:
    """A slice taken apart for one move by person `by` at instant `now`."""

    def __init__(self, sop: Sop, slice_: Slice, by: int, now: datetime) -> None:
        self.sop = sop
        self.flow: Flow = flow(sop, slice_.case.period)
        self.slice = slice_
        self.chart = slice_.chart
        self.case = slice_.case
        self.parts = slice_.parts or slice_.chart.parts()
        self.by = by
        self.now = now
        self.events: list[Event] = []
        self.recipients: tuple[int, ...] = ()
        self.lowest = len(self.flow.runs)  # lowest run in which this move made progress
        self.lowest_beside = self.lowest  # the same of those that hold up nothing but the whole office
        self.touched: set[int] = set()  # parts in which something closed
        self._read(slice_)

    def _read(self, slice_: Slice) -> None:
        self.tasks: dict[int, Task] = {task.id: task for task in slice_.tasks}
        self.bundles: dict[int, Bundle] = {bundle.id: bundle for bundle in slice_.bundles}
        self.counts: dict[tuple[str, int], int] = dict(slice_.counts)
        self.unfinished: dict[int, int] = dict(slice_.unfinished)
        self.of_item: dict[int, list[int]] = defaultdict(list)
        self.of_bundle: dict[int, list[int]] = defaultdict(list)
        self.last_round: dict[tuple[str, int, int], int] = defaultdict(int)
        self.live: dict[tuple[int, str, int], int] = {}
        self._changed: dict[int, None] = {}
        self._raised: set[int] = set()  # bundles whose revision this move has raised
        self._task_id = self._bundle_id = 0
        for task in slice_.tasks:
            self._index(task)
        for bundle in slice_.bundles:
            self._know(bundle)

    def _index(self, task: Task) -> None:
        if task.indicator_id:
            self.of_item[task.indicator_id].append(task.id)
        else:
            key = (task.step, task.part, task.seat_id)
            self.last_round[key] = max(self.last_round[key], task.round)
        if task.bundle_id:
            self.of_bundle[task.bundle_id].append(task.id)

    def _know(self, bundle: Bundle) -> None:
        key = (f"bundle {bundle.step}", bundle.part, bundle.seat_id)
        self.last_round[key] = max(self.last_round[key], bundle.round)
        if bundle.state in LIVE:
            self.live[(bundle.seat_id, bundle.step, bundle.part)] = bundle.id

    def run_of(self, bundle: Bundle) -> Run:
        return self.flow.run_of(bundle.step)

    def open_tasks(self, bundle_id: int) -> list[Task]:
        """The unfinished tasks of a bundle, as far as they are loaded."""
        tasks = (self.tasks[task_id] for task_id in self.of_bundle[bundle_id])
        return [task for task in tasks if task.state in UNFINISHED]

    def unfinished_at(self, run: Run, part: int | None = None) -> int:
        """Unfinished tasks of a run in the whole case, or in one part of it."""
        keys = {step.key for step in run.steps}
        return sum(
            n for (step, at), n in self.counts.items() if n and step in keys and (part is None or at == part)
        )

    def unfinished_before(self, run: Run, part: int | None = None) -> int:
        """Unfinished tasks of the earlier runs a run needs; with a part, those of the part and the office."""
        needed = {step.key for one in self.flow.before(run) for step in one.steps}
        return sum(
            n
            for (step, at), n in self.counts.items()
            if n and step in needed and (part is None or at in (part, 0))
        )

    def moved_before(self, run: Run) -> bool:
        """Whether this move made progress in an earlier run that a run needs."""
        lowest = min(self.lowest, self.lowest_beside) if run.waits_for_all else self.lowest
        return lowest < run.index

    def bundle_for(self, seat_id: int, run: Run, part: int, state: BundleState) -> Bundle:
        """The live bundle of a seat for a run and part, or a new one in the next round."""
        step = run.first.key
        known = self.live.get((seat_id, step, part))
        if known is not None:
            return self.bundles[known]
        self._bundle_id -= 1
        bundle = Bundle(
            id=self._bundle_id,
            office_id=self.case.office_id,
            case_id=self.case.id,
            seat_id=seat_id,
            step=step,
            part=part,
            round=self.last_round[(f"bundle {step}", part, seat_id)] + 1,
            state=state,
            revision=1,
            code="",
            opened_at=self.now,
        )
        self.bundles[bundle.id] = bundle
        self.unfinished[bundle.id] = 0
        self._know(bundle)
        self.events.append(BundleOpened(bundle))
        return bundle

    def add(self, bundle: Bundle, step: str, part: int, items: Iterable[tuple[int, int]] = ()) -> None:
        """Open tasks of one step in a bundle: one for each (indicator, round), or a single one without."""
        state = TaskState.OPEN if bundle.state is BundleState.OPEN else TaskState.WAITING
        pairs = list(items) or [(0, self.last_round[(step, part, bundle.seat_id)] + 1)]
        tasks = [
            self._task(step, part, item, round_, bundle.seat_id, state, bundle.id) for item, round_ in pairs
        ]
        self._enter(tasks)
        self._changed[bundle.id] = None

    def record(
        self,
        step: str,
        part: int,
        items: Iterable[tuple[int, int]],
        seat_id: int,
        state: TaskState,
        reason: str,
    ) -> None:
        """Write tasks that are over as soon as they exist: passed tiers, skipped checks, late figures."""
        pairs = list(items) or [(0, self.last_round[(step, part, seat_id)] + 1)]
        self._enter(
            [
                replace(
                    self._task(step, part, item, round_, seat_id, state, 0),
                    closed_at=self.now,
                    closed_by=self.by if state is TaskState.DONE else 0,
                    reason=reason,
                )
                for item, round_ in pairs
            ]
        )

    def _task(
        self, step: str, part: int, item: int, round_: int, seat_id: int, state: TaskState, bundle_id: int
    ) -> Task:
        self._task_id -= 1
        return Task(
            id=self._task_id,
            case_id=self.case.id,
            bundle_id=bundle_id,
            step=step,
            part=part,
            indicator_id=item,
            round=round_,
            seat_id=seat_id,
            state=state,
            opened_at=self.now,
        )

    def _enter(self, tasks: list[Task]) -> None:
        for task in tasks:
            self.tasks[task.id] = task
            self._index(task)
            if task.state in UNFINISHED:
                self._count(task, 1)
        self.events.append(TasksOpened(tuple(tasks)))

    def _count(self, task: Task, by: int) -> None:
        key = (task.step, task.part)
        self.counts[key] = self.counts.get(key, 0) + by
        if task.bundle_id:
            self.unfinished[task.bundle_id] = self.unfinished.get(task.bundle_id, 0) + by

    def end(
        self,
        tasks: Sequence[Task],
        state: TaskState,
        reason: str = "",
        by: int | None = None,
        quietly: bool = False,
    ) -> None:
        """Close tasks; an end that is progress lets later steps begin in this move, unless `quietly`."""
        who = self.by if by is None else by
        groups: dict[str, list[int]] = defaultdict(list)
        for task in tasks:
            self.tasks[task.id] = replace(
                task, state=state, closed_at=self.now, closed_by=who, reason=reason or task.reason
            )
            self._count(task, -1)
            groups[task.step].append(task.id)
            self._changed[task.bundle_id] = None
            if state in PROGRESS and not quietly:
                self.progress(task.step, task.part)
        for step, ids in groups.items():
            self.events.append(TasksClosed(tuple(ids), step, state, who, self.now, reason))

    def enter(self, tasks: Sequence[Task]) -> None:
        """Name whoever makes this move as the one who entered the figures of finished tasks."""
        for task in tasks:
            self.tasks[task.id] = replace(task, closed_by=self.by)
        self.events.append(TasksEntered(tuple(task.id for task in tasks), self.by))

    def progress(self, step: str, part: int) -> None:
        """Note that something finished at a step, so that later runs are looked at."""
        run = self.flow.run_of(step)
        if run.beside:
            self.lowest_beside = min(self.lowest_beside, run.index)
        else:
            self.lowest = min(self.lowest, run.index)
            self.touched.add(part)

    def progress_below(self, run: Run) -> None:
        """Let a run and those after it begin, and nothing below it."""
        self.lowest = min(self.lowest, run.index - 1)
        self.touched.add(0)

    def move(self, tasks: Sequence[Task], bundle: Bundle) -> None:
        """Give unfinished tasks to another bundle; they keep round and clock and take its state."""
        state = TaskState.OPEN if bundle.state is BundleState.OPEN else TaskState.WAITING
        for task in tasks:
            self._count(task, -1)
            self._changed[task.bundle_id] = None
            self.of_bundle[task.bundle_id].remove(task.id)
            moved = replace(task, seat_id=bundle.seat_id, bundle_id=bundle.id, state=state)
            self.tasks[task.id] = moved
            self._count(moved, 1)
            self.of_bundle[bundle.id].append(task.id)
            if not task.indicator_id:
                key = (task.step, task.part, bundle.seat_id)
                self.last_round[key] = max(self.last_round[key], task.round)
        self._changed[bundle.id] = None
        self.events.append(TasksMoved(tuple(task.id for task in tasks), bundle.seat_id, bundle.id, state))

    def hold(self, bundle: Bundle) -> None:
        """Make a bundle and its open tasks wait."""
        revision = self._turn(bundle, BundleState.WAITING, TaskState.WAITING, bundle.opened_at)
        self.events.append(BundleHeld(bundle.id, revision, self.now))

    def release(self, bundle: Bundle) -> None:
        """Open a waiting bundle and its tasks; their clocks start now."""
        revision = self._turn(bundle, BundleState.OPEN, TaskState.OPEN, self.now)
        self.events.append(BundleReleased(bundle.id, revision, self.now))

    def _turn(self, bundle: Bundle, state: BundleState, of_tasks: TaskState, opened_at: datetime) -> int:
        revision = bundle.revision + 1
        self.bundles[bundle.id] = replace(bundle, state=state, revision=revision, opened_at=opened_at)
        for task in self.open_tasks(bundle.id):
            at = self.now if of_tasks is TaskState.OPEN else task.opened_at
            self.tasks[task.id] = replace(task, state=of_tasks, opened_at=at)
        self._raised.add(bundle.id)
        return revision

    def follow(self, steps: Flow, version: int) -> None:
        """Go on under another version of the SOP: nothing of it has begun by this move."""
        self.flow = steps
        self.lowest = len(steps.runs)
        self.case = replace(self.case, sop_version=version)

    def close(self, state: CaseState) -> None:
        """Set the state of the case; one that has not ended has no closing time."""
        closed_at = None if state in RUNNING else self.now
        self.case = replace(self.case, state=state, closed_at=closed_at)

    def stir(self, *stages: Stage) -> None:
        """Mark every live bundle of the office (at these stages) as changed: its reader must look again."""
        for (_, step, part), bundle_id in self.live.items():
            if not part and (not stages or self.flow.run_of(step).first.stage in stages):
                self._changed[bundle_id] = None

    def stir_orders(self, fill: Run, parts: Iterable[int]) -> None:
        """Mark as changed what the office and some parts still have to ask for or divide before the forms."""
        touched = {0, *parts}
        for (_, step, part), bundle_id in self.live.items():
            run = self.flow.run_of(step)
            if part in touched and run.index < fill.index and run.first.stage in _BEFORE_FORMS:
                self._changed[bundle_id] = None

    def close_emptied(self) -> None:
        """Close every bundle without unfinished tasks and raise the revision of the others that changed."""
        for bundle_id in [known for known in self._changed if known]:
            bundle = self.bundles[bundle_id]
            if bundle.state not in LIVE:
                continue
            if self.unfinished.get(bundle_id, 0):
                if bundle_id > 0 and bundle_id not in self._raised:
                    self.bundles[bundle_id] = replace(bundle, revision=bundle.revision + 1)
                    self.events.append(BundleChanged(bundle_id, bundle.revision + 1, self.now))
            else:
                self._close(bundle)
        self._changed.clear()

    def _close(self, bundle: Bundle) -> None:
        states = {self.tasks[task_id].state for task_id in self.of_bundle[bundle.id]}
        void = self.case.state is CaseState.CANCELLED or states <= {TaskState.VOID}
        state = BundleState.VOID if void else BundleState.DONE
        closed = replace(
            bundle, state=state, revision=bundle.revision + 1, closed_at=self.now, closed_by=self.by
        )
        self.bundles[bundle.id] = closed
        del self.live[(bundle.seat_id, bundle.step, bundle.part)]
        self.events.append(BundleClosed(bundle.id, state, closed.revision, self.by, self.now))

    def result(self) -> tuple[Slice, tuple[Event, ...]]:
        """The slice after the move and what happened."""
        after = replace(
            self.slice,
            case=self.case,
            tasks=tuple(self.tasks.values()),
            bundles=tuple(self.bundles.values()),
            counts=self.counts,
            unfinished=self.unfinished,
            parts=self.parts,
        )
        return after, tuple(self.events)
