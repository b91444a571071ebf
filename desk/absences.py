"""Who stands in for an official: named for some days, changed, ended early, called off.

Source: practice 2.5; design 4, law 7. A term that was kept is never deleted: its half-open interval is moved
or shortened, and the journal says by whom. Rights follow the interval by themselves.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from desk import calendars, charts, people, takeovers
from desk.works import Refused, Work
from sop.absences import Event, StandIn, official, standing_in
from sop.people import Assignment, Holding, Seat
from sop.takeovers import Answers, clashing, runs
from storage import offices
from storage import people as rows
from storage import takeovers as moments
from storage.database import Scope

_NO_WORK = ("admin", "recipient")


@dataclass(frozen=True, slots=True)
class StandInSet:
    """A term of a stand-in was named, moved, ended or called off: as it is kept now, and as it was."""

    what: Event
    now: StandIn
    before: StandIn | None = None


def candidates(work: Work, office_id: int, seat_id: int) -> tuple[Seat, ...]:
    """Who may stand in for a seat of the person at hand: own people first, then the others of the office."""
    assert work.person is not None
    seat = takeovers.own_seat(work, office_id, seat_id)
    chart = charts.chart(work, office_id)
    free = [one for one in chart.seats if one.holder_id not in (None, work.person.id)]
    free = [one for one in free if one.role not in _NO_WORK]
    below = [one for one in free if any(above.id == seat.id for above in chart.superiors(one.id))]
    deciders = [one for one in free if one.role in people.DECIDERS]
    found: dict[int | None, Seat] = {}
    for one in (*(one for one in below if one in deciders), *deciders, *below):
        found.setdefault(one.holder_id, one)
    return tuple(found.values())


def begun(work: Work, office_id: int, seat_id: int, candidate_id: int) -> Answers:
    """An official has chosen who stands in for him."""
    found = candidates(work, office_id, seat_id)
    chosen = next((one for one in found if one.id == candidate_id), None)
    if chosen is None or chosen.holder_id is None:
        raise Refused("common.old_button")
    plh = Holding.ACTING_TEMPORARY
    return Answers(seat_id, person_id=chosen.holder_id, name=chosen.holder_name, holding=plh, decree="")


def standing(work: Work) -> tuple[StandIn, ...]:
    """Coming and running stand-ins at seats of the person at hand, and of the offices he administers."""
    assert work.person is not None
    found: list[StandIn] = []
    for office_id in people.real_offices(work, work.person.id):
        terms = rows.assignments(work.connection, Scope(office_id))
        every = [_stand_in(work, office_id, term, terms) for term in standing_in(terms, work.now)]
        found += [one for one in every if _may_change(work, one)]
    return tuple(found)


def chosen(work: Work, office_id: int, term_id: int) -> StandIn:
    """The stand-in a button or a question names, for whoever may change him; Refused otherwise."""
    assert work.person is not None
    if office_id not in people.real_offices(work, work.person.id):
        raise Refused("common.old_button")
    terms = rows.assignments(work.connection, Scope(office_id))
    term = next((one for one in terms if one.id == term_id), None)
    found = _stand_in(work, office_id, term, terms) if term is not None else None
    if found is None or not _may_change(work, found):
        raise Refused("common.old_button")
    if found.term not in standing_in(terms, work.now):
        raise Refused("absences.over")
    return found


def read_days(work: Work, found: StandIn, text: str) -> tuple[date, date]:
    """The new days as typed: of a term that runs only the last one, for the first is history."""
    first, last = takeovers.read_days(work, found.office.id, text)
    last = last or first
    if found.running:
        first = found.first
    takeovers.require_to_come(work, found.office.id, last)
    if last < first:
        raise Refused("takeovers.days_reversed")
    return first, last


def review(work: Work, found: StandIn, first: date, last: date) -> tuple[datetime, datetime | None]:
    """When the moved term would begin and end; Refused where another stand-in is named for such a day."""
    starts, ends = takeovers.bounds(work, found.office.id, first, last)
    starts = found.term.starts_at if found.running else starts
    terms = rows.assignments(work.connection, Scope(found.office.id))
    others = [one for one in terms if one.id != found.term.id]
    clash = clashing(others, found.seat.id, found.term.holding, starts, ends)
    takeovers.require_free(work, found.office.id, found.seat, clash)
    return starts, ends


def move(work: Work, found: StandIn, first: date, last: date) -> None:
    """The term gets other days; cards follow at its new moments."""
    starts, ends = review(work, found, first, last)
    for moment, was in ((starts, found.term.starts_at), (ends, found.term.ends_at)):
        if moment is not None and moment != was:
            moments.expect(work.connection, Scope(found.office.id), found.seat.id, moment)
    _keep(work, found, Event.MOVED, starts, ends)
    takeovers.take_effect(work)


def end(work: Work, found: StandIn) -> None:
    """A running term ends at this moment and its cards go back; one yet to begin never will."""
    assert work.person is not None
    if not found.running:
        _keep(work, found, Event.CALLED_OFF, found.term.starts_at, found.term.starts_at)
        return
    _keep(work, found, Event.ENDED, found.term.starts_at, work.now)
    if work.person.id == found.official:
        takeovers.follow(work, found.office.id, found.seat.id, work.now)
    else:
        moments.expect(work.connection, Scope(found.office.id), found.seat.id, work.now)
        takeovers.take_effect(work)


def named(work: Work, office_id: int, term_id: int) -> None:
    """A stand-in was named: whoever it concerns is told."""
    terms = rows.assignments(work.connection, Scope(office_id))
    term = next(one for one in terms if one.id == term_id)
    work.happened(StandInSet(Event.NAMED, _stand_in(work, office_id, term, terms)))


def _keep(work: Work, found: StandIn, what: Event, starts: datetime, ends: datetime | None) -> None:
    scope, term = Scope(found.office.id), found.term
    values = {"starts_at": starts, "ends_at": ends, "decree": term.decree}
    rows.reassign(work.connection, scope, term.id, values)
    charts.changed(work, scope.office_id)
    body: dict[str, object] = {"seat": found.seat.id, "person": term.person_id, "assignment": term.id}
    was = {"started_at": term.starts_at, "ended_at": term.ends_at}
    people.record(
        work, scope.office_id, f"stand_in_{what}", {**body, **was, "starts_at": starts, "ends_at": ends}
    )
    after = replace(term, starts_at=starts, ends_at=ends)
    terms = rows.assignments(work.connection, scope)
    work.happened(StandInSet(what, _stand_in(work, scope.office_id, after, terms), found))


def _stand_in(work: Work, office_id: int, term: Assignment, terms: tuple[Assignment, ...]) -> StandIn:
    chart = charts.chart(work, office_id)
    calendar = calendars.calendar(work.connection, office_id)
    last = None if term.ends_at is None else calendar.local_day(term.ends_at - takeovers.MOMENT)
    return StandIn(
        office=chart.office,
        seat=chart.seat(term.position_id),
        term=term,
        name=takeovers.named(work, term),
        official=official(terms, term.position_id, work.now),
        first=calendar.local_day(term.starts_at),
        last=last,
        running=runs(term, work.now),
    )


def _may_change(work: Work, found: StandIn) -> bool:
    assert work.person is not None
    administers = found.office.id in offices.administered_by(work.connection, work.person.id)
    return administers or work.person.id == found.official
