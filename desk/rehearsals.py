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
from sop.cases import Case
from sop.people import Office
from sop.periods import Period, quarter_of
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
    case: Case
    begun_at: datetime

    @property
    def erased_at(self) -> datetime:
        return self.begun_at + KEPT


@dataclass(frozen=True, slots=True)
class RehearsalErased:
    """A rehearsal is gone; `person_ids` had cards of it in their chats."""

    office: Office
    person_ids: tuple[int, ...]


def running(work: Work, office_id: int) -> Rehearsal | None:
    """The rehearsal of an office, if there is one."""
    room_id = rehearsals.room(work.connection, Scope(office_id))
    if room_id is None:
        return None
    scope = Scope(room_id)
    begun_at = marks.moment(work.connection, scope, BEGUN)
    case = cases.latest(work.connection, scope)[0]
    assert begun_at is not None
    office = charts.chart(work, office_id).office
    return Rehearsal(office, room_id, sops.of_case(work, case), case, begun_at)


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
    period = _period(work, office_id, sop)
    name = plain("rehearsals.room", office=office.name)
    room_id = rehearsals.begin(work.connection, scope, name, period.year, period.quarter or 1)
    _simulate_recipients(work, scope, Scope(room_id))
    marks.first_ever(work.connection, Scope(room_id), BEGUN, work.now)
    openings.open_by_hand(work, Scope(room_id), sop_key, period, work.person.id)
    people.record(work, office_id, "rehearsal_started", {"sop": sop_key, "period": str(period)})
    found = running(work, office_id)
    assert found is not None
    return found


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
    rehearsals.erase(work.connection, Scope(office_id))
    body: dict[str, object] = {"sop": found.sop.key, "period": found.case.period}
    people.record(work, office_id, "rehearsal_erased", body)
    work.happened(RehearsalErased(found.office, readers))


def _period(work: Work, office_id: int, sop: Sop) -> Period:
    """The quarter that ended last, or the running one where no target of the other's year is known."""
    today = calendars.calendar(work.connection, office_id).local_day(work.now)
    running_quarter = quarter_of(today)
    known = indicators.targets(work.connection, Scope(office_id), running_quarter.previous.year)
    period = running_quarter.previous if known else running_quarter
    return period.whole_year if sop.cycle == "year" else period


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
