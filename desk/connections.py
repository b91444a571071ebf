"""Holders who cannot be reached: the card is kept and others are told at once (design 5)."""

from dataclasses import dataclass

from desk import charts, people
from desk.cards import CardWanted
from desk.works import Work
from sop.audiences import nearest_superior
from sop.cases import Bundle, BundleState
from sop.people import Seat
from storage import accounts, bundles
from storage import cards as card_rows
from storage.database import Scope


@dataclass(frozen=True, slots=True)
class HolderUnreachable:
    """A duty is open at a seat without a holder, or whose holder has no reachable account."""

    bundle: Bundle
    seat: Seat


def holder_unreachable(work: Work, bundle: Bundle, seat: Seat) -> None:
    work.happened(HolderUnreachable(bundle, seat))


def open_for(work: Work, person_id: int) -> tuple[Bundle, ...]:
    """Those of them that can be decided now."""
    return tuple(one for one in waiting_for(work, person_id) if one.state is BundleState.OPEN)


def waiting_for(work: Work, person_id: int) -> tuple[Bundle, ...]:
    """Unfinished bundles of every seat a person holds, in all their offices, oldest first."""
    found: list[Bundle] = []
    for office_id in people.offices(work, person_id):
        seats = charts.chart(work, office_id).held_by(person_id)
        if seats:
            ids = [seat.id for seat in seats]
            found += bundles.working(work.connection, Scope(office_id), ids)
    return tuple(found)


def deliver_waiting(work: Work, person_id: int) -> None:
    """Let every open card of a person come that one of their reachable accounts does not show yet."""
    chats = {account.chat_id for account in accounts.reachable(work.connection, person_id)}
    if not chats:
        return
    for bundle in waiting_for(work, person_id):
        if bundle.state is not BundleState.OPEN:
            continue
        live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
        if not chats <= {card.chat_id for card in live if card.person_id == person_id}:
            work.happened(CardWanted(bundle, person_id))


def report_unreachable(work: Work, person_id: int) -> None:
    """A person can no longer be reached: what is open at their seats is reported."""
    for bundle in waiting_for(work, person_id):
        if bundle.state is BundleState.OPEN:
            seat = charts.chart(work, bundle.office_id).seat(bundle.seat_id)
            holder_unreachable(work, bundle, seat)


def to_tell(work: Work, unreachable: HolderUnreachable) -> tuple[int, ...]:
    """Who hears that a holder cannot be reached: the admins and the nearest superior, never the head."""
    office_id = unreachable.bundle.office_id
    superior = nearest_superior(charts.chart(work, office_id), unreachable.seat)
    found = list(people.admins(work, office_id))
    if superior is not None and superior.role != "head" and superior.holder_id is not None:
        found.append(superior.holder_id)
    return tuple(one for one in dict.fromkeys(found) if one != unreachable.seat.holder_id)
