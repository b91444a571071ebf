"""The flow of an SOP: its steps grouped into runs, each with the grain of its tasks.

A *run* is a stretch of consecutive steps done by the same actors over the same fan-out: one bundle, one press
(practice 1.2). The engine thinks in runs and never in the names of particular SOPs (law 10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sop.periods import read_period
from sop.procedures import ActorRule, FanOut, Join, JoinKind, Sop, Stage, Step, Subject

ONE_PRESS = (
    frozenset({Stage.DESIGN, Stage.REQUEST}),
    frozenset({Stage.CHECK, Stage.COLLECT, Stage.PROCESS, Stage.VERIFY, Stage.COMPILE}),
)
"""Stages that may share a press with the step before them, if that is of the same group."""

PASSABLE = frozenset({Stage.ASSIGN, Stage.CHECK, Stage.COMPILE, Stage.PARAF, Stage.REQUEST})
"""Stages that pass by themselves, with the reason in the journal, where nobody holds the seat."""


DISCUSSING = frozenset({Stage.MEETING, Stage.EXTERNAL})
"""Stages in which a draft is talked about and not made."""


class Grain(StrEnum):
    """What one task of a run stands for."""

    CASE = "case"
    PART = "part"
    PERSON = "person"
    FILL = "fill"  # a figure at its filler
    ITEM = "item"  # a figure at a checking seat; companions of the run are per seat and part


@dataclass(frozen=True, slots=True)
class Run:
    """One stretch of steps; `index` is its place in the flow."""

    index: int
    grain: Grain
    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def companions(self) -> tuple[Step, ...]:
        """The steps that close with the press on the checked figures (Lumajang 5 and 7)."""
        return self.steps[1:] if self.grain is Grain.ITEM else ()

    @property
    def by_part(self) -> bool:
        return self.first.fan_out is FanOut.UNIT

    @property
    def gated(self) -> bool:
        """Whether its bundles wait until everything upstream has arrived."""
        return self.grain in (Grain.CASE, Grain.PERSON, Grain.PART) or (
            self.grain is Grain.ITEM and not self.by_part
        )

    @property
    def passable(self) -> bool:
        return all(step.stage in PASSABLE for step in self.steps)

    @property
    def beside(self) -> bool:
        """Whether later runs of units and persons go on without it."""
        return self.first.beside

    @property
    def waits_for_all(self) -> bool:
        """Whether it needs everything upstream, also what runs beside: a step of the whole office."""
        office = self.grain is Grain.CASE or (self.grain is Grain.ITEM and not self.by_part)
        return office and not self.beside

    @property
    def addressed(self) -> bool:
        """Whether the step before it chooses who gets it."""
        return self.grain is Grain.PERSON and not self.by_everyone and self.first.stage is not Stage.LOG

    @property
    def by_everyone(self) -> bool:
        """Whether every held seat of its roles must act."""
        return self.first.actor_rule is ActorRule.ALL


@dataclass(frozen=True, slots=True)
class Flow:
    """All runs of an SOP for one kind of period, and where each step belongs.

    `last_call` is the first run after the fill that waits for the whole office: where a last call leads.
    `drafting` is the run whose end freezes the draft report: the last one before paraf or approval that works
    on it, so that whoever meets about it or reviews it from outside has it before them.
    """

    runs: tuple[Run, ...]
    where: Mapping[str, int]  # step key -> index of its run
    fill: Run | None
    last_call: Run | None
    drafting: Run | None
    tiers: tuple[Run, ...]  # the runs that check figures, lowest first

    @property
    def has_figures(self) -> bool:
        """Whether its cases collect figures, or make those of a year final."""
        return self.fill is not None or any(run.first.subject is Subject.ANNUAL for run in self.runs)

    def run_of(self, step: str) -> Run:
        return self.runs[self.where[step]]

    def before(self, run: Run) -> tuple[Run, ...]:
        """The earlier runs that a run needs.

        What runs beside the others holds up only the whole office, and with it all that comes after that.
        """
        earlier = self.runs[: run.index]
        if run.waits_for_all:
            return earlier
        gate = max((one.index for one in earlier if one.waits_for_all), default=0)
        return tuple(one for one in earlier if not one.beside or one.index < gate)


@lru_cache(maxsize=256)
def flow(sop: Sop, period: str) -> Flow:
    """The runs of the steps that belong to a period as it is written, "2026-Q3"."""
    groups: list[list[Step]] = []
    for step in sop.steps_in(read_period(period)):
        if step.stage is Stage.REPEAT:
            continue
        if groups and _joins(groups[-1], step):
            groups[-1].append(step)
        else:
            groups.append([step])
    runs = tuple(Run(place, _grain(group[0]), tuple(group)) for place, group in enumerate(groups))
    fill = next((run for run in runs if run.grain is Grain.FILL), None)
    after = runs[fill.index + 1 :] if fill is not None else ()
    return Flow(
        runs=runs,
        where={step.key: run.index for run in runs for step in run.steps},
        fill=fill,
        last_call=next((run for run in after if run.gated and not run.by_part and not run.beside), None),
        drafting=_drafting(runs),
        tiers=tuple(run for run in runs if run.grain is Grain.ITEM),
    )


def _drafting(runs: tuple[Run, ...]) -> Run | None:
    for run in runs:
        if run.first.stage in (Stage.PARAF, Stage.APPROVE):
            before = [one for one in reversed(runs[: run.index]) if not one.beside]
            working = (one for one in before if one.first.stage not in DISCUSSING)
            chosen = (next(working, None), *before[:1])
            return next((one for one in chosen if one is not None and one.grain is Grain.CASE), None)
    return None


def _joins(group: list[Step], step: Step) -> bool:
    first = group[0]
    alike = (first.actors, first.actor_rule, first.fan_out, first.subject, first.beside) == (
        *(step.actors, step.actor_rule, step.fan_out, step.subject, step.beside),
    )
    shared = any(first.stage in stages and step.stage in stages for stages in ONE_PRESS)
    office_check = first.stage is Stage.CHECK and first.fan_out is not FanOut.UNIT
    begins = step.stage is Stage.CHECK or step.join != Join(JoinKind.ALL)
    return alike and shared and not office_check and not begins


def _grain(step: Step) -> Grain:
    if step.stage is Stage.FILL:
        return Grain.FILL
    if step.stage is Stage.CHECK:
        return Grain.ITEM
    if step.fan_out is FanOut.NONE and step.actor_rule is ActorRule.ALL:
        return Grain.PERSON
    return {FanOut.UNIT: Grain.PART, FanOut.PERSON: Grain.PERSON, FanOut.NONE: Grain.CASE}[step.fan_out]
