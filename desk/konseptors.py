"""The konseptor of a seat: who prepares in its holder's name. Source: practice 2.2, 2.5.

He belongs to the position and stays when its official changes; he ends where he is the one who left or the
one who came. Whoever holds the seat names another.
"""

from dataclasses import dataclass

from desk import charts, people, sheets
from desk.cards import CardWanted
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState
from sop.people import Chart, Holding, Office, Seat
from sop.procedures import Stage
from storage import bundles, indicators, offices
from storage import people as rows
from storage.database import Scope

_NO_WORK = ("admin", "recipient")


@dataclass(frozen=True, slots=True)
class Konseptor:
    """A seat of the person at hand and who prepares in its name; `name` is empty where nobody does."""

    office: Office
    seat: Seat
    name: str


@dataclass(frozen=True, slots=True)
class KonseptorNamed:
    """A seat has another konseptor, or none; `forms` are what is being filled in its name."""

    office: Office
    seat: Seat
    before: int | None
    after: int | None
    forms: tuple[Bundle, ...]


def own(work: Work) -> tuple[Konseptor, ...]:
    """Seats of the person at hand, also while a stand-in decides there, with their konseptor."""
    assert work.person is not None
    held = people.capacities(work, work.person.id)
    mine = [one for one in held if one.seat.holding is not Holding.ACTING_TEMPORARY]
    mine += people.represented(work, work.person.id)
    found = [(one.office, one.seat) for one in mine if one.seat.role not in _NO_WORK]
    return tuple(Konseptor(office, seat, name(work, seat)) for office, seat in found)


def chosen(work: Work, office_id: int, seat_id: int) -> Konseptor:
    """One of these seats, as a button names it; Refused for any other."""
    found = [one for one in own(work) if (one.office.id, one.seat.id) == (office_id, seat_id)]
    if not found:
        raise Refused("common.old_button")
    return found[0]


def candidates(work: Work, found: Konseptor) -> tuple[Seat, ...]:
    """Who may prepare for a seat: those below first, then the others of its unit."""
    assert work.person is not None
    chart = charts.chart(work, found.office.id)
    free = [one for one in chart.seats if one.role not in _NO_WORK]
    free = [one for one in free if one.holder_id not in (None, work.person.id, found.seat.holder_id)]
    below = [one for one in free if any(above.id == found.seat.id for above in chart.superiors(one.id))]
    beside = [one for one in free if _part(chart, one) == _part(chart, found.seat)]
    first: dict[int | None, Seat] = {}
    for one in (*below, *beside):
        first.setdefault(one.holder_id, one)
    return tuple(first.values())


def choose(work: Work, found: Konseptor, candidate_id: int) -> None:
    """Name the holder of a candidate's seat, or nobody (0); both sides are told."""
    seats = candidates(work, found)
    person_id = next((one.holder_id for one in seats if one.id == candidate_id), None)
    if candidate_id and person_id is None:
        raise Refused("common.old_button")
    if person_id == found.seat.konseptor_id:
        raise Refused("konseptors.same")
    _name(work, found.office.id, found.seat, person_id)
    forms = _forms(work, found.office.id, found.seat)
    work.happened(KonseptorNamed(found.office, found.seat, found.seat.konseptor_id, person_id, forms))
    if person_id is not None:
        work.happened(*(CardWanted(bundle, person_id) for bundle in forms))


def succeed(work: Work, office_id: int, seat: Seat, left: int | None, came: int | None) -> bool:
    """The seat has another official: whether its konseptor ended, being the one who left or came."""
    gone = [one for one in (left, came) if one is not None]
    scope = Scope(office_id)
    figures = sum(indicators.release_konseptor(work.connection, scope, seat.id, one) for one in gone)
    ended = seat.konseptor_id in gone
    if ended:
        _name(work, office_id, seat, None)
    elif figures:
        charts.changed(work, office_id)
    return ended


def name(work: Work, seat: Seat) -> str:
    """The konseptor of a seat by name; "" where there is none."""
    person = rows.person(work.connection, seat.konseptor_id) if seat.konseptor_id else None
    return person.name if person is not None else ""


def _name(work: Work, office_id: int, seat: Seat, person_id: int | None) -> None:
    offices.name_konseptor(work.connection, Scope(office_id), seat.id, person_id)
    charts.changed(work, office_id)
    body: dict[str, object] = {"seat": seat.id, "before": seat.konseptor_id, "after": person_id}
    people.record(work, office_id, "konseptor_named", body)


def _forms(work: Work, office_id: int, seat: Seat) -> tuple[Bundle, ...]:
    """Forms open at a seat."""
    scope = Scope(office_id)
    waiting = bundles.working(work.connection, scope, [seat.id])
    open_ = (one for one in waiting if one.state is BundleState.OPEN)
    return tuple(one for one in open_ if sheets.stage(work, one) is Stage.FILL)


def _part(chart: Chart, seat: Seat) -> int:
    return chart.part_of(seat.unit_id).id
