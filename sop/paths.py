"""Whether the cases of a definition can run to their end: every way through it is looked at."""

from collections.abc import Iterator

from sop.conditions import TRIGGERS
from sop.faults import Spot
from sop.periods import periods_of
from sop.procedures import ActorRule, FanOut, JoinKind, Sop, Stage, Step

SAMPLE_YEAR = 2026  # every year has the same periods
_ALONE = (Stage.PARAF, Stage.APPROVE, Stage.REPEAT)
"""Stages of one seat at a time, behind everything else."""
_FIGURES = (Stage.FILL, Stage.CHECK)


def check_steps(steps: tuple[Step, ...], spot: Spot) -> None:
    """Note what is wrong with the steps as they are written: their numbers, jumps to nowhere, odd shapes."""
    _check_keys(steps, spot)
    for place, step in enumerate(steps, start=1):
        here = spot.at(step.key, place)
        if here.sound:
            _check_shape(step, here)


def check_ways(sop: Sop, spot: Spot) -> None:
    """Note what could never run to its end: unreachable and endless steps, in any case the SOP can have."""
    keys = [step.key for step in sop.steps]
    if doubled := {key for key in keys if keys.count(key) > 1}:  # with a step that was added
        spot.at(min(doubled)).note("key_twice", min(doubled))
        return
    if sop.own_cycle != "once" and sop.own_cycle not in sop.cycles:
        spot.note("no_steps", sop.own_cycle)
        return
    reached: set[str] = set()
    for steps in _ways(sop):
        _check_way(steps, spot)
        reached |= {step.key for step in steps}
    for step in sop.steps:
        if step.key not in reached:
            spot.at(step.key).note("unreachable", "condition")


def _check_keys(steps: tuple[Step, ...], spot: Spot) -> None:
    """Each number once, and returns to an earlier step."""
    keys = [step.key for step in steps]
    whole = all(keys)
    for place, step in enumerate(steps):
        here = spot.at(step.key, place + 1)
        if step.key and step.key in keys[:place]:
            here.note("key_twice", step.key)
        if step.return_to and step.return_to not in keys:
            if whole:
                here.note("unknown_return", step.return_to)
        elif step.return_to and step.return_to not in keys[:place]:
            here.note("return_to_later_step", step.return_to)


def _check_shape(step: Step, spot: Spot) -> None:
    """What does not go with a stage."""
    alone, figures = step.stage in _ALONE, step.stage in _FIGURES
    if step.beside and (alone or figures or step.fan_out is FanOut.UNIT):
        spot.note("beside_unfit", step.stage.value)
    if step.actor_rule is ActorRule.ALL and (alone or figures):
        spot.note("rule_unfit", step.stage.value)
    if step.copies and (figures or step.stage is Stage.REPEAT):
        spot.note("copies_unfit", step.stage.value)
    single = alone or (step.stage is Stage.CHECK and step.fan_out is FanOut.PERSON)
    if single and step.fan_out is not FanOut.NONE:
        spot.note("fan_out_unfit", step.fan_out.value)


def _ways(sop: Sop) -> Iterator[tuple[Step, ...]]:
    """The steps of every case the SOP can have: all its periods, whatever opened them; each way once."""
    seen = set()
    for trigger in TRIGGERS:
        started = sop.started_by(trigger)
        for period in (one for cycle in sop.cycles for one in periods_of(cycle, SAMPLE_YEAR)):
            steps = started.steps_in(period)
            way = tuple(step.key for step in steps)
            if way and way not in seen:
                seen.add(way)
                yield steps


def _check_way(steps: tuple[Step, ...], spot: Spot) -> None:
    """Of one cause only its first step is noted."""
    filled = checked = addressed = False
    keys = {step.key for step in steps}
    for place, step in enumerate(steps):
        here = spot.at(step.key)
        if step.return_to and step.return_to not in keys:
            here.note("return_elsewhere", step.return_to)
        if step.stage is Stage.REPEAT and place + 1 < len(steps):
            spot.at(steps[place + 1].key).note("unreachable", "after_repeat")
        if step.stage is Stage.FILL and filled:
            here.note("second_fill")
        if step.stage is Stage.CHECK and not filled and not checked:
            here.note("unreachable", "check_before_fill")
        fanned = any(before.fan_out is not FanOut.NONE for before in steps[:place])
        quorum = step.join.kind is JoinKind.AT_LEAST
        if quorum and (step.fan_out is not FanOut.NONE or step.stage is Stage.CHECK or not fanned):
            here.note("endless", "join")
        if step.fan_out is FanOut.PERSON and step.stage is not Stage.FILL and addressed and not step.actors:
            here.note("unreachable", "no_recipient")
        filled = filled or step.stage is Stage.FILL
        checked = checked or step.stage is Stage.CHECK
        addressed = True
