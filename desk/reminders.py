"""Reminders: rungs that fell due speak once, to people, in office hours (law 6; practice 3.1).

A rung becomes one held notice for each person it means, in the commit that marks it fired. When the window
opens all notices of a person become one message, and nobody gets a second one that day.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import groupby

from desk import calendars, charts, clocks, held_notices, isolations, pauses, tasks
from desk.guards import capacity
from desk.held_notices import REMINDER, Held
from desk.works import Work
from sop.audiences import people_of, responder
from sop.cases import Bundle, BundleState
from sop.deadlines import Audience, Audiences, collapse
from sop.duties import Duty
from sop.notices import Notice
from sop.people import Chart, Seat
from sop.reminders import HeadAwaited, Reminder
from sop.rungs import DueRung, audiences, written
from storage import bundles, marks, people
from storage import rungs as rung_rows
from storage.database import Scope

BATCH = 100
LATE = timedelta(minutes=10)  # from here on a reminder says when it should have come
SETTLING = timedelta(minutes=1)  # so long a notice waits for the rest of a burst that is still being swept
LOOK_AGAIN = timedelta(seconds=5)  # less than what held_notices lets come along
PAUSE = timedelta(minutes=10)  # until a rung that could not speak is tried again
_ABOVE_OFFICES = Scope(0)  # one reminder a day for a person, in however many offices they sit


@dataclass(frozen=True, slots=True)
class Spoken:
    """A notice of this module, read again: its bundle, to whom the rung spoke, when it was due and fired."""

    notice: Notice
    bundle: Bundle
    audience: Audiences
    at: datetime
    fired_at: datetime


def sweep(work: Work) -> int:
    """Fire one batch of rungs that are due and hold what they say; returns how many fired."""
    due = rung_rows.due_together(work.connection, work.now, BATCH)
    if not due:
        return 0
    rooms = _rooms(work, {one.rung.office_id for one in due})
    held: list[Held] = []
    failed: list[int] = []
    for _, group in groupby(due, key=lambda one: one.rung.bundle_id):
        mine = tuple(group)
        said = _said(work, rooms, mine)
        held += said or ()
        failed += [one.rung.id for one in mine] if said is None else ()
    fired = {one.rung.id for one in due}.difference(failed)
    rung_rows.fire(work.connection, sorted(fired), work.now)
    if failed:
        rung_rows.postpone(work.connection, failed, work.now + PAUSE)
    held_notices.hold_all(work, held)
    return len(due)


def collected(work: Work, notices: Iterable[Notice]) -> Reminder | None:
    """What one person is to be told now; None: nothing, or not yet.

    What is no longer so is left out; what must wait for a better day is held again. A rehearsal, which is
    over in half an hour, knows no better day.
    """
    mine = [notice for notice in notices if notice.kind == REMINDER]
    if not mine or _burst_goes_on(work, mine):
        return None
    told = [one for notice in mine if (one := _read(work, notice)) is not None]
    if not told:
        return None
    office = charts.chart(work, told[0].bundle.office_id).office
    clock = clocks.clock(work, office.id)
    today = clock.calendar.local_day(work.now)
    person_id = mine[0].person_id
    if clock.reminds_once_a_day and not marks.first_today(
        work.connection, _ABOVE_OFFICES, f"reminded:{person_id}", today, work.now
    ):
        _postpone(work, told)
        return None
    return _composed(work, person_id, told, office.zone)


def _rooms(work: Work, office_ids: Iterable[int]) -> Mapping[int, tuple[Chart, datetime]]:
    """The offices that can be read; what is due in the others is postponed and was logged."""
    rooms: dict[int, tuple[Chart, datetime]] = {}
    for office_id in office_ids:
        isolations.apart(work, "rungs", partial(_look, rooms, office_id), office_id=office_id)
    return rooms


def _look(rooms: dict[int, tuple[Chart, datetime]], office_id: int, work: Work) -> int:
    rooms[office_id] = _room(work, office_id)
    return 1


def _said(
    work: Work, rooms: Mapping[int, tuple[Chart, datetime]], due: tuple[DueRung, ...]
) -> list[Held] | None:
    """What one bundle's rungs say; None where that failed. Only memory is asked: nothing to undo."""
    rung = due[0].rung
    if rung.office_id not in rooms:
        return None
    try:
        return _spoken(work, rooms, due)
    except Exception as error:
        isolations.report(work, "rungs", error, office_id=rung.office_id, bundle_id=rung.bundle_id)
        return None


def _room(work: Work, office_id: int) -> tuple[Chart, datetime]:
    """What a whole batch needs to know of an office: who sits where, and when a reminder may ring."""
    opens_at = clocks.clock(work, office_id).reminder_moment(work.now)
    return charts.chart(work, office_id), opens_at


def _spoken(work: Work, rooms: Mapping[int, tuple[Chart, datetime]], due: tuple[DueRung, ...]) -> list[Held]:
    """One notice a person: the highest rung speaks; a holder whose own rung it swallowed hears it too."""
    planned = {one.rung.planned: one.rung for one in due}
    highest = collapse(tuple(planned))
    rung = planned[highest]
    audience = highest.audience
    if Audience.HOLDER not in audience and any(Audience.HOLDER in one.audience for one in planned):
        audience = (Audience.HOLDER, *audience)
    chart, opens_at = rooms[rung.office_id]
    body = {
        "rung": rung.id,
        "audience": written(audience),
        "at": rung.at.isoformat(),
        "fired_at": work.now.isoformat(),
    }
    return [
        Held(
            rung.office_id,
            person_id,
            rung.bundle_id,
            REMINDER,
            opens_at,
            _dedup(rung.id, person_id),
            body,
        )
        for person_id in people_of(chart, chart.seat(due[0].seat_id), audience)
    ]


def _burst_goes_on(work: Work, mine: list[Notice]) -> bool:
    """Wait for the sweep to finish a burst, so that all of it becomes one message; but not for ever."""
    fired = [datetime.fromisoformat(json.loads(notice.body)["fired_at"]) for notice in mine]
    if work.now - max(fired) >= SETTLING or not rung_rows.any_due(work.connection, work.now):
        return False
    held_notices.hold_all(work, [_again(notice, work.now + LOOK_AGAIN) for notice in mine])
    return True


def _read(work: Work, notice: Notice) -> Spoken | None:
    """The notice, if its bundle is still open and still concerns this person."""
    bundle = held_notices.bundle_of(work, notice)
    if bundle is None or bundle.state is not BundleState.OPEN or pauses.rests(work, bundle):
        return None
    body = json.loads(notice.body)
    audience = audiences(body["audience"])
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    if notice.person_id not in people_of(chart, seat, audience):
        return None
    at, fired_at = (datetime.fromisoformat(body[name]) for name in ("at", "fired_at"))
    return Spoken(notice, bundle, audience, at, fired_at)


def _composed(work: Work, person_id: int, told: list[Spoken], zone: str) -> Reminder:
    own: dict[int, Duty] = {}
    others: dict[int, Duty] = {}
    awaited: dict[int, HeadAwaited] = {}
    for one in told:
        chart = charts.chart(work, one.bundle.office_id)
        seat = chart.seat(one.bundle.seat_id)
        if Audience.AIDE in one.audience:
            awaited[seat.id] = _head_awaited(work, chart, seat)
            continue
        duty = tasks.duty(work, one.bundle)
        asked = Audience.HOLDER in one.audience and responder(seat) == person_id
        side = own if asked and tasks.may_act(duty, person_id) else others
        side[one.bundle.id] = duty
    late = [one.at for one in told if one.fired_at - one.at > LATE]
    return Reminder(
        person_id=person_id,
        zone=zone,
        now=work.now,
        own=_by_urgency(own.values()),
        others=_by_urgency(others.values()),
        awaited=tuple(awaited.values()),
        late_since=min(late, default=None),
    )


def _by_urgency(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: duty.urgency))


def _head_awaited(work: Work, chart: Chart, seat: Seat) -> HeadAwaited:
    """Everything that waits at the head's seat, not only what fell due."""
    scope = Scope(chart.office.id)
    waiting = bundles.working(work.connection, scope, [seat.id])
    asked = rung_rows.asked(work.connection, scope, [bundle.id for bundle in waiting])
    opened = [
        tasks.asked_at(work, bundle)
        for bundle in waiting
        if bundle.id in asked and bundle.state is BundleState.OPEN and not pauses.rests(work, bundle)
    ]
    head = people.person(work.connection, seat.holder_id) if seat.holder_id else None
    title = capacity(seat, head) if head else seat.title
    return HeadAwaited(seat, head, title, len(opened), min(opened, default=work.now))


def _postpone(work: Work, told: list[Spoken]) -> None:
    """This person heard from us today: the rest comes with the digest of the next working day."""
    held: list[Held] = []
    for one in told:
        calendar = calendars.calendar(work.connection, one.bundle.office_id)
        digest = time.fromisoformat(charts.chart(work, one.bundle.office_id).office.digest_at)
        tomorrow = calendar.working_day_after(calendar.local_day(work.now), 1)
        held.append(_again(one.notice, calendar.next_open(calendar.at(tomorrow, digest))))
    held_notices.hold_all(work, held)


def _again(notice: Notice, opens_at: datetime) -> Held:
    """The same notice, to open at another time."""
    body = json.loads(notice.body)
    return Held(
        notice.office_id,
        notice.person_id,
        notice.bundle_id,
        notice.kind,
        opens_at,
        _dedup(body["rung"], notice.person_id),
        body,
    )


def _dedup(rung_id: int, person_id: int) -> str:
    return f"rung:{rung_id}:{person_id}"
