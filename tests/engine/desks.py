"""A case in memory: loads slices as storage would, gives ids, and keeps what the events say."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sop.cases import RUNNING, UNFINISHED, Bundle, BundleState, Case, CaseState, Task
from sop.changes import BundleOpened, TasksOpened
from sop.engine import advance, needed
from sop.events import Event
from sop.flows import Flow, Run, flow
from sop.moves import AddItems, Correct, Migrate, Move, OpenCase
from sop.people import Chart
from sop.procedures import Sop
from sop.replays import Rebuilt, numbered
from sop.slices import Item, Slice

START = datetime(2026, 10, 5, 0, 0, tzinfo=UTC)
CLOCK = -1
"""Who acts where nobody does: the engine knows the clock as person 0."""


class Desk:
    """One case and everything that happened in it; only events change it, as in storage."""

    def __init__(
        self,
        sop: Sop,
        office: Chart,
        roles: Mapping[str, tuple[str, ...]],
        items: tuple[Item, ...],
        period: str = "2026-Q3",
    ) -> None:
        self.sop = sop
        self.chart = office
        self.roles = roles
        self.items = items
        self.now = START
        self.case = Case(7, 1, sop.key, sop.version, period, CaseState.OPEN, START)
        self.flow: Flow = flow(sop, self.case.period)
        self.state = Rebuilt()
        self.events: list[Event] = []
        self.corrected: dict[tuple[int, int], int] = {}  # (figure, round) -> who corrected it last
        self._last_id = 0

    def load(self, move: Move) -> Slice:
        """The slice a move needs, cut from the whole case."""
        named = self.state.bundles.get(getattr(move, "bundle_id", 0))
        need = needed(self.sop, self.case.period, move, named)
        tasks, bundles = self.state.tasks.values(), self.state.bundles.values()
        parts = {0, *need.parts, *(task.part for task in tasks if task.indicator_id in need.indicators)}
        if need.everything:
            parts |= set(self.state.parts)
        return Slice(
            case=replace(self.case, state=self.state.case_state),
            chart=self.chart,
            roles=self.roles,
            tasks=tuple(task for task in tasks if task.part in parts),
            bundles=tuple(bundle for bundle in bundles if bundle.part in parts),
            counts=self.counts(),
            unfinished=Counter(task.bundle_id for task in tasks if task.state in UNFINISHED),
            parts=self.state.parts,
        )

    def counts(self) -> Counter[tuple[str, int]]:
        """Unfinished tasks by step and part, counted anew."""
        tasks = self.state.tasks.values()
        return Counter((task.step, task.part) for task in tasks if task.state in UNFINISHED)

    def do(self, move: Move, by: int = 0) -> tuple[Event, ...]:
        """Make a move; raises Refusal. `by` 0: the holder of the bundle's seat."""
        self.now += timedelta(minutes=7)
        who = max(by, 0) if by else self._holder(move)
        after, events = advance(self.sop, self.load(move), move, who, self.now)
        if isinstance(move, Correct):
            checked = [
                task
                for task in self.state.tasks.values()
                if task.bundle_id == move.bundle_id and task.state in UNFINISHED
            ]
            self.corrected |= {
                (t.indicator_id, t.round): who for t in checked if t.indicator_id in move.items
            }
        if isinstance(move, AddItems):
            self.items = (*self.items, *move.items)
        tasks, bundles = self._new_ids(events)
        events = numbered(events, tasks, bundles)
        if isinstance(move, Migrate):
            self.sop, self.flow = move.to, flow(move.to, self.case.period)
            self.case = replace(self.case, sop_version=move.to.version)
        for event in events:
            self.state.apply(event)
        self.events += events
        self.last = _with_ids(after, tasks, bundles)
        return events

    def open(self) -> tuple[Event, ...]:
        return self.do(OpenCase(self.items), by=1)

    def _holder(self, move: Move) -> int:
        bundle = self.state.bundles.get(getattr(move, "bundle_id", 0))
        return (self.chart.seat(bundle.seat_id).holder_id or 1) if bundle is not None else 1

    def _new_ids(self, events: tuple[Event, ...]) -> tuple[dict[int, int], dict[int, int]]:
        tasks: dict[int, int] = {}
        bundles: dict[int, int] = {}
        for event in events:
            if isinstance(event, TasksOpened):
                tasks |= {task.id: self._next() for task in event.tasks}
            elif isinstance(event, BundleOpened):
                bundles[event.bundle.id] = self._next()
        return tasks, bundles

    def _next(self) -> int:
        self._last_id += 1
        return self._last_id

    def bundles(
        self, seat_id: int = 0, step: str = "", state: BundleState = BundleState.OPEN
    ) -> list[Bundle]:
        """Bundles in a state, of a seat or a step if named."""
        return [
            bundle
            for bundle in self.state.bundles.values()
            if bundle.state is state and seat_id in (0, bundle.seat_id) and step in ("", bundle.step)
        ]

    def bundle(self, seat_id: int, step: str = "") -> Bundle:
        """The one open bundle of a seat."""
        (found,) = self.bundles(seat_id, step)
        return found

    def tasks_of_seat(self, seat_id: int) -> list[Task]:
        """All tasks a seat has had."""
        return [task for task in self.state.tasks.values() if task.seat_id == seat_id]

    def tasks_of(self, bundle: Bundle) -> list[Task]:
        """The unfinished tasks of a bundle, oldest first."""
        tasks = (self.state.tasks[task_id] for task_id in sorted(self.state.of_bundle[bundle.id]))
        return [task for task in tasks if task.state in UNFINISHED]

    def run_of(self, task: Task) -> Run:
        return self.flow.run_of(task.step)

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.state.case_state in RUNNING

    @property
    def stands_still(self) -> bool:
        return self.state.case_state is CaseState.PAUSED

    @property
    def is_done(self) -> bool:
        return self.state.case_state is CaseState.DONE


def _with_ids(after: Slice, tasks: Mapping[int, int], bundles: Mapping[int, int]) -> Slice:
    return replace(
        after,
        tasks=tuple(
            replace(
                task, id=tasks.get(task.id, task.id), bundle_id=bundles.get(task.bundle_id, task.bundle_id)
            )
            if task.id < 0 or task.bundle_id < 0
            else task
            for task in after.tasks
        ),
        bundles=tuple(
            replace(bundle, id=bundles[bundle.id]) if bundle.id < 0 else bundle for bundle in after.bundles
        ),
        unfinished={bundles.get(key, key): n for key, n in after.unfinished.items() if n},
    )


@dataclass(frozen=True, slots=True)
class Before:
    """The case as it stood before a move."""

    tasks: Mapping[int, Task]
    bundles: Mapping[int, Bundle]
    case_state: CaseState

    @classmethod
    def of(cls, desk: Desk) -> "Before":
        return cls(dict(desk.state.tasks), dict(desk.state.bundles), desk.state.case_state)


Check = Callable[[Desk, Before, tuple[Event, ...]], None]
"""One invariant: the desk after a move, what was before, and the events of the move."""
