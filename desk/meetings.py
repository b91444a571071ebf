"""A meeting of the SOP: when and where, told to those who meet, then its minutes. Source: design 5.

Several seats may have to meet, each with a task of its own: the time and the minutes belong to all of them.
"""

import json
from dataclasses import dataclass

from desk import calendars, charts, orders
from desk.cards import CardOutdated
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState
from sop.meetings import MEETING_SET, Meeting, kept_meeting, read_meeting_line
from sop.people import Seat
from sop.sheets import Sheet
from sop.tiers import office_roles
from storage import bundles, indicators, journals
from storage.database import Scope


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """Somebody said when and where people meet, or said it anew."""

    held: Held
    meeting: Meeting
    told: tuple[Seat, ...]  # whoever meets or is to know, but whoever said it
    again: bool

    @property
    def bundle(self) -> Bundle:
        return self.held.bundle


def meeting(work: Work, bundle: Bundle) -> Meeting | None:
    """When and where the people of a bundle meet; None while nobody has said so."""
    lines = journals.told(work.connection, Scope(bundle.office_id), bundle.case_id, MEETING_SET)
    bodies = (json.loads(line.body) for line in reversed(lines))
    here = (one for one in bodies if (one["step"], one["part"], one["round"]) == _which(bundle))
    return next(map(kept_meeting, here), None)


def minutes(work: Work, bundle: Bundle) -> int:
    """How many papers or notes of the meeting are kept."""
    ids = [one.id for one in _together(work, bundle)]
    return len(indicators.evidences(work.connection, Scope(bundle.office_id), ids))


def arrange(work: Work, held: Held, written: str) -> Meeting:
    """Keep day, time and place; Refused where one is missing or the day is over."""
    calendar = calendars.calendar(work.connection, held.bundle.office_id)
    found = read_meeting_line(written, work.now, calendar)
    if found is None:
        raise Refused("meetings.unread")
    if found.day < calendar.local_day(work.now):
        raise Refused("meetings.over")
    again = meeting(work, held.bundle) is not None
    step, part, turn = _which(held.bundle)
    record(work, held, MEETING_SET, {**found.body, "step": step, "part": part, "round": turn})
    work.happened(MeetingSet(held, found, _concerned(work, held), again))
    work.happened(*(CardOutdated(one) for one in _open(work, held.bundle)))
    return found


def needs_minutes(work: Work, held: Held) -> bool:
    return not minutes(work, held.bundle)


def finish(work: Work, held: Held) -> Moved:
    """The meeting is over for whoever presses."""
    moved = orders.report_done(work, held)
    work.happened(*(CardOutdated(one) for one in _open(work, held.bundle)))
    return moved


def said(work: Work, sheet: Sheet) -> tuple[Meeting | None, int]:
    """What the card of a meeting shows: when and where, and how many minutes are kept."""
    return meeting(work, sheet.bundle), minutes(work, sheet.bundle)


def _which(bundle: Bundle) -> tuple[str, int, int]:
    return bundle.step, bundle.part, bundle.round


def _together(work: Work, bundle: Bundle) -> tuple[Bundle, ...]:
    every = bundles.of_case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return tuple(one for one in every if _which(one) == _which(bundle))


def _open(work: Work, bundle: Bundle) -> tuple[Bundle, ...]:
    return tuple(one for one in _together(work, bundle) if one.state is BundleState.OPEN)


def _concerned(work: Work, held: Held) -> tuple[Seat, ...]:
    """Those who meet, and those the step's result goes to; each person once."""
    meeting_seats = [held.chart.seat(one.seat_id) for one in _together(work, held.bundle)]
    roles = office_roles(charts.roles(work, held.bundle.office_id), held.step.recipients)
    people = {held.person.id}
    found = []
    for seat in (*meeting_seats, *held.chart.with_role(*roles)):
        if seat.holder_id is not None and seat.holder_id not in people:
            people.add(seat.holder_id)
            found.append(seat)
    return tuple(found)
