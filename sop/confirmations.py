"""Who carries out the steps whose actors the paper does not name: proposed, then confirmed by the Sekretaris.

A confirmation belongs to an office and one version of an SOP. It refines the SOP as a record and nothing
else, so that the engine sees steps with actors and never asks where they come from. Source: practice 5.3.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sop.flows import ONE_PRESS
from sop.people import Chart, Office, Seat
from sop.procedures import ROLES, Sop, Stage, Step
from sop.tiers import Roles, office_roles

ACTORS = "actors"
Chosen = Mapping[str, tuple[str, ...]]  # step key -> SOP roles


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One version of the page: what it says, who wrote it, and whether it was confirmed."""

    id: int
    office_id: int
    sop_key: str
    sop_version: int
    body: str  # JSON: step -> roles, only what differs from the SOP's own proposal
    person_id: int
    at: datetime
    confirmed: bool

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        return {step: tuple(roles) for step, roles in json.loads(self.body).items()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive steps of the same actors, which are one press and are confirmed together."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def inferred(self) -> bool:
        return any(ACTORS in step.inferred for step in self.steps)

    @property
    def without_limit(self) -> bool:
        """Whether the paper gives one of the steps no time."""
        return any(not step.limit or "limit" in step.inferred for step in self.steps)


@dataclass(frozen=True, slots=True)
class Answering:
    """One SOP role and the seats of the office that play it."""

    role: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of steps and who answers for it in the office; `owners`: whoever owns the figures."""

    stretch: Stretch
    answering: tuple[Answering, ...]
    owners: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the Sekretaris confirms."""

    confirmation: Confirmation
    office: Office
    sop: Sop
    lines: tuple[Line, ...]


def stretches(sop: Sop) -> tuple[Stretch, ...]:
    """The printed steps of an SOP, those of one press together; its end without a task is left out."""
    found: list[list[Step]] = []
    for step in sop.steps:
        if step.stage is Stage.REPEAT or not step.printed:
            continue
        last = found[-1][-1] if found else None
        if last is not None and _alike(last, step):
            found[-1].append(step)
        else:
            found.append([step])
    return tuple(Stretch(tuple(steps)) for steps in found)


def awaiting(sop: Sop) -> tuple[Stretch, ...]:
    """Those with actors that nobody has confirmed yet."""
    return tuple(one for one in stretches(sop) if one.inferred)


def refined(sop: Sop, chosen: Chosen) -> Sop:
    """The SOP as the office confirmed it: its choice of actors, and no mark on them any more."""
    return replace(sop, steps=tuple(_refined(step, chosen) for step in sop.steps))


def proposed(sop: Sop, chosen: Chosen) -> Sop:
    """The SOP with a choice that is not confirmed yet: the marks stay."""
    steps = (replace(step, actors=chosen.get(step.key, step.actors)) for step in sop.steps)
    return replace(sop, steps=tuple(steps))


def playing(chart: Chart, roles: Roles, actors: tuple[str, ...]) -> tuple[Answering, ...]:
    """Who answers to these SOP roles in the office; a role without a seat is left out."""
    found = ((role, chart.with_role(*office_roles(roles, (role,)))) for role in actors)
    return tuple(Answering(role, seats) for role, seats in found if seats)


def candidates(chart: Chart, roles: Roles) -> tuple[Answering, ...]:
    """Every SOP role the office has seats for; of roles played by the same seats the first."""
    known: dict[tuple[int, ...], Answering] = {}
    for one in playing(chart, roles, ROLES):
        known.setdefault(tuple(seat.id for seat in one.seats), one)
    return tuple(known.values())


def changed(sop: Sop, chosen: Chosen, step: str, role: str) -> dict[str, tuple[str, ...]]:
    """The choice with another role for the stretch a step begins; KeyError where none begins there."""
    stretch = next((one for one in awaiting(sop) if one.first.key == step), None)
    if stretch is None or role not in ROLES:
        raise KeyError(step)
    return {**chosen, **{one.key: (role,) for one in stretch.steps}}


def _alike(last: Step, step: Step) -> bool:
    same = last.actors == step.actors and last.fan_out is step.fan_out and last.cycle == step.cycle
    return same and any(last.stage in stages and step.stage in stages for stages in ONE_PRESS)


def _refined(step: Step, chosen: Chosen) -> Step:
    marks = tuple(mark for mark in step.inferred if mark != ACTORS)
    return replace(step, actors=chosen.get(step.key, step.actors), inferred=marks)
