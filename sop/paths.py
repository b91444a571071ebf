"""Whether the cases of a definition can run to their end: every way through it is looked at."""

from collections.abc import Iterator

from sop.conditions import TRIGGERS
from sop.faults import InvalidDefinition
from sop.periods import periods_of
from sop.procedures import ActorRule, FanOut, JoinKind, Sop, Stage, Step

SAMPLE_YEAR = 2026  # every year has the same periods
_ALONE = (Stage.PARAF, Stage.APPROVE, Stage.REPEAT)
"""Stages of one seat at a time, behind everything else."""
_FIGURES = (Stage.FILL, Stage.CHECK)


def check_paths(sop: Sop, file: str) -> None:
    """Refuse what could never run to its end: jumps to nowhere, unreachable and endless steps."""
    keys = [step.key for step in sop.steps]
    for place, step in enumerate(sop.steps):
        if step.key in keys[:place]:
            raise InvalidDefinition(file, step.key, "key_twice", step.key)
        if step.return_to and step.return_to not in keys:
            raise InvalidDefinition(file, step.key, "unknown_return", step.return_to)
        if step.return_to and step.return_to not in keys[:place]:
            raise InvalidDefinition(file, step.key, "return_to_later_step", step.return_to)
    if sop.own_cycle != "once" and sop.own_cycle not in sop.cycles:
        raise InvalidDefinition(file, "", "no_steps", sop.own_cycle)
    reached: set[str] = set()
    for steps in _ways(sop):
        _check_way(steps, file)
        reached |= {step.key for step in steps}
    if missed := [step.key for step in sop.steps if step.key not in reached]:
        raise InvalidDefinition(file, missed[0], "unreachable", "condition")
    for step in sop.steps:
        _check_shape(step, file)


def _check_shape(step: Step, file: str) -> None:
    """Refuse what does not go with a stage."""
    alone, figures = step.stage in _ALONE, step.stage in _FIGURES
    if step.beside and (alone or figures or step.fan_out is FanOut.UNIT):
        raise InvalidDefinition(file, step.key, "beside_unfit", step.stage.value)
    if step.actor_rule is ActorRule.ALL and (alone or figures):
        raise InvalidDefinition(file, step.key, "rule_unfit", step.stage.value)
    if step.copies and (figures or step.stage is Stage.REPEAT):
        raise InvalidDefinition(file, step.key, "copies_unfit", step.stage.value)
    single = alone or (step.stage is Stage.CHECK and step.fan_out is FanOut.PERSON)
    if single and step.fan_out is not FanOut.NONE:
        raise InvalidDefinition(file, step.key, "fan_out_unfit", step.fan_out.value)


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


def _check_way(steps: tuple[Step, ...], file: str) -> None:
    filled = addressed = False
    keys = {step.key for step in steps}
    for place, step in enumerate(steps):
        if step.return_to and step.return_to not in keys:
            raise InvalidDefinition(file, step.key, "unknown_return", step.return_to)
        if step.stage is Stage.REPEAT and place + 1 < len(steps):
            raise InvalidDefinition(file, steps[place + 1].key, "unreachable", "after_repeat")
        if step.stage is Stage.FILL and filled:
            raise InvalidDefinition(file, step.key, "second_fill")
        if step.stage is Stage.CHECK and not filled:
            raise InvalidDefinition(file, step.key, "unreachable", "check_before_fill")
        fanned = any(before.fan_out is not FanOut.NONE for before in steps[:place])
        quorum = step.join.kind is JoinKind.AT_LEAST
        if quorum and (step.fan_out is not FanOut.NONE or step.stage is Stage.CHECK or not fanned):
            raise InvalidDefinition(file, step.key, "endless", "join")
        if step.fan_out is FanOut.PERSON and step.stage is not Stage.FILL and addressed and not step.actors:
            raise InvalidDefinition(file, step.key, "unreachable", "no_recipient")
        filled = filled or step.stage is Stage.FILL
        addressed = True
