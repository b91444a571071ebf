"""A case told by its journal alone: rows, tasks, bundles and figures as its lines leave them (law 11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sop.cases import Journal, Task, TaskState
from sop.changes import TasksClosed
from sop.events import (
    Event,
    ItemsPassed,
    ItemsReturned,
    ItemsSubmitted,
    ItemsTransferred,
    ItemsWithdrawn,
    StepDone,
    TierPassed,
)
from sop.flows import Flow
from sop.indicators import Realization, RealizationState
from sop.journals import events, said
from sop.ledgers import PROGRESS
from sop.procedures import Stage
from sop.replays import Rebuilt

APPROVED = "report_approved"  # the journal's word for the moment in which figures become official
_WAITING = (RealizationState.SUBMITTED, RealizationState.VERIFIED)
_TURNS: dict[type, RealizationState] = {
    ItemsSubmitted: RealizationState.SUBMITTED,
    ItemsReturned: RealizationState.RETURNED,
    ItemsWithdrawn: RealizationState.DRAFT,
    ItemsTransferred: RealizationState.RETURNED,
}


@dataclass(slots=True)
class History:
    """What the lines read so far say. `figures` by indicator; their ids are not part of the story (0).

    `later` holds the steps of the versions that the case goes on under, by version.
    """

    steps: Flow
    case: Rebuilt = field(default_factory=Rebuilt)
    figures: dict[int, Realization] = field(default_factory=dict)
    later: Mapping[int, Flow] = field(default_factory=dict)

    def read(self, line: Journal) -> None:
        """Take in one line of the case's chain."""
        happened = events(line.body)
        for event in happened:
            self.case.apply(event)
        self.figures |= said(line.body, self.figures)
        for event in happened:
            if type(event) in _TURNS:
                self._turn(_items(event), _TURNS[type(event)])
        self._turn(verified(self.steps, happened, self.case.tasks.values()), RealizationState.VERIFIED)
        self._turn(self._examined(happened), RealizationState.VERIFIED)
        if line.action == APPROVED:
            waiting = [one.indicator_id for one in self.figures.values() if one.state in _WAITING]
            self._turn(waiting, RealizationState.APPROVED)
        if self.case.sop_version in self.later:
            self.steps = self.later[self.case.sop_version]

    def _examined(self, happened: Iterable[Event]) -> list[int]:
        found = examined(self.steps, happened, self.case.tasks.values())
        figures = ((item, self.figures.get(item)) for item in found)
        return [item for item, one in figures if one and one.state is RealizationState.SUBMITTED]

    def _turn(self, items: Iterable[int], state: RealizationState) -> None:
        """Bring figures to a state, as storage does: those that are there already keep their revision."""
        for item in items:
            figure = self.figures.get(item)
            if figure is not None and figure.state is not state:
                self.figures[item] = replace(figure, state=state, revision=figure.revision + 1)


def history(steps: Flow, lines: Iterable[Journal], later: Mapping[int, Flow] | None = None) -> History:
    """A case from its first line on; `steps` are those it began with."""
    told = History(steps, later=later or {})
    for line in lines:
        told.read(line)
    return told


def verified(steps: Flow, happened: Iterable[Event], tasks: Iterable[Task]) -> list[int]:
    """Figures that left the last checking tier by these events; `tasks` are those after them."""
    happened, tasks = tuple(happened), tuple(tasks)
    passed = [event for event in happened if isinstance(event, (ItemsPassed, TierPassed))]
    touched = {item for event in passed for item in event.indicator_ids} | _outside(happened, tasks)
    if not touched or steps.fill is None or not steps.tiers:
        return []
    last, fill = steps.tiers[-1].first.key, steps.fill.first.key
    known = [task for task in tasks if task.indicator_id in touched and task.state is not TaskState.VOID]
    return [item for item in sorted(touched) if _is_through(known, item, fill, last)]


def examined(steps: Flow, happened: Iterable[Event], tasks: Iterable[Task]) -> list[int]:
    """Figures that a step over all of them found right by these events: those its holder did not enter.

    Where an SOP verifies, whoever initials after it verifies what the verifier entered (practice 2.6).
    """
    done = [event for event in happened if isinstance(event, StepDone) and _examines(steps, event)]
    if not done or steps.fill is None:
        return []
    latest: dict[int, Task] = {}
    for task in tasks:
        known = latest.get(task.indicator_id)
        if task.step == steps.fill.first.key and (known is None or task.round > known.round):
            latest[task.indicator_id] = task
    entered = (TaskState.DONE, TaskState.OUTSIDE)
    return sorted(
        item
        for item, task in latest.items()
        if task.state in entered and any(event.by != task.closed_by for event in done)
    )


def _examines(steps: Flow, event: StepDone) -> bool:
    if not any(step.stage is Stage.VERIFY for run in steps.runs for step in run.steps):
        return False
    mine = (step for step in steps.run_of(event.steps[0]).steps if step.key in event.steps)
    return any(step.stage in (Stage.VERIFY, Stage.PARAF) for step in mine)


def _outside(happened: Iterable[Event], tasks: Iterable[Task]) -> set[int]:
    """Figures whose check was recorded as done outside the application."""
    closed = [one for one in happened if isinstance(one, TasksClosed) and one.state is TaskState.OUTSIDE]
    ids = {task_id for event in closed for task_id in event.task_ids}
    return {task.indicator_id for task in tasks if task.id in ids and task.indicator_id}


def _is_through(tasks: Iterable[Task], item: int, fill: str, last: str) -> bool:
    """Whether an item has passed the last tier in its present round."""
    mine = [task for task in tasks if task.indicator_id == item]
    round_ = max((task.round for task in mine if task.step == fill), default=0)
    return any(task.step == last and task.round == round_ and task.state in PROGRESS for task in mine)


def _items(event: Event) -> tuple[int, ...]:
    if isinstance(event, ItemsReturned):
        return tuple(item for item, _, _ in event.indicators)
    if isinstance(event, ItemsTransferred):
        return tuple(item for item, *_ in event.items)
    assert isinstance(event, (ItemsSubmitted, ItemsWithdrawn))
    return event.indicator_ids
