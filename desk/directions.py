"""Asking a superior for direction about a task, which stays where it is. Source: practice 6; design 5."""

from desk import charts, drafts, guards
from desk.guards import Held
from desk.journals import record
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.people import Seat
from sop.procedures import Stage
from storage import bundles
from storage.database import Scope

LONGEST_NOTE = 500  # characters
_ASK_THEMSELVES = (Stage.FILL, Stage.ASSIGN, Stage.LOG)


def superior(held: Held) -> Seat:
    """Who is asked: the nearest superior of the seat whom somebody else holds."""
    found = _above(held)
    if found is None:
        raise Refused("orders.no_superior")
    return found


def askable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """What waits at the seats of the person at hand and somebody above can be asked about.

    A form and a division of work ask from their own cards.
    """
    assert work.person is not None
    if case.state is not CaseState.OPEN:
        return ()
    mine = [seat.id for seat in charts.chart(work, case.office_id).held_by(work.person.id)]
    working = bundles.working(work.connection, Scope(case.office_id), mine) if mine else ()
    here = [one for one in working if one.case_id == case.id and one.state is BundleState.OPEN]
    found = [guards.around(work, one) for one in here]
    return tuple(one.bundle for one in found if one.stage not in _ASK_THEMSELVES and _above(one))


def _above(held: Held) -> Seat | None:
    seats = held.chart.superiors(held.seat.id)
    return next((seat for seat in seats if seat.holder_id not in (None, held.person.id)), None)


def ask(work: Work, held: Held, note: str) -> tuple[Seat, str]:
    """Journal what is asked; returns who is asked and the note as kept."""
    seat, kept = superior(held), note.strip()[:LONGEST_NOTE]
    body = {"bundle": held.bundle.id, "to": seat.id, "note": kept}
    record(work, held, "direction_asked", body)
    drafts.answered(work, held.bundle)
    return seat, kept
