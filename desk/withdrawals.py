"""Taking a form back while nobody has looked at it. Source: domain 4.5; design 5 (stage fill)."""

from desk import charts, guards, sops
from desk.checks import turn
from desk.guards import Held
from desk.moves import Moved, make, possible
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.events import ItemsWithdrawn
from sop.flows import flow
from sop.indicators import RealizationState
from sop.moves import Withdraw
from storage import bundles
from storage.database import Scope


def withdrawable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Forms of the person at hand that were handed in and that nobody above has decided about yet."""
    assert work.person is not None
    scope, person_id = Scope(case.office_id), work.person.id
    fill = flow(sops.of_case(work, case), case.period).fill
    if fill is None or case.state is not CaseState.OPEN:
        return ()
    mine = {seat.id for seat in charts.chart(work, case.office_id).held_by(person_id)}
    return tuple(
        bundle
        for bundle in bundles.of_case(work.connection, scope, case.id)
        if bundle.step == fill.first.key
        and bundle.seat_id in mine
        and bundle.state is BundleState.DONE
        and possible(work, scope, case, Withdraw(bundle.id), person_id)
    )


def withdraw(work: Work, bundle_id: int, revision: int) -> Moved:
    """Open a handed-in form again for its holder; the checkers' cards change silently."""
    held = _handed_in(guards.found(work, bundle_id), revision)
    move = Withdraw(held.bundle.id)
    moved = make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    items = [
        item for event in moved.events if isinstance(event, ItemsWithdrawn) for item in event.indicator_ids
    ]
    turn(work, moved, items, RealizationState.DRAFT)
    return moved


def _handed_in(held: Held, revision: int) -> Held:
    if held.seat.holder_id != held.person.id:
        raise Refused("common.not_yours", None, holder=held.seat.title)
    if held.bundle.state is not BundleState.DONE or held.bundle.revision != revision:
        raise Refused("common.changed", held.bundle)
    return held
