"""Incoming letters: registering one, and the way from it to the case it opens or joins.

What is typed and sent is kept in the letter's own row from the first message on, so that nothing is lost by a
question in between. Who registers is looked up again at every press (law 4). Source: practice 1.7, 2.1.
"""

from dataclasses import dataclass, replace
from datetime import date

from desk import calendars, charts, letter_files, openings, people, sops
from desk.cards import CardDue, CardOutdated
from desk.guards import capacity
from desk.letter_files import READERS, REGISTRARS
from desk.works import Refused, Work
from sop.books import Role
from sop.cases import BundleState, Case, CaseState
from sop.letter_lines import LineReading, Unread, is_line, named_quarters, read_field, read_line
from sop.letters import Field, Letter, LetterState, Priority, Registration, Remark, agenda_count
from sop.people import Seat
from sop.periods import Period, quarter_of, read_period
from sop.procedures import Sop, Stage
from storage import bundles, cases, journals, letters, offices
from storage.database import Scope
from text.catalogue import plain
from text.incoming import IncomingFile
from text.printing import short_date

TOLD = ("planner", "program_officer", "secretary")  # hear of another letter for a running case
NOTHING = frozenset({"tidak ada", "kosong", "-"})  # answers that take a deadline back
LISTED = 5  # letters that /surat shows


@dataclass(frozen=True, slots=True)
class LetterLinked:
    """A letter was registered for a case; `opened`: the case began with it."""

    letter: Letter
    case: Case
    opened: bool


def desks(work: Work) -> tuple[int, ...]:
    """The offices in which the person at hand registers letters."""
    return _offices_by_role(work, REGISTRARS)


def readable(work: Work) -> tuple[int, ...]:
    """The offices whose letters the person at hand may see all of."""
    return _offices_by_role(work, READERS)


def begin(work: Work, office_id: int) -> Letter:
    """A new registration with the next agenda number of the year; Refused for who may not register."""
    assert work.person is not None
    if office_id not in desks(work):
        raise Refused("letters.register_rights")
    scope = Scope(office_id)
    offices.lock(work.connection, scope)
    year = _today(work, office_id).year
    count = letters.last_count(work.connection, scope, year) + 1
    values = {
        "state": LetterState.DRAFT,
        "agenda_no": str(count),
        "agenda_year": year,
        "agenda_count": count,
        "priority": Priority.ORDINARY,
        "recorded_by": work.person.id,
        "recorded_at": work.now,
    }
    letter_id = letters.add(work.connection, scope, values)
    found = letters.letter(work.connection, scope, letter_id)
    assert found is not None
    return found


def mine(work: Work, letter_id: int) -> Letter:
    """A letter the person at hand is registering; Refused once it is sent, or when it is somebody else's."""
    assert work.person is not None
    for office_id in desks(work):
        found = letters.letter(work.connection, Scope(office_id), letter_id)
        if found is None or found.recorded_by != work.person.id:
            continue
        if found.state is not LetterState.DRAFT:
            raise Refused("letters.sent_already", None, agenda=found.agenda_no)
        return found
    raise Refused("common.old_button")


def unsent(work: Work, office_id: int) -> tuple[Letter, ...]:
    """What the person at hand began to register and has not sent, newest first."""
    assert work.person is not None
    return letters.unsent(work.connection, Scope(office_id), work.person.id)


def take_line(work: Work, letter: Letter, text: str, asked: Field | None = None) -> Registration:
    """Take a typed line into a letter; one piece answers the field that was asked for."""
    calendar = calendars.calendar(work.connection, letter.office_id)
    if asked is not None and not is_line(text):
        return take(work, letter, read_field(asked, text, work.now, calendar))
    known = [agency.name for agency in offices.agencies(work.connection, Scope(letter.office_id))]
    return take(work, letter, read_line(text, work.now, calendar, known))


def take_field(work: Work, letter: Letter, name: Field, text: str) -> Registration:
    """Take the answer to "Ubah": the whole text is that field."""
    if name is Field.DUE and text.strip(" .").lower() in NOTHING:
        return registration(work, _changed(work, letter, replace(letter, due=None)))
    calendar = calendars.calendar(work.connection, letter.office_id)
    return take(work, letter, read_field(name, text, work.now, calendar))


def take_file(work: Work, letter: Letter, file: IncomingFile) -> Letter:
    """Keep a page of the letter."""
    letter_files.add(work, letter, file)
    return _changed(work, letter, letter)


def choose(
    work: Work, letter: Letter, *, priority: Priority | None = None, period: str | None = None
) -> Registration:
    """Take what a button chose."""
    if period is not None and period not in map(str, periods(work, letter)):
        raise Refused("common.old_button")
    chosen = replace(letter, priority=priority or letter.priority, period=period or letter.period)
    return registration(work, _changed(work, letter, chosen))


def drop(work: Work, letter: Letter) -> None:
    """The registration is given up; its agenda number is free again."""
    _changed(work, letter, replace(letter, state=LetterState.DROPPED))


def take(work: Work, letter: Letter, said: LineReading) -> Registration:
    """Take what was read into the letter; what cannot be taken is said and leaves the rest as it is."""
    today = _today(work, letter.office_id)
    remarks = [_unread(one) for one in said.unread]
    dated, due = said.dated, said.due
    if dated is not None and dated > today:
        remarks.append(Remark("letters.dated_ahead", {"date": short_date(dated)}))
        dated = None
    if due is not None and due < today:
        remarks.append(Remark("letters.due_passed", {"date": short_date(due)}))
        due = None
    if said.is_empty:
        remarks.append(Remark("letters.nothing_read"))
    after = replace(
        letter,
        number=said.number or letter.number,
        sender=said.sender or letter.sender,
        subject=said.subject or letter.subject,
        dated=dated or letter.dated,
        due=due or letter.due,
        priority=said.priority or letter.priority,
    )
    if said.agenda:
        after = replace(after, agenda_no=said.agenda, agenda_count=agenda_count(said.agenda))
    if said.subject or not after.period:
        after = replace(after, period=_meant(work, after, today))
    if after != letter:
        after = _changed(work, letter, after)
    return replace(registration(work, after), remarks=tuple(remarks))


def registration(work: Work, letter: Letter) -> Registration:
    scope = Scope(letter.office_id)
    chart = charts.chart(work, letter.office_id)
    running = _case_of(work, letter)
    return Registration(
        letter=letter,
        office=chart.office.name,
        files=letters.files(work.connection, scope, [letter.id]),
        periods=periods(work, letter),
        joins=running is not None and running.state is CaseState.OPEN,
    )


def periods(work: Work, letter: Letter) -> tuple[Period, ...]:
    """What a letter may open or join, newest first: running cases, and what may be opened with a letter."""
    sop = _sop(work, letter.office_id)
    if sop is None:
        return ()
    scope = Scope(letter.office_id)
    running = [
        read_period(case.period)
        for case in cases.open_cases(work.connection, scope)
        if case.sop_key == sop.key
    ]
    opens = openings.openable(work, letter.office_id) if opens_with_letter(sop) else ()
    found = {period for period in (*running, *opens) if period.quarter}
    return tuple(sorted(found, reverse=True))


def opens_with_letter(sop: Sop) -> bool:
    """Whether a letter begins a case of this SOP."""
    return "letter" in sop.trigger.kinds


def send(work: Work, letter: Letter) -> tuple[Letter, bool]:
    """Register the letter for good: it opens the case of its period (True), or joins the one that runs.

    Refused where something is missing; a letter no case can follow is registered all the same.
    """
    assert work.person is not None
    scope = Scope(letter.office_id)
    offices.lock(work.connection, scope)
    _require_complete(work, registration(work, letter))
    if letters.agenda_taken(work.connection, scope, letter.agenda_year, letter.agenda_no, letter.id):
        raise Refused("letters.agenda_taken", None, agenda=letter.agenda_no)
    running = _case_of(work, letter)
    case, opened = running, False
    if letter.period and (running is None or running.state is not CaseState.OPEN):
        sop = _sop(work, letter.office_id)
        assert sop is not None
        period = read_period(letter.period)
        case = openings.open_by_hand(work, scope, sop.key, period, work.person.id).case
        opened = True
    sent = replace(letter, state=LetterState.SENT, case_id=case.id if case else None)
    sent = _changed(work, letter, sent)
    body: dict[str, object] = {"letter": sent.id, "case": sent.case_id}
    _record(work, scope, journals.OFFICE_CHAIN, "letter_registered", body)
    if case is not None:
        _link(work, scope, case, sent, opened)
    return sent, opened


def recent(work: Work, office_id: int) -> tuple[tuple[Letter, Case | None], ...]:
    """The letters registered last, each with the case it belongs to, for who may see them all."""
    if office_id not in readable(work):
        raise Refused("letters.read_rights")
    scope = Scope(office_id)
    found = letters.recent(work.connection, scope, LISTED)
    return tuple(
        (one, cases.case(work.connection, scope, one.case_id) if one.case_id else None) for one in found
    )


def seat(work: Work, office_id: int) -> Seat:
    """The seat in which the person at hand registers."""
    assert work.person is not None
    held = charts.chart(work, office_id).held_by(work.person.id)
    return next(one for one in held if one.role in REGISTRARS)


def _link(work: Work, scope: Scope, case: Case, letter: Letter, opened: bool) -> None:
    """The case stands on the letter: whoever is to give the order sees it at once, the rest silently."""
    cases.locked(work.connection, scope, case.id)
    _record(work, scope, case.id, "letter_linked", {"letter": letter.id})
    if case.authority:  # the order was given before this letter came
        cited = plain("orders.authority_more", authority=case.authority, agenda=letter.agenda_no)
        cases.cite(work.connection, scope, case.id, cited)
    work.happened(LetterLinked(letter, case, opened))
    if opened or openings.propose(work, scope, case):
        return
    sop = sops.of_case(work, case)
    for bundle in bundles.of_case(work.connection, scope, case.id):
        if bundle.state is BundleState.OPEN and sop.step(bundle.step).stage is Stage.DISPOSE:
            work.happened(CardDue(bundle))
        elif bundle.state in (BundleState.OPEN, BundleState.WAITING):
            work.happened(CardOutdated(bundle))


def _record(work: Work, scope: Scope, case_id: int, action: str, body: dict[str, object]) -> None:
    assert work.person is not None
    acting = capacity(seat(work, scope.office_id), work.person)
    journals.append(work.connection, scope, case_id, work.now, work.person.id, acting, action, body)


def _require_complete(work: Work, found: Registration) -> None:
    """Refuse with the one sentence that names what is missing."""
    if not found.files:
        raise Refused("letters.missing_file")
    for name in found.letter.lacking:
        raise Refused(f"letters.missing_{name}")
    if found.letter.due is not None and found.letter.due < _today(work, found.letter.office_id):
        raise Refused("letters.due_passed", None, date=short_date(found.letter.due))
    if found.asks_period:
        raise Refused("letters.missing_period")
    if found.letter.period and found.letter.period not in map(str, found.periods):
        raise Refused("letters.period_closed", None, period=read_period(found.letter.period).title)


def _meant(work: Work, letter: Letter, today: date) -> str:
    """The period a letter names, else the quarter just ended; "" where two readings exist or none."""
    possible = periods(work, letter)
    named = named_quarters(letter.subject, letter.dated or today)
    if named:
        return str(named[0]) if len(named) == 1 and named[0] in possible else ""
    if len(possible) == 1:
        return str(possible[0])
    ended, running = quarter_of(today).previous, quarter_of(today)
    return str(ended) if ended in possible and running not in possible else ""


def _case_of(work: Work, letter: Letter) -> Case | None:
    sop = _sop(work, letter.office_id)
    if sop is None or not letter.period:
        return None
    return cases.of_period(work.connection, Scope(letter.office_id), sop.key, letter.period)


def _sop(work: Work, office_id: int) -> Sop | None:
    key = charts.chart(work, office_id).office.sop_key
    return sops.newest(work, key) if key else None


def _changed(work: Work, before: Letter, after: Letter) -> Letter:
    changed = replace(after, revision=before.revision + 1)
    letters.change(work.connection, Scope(before.office_id), changed)
    return changed


def _unread(one: Unread) -> Remark:
    return Remark(f"letters.unreadable_{one.field}", {"written": one.written[:40]})


def _today(work: Work, office_id: int) -> date:
    return calendars.calendar(work.connection, office_id).local_day(work.now)


def _offices_by_role(work: Work, roles: frozenset[Role]) -> tuple[int, ...]:
    assert work.person is not None
    person_id = work.person.id
    return tuple(
        office_id
        for office_id in people.real_offices(work, person_id)
        if any(one.role in roles for one in charts.chart(work, office_id).held_by(person_id))
    )
