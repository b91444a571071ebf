"""Changing who holds a seat, in chat: an admin's "Ganti pejabat" and an official's own days of absence.

Source: practice 2.5; design 4, law 7. Person and account stand above the office: whoever is known by NIP is
only assigned. A term that begins later takes effect by itself; what follows from it is told in the hours in
which cards may arrive.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from desk import calendars, charts, isolations, konseptors, people, reports
from desk.guards import capacity
from desk.works import Refused, Work
from sop.absences import official
from sop.cases import Bundle, BundleState
from sop.dates import read_date
from sop.deadlines import card_moment
from sop.identities import NotAnIdentity, read_identity
from sop.people import Assignment, Holding, Office, Person, Seat
from sop.reports import ReportFigures
from sop.takeovers import Answers, Asked, clashing, day_words, preceding, stands_in
from storage import accounts, bundles, offices, takeovers
from storage import cases as case_rows
from storage import charts as chart_rows
from storage import people as rows
from storage import reports as report_rows
from storage.database import Scope
from text.printing import long_date

BATCH = 50
LONGEST_NAME = 100  # characters
LONGEST_DECREE = 200
PHONE_DIGITS = range(9, 16)
DECIDED_SHOWN = 5
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Review:
    """What would be saved: who, where, since when, and whose term ends with it."""

    office: Office
    seat: Seat
    answers: Answers
    name: str
    ending: tuple[str, ...]  # names


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the term, and whose it is."""

    person_id: int
    term_id: int


@dataclass(frozen=True, slots=True)
class SeatTakenOver:
    """A seat has another holder from now on; `before` is the seat as it was held."""

    office: Office
    before: Seat
    after: Seat
    capacity: str
    open: tuple[Bundle, ...]
    decided: tuple[Bundle, ...]  # by the predecessor, in the cases that run; newest first
    figures: ReportFigures | None  # the last official ones
    konseptor: str | None  # of the seat; "" where he ended with the change, None where it has nothing to say
    chats: tuple[tuple[Person, int], ...]  # of both, whose menus are others now


def seats(work: Work, office_id: int) -> tuple[Seat, ...]:
    """Every seat of the office, for its admin."""
    people.require_admin(work, office_id)
    return charts.chart(work, office_id).seats


def own_seats(work: Work) -> tuple[tuple[Office, Seat], ...]:
    """Deciding seats of the person at hand, also while another stands in there."""
    assert work.person is not None
    held = people.capacities(work, work.person.id)
    own = [one for one in held if one.seat.holding is not Holding.ACTING_TEMPORARY]
    own += people.represented(work, work.person.id)
    return tuple((one.office, one.seat) for one in own if one.seat.role in people.DECIDERS)


def own_seat(work: Work, office_id: int, seat_id: int) -> Seat:
    """One of these seats, as a button names it; Refused for any other."""
    found = [seat for office, seat in own_seats(work) if (office.id, seat.id) == (office_id, seat_id)]
    if not found:
        raise Refused("common.old_button")
    return found[0]


def begun(work: Work, office_id: int, seat_id: int) -> Answers:
    """An admin has chosen the seat."""
    people.require_admin(work, office_id)
    _seat(work, office_id, seat_id)
    return Answers(seat_id)


def require(work: Work, office_id: int, answers: Answers, *, own: bool) -> None:
    """The right is looked up again at every answer and at the press (law 4)."""
    if own:
        own_seat(work, office_id, answers.seat_id)
    else:
        people.require_admin(work, office_id)


def take(work: Work, office_id: int, answers: Answers, text: str) -> Answers:
    """Take the typed answer to what is asked next; Refused with what to do where it cannot be read."""
    match answers.lacking:
        case Asked.IDENTITY:
            return _identity(work, answers, text.strip())
        case Asked.NAME:
            return replace(answers, name=_name(text))
        case Asked.PHONE:
            return replace(answers, phone=_phone(work, office_id, text))
        case Asked.DAYS:
            return _days(work, office_id, answers, text)
        case Asked.DECREE:
            return replace(answers, decree=text.strip()[:LONGEST_DECREE])
        case _:
            raise Refused("takeovers.press")


def choose(work: Work, office_id: int, answers: Answers, holding: Holding) -> Answers:
    """Another way of holding the seat; a stand-in needs days and is no choice here."""
    people.require_admin(work, office_id)
    if answers.until is not None or stands_in(holding):
        raise Refused("common.old_button")
    return replace(answers, holding=holding)


def review(work: Work, office_id: int, answers: Answers) -> Review:
    """What saving would do. Refused where the term clashes with another."""
    chart = charts.chart(work, office_id)
    seat = chart.seat(answers.seat_id)
    terms = rows.assignments(work.connection, Scope(office_id))
    starts, ends = _bounds(work, office_id, answers)
    require_free(work, office_id, seat, clashing(terms, seat.id, answers.holding, starts, ends))
    before = preceding(terms, seat.id, answers.holding, starts)
    if any(one.person_id == answers.person_id and one.holding is answers.holding for one in before):
        raise Refused("takeovers.same_holder", None, seat=seat.title, name=answers.name)
    return Review(chart.office, seat, answers, answers.name, tuple(named(work, one) for one in before))


def save(work: Work, office_id: int, answers: Answers) -> Saved:
    """Write the new term and end the one before it."""
    review(work, office_id, answers)
    scope = Scope(office_id)
    starts, ends = _bounds(work, office_id, answers)
    terms = rows.assignments(work.connection, scope)
    ended = preceding(terms, answers.seat_id, answers.holding, starts)
    for term in ended:
        rows.end(work.connection, scope, term.id, starts)
    person_id = answers.person_id or _add_person(work, office_id, answers)
    values = {"position_id": answers.seat_id, "person_id": person_id, "holding": answers.holding.value}
    term_id = rows.assign(
        work.connection,
        scope,
        {**values, "starts_at": starts, "ends_at": ends, "decree": answers.decree or ""},
    )
    for moment in (starts, ends):
        if moment is not None:
            takeovers.expect(work.connection, scope, answers.seat_id, moment)
    charts.changed(work, office_id)
    body = {"seat": answers.seat_id, "person": person_id, "assignment": term_id}
    ids = {"ended": [one.id for one in ended], "holding": answers.holding.value}
    people.record(work, office_id, "official_changed", {**body, **ids, "starts_at": starts, "ends_at": ends})
    return Saved(person_id, term_id)


def invitable(work: Work, person_id: int) -> bool:
    """Whether a newcomer has no account yet: the text of an invitation comes at once."""
    return not accounts.of_person(work.connection, person_id)


def take_effect(work: Work) -> int:
    """Move the cards of every seat whose holder changed; returns how many seats were looked at.

    Rights follow the hour of the term by themselves; what is shown waits until cards may arrive.
    """
    done = 0
    for takeover_id, office_id, seat_id, at in takeovers.due(work.connection, work.now, BATCH):
        if card_moment(work.now, calendars.calendar(work.connection, office_id)) > work.now:
            continue
        deed = partial(_take_over, office_id=office_id, takeover_id=takeover_id, seat_id=seat_id, at=at)
        done += isolations.apart(work, "takeovers", deed, office_id=office_id) or 0
    return done


def _take_over(work: Work, office_id: int, takeover_id: int, seat_id: int, at: datetime) -> int:
    takeovers.done(work.connection, Scope(office_id), takeover_id, work.now)
    follow(work, office_id, seat_id, at)
    return 1


def follow(work: Work, office_id: int, seat_id: int, at: datetime) -> None:
    """Let cards and rights of administration follow the seat to whoever holds it since `at`."""
    scope = Scope(office_id)
    chart = charts.chart(work, office_id)
    past = chart_rows.chart(work.connection, scope, at - MOMENT)
    assert past is not None
    terms = rows.assignments(work.connection, scope)
    left, came = (official(terms, seat_id, moment) for moment in (at - MOMENT, work.now))
    ended = left != came and konseptors.succeed(work, office_id, chart.seat(seat_id), left, came)
    before, after = past.seat(seat_id), charts.chart(work, office_id).seat(seat_id)
    if (before.holder_id, before.holding) != (after.holder_id, after.holding):
        kept = konseptors.name(work, after) or ("" if ended else None)
        said = kept if after.holder_id == came else None
        work.happened(_taken_over(work, chart.office, before, after, said))
    if after.role == "admin":
        _follow_admin(work, scope, before, after)


def _taken_over(
    work: Work, office: Office, before: Seat, after: Seat, konseptor: str | None
) -> SeatTakenOver:
    scope = Scope(office.id)
    newcomer = rows.person(work.connection, after.holder_id) if after.holder_id else None
    approved = [one for one in report_rows.approved(work.connection, scope) if not one.outdated]
    decided = [
        bundle
        for case in case_rows.open_cases(work.connection, scope)
        for bundle in bundles.of_case(work.connection, scope, case.id)
        if bundle.seat_id == after.id and bundle.closed_by and bundle.closed_by == before.holder_id
        if bundle.state is BundleState.DONE
    ]
    return SeatTakenOver(
        office=office,
        before=before,
        after=after,
        capacity=capacity(after, newcomer) if newcomer else after.title,
        open=bundles.working(work.connection, scope, [after.id]),
        decided=tuple(reversed(decided[-DECIDED_SHOWN:])),
        figures=reports.said(approved[0]) if approved else None,
        konseptor=konseptor,
        chats=tuple(_chats(work, before.holder_id, after.holder_id)),
    )


def _chats(work: Work, *person_ids: int | None) -> Iterator[tuple[Person, int]]:
    for person_id in dict.fromkeys(person_ids):
        person = rows.person(work.connection, person_id) if person_id else None
        if person is not None:
            for account in accounts.reachable(work.connection, person.id):
                yield person, account.chat_id


def _follow_admin(work: Work, scope: Scope, before: Seat, after: Seat) -> None:
    known = offices.admins(work.connection, scope)
    if after.holder_id is not None and after.holder_id not in known:
        offices.add_admin(work.connection, scope, after.holder_id)
    if before.holder_id in known and before.holder_id != after.holder_id and after.holder_id is not None:
        offices.remove_admin(work.connection, scope, before.holder_id)


def _seat(work: Work, office_id: int, seat_id: int) -> Seat:
    found = next((one for one in charts.chart(work, office_id).seats if one.id == seat_id), None)
    if found is None:
        raise Refused("common.old_button")
    return found


def _identity(work: Work, answers: Answers, text: str) -> Answers:
    """A NIP, by which somebody may be known in any office; or the name of somebody without one."""
    if not any(character.isdigit() for character in text):
        return replace(answers, nip="", name=_name(text))
    try:
        digits = read_identity(text).digits
    except NotAnIdentity:
        raise Refused("takeovers.identity_unreadable") from None
    known = rows.by_nip(work.connection, digits)
    if known is None:
        return replace(answers, nip=digits)
    return replace(answers, nip=digits, person_id=known.id, name=known.name)


def _name(text: str) -> str:
    name = " ".join(text.split())[:LONGEST_NAME]
    if sum(character.isalpha() for character in name) < 2:
        raise Refused("takeovers.name_wanted")
    return name


def _phone(work: Work, office_id: int, text: str) -> str:
    """Digits as the workbook keeps them; "-" for none. A number that is another's would connect him."""
    found = "".join(character for character in text if character.isdigit())
    if not found and len(text.strip()) < 10:
        return ""
    if len(found) not in PHONE_DIGITS:
        raise Refused("takeovers.phone_unreadable")
    found = f"62{found[1:]}" if found.startswith("0") else found
    for person in rows.of_home(work.connection, Scope(office_id)):
        if person.phone and _plain(person) == found:
            raise Refused("takeovers.phone_taken", None, name=person.name)
    return f"+{found}"


def _plain(person: Person) -> str:
    digits = "".join(character for character in person.phone if character.isdigit())
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def _days(work: Work, office_id: int, answers: Answers, text: str) -> Answers:
    began, ended = read_days(work, office_id, text)
    if stands_in(answers.holding):
        ended = ended or began
        require_to_come(work, office_id, ended)
    holding = Holding.ACTING_TEMPORARY if ended is not None else answers.holding
    return replace(answers, first=began, until=ended, holding=holding)


def read_days(work: Work, office_id: int, text: str) -> tuple[date, date | None]:
    """A first and perhaps a last day as people write them; Refused with what to do where they cannot be."""
    calendar = calendars.calendar(work.connection, office_id)
    words = day_words(text)
    began, ended = (read_date(one, work.now, calendar).day if one else None for one in words)
    if began is None or (ended is None and words[1]):
        raise Refused("takeovers.day_unreadable")
    if ended is not None and ended < began:
        raise Refused("takeovers.days_reversed")
    return began, ended


def require_to_come(work: Work, office_id: int, day: date) -> None:
    """Refuse a last day that is over."""
    if day < calendars.calendar(work.connection, office_id).local_day(work.now):
        raise Refused("takeovers.days_past")


def bounds(work: Work, office_id: int, first: date, until: date | None) -> tuple[datetime, datetime | None]:
    """Local midnights: of the first day, and after the last one."""
    calendar = calendars.calendar(work.connection, office_id)
    after = None if until is None else until + timedelta(days=1)
    return calendar.at(first, time()), None if after is None else calendar.at(after, time())


def _bounds(work: Work, office_id: int, answers: Answers) -> tuple[datetime, datetime | None]:
    assert answers.first is not None
    return bounds(work, office_id, answers.first, answers.until)


def require_free(work: Work, office_id: int, seat: Seat, clash: Assignment | None) -> None:
    """Refuse where another term of the seat cannot stand beside a new one."""
    if clash is not None:
        since = long_date(calendars.calendar(work.connection, office_id).local_day(clash.starts_at))
        raise Refused("takeovers.overlap", None, seat=seat.title, name=named(work, clash), since=since)


def named(work: Work, term: Assignment) -> str:
    """The person of a term."""
    person = rows.person(work.connection, term.person_id)
    return person.name if person is not None else ""


def _add_person(work: Work, office_id: int, answers: Answers) -> int:
    scope = Scope(office_id)
    taken = rows.codes(work.connection, scope)
    base = _seat(work, office_id, answers.seat_id).code
    code = next(one for n in range(1, len(taken) + 3) if (one := f"{base}.{n}") not in taken)
    values = {"name": answers.name, "nip": answers.nip or "", "phone": answers.phone or "", "rank": ""}
    return rows.add(work.connection, scope, {"code": code, **values})


def written(answers: Answers) -> dict[str, Any]:
    """Answers as a draft keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(answers).items()
    }


def read(kept: dict[str, Any]) -> Answers:
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("first", "until")}
    return Answers(**{**kept, **days, "holding": Holding(kept["holding"])})
