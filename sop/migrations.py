"""Moving a running case to another version of its SOP: what must fit, and what becomes of the clocks.

Steps are known again by their keys. A case fits when every step it has begun is there in the other version,
with the same behaviour and in the same bundle; what is new lies ahead. Source: reliability, test 26.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sop.cases import BundleState, CaseState, Task
from sop.changes import CaseMigrated
from sop.flows import Flow, Run, flow
from sop.ledgers import Ledger
from sop.moves import Migrate
from sop.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Misfit:
    """A step begun in a case that the other version does not have, or has otherwise."""

    step: str
    activity: str


def misfits(old: Flow, new: Flow, tasks: Iterable[Task]) -> tuple[Misfit, ...]:
    """What of a case does not fit into another version, in the order of the steps."""
    begun = {task.step for task in tasks}
    found = [
        run
        for run in old.runs
        if any(step.key in begun and not _fits(run, step.key, new) for step in run.steps)
    ]
    return tuple(
        Misfit(step.key, step.activity)
        for run in found
        for step in run.steps
        if step.key in begun and not _fits(run, step.key, new)
    )


def _fits(run: Run, key: str, new: Flow) -> bool:
    if key not in new.where:
        return False
    there = new.run_of(key)
    stages = {step.key: step.stage for step in there.steps}
    same = next(step.stage for step in run.steps if step.key == key) is stages[key]
    return (
        same
        and there.grain is run.grain
        and there.first.key == run.first.key
        and there.by_part == run.by_part
    )


def migrate(ledger: Ledger, move: Migrate) -> None:
    """Let the case go on under another version; with `restart` every open window begins anew."""
    case, to = ledger.case, move.to
    if to.key != case.sop_key or to.version == case.sop_version:
        raise Refusal("version_same")
    if move.restart and case.state is CaseState.PAUSED:
        raise Refusal("case_paused")  # no clock begins while a case stands still
    new = flow(to, case.period)
    wrong = misfits(ledger.flow, new, ledger.tasks.values())
    if wrong:
        raise Refusal("version_misfit", {"step": wrong[0].step})
    ledger.follow(new, to.version)
    ledger.events.append(CaseMigrated(case.id, case.sop_version, to.version, ledger.by, ledger.now))
    if move.restart:
        for bundle_id in sorted(ledger.live.values()):
            bundle = ledger.bundles[bundle_id]
            if bundle.state is BundleState.OPEN:
                ledger.release(bundle)
