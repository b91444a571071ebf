"""Who somebody is in the offices they belong to, and inviting those who are not connected yet.

Source: telegram 3.9; practice 5.2; design 4. A link works once; 72 hours for those who decide, 14 days for
everyone else. Only its hash is kept. A person is one in all offices, so their accounts are the business of
the home office: another office that seats them can invite in chat only whoever has no account at all.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk import charts
from desk.works import Refused, Work
from sop.absences import stood_in_for
from sop.book_charts import fold
from sop.books import Role
from sop.people import Chart, Holding, Invitation, Office, Person, Seat
from storage import accounts, invitations, journals, people
from storage import offices as office_rows
from storage.database import Scope

TOKEN_BYTES = 16  # 128 bits, written as 22 base64url characters
ADDING = "a"  # begins the token of a link for a further account; it is hashed with the rest
FOR_DECIDERS = timedelta(hours=72)
FOR_OTHERS = timedelta(days=14)

DECIDERS = frozenset(
    {
        Role.HEAD,
        Role.SECRETARY,
        Role.DIVISION_HEAD,
        Role.TECHNICAL_UNIT_HEAD,
        Role.SECTION_HEAD,
        Role.SUBSECTION_HEAD,
        Role.SUBCOORDINATOR,
        Role.TEAM_LEADER,
        Role.PROGRAM_OFFICER,
    }
)
PLANNERS = frozenset({Role.PLANNER, Role.PROGRAM_OFFICER})
NOT_STAFF = frozenset({Role.HEAD, Role.ADMIN, Role.RECIPIENT})


@dataclass(frozen=True, slots=True)
class Capacity:
    """One seat somebody holds at the moment, and where."""

    office: Office
    seat: Seat


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who can be invited, with the seats they hold in that office."""

    office: Office
    person: Person
    seats: tuple[Seat, ...]
    connected: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """A fresh invitation; `token` exists only here and in the words that carry it."""

    invitee: Invitee
    token: str
    expires_at: datetime
    adds: bool


def person_of(work: Work, person_id: int) -> Person | None:
    """Somebody by id; for what is done in their name later."""
    return people.person(work.connection, person_id)


def offices(work: Work, person_id: int) -> tuple[int, ...]:
    """Ids of the offices in which somebody has or had a seat, the room of a rehearsal too."""
    return people.offices_of(work.connection, person_id)


def real_offices(work: Work, person_id: int) -> tuple[int, ...]:
    """The same without the rooms in which an office rehearses: where figures and reports are looked for."""
    found = ((one, charts.chart(work, one).office) for one in offices(work, person_id))
    return tuple(office_id for office_id, office in found if not office.rehearses)


def capacities(work: Work, person_id: int) -> tuple[Capacity, ...]:
    """Every seat somebody holds now, office by office."""
    found: list[Capacity] = []
    for office_id in real_offices(work, person_id):
        chart = charts.chart(work, office_id)
        found += [Capacity(chart.office, seat) for seat in chart.held_by(person_id)]
    return tuple(found)


def represented(work: Work, person_id: int) -> tuple[Capacity, ...]:
    """Seats of somebody who is away: a stand-in decides there today."""
    found: list[Capacity] = []
    for office_id in real_offices(work, person_id):
        chart = charts.chart(work, office_id)
        if any(seat.holding is Holding.ACTING_TEMPORARY for seat in chart.seats):
            terms = people.assignments(work.connection, Scope(office_id))
            mine = stood_in_for(terms, person_id, work.now)
            found += [Capacity(chart.office, seat) for seat in chart.seats if seat.id in mine]
    return tuple(found)


def groups(work: Work, person_id: int) -> frozenset[str]:
    """What somebody's command menu is made for: of everyone, staff, decider, planner, admin."""
    roles = {Role(one.seat.role) for one in capacities(work, person_id)}
    away = {Role(one.seat.role) for one in represented(work, person_id)}
    found = {"everyone"}
    found |= {"decider"} if (roles | away) & DECIDERS else set()
    found |= {"planner"} if roles & PLANNERS else set()
    found |= {"staff"} if roles - NOT_STAFF else set()
    found |= {"admin"} if office_rows.administered_by(work.connection, person_id) else set()
    return frozenset(found)


def administered(work: Work) -> tuple[int, ...]:
    """Offices the person at hand administers; Refused where there are none."""
    ids = office_rows.administered_by(work.connection, work.person.id) if work.person else ()
    if not ids:
        raise Refused("people.admin_only")
    return ids


def require_admin(work: Work, office_id: int) -> None:
    """The right is looked up again at every press (law 4)."""
    if office_id not in administered(work):
        raise Refused("people.admin_only")


def admins(work: Work, office_id: int) -> tuple[int, ...]:
    return office_rows.admins(work.connection, Scope(office_id))


def invitees(work: Work, office_id: int, *, everyone: bool = False) -> tuple[Invitee, ...]:
    """Holders of the office's seats who are not connected, or all of them, in the order of the chart."""
    chart = charts.chart(work, office_id)
    ids = dict.fromkeys(seat.holder_id for seat in chart.seats if seat.holder_id)
    found = (_invitee(work, chart, person_id) for person_id in ids if person_id)
    return tuple(one for one in found if one and (everyone or not one.connected))


def matching(work: Work, wanted: str) -> tuple[Invitee, ...]:
    """People of the administered offices whose name or title contains the words, connected or not."""
    key = fold(wanted)
    return tuple(
        one
        for office_id in administered(work)
        for one in invitees(work, office_id, everyone=True)
        if key in fold(one.person.name) or any(key in fold(seat.title) for seat in one.seats)
    )


def unconnected(work: Work) -> tuple[Invitee, ...]:
    """Everyone in the administered offices who is not connected yet."""
    return tuple(one for office_id in administered(work) for one in invitees(work, office_id))


def invite_in_chat(work: Work, office_id: int, person_id: int, token: str, *, adds: bool) -> Invited:
    """An admin invites: the phone must equal the workbook's, or an admin of the home office confirms."""
    require_admin(work, office_id)
    require_home(work, office_id, person_id)
    return invite(work, office_id, person_id, token, adds=adds, needs_phone=True)


def require_home(work: Work, office_id: int, person_id: int) -> None:
    """Refuse where a link of this office would touch the accounts of a person who is at home elsewhere."""
    person = people.person(work.connection, person_id)
    if person is None or not reaches_abroad(work, office_id, person_id):
        return
    home = office_rows.office(work.connection, Scope(home_of(work, person_id)))
    raise Refused("people.home_invites", None, name=person.name, office=home.name if home else "")


def reaches_abroad(work: Work, office_id: int, person_id: int) -> bool:
    """Whether a person has accounts and another office is their home."""
    is_guest = home_of(work, person_id) != office_id
    return is_guest and bool(accounts.of_person(work.connection, person_id))


def home_of(work: Work, person_id: int) -> int:
    return people.home(work.connection, person_id)


def invite(
    work: Work, office_id: int, person_id: int, token: str, *, adds: bool = False, needs_phone: bool = False
) -> Invited:
    """Make a link for somebody who holds a seat; older unused ones of theirs stop working.

    `token` is 22 base64url characters from a secret source. A link of somebody connected takes the place
    of their accounts; with `adds` it adds one.
    """
    scope = Scope(office_id)
    found = _invitee(work, charts.chart(work, office_id), person_id)
    if found is None:
        raise Refused("people.no_seat")
    decides = any(seat.role in DECIDERS for seat in found.seats)
    expires_at = work.now + (FOR_DECIDERS if decides else FOR_OTHERS)
    token = f"{ADDING}{token}" if adds else token
    values = {
        "person_id": person_id,
        "token_hash": hashed(token),
        "needs_phone": needs_phone,
        "made_at": work.now,
        "expires_at": expires_at,
    }
    invitations.revoke(work.connection, scope, person_id, work.now)
    invitation_id = invitations.add(work.connection, scope, values)
    record(work, office_id, "invited", {"person": person_id, "invitation": invitation_id})
    return Invited(found, token, expires_at, adds)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def adds_account(token: str) -> bool:
    """Whether a link adds an account instead of taking the place of those there are."""
    return len(token) == 23 and token.startswith(ADDING)


def record(work: Work, office_id: int, action: str, body: dict[str, object]) -> None:
    """A line on the office's chain; ids only (law 12)."""
    journals.append(
        work.connection,
        Scope(office_id),
        journals.OFFICE_CHAIN,
        work.now,
        work.person.id if work.person else 0,
        "",
        action,
        body,
    )


def _invitee(work: Work, chart: Chart, person_id: int) -> Invitee | None:
    seats = chart.held_by(person_id) or _coming(work, chart, person_id)
    person = people.person(work.connection, person_id)
    if person is None or not seats:
        return None
    connected = bool(accounts.of_person(work.connection, person_id))
    return Invitee(chart.office, person, seats, connected)


def _coming(work: Work, chart: Chart, person_id: int) -> tuple[Seat, ...]:
    """Seats of somebody whose term has yet to begin: the invitation goes out at once (practice 2.5)."""
    terms = people.assignments(work.connection, Scope(chart.office.id))
    return tuple(
        chart.seat(term.position_id)
        for term in terms
        if term.person_id == person_id and term.starts_at > work.now
    )


def invitation_of(work: Work, invitation_id: int) -> Invitation:
    """An invitation of somebody whose home office the person at hand administers; Refused otherwise."""
    office_id = invitations.office_of(work.connection, invitation_id)
    found = None
    if office_id is not None:
        found = invitations.invitation(work.connection, Scope(office_id), invitation_id)
    if found is None:
        raise Refused("common.old_button")
    require_admin(work, home_of(work, found.person_id))
    return found
