"""Giving an open duty to one's own subordinate, and taking it back while nobody has acted.

Source: practice 2; design 5. The tree of seats says who is a subordinate; clock and round of the duty stay.
"""

import json
from dataclasses import dataclass

from desk import charts, guards
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.changes import BundleClosed
from sop.delegations import DELEGATED, TAKEN_BACK, Delegation, line_of, may_pass, subordinates
from sop.events import BundleReassigned
from sop.flows import flow
from sop.moves import Reassign
from sop.people import Seat
from sop.procedures import Stage
from storage import bundles, drafts, journals
from storage.database import Scope

LONGEST_NOTE = 500  # characters
_NO_WORK = frozenset({"recipient", "admin"})


@dataclass(frozen=True, slots=True)
class Passing:
    """A duty that may be passed down, and whom it may go to."""

    held: Held
    candidates: tuple[Seat, ...]


def passable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Open duties of the person at hand in a case that a subordinate could take."""
    assert work.person is not None
    if case.state is not CaseState.OPEN:
        return ()
    mine = [seat.id for seat in charts.chart(work, case.office_id).held_by(work.person.id)]
    working = bundles.working(work.connection, Scope(case.office_id), mine) if mine else ()
    here = [one for one in working if one.case_id == case.id and one.state is BundleState.OPEN]
    return tuple(one for one in here if _candidates(work, guards.around(work, one)))


def passing(work: Work, bundle_id: int, revision: int) -> Passing:
    """The duty a button names, for its holder; Refused where it stays with the seat or nobody can take it."""
    held = guards.mine(work, bundle_id, revision)
    if not may_pass(_stages(held)):
        raise Refused("delegations.stays")
    found = _candidates(work, held)
    if not found:
        raise Refused("delegations.nobody")
    return Passing(held, found)


def pass_down(work: Work, found: Passing, written: str, note: str) -> tuple[Seat, Bundle]:
    """Give the duty to the seat a button names; returns it and the duty as it lies there."""
    seat = next((one for one in found.candidates if str(one.id) == written), None)
    if seat is None:
        raise Refused("common.old_button")
    held = found.held
    move = Reassign(held.bundle.id, seat.id)
    moved = make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    event = next(one for one in moved.events if isinstance(one, BundleReassigned))
    bundle = next(one for one in moved.after.bundles if one.id == event.to_bundle_id)
    kept = note.strip()[:LONGEST_NOTE]
    given = Delegation(bundle.id, held.bundle.id, held.seat.id, seat.id, bundle.revision, kept)
    record(work, held, DELEGATED, given.body)
    return seat, bundle


def takeable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Duties the person at hand passed down and may take back."""
    assert work.person is not None
    if case.state is not CaseState.OPEN:
        return ()
    scope, chart = Scope(case.office_id), charts.chart(work, case.office_id)
    given = {one.bundle: one for one in of_case(work, case)}
    mine = {seat.id for seat in chart.held_by(work.person.id)}
    wanted = {id_ for id_, one in given.items() if one.from_seat in mine}
    every = bundles.of_case(work.connection, scope, case.id) if wanted else ()
    return tuple(one for one in every if one.id in wanted and _untouched(work, one, given[one.id]))


def take_back(work: Work, bundle_id: int) -> Moved:
    """The duty returns to whoever passed it down; Refused for others, and once somebody acted on it."""
    held = guards.found(work, bundle_id)
    given = next(iter(line_of(of_case(work, held.case), bundle_id)), None)
    if given is None or held.chart.seat(given.from_seat).holder_id != held.person.id:
        raise Refused("delegations.not_given")
    if held.bundle.state is BundleState.DONE:
        raise Refused("common.already_done", held.bundle)
    if held.bundle.state is BundleState.VOID:
        raise Refused("common.closed", held.bundle)
    if held.case.state is CaseState.PAUSED:
        raise Refused("cases.case_paused", held.bundle)
    if not _untouched(work, held.bundle, given):
        raise Refused("delegations.begun", None, holder=held.seat.holder_name or held.seat.title)
    seat = held.chart.seat(given.from_seat)
    capacity = guards.capacity(seat, held.person)
    move = Reassign(bundle_id, seat.id)
    moved = make(work, held.scope, held.case.id, move, held.person.id, capacity)
    event = next(one for one in moved.events if isinstance(one, BundleReassigned))
    record(work, held, TAKEN_BACK, {"bundle": event.to_bundle_id})
    return moved


def given_with(work: Work, case: Case, event: BundleReassigned) -> Delegation | None:
    """What a superior said when a duty moved down; None where it moved for another reason."""
    found = next(iter(line_of(of_case(work, case), event.to_bundle_id)), None)
    return found if found and found.was == event.bundle_id else None


def waiting_for(work: Work, case: Case, event: BundleClosed) -> tuple[Delegation, ...]:
    """Those who passed the duty down that is done now, the nearest first."""
    return line_of(of_case(work, case), event.bundle_id) if event.state is BundleState.DONE else ()


def of_case(work: Work, case: Case) -> tuple[Delegation, ...]:
    """Every duty of a case that was passed down, oldest first."""
    lines = journals.told(work.connection, Scope(case.office_id), case.id, DELEGATED)
    return tuple(Delegation(**json.loads(line.body)) for line in lines)


def _untouched(work: Work, bundle: Bundle, given: Delegation) -> bool:
    """Whether the duty lies as it was given, with nothing begun about it."""
    holder = charts.chart(work, bundle.office_id).seat(bundle.seat_id).holder_id
    scope = Scope(bundle.office_id)
    begun = drafts.draft(work.connection, scope, holder, bundle.id) if holder else None
    same = bundle.seat_id == given.to_seat and bundle.revision == given.revision
    return bundle.state is BundleState.OPEN and same and begun is None


def _stages(held: Held) -> tuple[Stage, ...]:
    run = flow(held.sop, held.case.period).run_of(held.bundle.step)
    return tuple(step.stage for step in run.steps)


def _candidates(work: Work, held: Held) -> tuple[Seat, ...]:
    """Subordinates who have not the same duty already, and who would not verify what they typed."""
    stages = _stages(held)
    if not may_pass(stages):
        return ()
    every = bundles.of_case(work.connection, held.scope, held.case.id)
    busy = {
        one.seat_id
        for one in every
        if one.step == held.bundle.step and one.state in (BundleState.OPEN, BundleState.WAITING)
    }
    typed = _typists(work, held) if Stage.VERIFY in stages else frozenset()
    below = subordinates(held.chart, held.seat)
    free = [one for one in below if one.id not in busy and one.holder_id not in typed]
    return tuple(one for one in free if one.role not in _NO_WORK)


def _typists(work: Work, held: Held) -> frozenset[int]:
    """Persons who entered a figure of the case. Source: practice 2.6."""
    fill = flow(held.sop, held.case.period).fill
    keys = {step.key for step in fill.steps} if fill else set()
    tasks = bundles.tasks_of_case(work.connection, held.scope, held.case.id) if keys else ()
    return frozenset(task.closed_by for task in tasks if task.step in keys and task.closed_by)
