"""Steps that an SOP lacks but every report needs, added and marked as "bukan dari SOP".

Paraf and approval stand before the first dispatch, archive or repeat, else at the end; an archive before a
repeat, else last. A case without a report (a year's targets and plans) gets none.
Source: domain 4.0; design 5.
"""

from dataclasses import replace

from sop.periods import Cycle
from sop.procedures import NOT_PRINTED, Sop, Stage, Step

_ENDS = (Stage.DISPATCH, Stage.ARCHIVE, Stage.REPEAT)
_REPORTING = (Stage.FILL, Stage.COLLECT, Stage.PROCESS, Stage.VERIFY, Stage.COMPILE)
_ACTIVITIES = {
    Stage.PARAF: "Membubuhkan paraf pada konsep laporan",
    Stage.APPROVE: "Menyetujui laporan",
    Stage.ARCHIVE: "Mengirimkan, memberi nomor, dan mengarsipkan laporan",
}
_ACTORS = {
    Stage.PARAF: ("secretary",),
    Stage.APPROVE: ("head",),
    Stage.ARCHIVE: ("planner", "program_officer"),
}


def with_defaults(sop: Sop) -> Sop:
    """The SOP with paraf, approval and archive in every kind of its cases that makes a report."""
    for cycle in sop.cycles:
        mine = [step for step in sop.steps if sop.belongs(step, cycle)]
        if any(step.stage in _REPORTING for step in mine):
            for stage in (Stage.APPROVE, Stage.PARAF, Stage.ARCHIVE):
                sop = _with(sop, cycle, stage)
    return replace(sop, steps=tuple(_one_initial_each(sop.steps)))


def _with(sop: Sop, cycle: Cycle, stage: Stage) -> Sop:
    """The SOP with one step more, unless cases of that kind have such a step."""
    mine = [step for step in sop.steps if sop.belongs(step, cycle)]
    if any(step.stage is stage for step in mine):
        return sop
    before = {Stage.APPROVE: _ENDS, Stage.PARAF: (Stage.APPROVE,), Stage.ARCHIVE: (Stage.REPEAT,)}[stage]
    behind = next((step for step in mine if step.stage in before), None)
    place = sop.steps.index(behind) if behind is not None else sop.steps.index(mine[-1]) + 1
    added = Step(
        key=stage.value if cycle == sop.own_cycle else f"{stage.value}-{cycle.value}",
        raw="",
        activity=_ACTIVITIES[stage],
        stage=stage,
        actors=_ACTORS[stage],
        cycle="" if cycle == sop.own_cycle else cycle.value,
        inferred=(NOT_PRINTED,),
    )
    return replace(sop, steps=(*sop.steps[:place], added, *sop.steps[place:]))


def _one_initial_each(steps: tuple[Step, ...]) -> list[Step]:
    """A paraf of several officials becomes one step for each, in rank order: all of them initial."""
    spread: list[Step] = []
    for step in steps:
        if step.stage is not Stage.PARAF or len(step.actors) < 2:
            spread.append(step)
            continue
        for place, actor in enumerate(step.actors, start=1):
            key = step.key if place == 1 else f"{step.key}.{place}"
            spread.append(replace(step, key=key, actors=(actor,)))
    return spread
