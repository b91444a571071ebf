"""Giving a task to another seat; its clock and its round stay. Source: practice 2; design 5, law 7."""

from dataclasses import dataclass

from desk import cases, guards
from desk.guards import Held
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState
from sop.moves import Reassign
from sop.people import Seat
from sop.tiers import office_roles
from storage import offices

_NO_WORK = frozenset({"recipient", "admin"})


@dataclass(frozen=True, slots=True)
class Handover:
    """A task that can move, and the seats it can move to."""

    held: Held
    candidates: tuple[Seat, ...]


def handover(work: Work, bundle_id: int, revision: int) -> Handover:
    """The task a button names, unchanged since the button was drawn, for whoever runs the case."""
    held = guards.found(work, bundle_id)
    cases.require_manager(work, held.bundle.office_id)
    if held.bundle.state not in (BundleState.OPEN, BundleState.WAITING):
        raise Refused("cases.bundle_closed")
    if held.bundle.revision != revision:
        raise Refused("reassignments.changed")
    return Handover(held, _candidates(work, held))


def reassign(work: Work, found: Handover, written: str) -> Moved:
    """Move the task to the seat a button names; Refused for one that is not offered."""
    seat = next((one for one in found.candidates if str(one.id) == written), None)
    if seat is None:
        raise Refused("common.old_button")
    held = found.held
    acting_as = cases.acting_as(work, held.bundle.office_id)
    return make(work, held.scope, held.case.id, Reassign(held.bundle.id, seat.id), held.person.id, acting_as)


def _candidates(work: Work, held: Held) -> tuple[Seat, ...]:
    """Held seats of the same part; for a task of the whole office those of the step's roles and its unit."""
    bundle, chart = held.bundle, held.chart
    if bundle.part:
        near = [seat for seat in chart.seats if chart.part_of(seat.unit_id).id == bundle.part]
    else:
        roles = office_roles(offices.role_map(work.connection, held.scope), held.step.actors)
        beside = [seat for seat in chart.seats if seat.unit_id == held.seat.unit_id]
        near = [*chart.with_role(*roles), *beside]
    return tuple(seat for seat in dict.fromkeys(near) if _may_take(seat, bundle, held.seat.holder_id))


def _may_take(seat: Seat, bundle: Bundle, holder_id: int | None) -> bool:
    """Another person's seat, held, and one that does work of the office."""
    free = seat.holder_id is not None and seat.holder_id != holder_id
    return free and seat.id != bundle.seat_id and seat.role not in _NO_WORK
