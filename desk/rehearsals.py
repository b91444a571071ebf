"""`/latihan`: the office rehearses an SOP with its own people, in a room of its own. Source: practice 5.7.

The room is an office with a copy of the chart (`storage.rehearsals`), so cards, stages, clocks and papers are
those of a real case while figures, reports, codes and standing orders of the real office are out of reach.
One rehearsal at a time; it is erased by one press, or by itself after some days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from desk import calendars, charts, isolations, openings, people, sops
from desk.works import Refused, Work
from sop.cards import Card
from sop.cases import Case, CaseState
from sop.openings import Moment, Series, series
from sop.people import Office
from sop.periods import Cycle, Period, period_of
from sop.procedures import Sop
from storage import cards, cases, indicators, marks, offices, rehearsals
from storage.database import Scope
from text.catalogue import plain

KEPT = timedelta(days=3)
BEGUN = "rehearsal"  # the mark of the room that says when it was made


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an office rehearses at the moment, and until when it is kept."""

    office: Office  # the real one
    room_id: int
    sop: Sop
    cases: tuple[Case, ...]  # in the order in which they opened; the last one is under way
    following: tuple[Period, ...]  # what opens after it, one after the other
    begun_at: datetime

    @property
    def case(self) -> Case:
        return self.cases[-1]

    @property
    def erased_at(self) -> datetime:
        return self.begun_at + KEPT


@dataclass(frozen=True, slots=True)
class RehearsalErased:
    """A rehearsal is gone; `person_ids` had cards of it in their chats, `cards` are there still."""

    office: Office
    person_ids: tuple[int, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RehearsalEnded:
    """The last case of a rehearsal is closed: it may be erased."""

    rehearsal: Rehearsal


def running(work: Work, office_id: int) -> Rehearsal | None:
    """The rehearsal of an office, if there is one."""
    room_id = rehearsals.room(work.connection, Scope(office_id))
    if room_id is None:
        return None
    scope = Scope(room_id)
    begun_at = marks.moment(work.connection, scope, BEGUN)
    opened = tuple(sorted(cases.latest(work.connection, scope), key=lambda case: case.id))
    assert begun_at is not None
    sop = sops.of_case(work, opened[-1])
    played = {case.period for case in opened}
    periods = _periods(work, office_id, sop, begun_at)
    following = tuple(one for one in periods if str(one) not in played)
    return Rehearsal(charts.chart(work, office_id).office, room_id, sop, opened, following, begun_at)


def choices(work: Work, office_id: int) -> tuple[Sop, ...]:
    """The SOPs an office may rehearse, its own first."""
    own = charts.chart(work, office_id).office.sop_key
    known = sops.every(work)
    return tuple(sorted(known, key=lambda sop: (sop.key != own, sop.key)))


def start(work: Work, office_id: int, sop_key: str) -> Rehearsal:
    """Make the room and open the case in it; whoever the SOP begins with gets the first card.

    Refused while another rehearsal of the office is running.
    """
    people.require_admin(work, office_id)
    assert work.person is not None
    scope = Scope(office_id)
    if rehearsals.room(work.connection, scope) is not None:
        raise Refused("rehearsals.running")
    sop = next((one for one in choices(work, office_id) if one.key == sop_key), None)
    if sop is None:
        raise Refused("common.old_button")
    office = charts.chart(work, office_id).office
    periods = _periods(work, office_id, sop, work.now)
    name = plain("rehearsals.room", office=office.name)
    before = min((one.year, one.quarter or 1) for one in periods)
    room_id = rehearsals.begin(work.connection, scope, name, sop.key, before)
    _simulate_recipients(work, scope, Scope(room_id))
    marks.first_ever(work.connection, Scope(room_id), BEGUN, work.now)
    openings.open_by_hand(work, Scope(room_id), sop_key, periods[0], work.person.id)
    people.record(work, office_id, "rehearsal_started", {"sop": sop_key, "period": str(periods[0])})
    found = running(work, office_id)
    assert found is not None
    return found


def go_on(work: Work, closed: Case) -> None:
    """A case of a rehearsal was closed: what the SOP opens next opens at once, until all of it was played."""
    office_id = charts.chart(work, closed.office_id).office.rehearsal_of
    found = running(work, office_id) if office_id is not None else None
    if found is None or any(case.state in (CaseState.OPEN, CaseState.PAUSED) for case in found.cases):
        return
    if not found.following:
        work.happened(RehearsalEnded(found))
        return
    openings.open_by_hand(work, Scope(found.room_id), found.sop.key, found.following[0], by=0)


def erase(work: Work, office_id: int) -> None:
    """Erase all of it but the line in the office's journal."""
    people.require_admin(work, office_id)
    _erase(work, office_id)


def erase_old(work: Work) -> int:
    """Erase what was left lying; returns how many. One that cannot be erased holds up no other."""
    return sum(
        isolations.apart(work, "rehearsals", partial(_erase_if_old, office_id=office_id), office_id=office_id)
        or 0
        for office_id in rehearsals.rehearsing(work.connection)
    )


def _erase_if_old(work: Work, office_id: int) -> int:
    found = running(work, office_id)
    if found is None or work.now < found.erased_at:
        return 0
    _erase(work, office_id)
    return 1


def _erase(work: Work, office_id: int) -> None:
    found = running(work, office_id)
    if found is None:
        raise Refused("rehearsals.none")
    readers = cards.readers(work.connection, Scope(found.room_id))
    left = cards.shown_in(work.connection, Scope(found.room_id))
    rehearsals.erase(work.connection, Scope(office_id))
    body: dict[str, object] = {"sop": found.sop.key, "period": found.case.period}
    people.record(work, office_id, "rehearsal_erased", body)
    work.happened(RehearsalErased(found.office, readers, left))


def _periods(work: Work, office_id: int, sop: Sop, at: datetime) -> tuple[Period, ...]:
    """One period for each kind of case that the calendar opens, in the order in which they are played.

    Work that runs with its period is rehearsed in the running one. Other figures are those of the period
    that ended last, or of the running one where no target of the other's year is known.
    """
    today = calendars.calendar(work.connection, office_id).local_day(at)
    kinds = [one for one in series(sop) if one.opens is not Moment.AFTER_LAST_QUARTER]
    found = tuple(_period(work, Scope(office_id), one, period_of(one.cycle, today)) for one in kinds)
    return found or (period_of(Cycle.YEAR, today),)


def _period(work: Work, scope: Scope, one: Series, now_running: Period) -> Period:
    if one.opens is Moment.AT_START:
        return now_running
    known = indicators.targets(work.connection, scope, now_running.previous.year)
    return now_running.previous if known else now_running


def _simulate_recipients(work: Work, scope: Scope, room: Scope) -> None:
    """The agencies take part by name only: nobody outside the office hears of a rehearsal."""
    for agency in offices.agencies(work.connection, scope):
        values = {
            "code": agency.code,
            "name": plain("rehearsals.recipient", name=agency.name),
            "channel": agency.channel,
            "person_id": None,
            "address": "",
        }
        offices.add_agency(work.connection, room, values)
