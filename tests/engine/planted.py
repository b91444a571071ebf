"""Bugs on purpose: each changes one thing in the engine, and the walks must notice every one of them.

The list is a test of the tests (reliability 3f): a bug that no walk catches means an invariant is missing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sop import additions, climbs, engine, handovers, joins, ledgers, orders, returns, tiers, transfers
from sop.cases import BundleState, CaseState, Task, TaskState
from sop.changes import BundleHeld
from sop.climbs import LAST_CALL
from sop.flows import Flow, Grain
from sop.ledgers import Ledger
from sop.procedures import Stage
from sop.tiers import Choice


@dataclass(frozen=True, slots=True)
class Bug:
    """What is wrong, where it is put, and how the right thing becomes the wrong one."""

    name: str
    owner: object
    attribute: str
    spoil: Callable[[Any], Any]


def _always(value: object) -> Callable[[Any], Any]:
    return lambda right: lambda *args, **kwargs: value


def _nothing(right: Any) -> Any:
    return lambda *args, **kwargs: None


def _join_does_not_wait(right: Any) -> Any:
    return lambda ledger, run, part=None: run.grain is Grain.CASE or right(ledger, run, part)


def _last_part_does_not_open_the_gate(right: Any) -> Any:
    return lambda ledger, run, part=None: run.grain is not Grain.ITEM and right(ledger, run, part)


def _leaves_before_compile(right: Any) -> Any:
    def has_left(ledger: Ledger, fill: Task, run: Any) -> bool:
        check = climbs.check_of(ledger, fill, run)
        through = check is not None and check.state in ledgers.PROGRESS
        return through or bool(right(ledger, fill, run))

    return has_left


def _return_reopens_siblings(right: Any) -> Any:
    def refill(ledger: Ledger, run: Any, returned: Iterable[Task], seats: Mapping[int, int]) -> Any:
        named = list(returned)
        extra = [
            fill
            for fill in climbs.fills(ledger, named[0].part)
            if fill.state is TaskState.DONE and fill not in named and fill.seat_id == named[0].seat_id
        ]
        more = {fill.indicator_id: fill.seat_id for fill in extra}
        return right(ledger, run, [*named, *extra], {**more, **seats})

    return refill


def _return_keeps_the_check_open(right: Any) -> Any:
    return lambda ledger, fill: []


def _round_stays_the_same(right: Any) -> Any:
    def refill(ledger: Ledger, run: Any, returned: Iterable[Task], seats: Mapping[int, int]) -> Any:
        return right(ledger, run, [replace(fill, round=fill.round - 1) for fill in returned], seats)

    return refill


def _vacancy_is_overlooked(right: Any) -> Any:
    def choose(*args: Any) -> Choice:
        choice: Choice = right(*args)
        return Choice(choice.seat) if choice.reason == tiers.VACANT else choice

    return choose


def _own_figures_are_fine(right: Any) -> Any:
    return lambda chart, roles, run, part, filler, enterer, below: right(
        chart, roles, run, part, filler, 0, below
    )


def _corrector_is_not_counted(right: Any) -> Any:
    return lambda self, tasks: None


def _part_is_not_asked(right: Any) -> Any:
    return lambda ledger, run, part=None: right(ledger, run, None if part is None else 0)


def _hold_forgets_tasks(right: Any) -> Any:
    def hold(self: Ledger, bundle: Any) -> None:
        self.bundles[bundle.id] = replace(bundle, state=BundleState.WAITING, revision=bundle.revision + 1)
        self.events.append(BundleHeld(bundle.id, bundle.revision + 1, self.now))

    return hold


def _end_forgets_the_count(right: Any) -> Any:
    def count(self: Ledger, task: Task, by: int) -> None:
        if by > 0 or task.part:
            right(self, task, by)

    return count


def _silent_close(right: Any) -> Any:
    def end(self: Ledger, tasks: Sequence[Task], *args: Any, **kwargs: Any) -> None:
        right(self, tasks, *args, **kwargs)
        self.events.pop()

    return end


def _quiet_progress(right: Any) -> Any:
    def end(self: Ledger, tasks: Sequence[Task], state: TaskState, *args: Any, **kwargs: Any) -> None:
        kwargs["quietly"] = kwargs.get("quietly", False) or state is TaskState.SKIPPED
        right(self, tasks, state, *args, **kwargs)

    return end


def _two_bundles_for_one_thing(right: Any) -> Any:
    def bundle_for(self: Ledger, seat_id: int, run: Any, part: int, state: BundleState) -> Any:
        if run.grain is Grain.ITEM:
            self.live.pop((seat_id, run.first.key, part), None)
        return right(self, seat_id, run, part, state)

    return bundle_for


def _move_keeps_the_seat(right: Any) -> Any:
    def move(self: Ledger, tasks: Sequence[Task], bundle: Any) -> None:
        right(self, tasks, replace(bundle, seat_id=tasks[0].seat_id) if tasks else bundle)

    return move


def _paraf_is_skipped(right: Any) -> Any:
    def open_office(ledger: Ledger, run: Any) -> None:
        if run.first.stage is not Stage.PARAF:
            right(ledger, run)
        else:
            ledger.progress(run.first.key, 0)

    return open_office


def _case_ends_early(right: Any) -> Any:
    def settle(ledger: Ledger) -> None:
        right(ledger)
        approved = any(run.first.stage is Stage.APPROVE and _over(ledger, run) for run in ledger.flow.runs)
        if approved and ledger.case.state is CaseState.OPEN:
            joins.close_case(ledger, CaseState.DONE)

    return settle


def _over(ledger: Ledger, run: Any) -> bool:
    keys = {step.key for step in run.steps}
    return any(task.step in keys and task.state is TaskState.DONE for task in ledger.tasks.values())


def _last_call_drops_submitted(right: Any) -> Any:
    def skip(ledger: Ledger, fill: Task, gate: Any) -> bool:
        ledger.tasks[fill.id] = replace(fill, reason=LAST_CALL)
        return bool(right(ledger, fill, gate))

    return skip


def _late_figures_climb(right: Any) -> Any:
    def has_left(ledger: Ledger, fill: Task, run: Any) -> bool:
        return bool(right(ledger, replace(fill, reason="") if fill.reason == "late" else fill, run))

    return has_left


def _compiles_at_once(right: Any) -> Any:
    return lambda ledger, run, seat_id, fill: False


def _never_compiles(right: Any) -> Any:
    return lambda ledger, run, seat_id, fill: True


def _withdraws_too_late(right: Any) -> Any:
    def above(ledger: Ledger, fill: Task) -> list[Task]:
        checks = (climbs.check_of(ledger, fill, run) for run in ledger.flow.tiers)
        return [check for check in checks if check is not None]

    return above


def _revision_stays(right: Any) -> Any:
    def close_emptied(self: Ledger) -> None:
        self._raised |= set(self._changed)
        right(self)

    return close_emptied


def _cancel_leaves_waiting_tasks(right: Any) -> Any:
    return (TaskState.OPEN,)


def _seat_may_differ(right: Any) -> Any:
    def end(self: Ledger, tasks: Sequence[Task], *args: Any, **kwargs: Any) -> None:
        for task in tasks:
            self.tasks[task.id] = task
        right(self, [replace(task, seat_id=task.seat_id + 1) for task in tasks], *args, **kwargs)

    return end


def _enterer_is_forgotten(right: Any) -> Any:
    def end(self: Ledger, tasks: Sequence[Task], *args: Any, **kwargs: Any) -> None:
        kwargs["by"] = 0
        right(self, tasks, *args, **kwargs)

    return end


def _beside_is_like_any_other(right: Any) -> Any:
    def progress(self: Ledger, step: str, part: int) -> None:
        self.lowest = min(self.lowest, self.flow.where[step])
        self.touched.add(part)

    return progress


def _nothing_runs_beside(right: Any) -> Any:
    return lambda self, run: self.runs[: run.index]


def _nobody_waits_for_what_runs_beside(right: Any) -> Any:
    return lambda self, run: tuple(one for one in self.runs[: run.index] if not one.beside)


def _gone_are_still_here(right: Any) -> Any:
    def fills(ledger: Ledger, part: int | None = None) -> list[Task]:
        latest = [climbs.fill_of(ledger, item) for item in ledger.of_item]
        return [task for task in latest if part is None or task.part == part]

    return fills


def _one_is_enough(right: Any) -> Any:
    return lambda *args: right(*args)[:1]


BUGS = (
    Bug("a case that stands still can be worked on", engine, "_require_state", _nothing),
    Bug("what runs beside holds everybody up", Flow, "before", _nothing_runs_beside),
    Bug("nobody waits for what runs beside", Flow, "before", _nobody_waits_for_what_runs_beside),
    Bug("what runs beside opens parts again", Ledger, "progress", _beside_is_like_any_other),
    Bug("one of all is enough", joins, "_everyone", _one_is_enough),
    Bug("a join does not wait", joins, "gate_open", _join_does_not_wait),
    Bug("every gate is open", joins, "gate_open", _always(True)),
    Bug("no gate ever opens", joins, "gate_open", _always(False)),
    Bug("the last part does not open the gate", joins, "gate_open", _last_part_does_not_open_the_gate),
    Bug("a joined bundle is never gated again", joins, "_regate", _nothing),
    Bug("figures leave a tier before it compiles", climbs, "has_left", _leaves_before_compile),
    Bug("figures never leave a tier", climbs, "has_left", _always(False)),
    Bug("a part is compiled at once", climbs, "_expects", _compiles_at_once),
    Bug("a part is never compiled", climbs, "_expects", _never_compiles),
    Bug("companions are not ended", climbs, "end_companions", _nothing),
    Bug("companions are not opened", climbs, "ensure_companions", _nothing),
    Bug("vacant seats check", climbs, "checking_seat", _vacancy_is_overlooked),
    Bug("one's own figures may be verified", climbs, "checking_seat", _own_figures_are_fine),
    Bug("whoever corrects is not counted as enterer", Ledger, "enter", _corrector_is_not_counted),
    Bug("late figures climb", climbs, "has_left", _late_figures_climb),
    Bug("a return reopens siblings", returns, "_refill", _return_reopens_siblings),
    Bug("a return leaves the check open", returns, "_above", _return_keeps_the_check_open),
    Bug("a return does not open a new round", returns, "_refill", _round_stays_the_same),
    Bug("a return opens nothing", returns, "_refill", _always(())),
    Bug("a return takes decided checks back", returns, "_above", _withdraws_too_late),
    Bug("a withdrawal is never too late", returns, "_untouched", _always(True)),
    Bug("rows join a collection that was closed", additions, "gathered", _always(False)),
    Bug("rows join without a form", additions, "join", _nothing),
    Bug("a new unit catches up with nothing", additions, "_catch_up", _nothing),
    Bug("figures go once the draft stands", transfers, "_frozen", _always(False)),
    Bug("a unit without figures still compiles", transfers, "_empty", _nothing),
    Bug("a unit without figures begins to work", joins, "_emptied", _always(False)),
    Bug("a figure that went stays where it was", climbs, "fills", _gone_are_still_here),
    Bug("sending back opens nothing", returns, "open_office", _nothing),
    Bug("paraf is skipped", joins, "open_office", _paraf_is_skipped),
    Bug("parts are not opened", joins, "_touched", _always(())),
    Bug("forms are not opened", joins, "open_forms", _always([])),
    Bug("forms may be submitted without an order", Ledger, "unfinished_before", _part_is_not_asked),
    Bug("a last call leaves tiers open", handovers, "_skip_tiers", _always(False)),
    Bug("a last call drops submitted figures", handovers, "_skip_tiers", _last_call_drops_submitted),
    Bug("skipped work is no progress", Ledger, "end", _quiet_progress),
    Bug("a quorum leaves the rest open", handovers, "close_collection", _nothing),
    Bug("reassigned work keeps its seat", Ledger, "move", _move_keeps_the_seat),
    Bug("reassigned checks leave companions", orders, "_follow", _nothing),
    Bug("anybody may take over a check", orders, "_accepts", _nothing),
    Bug("cancelling forgets waiting work", orders, "UNFINISHED", _cancel_leaves_waiting_tasks),
    Bug("a held bundle's tasks stay open", Ledger, "hold", _hold_forgets_tasks),
    Bug("ends are not counted", Ledger, "_count", _end_forgets_the_count),
    Bug("ends are not told", Ledger, "end", _silent_close),
    Bug("ends are told of another seat", Ledger, "end", _seat_may_differ),
    Bug("nobody is named as the one who acted", Ledger, "end", _enterer_is_forgotten),
    Bug("emptied bundles stay open", Ledger, "close_emptied", _nothing),
    Bug("revisions do not rise", Ledger, "close_emptied", _revision_stays),
    Bug("a seat gets two bundles for one thing", Ledger, "bundle_for", _two_bundles_for_one_thing),
    Bug("nobody is told what was finished", handovers, "_announce", _nothing),
    Bug("the case ends with the approval", engine, "settle", _case_ends_early),
)
