"""Asking a superior for direction about a task, which stays where it is. Source: practice 6; design 5."""

from desk import drafts
from desk.guards import Held
from desk.journals import record
from desk.works import Refused, Work
from sop.people import Seat

LONGEST_NOTE = 500  # characters


def superior(held: Held) -> Seat:
    """Who is asked: the nearest superior of the seat whom somebody else holds."""
    for seat in held.chart.superiors(held.seat.id):
        if seat.holder_id not in (None, held.person.id):
            return seat
    raise Refused("orders.no_superior")


def ask(work: Work, held: Held, note: str) -> tuple[Seat, str]:
    """Journal what is asked; returns who is asked and the note as kept."""
    seat, kept = superior(held), note.strip()[:LONGEST_NOTE]
    body = {"bundle": held.bundle.id, "to": seat.id, "note": kept}
    record(work, held, "direction_asked", body)
    drafts.answered(work, held.bundle)
    return seat, kept
