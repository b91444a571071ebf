"""Rebuilding states from row events alone: what the journal must be able to do at any time (law 11)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sop.cases import UNFINISHED, Bundle, BundleState, CaseState, Task, TaskState
from sop.changes import (
    BundleChanged,
    BundleClosed,
    BundleHeld,
    BundleOpened,
    BundleReleased,
    CaseClosed,
    CaseMigrated,
    CaseOpened,
    CasePaused,
    CaseReopened,
    CaseResumed,
    TasksClosed,
    TasksEntered,
    TasksMoved,
    TasksOpened,
)
from sop.events import Event
from sop.pauses import Pause

_NO_CODES: Mapping[int, str] = MappingProxyType({})


@dataclass(slots=True)
class Rebuilt:
    """A case as its events tell it."""

    case_state: CaseState = CaseState.OPEN
    sop_version: int = 0  # 0: the one it began with
    parts: tuple[int, ...] = ()
    tasks: dict[int, Task] = field(default_factory=dict)
    bundles: dict[int, Bundle] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)
    of_bundle: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def apply(self, event: Event) -> None:
        """Take in one event; those that change no row are ignored."""
        match event:
            case CaseOpened():
                self.parts = event.parts
            case CaseClosed():
                self.case_state = event.state
            case CaseReopened():
                self.case_state = CaseState.OPEN
            case CaseMigrated():
                self.sop_version = event.to_version
            case CasePaused():
                self.case_state = CaseState.PAUSED
                self.pauses.append(Pause(event.at, None, event.reason, event.by))
            case CaseResumed():
                self.case_state = CaseState.OPEN
                self.pauses[-1] = replace(self.pauses[-1], until=event.at)
            case TasksOpened() | TasksClosed() | TasksEntered() | TasksMoved():
                self._apply_tasks(event)
            case BundleOpened() | BundleHeld() | BundleReleased() | BundleChanged() | BundleClosed():
                self._apply_bundle(event)

    def _apply_tasks(self, event: TasksOpened | TasksClosed | TasksEntered | TasksMoved) -> None:
        match event:
            case TasksOpened():
                for task in event.tasks:
                    self.tasks[task.id] = task
                    if task.part and task.part not in self.parts:
                        self.parts = (*self.parts, task.part)
                    self.of_bundle[task.bundle_id].add(task.id)
            case TasksClosed():
                for task_id in event.task_ids:
                    task = self.tasks[task_id]
                    self.tasks[task_id] = replace(
                        task,
                        state=event.state,
                        closed_at=event.at,
                        closed_by=event.by,
                        reason=event.reason or task.reason,
                    )
            case TasksEntered():
                for task_id in event.task_ids:
                    self.tasks[task_id] = replace(self.tasks[task_id], closed_by=event.by)
            case TasksMoved():
                for task_id in event.task_ids:
                    task = self.tasks[task_id]
                    self.of_bundle[task.bundle_id].discard(task_id)
                    self.of_bundle[event.bundle_id].add(task_id)
                    self.tasks[task_id] = replace(
                        task, seat_id=event.seat_id, bundle_id=event.bundle_id, state=event.state
                    )

    def _apply_bundle(
        self, event: BundleOpened | BundleHeld | BundleReleased | BundleChanged | BundleClosed
    ) -> None:
        if isinstance(event, BundleOpened):
            self.bundles[event.bundle.id] = event.bundle
            return
        bundle = replace(self.bundles[event.bundle_id], revision=event.revision)
        match event:
            case BundleHeld():
                bundle = replace(bundle, state=BundleState.WAITING)
                self._turn(bundle.id, event)
            case BundleReleased():
                bundle = replace(bundle, state=BundleState.OPEN, opened_at=event.at)
                self._turn(bundle.id, event)
            case BundleClosed():
                bundle = replace(bundle, state=event.state, closed_at=event.at, closed_by=event.by)
        self.bundles[bundle.id] = bundle

    def _turn(self, bundle_id: int, event: BundleHeld | BundleReleased) -> None:
        for task_id in self.of_bundle[bundle_id]:
            task = self.tasks[task_id]
            if task.state not in UNFINISHED:
                continue
            if isinstance(event, BundleHeld):
                self.tasks[task_id] = replace(task, state=TaskState.WAITING)
            else:
                self.tasks[task_id] = replace(task, state=TaskState.OPEN, opened_at=event.at)


def replay(events: Iterable[Event]) -> Rebuilt:
    """The state of a case after its events, in their order."""
    rebuilt = Rebuilt()
    for event in events:
        rebuilt.apply(event)
    return rebuilt


def numbered(
    events: Iterable[Event],
    tasks: Mapping[int, int],
    bundles: Mapping[int, int],
    codes: Mapping[int, str] = _NO_CODES,
) -> tuple[Event, ...]:
    """Events with the real ids and codes storage gave to new rows, by their temporary ids."""
    return tuple(_numbered(event, tasks, bundles, codes) for event in events)


def numbered_task(task: Task, tasks: Mapping[int, int], bundles: Mapping[int, int]) -> Task:
    """A task with its real ids; one that is not new may still have gone to a new bundle."""
    if task.id not in tasks and task.bundle_id not in bundles:
        return task
    return replace(
        task,
        id=tasks.get(task.id, task.id),
        bundle_id=bundles.get(task.bundle_id, task.bundle_id),
    )


def numbered_bundle(bundle: Bundle, bundles: Mapping[int, int], codes: Mapping[int, str]) -> Bundle:
    """A new bundle with its real id and code; any other as it is."""
    if bundle.id not in bundles:
        return bundle
    return replace(bundle, id=bundles[bundle.id], code=codes.get(bundle.id, bundle.code))


def _numbered(
    event: Event, tasks: Mapping[int, int], bundles: Mapping[int, int], codes: Mapping[int, str]
) -> Event:
    match event:
        case TasksOpened():
            return TasksOpened(tuple(numbered_task(task, tasks, bundles) for task in event.tasks))
        case BundleOpened():
            return BundleOpened(numbered_bundle(event.bundle, bundles, codes))
        case TasksClosed() | TasksEntered() | TasksMoved():
            if any(task_id in tasks for task_id in event.task_ids):
                ids = tuple(tasks.get(task_id, task_id) for task_id in event.task_ids)
                event = replace(event, task_ids=ids)
    changes: dict[str, Any] = {
        name: bundles[known]
        for name in ("bundle_id", "to_bundle_id")
        if (known := getattr(event, name, 0)) in bundles
    }
    return replace(event, **changes) if changes else event
