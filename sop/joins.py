"""How runs without figures begin, and when bundles that need others may open (design 5: joins, law 10)."""

from collections.abc import Callable

from sop.cases import Bundle, BundleState, CaseState, Task, TaskState
from sop.changes import CaseClosed
from sop.climbs import climb, fills
from sop.events import FormsOpened, TierPassed
from sop.flows import Grain, Run
from sop.ledgers import PROGRESS, Ledger
from sop.procedures import JoinKind, Stage
from sop.refusals import Refusal
from sop.tiers import Choice, office_roles, office_seat, part_seat

GATHERED = "gathered"
"""Why a step that only gathers passes by itself: all was gathered before a figure came again."""
NO_FIGURES = "no_figures"
"""Why a step of a part passes by itself: all its figures have gone to other parts."""


def settle(ledger: Ledger) -> None:
    """Let everything begin, wait or end that the move has made due. Lower runs first: effects only go up."""
    if ledger.case.state is CaseState.OPEN:
        for run in ledger.flow.runs:
            _BEGIN[run.grain](ledger, run)
        for bundle_id in list(ledger.live.values()):
            _regate(ledger, ledger.bundles[bundle_id])
    ledger.close_emptied()
    if ledger.case.state is CaseState.OPEN and not any(ledger.counts.values()):
        close_case(ledger, CaseState.DONE)


def close_case(ledger: Ledger, state: CaseState, reason: str = "") -> None:
    """End the case as done or cancelled; the next one opens with its period, not with this."""
    ledger.close(state)
    ledger.events.append(CaseClosed(ledger.case.id, state, ledger.by, ledger.now, reason))


def gate_open(ledger: Ledger, run: Run, part: int | None = None) -> bool:
    """Whether a gated run may be worked on: enough has arrived, or nothing upstream is unfinished."""
    if not ledger.unfinished_before(run, part):
        return True
    join = run.first.join
    if join.kind is not JoinKind.AT_LEAST or part is not None or run.grain is Grain.ITEM:
        return False
    return _arrived(ledger, run) >= join.least


def _arrived(ledger: Ledger, run: Run) -> int:
    """Parts (or addressed persons, after a step that went to persons) that are through."""
    before = ledger.flow.runs[run.index - 1]
    if before.grain is Grain.PERSON:
        step = before.steps[-1].key
        done = (task for task in ledger.tasks.values() if task.step == step and task.state in PROGRESS)
        return len({task.seat_id for task in done})
    return sum(not ledger.unfinished_before(run, part) for part in ledger.parts)


def _begin_office(ledger: Ledger, run: Run) -> None:
    """Open a run of the office or of addressed persons once its predecessors are through."""
    if ledger.moved_before(run) and gate_open(ledger, run) and not ledger.unfinished_at(run):
        if _gathered_before(ledger, run):
            _pass_run(ledger, run, 0, Choice(None, GATHERED))
        elif run.grain is Grain.PERSON:
            address(ledger, run, ledger.recipients)
        else:
            open_office(ledger, run)


def _gathered_before(ledger: Ledger, run: Run) -> bool:
    """Whether a run that only gathers has had its say: a repaired figure goes on to whoever returned it."""
    if any(step.stage is not Stage.COLLECT for step in run.steps):
        return False
    step, done = run.first.key, (TaskState.DONE, TaskState.OUTSIDE)
    return any(task.step == step and task.state in done for task in ledger.tasks.values())


def open_office(ledger: Ledger, run: Run) -> None:
    """Open a run of the office at its seat; a paraf without a seat of its own passes."""
    below, addressed = _person_below(ledger, run), ledger.recipients
    choice = office_seat(ledger.chart, ledger.slice.roles, run, below, addressed)
    if choice.passes:
        _pass_run(ledger, run, 0, choice)
        return
    assert choice.seat is not None
    bundle = ledger.bundle_for(choice.seat.id, run, 0, BundleState.OPEN)
    for step in run.steps:
        ledger.add(bundle, step.key, 0)


def address(ledger: Ledger, run: Run, recipients: tuple[int, ...]) -> None:
    """Open a run at each addressed seat; without names where it was before, else at all its roles' seats.

    A log lies with whoever fills in what it adds up to. Where nobody has roles that must all act, the step
    falls to whoever stands in for the office: nobody's press below may fail for that.
    """
    own = office_roles(ledger.slice.roles, run.first.actors)
    before = tuple(task.seat_id for task in ledger.tasks.values() if task.step == run.first.key)
    fillers = tuple(fill.seat_id for fill in fills(ledger)) if run.first.stage is Stage.LOG else ()
    named = fillers or (_everyone(ledger, run) if run.by_everyone else recipients or before)
    seats = named or tuple(seat.id for seat in ledger.chart.with_role(*own))
    if not seats and run.by_everyone:
        stand_in = office_seat(ledger.chart, ledger.slice.roles, run, 0).seat
        seats = (stand_in.id,) if stand_in is not None else ()
    if not seats:
        raise Refusal("no_recipient", {"step": run.first.key})
    for seat_id in dict.fromkeys(seats):
        bundle = ledger.bundle_for(seat_id, run, 0, BundleState.OPEN)
        present = {task.step for task in ledger.open_tasks(bundle.id)}
        for step in run.steps:
            if step.key not in present:
                ledger.add(bundle, step.key, 0)


def _person_below(ledger: Ledger, run: Run) -> int:
    """Who handled the run before, for the rule that the same person does not act twice."""
    if not run.index:
        return 0
    step = ledger.flow.runs[run.index - 1].steps[-1].key
    done = [task for task in ledger.tasks.values() if task.step == step and task.closed_by]
    return max(done, key=_lateness).closed_by if done else 0


def _lateness(task: Task) -> tuple[int, float]:
    return task.round, task.closed_at.timestamp() if task.closed_at is not None else 0.0


def _begin_parts(ledger: Ledger, run: Run) -> None:
    """Open a run of parts in every part whose predecessors are through."""
    if not ledger.moved_before(run):
        return
    for part in _touched(ledger):
        if ledger.unfinished_before(run, part) or ledger.unfinished_at(run, part):
            continue
        if _emptied(ledger, part):
            _pass_run(ledger, run, part, Choice(None, NO_FIGURES))
            continue
        choice = part_seat(ledger.chart, ledger.slice.roles, run, part)
        if choice.passes and run.passable:
            _pass_run(ledger, run, part, choice)
            continue
        if choice.passes:
            choice = office_seat(ledger.chart, ledger.slice.roles, run, 0)
        assert choice.seat is not None
        for seat_id in _everyone(ledger, run, part) or (choice.seat.id,):
            bundle = ledger.bundle_for(seat_id, run, part, BundleState.OPEN)
            for step in run.steps:
                ledger.add(bundle, step.key, part)


def _emptied(ledger: Ledger, part: int) -> bool:
    """Whether a part had figures and has none left."""
    had = any(task.part == part and task.indicator_id for task in ledger.tasks.values())
    return had and not fills(ledger, part)


def _everyone(ledger: Ledger, run: Run, part: int = 0) -> tuple[int, ...]:
    """The held seats that must all act, in the office or one part of it; none where one is enough."""
    if not run.by_everyone:
        return ()
    chart = ledger.chart
    return tuple(
        seat.id
        for seat in chart.with_role(*office_roles(ledger.slice.roles, run.first.actors))
        if seat.holder_id is not None and part in (0, chart.part_of(seat.unit_id).id)
    )


def _touched(ledger: Ledger) -> tuple[int, ...]:
    return ledger.parts if 0 in ledger.touched else tuple(sorted(ledger.touched))


def _pass_run(ledger: Ledger, run: Run, part: int, choice: Choice) -> None:
    seat_id = choice.seat.id if choice.seat is not None else 0
    for step in run.steps:
        ledger.record(step.key, part, (), seat_id, TaskState.PASSED, choice.reason)
        ledger.progress(step.key, part)
    steps = tuple(step.key for step in run.steps)
    ledger.events.append(TierPassed(steps, part, (), seat_id, choice.reason))


def _begin_fill(ledger: Ledger, run: Run) -> None:
    """Open the forms of every part whose order has arrived."""
    if not ledger.moved_before(run):
        return
    ready = [part for part in _touched(ledger) if not ledger.unfinished_before(run, part)]
    if opened := open_forms(ledger, run, ready):
        ledger.events.append(FormsOpened(tuple(opened), early=False))


def open_forms(ledger: Ledger, run: Run, parts: list[int]) -> list[int]:
    """Release the waiting forms of parts; returns the parts that had any."""
    waiting = [
        bundle
        for bundle_id in ledger.live.values()
        if (bundle := ledger.bundles[bundle_id]).step == run.first.key
        and ledger.unfinished.get(bundle_id, 0)
        and bundle.part in parts
        and bundle.state is BundleState.WAITING
    ]
    for bundle in waiting:
        ledger.release(bundle)
    return sorted({bundle.part for bundle in waiting})


def _regate(ledger: Ledger, bundle: Bundle) -> None:
    """Make a bundle wait for what it needs, or open it when all of that is there."""
    run = ledger.flow.run_of(bundle.step)
    if run.grain is Grain.FILL or not ledger.unfinished.get(bundle.id, 0):
        return
    if run.gated:
        open_ = gate_open(ledger, run, bundle.part or None)
    else:
        open_ = any(task.indicator_id for task in ledger.open_tasks(bundle.id))
    if open_ and bundle.state is BundleState.WAITING:
        ledger.release(bundle)
    elif not open_ and bundle.state is BundleState.OPEN:
        ledger.hold(bundle)


_BEGIN: dict[Grain, Callable[[Ledger, Run], None]] = {
    Grain.CASE: _begin_office,
    Grain.PERSON: _begin_office,
    Grain.PART: _begin_parts,
    Grain.FILL: _begin_fill,
    Grain.ITEM: climb,
}
