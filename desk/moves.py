"""A move on a case: load the slice, ask the law, keep what changed, write the journal line.

Everything that changes a case comes through `make`. The case row is locked first (law 2); the engine is
pure; what it answers is stored with real ids, journaled as one line that `rebuild` can replay (law 11), and
handed on as events for the announcements.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desk import charts, dispositions, rungs, sops
from desk.codes import candidates
from desk.works import Refused, Work
from sop.cases import Bundle, Case
from sop.changes import BundleHeld, BundleReleased, CasePaused, CaseResumed
from sop.engine import advance, needed
from sop.events import Event
from sop.journals import written
from sop.moves import Migrate, Move
from sop.pauses import Pause
from sop.people import Chart
from sop.procedures import Sop
from sop.refusals import Refusal
from sop.replays import numbered, numbered_bundle, numbered_task
from sop.slices import Slice
from storage import bundles, cases, journals, pauses
from storage.database import Scope
from text.names import calm_title


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made: what the announcements need to know about it."""

    case: Case
    sop: Sop
    chart: Chart
    by: int  # person; 0 for the clock
    move: Move
    events: tuple[Event, ...]
    after: Slice
    quiet: bool = False  # nothing rings: somebody else shows what opened


def make(
    work: Work, scope: Scope, case_id: int, move: Move, by: int, capacity: str = "", *, quiet: bool = False
) -> Moved:
    """Make one move. Raises Refused with the law's own reason; nothing has changed then."""
    case = cases.locked(work.connection, scope, case_id)
    if case is None:
        raise Refused("cases.unknown")
    sop = sops.of_case(work, case)
    before = _slice(work, scope, case, sop, move)
    try:
        after, events = advance(sop, before, move, by, work.now)
    except Refusal as refusal:
        named = _named(refusal.values, sop, before.chart)
        raise Refused(f"cases.{refusal.key}", None, **named) from refusal
    given = _store(work, scope, before, after)
    real = numbered(events, given.tasks, given.bundles, given.codes)
    _turn_elsewhere(work, scope, after, real)
    _stand_still(work, scope, case_id, real)
    journals.append(
        work.connection,
        scope,
        case_id,
        work.now,
        by,
        capacity,
        type(move).__name__,
        {"events": [written(event) for event in real]},
    )
    after = given.in_place(after)
    sop = move.to if isinstance(move, Migrate) else sop
    moved = Moved(after.case, sop, before.chart, by, move, real, after, quiet)
    rungs.follow(work, scope, sop, before.chart, after.bundles, real, new=given.bundles.values())
    dispositions.follow(work, scope, moved)
    work.happened(moved)
    return moved


def possible(work: Work, scope: Scope, case: Case, move: Move, by: int) -> bool:
    """Whether the law would allow a move now; nothing changes."""
    sop = sops.of_case(work, case)
    try:
        advance(sop, _slice(work, scope, case, sop, move), move, by, work.now)
    except Refusal:
        return False
    return True


def _named(values: Mapping[str, object], sop: Sop, chart: Chart) -> dict[str, object]:
    """What a refusal's sentence needs: steps and seats by name; other ids tell an official nothing."""
    found: dict[str, object] = {}
    if "step" in values:
        found["step"] = (
            sop.step(str(values["step"])).activity if values["step"] else calm_title(sop.header.title)
        )
    if "seat" in values:
        found["seat"] = chart.seat(int(str(values["seat"]))).title
    return found


def _slice(work: Work, scope: Scope, case: Case, sop: Sop, move: Move) -> Slice:
    connection = work.connection
    with_tasks, counts, unfinished = bundles.counted(connection, scope, case.id)
    every_part = with_tasks - {0}
    named = getattr(move, "bundle_id", 0)
    bundle = bundles.bundle(connection, scope, named) if named else None
    need = needed(sop, case.period, move, bundle)
    parts = set(every_part) if need.everything else set(need.parts)
    if need.indicators and not need.everything:
        parts |= bundles.parts_of_items(connection, scope, case.id, need.indicators)
    parts.add(0)
    return Slice(
        case=case,
        chart=charts.chart(work, scope.office_id),
        roles=charts.roles(work, scope.office_id),
        tasks=bundles.tasks_of_parts(connection, scope, case.id, parts),
        bundles=bundles.of_parts(connection, scope, case.id, parts),
        counts=counts,
        unfinished=unfinished,
        parts=tuple(sorted(every_part)),
    )


@dataclass(slots=True)
class _Given:
    """What new rows got from storage, by their temporary ids."""

    bundles: dict[int, int] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    tasks: dict[int, int] = field(default_factory=dict)

    def in_place(self, after: Slice) -> Slice:
        """The slice with the real rows in it."""
        return replace(
            after,
            bundles=tuple(numbered_bundle(one, self.bundles, self.codes) for one in after.bundles),
            tasks=tuple(numbered_task(one, self.tasks, self.bundles) for one in after.tasks),
        )


def _store(work: Work, scope: Scope, before: Slice, after: Slice) -> _Given:
    """Write what differs."""
    given = _Given()
    known = {bundle.id: bundle for bundle in before.bundles}
    for bundle in after.bundles:
        if bundle is known.get(bundle.id):
            continue
        if bundle.id < 0:
            given.codes[bundle.id] = code = _free_code(work, scope, bundle)
            given.bundles[bundle.id] = bundles.add(work.connection, scope, replace(bundle, code=code))
        elif bundle != known[bundle.id] and not bundles.change(
            work.connection, scope, known[bundle.id], bundle
        ):
            raise Refused("common.changed")
    tasks = [numbered_task(task, {}, given.bundles) for task in after.tasks]
    new = [task for task in tasks if task.id < 0]
    for task, task_id in zip(new, bundles.add_tasks(work.connection, scope, new), strict=True):
        given.tasks[task.id] = task_id
    seen = {task.id: task for task in before.tasks}
    changed = [task for task in tasks if task.id > 0 and task is not seen.get(task.id)]
    bundles.change_tasks(work.connection, scope, changed)
    if after.case.sop_version != before.case.sop_version:
        cases.set_version(work.connection, scope, after.case)
    if after.case.state != before.case.state:
        cases.set_state(work.connection, scope, after.case)
    return given


def _turn_elsewhere(work: Work, scope: Scope, after: Slice, events: Iterable[Event]) -> None:
    """A bundle of the whole office turns with all its tasks, also those of parts the slice did not hold."""
    held_here = {0, *(task.part for task in after.tasks)}
    for event in events:
        match event:
            case BundleHeld(bundle_id=bundle_id):
                bundles.hold_elsewhere(work.connection, scope, bundle_id, held_here)
            case BundleReleased(bundle_id=bundle_id, at=at):
                bundles.release_elsewhere(work.connection, scope, bundle_id, held_here, at)
            case _:
                pass


def _stand_still(work: Work, scope: Scope, case_id: int, events: Iterable[Event]) -> None:
    for event in events:
        match event:
            case CasePaused():
                pause = Pause(event.at, None, event.reason, event.by)
                pauses.begin(work.connection, scope, case_id, pause)
            case CaseResumed():
                pauses.end(work.connection, scope, case_id, event.at)
            case _:
                pass


def _free_code(work: Work, scope: Scope, bundle: Bundle) -> str:
    tried = candidates(bundle)
    return next(code for code in tried if not bundles.taken_codes(work.connection, scope, (code,)))
