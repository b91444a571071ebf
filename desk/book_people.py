"""The workbook's sheet Pegawai into units, persons, positions, assignments and admins.

A person is found again by NIP in any office, else by phone or name at home. Another office's workbook only
assigns a known person and never changes who they are (design 4).
"""

from collections.abc import Mapping
from datetime import datetime

from desk.book_terms import before_chat, is_behind
from desk.imports import OPEN_START, Described, Import, changes_between
from sop.book_charts import BookAssignment, BookPerson, BookSeat, BookUnit, fold
from sop.book_differences import Kind, Noun
from sop.books import Role
from sop.people import Assignment, Holding, Person, Position, Unit
from storage import offices, people, takeovers


def sync(run: Import) -> None:
    """Everything but the figures, in the order in which rows refer to each other."""
    _sync_units(run)
    _sync_persons(run)
    fresh = _sync_seats(run)
    _sync_assignments(run, fresh)
    _sync_admins(run)


def _sync_units(run: Import) -> None:
    known = {unit.code: unit for unit in offices.units(run.connection, run.scope)}
    codes = {unit.id: unit.code for unit in known.values()}
    for ordinal, wanted in enumerate(_parents_first(run.chart.units)):
        parent = None if wanted.parent is None else run.units[wanted.parent]
        values = {"name": wanted.name, "kind": wanted.kind.value, "parent_id": parent, "ordinal": ordinal}
        unit = known.get(wanted.code)
        if unit is None:
            row = {"code": wanted.code, **values}
            run.units[wanted.code] = offices.add_unit(run.connection, run.scope, row)
            run.note(Noun.UNIT, wanted.code, wanted.name, Kind.NEW)
            continue
        run.units[wanted.code] = unit.id
        changes = changes_between(_unit_before(unit, codes), _unit_after(wanted))
        if changes:
            offices.change_unit(run.connection, run.scope, unit.id, values)
            run.note(Noun.UNIT, wanted.code, wanted.name, Kind.CHANGED, changes)
    for code in known.keys() - run.units.keys():
        run.note(Noun.UNIT, code, known[code].name, Kind.KEPT)


def _parents_first(units: tuple[BookUnit, ...]) -> list[BookUnit]:
    parents = {unit.code: unit.parent for unit in units}

    def depth(unit: BookUnit) -> int:
        above, steps = unit.parent, 0
        while above is not None and steps <= len(units):
            above, steps = parents[above], steps + 1
        return steps

    return sorted(units, key=depth)


def _unit_before(unit: Unit, codes: Mapping[int, str]) -> Described:
    parent = None if unit.parent_id is None else codes[unit.parent_id]
    return {"name": unit.name, "kind": unit.kind, "parent": parent}


def _unit_after(unit: BookUnit) -> Described:
    return {"name": unit.name, "kind": unit.kind, "parent": unit.parent}


def _sync_persons(run: Import) -> None:
    home = people.of_home(run.connection, run.scope)
    taken = set(people.codes(run.connection, run.scope))
    rows = {held.person: held.code for held in reversed(run.chart.assignments)}
    for wanted in run.chart.people:
        person = _found(run, home, wanted)
        values = {name: getattr(wanted, name) for name in people.PERSON_COLUMNS}
        if person is None:
            code = _free(rows[wanted.key], taken)
            taken.add(code)
            run.people[wanted.key] = people.add(run.connection, run.scope, {"code": code, **values})
            run.note(Noun.PERSON, code, wanted.name, Kind.NEW)
            continue
        run.people[wanted.key] = person.id
        changes = changes_between({name: getattr(person, name) for name in values}, values)
        if changes and people.change(run.connection, run.scope, person.id, values):
            run.note(Noun.PERSON, rows[wanted.key], wanted.name, Kind.CHANGED, changes)


def _found(run: Import, home: tuple[Person, ...], wanted: BookPerson) -> Person | None:
    """The person meant: by NIP anywhere; at home also by phone or name where no NIP says otherwise."""
    by_nip = people.by_nip(run.connection, wanted.nip) if wanted.nip else None
    if by_nip is not None:
        return by_nip
    spoken_for = {row.nip for row in run.chart.people if row.nip and row.key != wanted.key}
    for person in home:
        same_name = fold(person.name) == fold(wanted.name)
        same_phone = bool(wanted.phone) and person.phone == wanted.phone
        if person.nip in spoken_for:
            continue
        if same_name and same_phone:
            return person  # a NIP added or put right
        if (same_name or same_phone) and not (person.nip and wanted.nip):
            return person
    return None


def _free(code: str, taken: set[str]) -> str:
    """The row's code, or with a number behind it when a predecessor has it."""
    candidates = (code if number == 1 else f"{code}.{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _sync_seats(run: Import) -> frozenset[str]:
    """Positions, made first and linked to their superiors afterwards; returns the codes of the new ones."""
    known = {seat.code: seat for seat in offices.positions(run.connection, run.scope)}
    run.seats = {code: seat.id for code, seat in known.items()}
    for wanted in run.chart.seats:
        if wanted.code not in known:
            row = {"code": wanted.code, **_seat_values(run, wanted, 0), "superior_id": None}
            run.seats[wanted.code] = offices.add_position(run.connection, run.scope, row)
    codes = {identity: code for code, identity in run.seats.items()}
    units = {identity: code for code, identity in run.units.items()}
    for ordinal, wanted in enumerate(run.chart.seats):
        seat = known.get(wanted.code)
        values = _seat_values(run, wanted, ordinal)
        after = _seat_after(run, wanted)
        changes = changes_between(_seat_before(run, seat, codes, units), after) if seat else ()
        if seat is None or changes:
            offices.change_position(run.connection, run.scope, run.seats[wanted.code], values)
            run.note(Noun.SEAT, wanted.code, wanted.title, Kind.CHANGED if seat else Kind.NEW, changes)
    fresh = frozenset(wanted.code for wanted in run.chart.seats if wanted.code not in known)
    for code in known.keys() - {wanted.code for wanted in run.chart.seats}:
        run.note(Noun.SEAT, code, known[code].title, Kind.KEPT)
    return fresh


def _seat_values(run: Import, wanted: BookSeat, ordinal: int) -> dict[str, object]:
    return {
        "title": wanted.title,
        "role": wanted.role.value,
        "unit_id": run.units[wanted.unit],
        "superior_id": run.seats.get(wanted.superior or ""),
        "konseptor_id": run.people.get(wanted.konseptor or ""),
        "pendamping_id": run.people.get(wanted.pendamping or ""),
        "ordinal": ordinal,
    }


def _seat_before(
    run: Import, seat: Position, codes: Mapping[int, str], units: Mapping[int, str]
) -> Described:
    return {
        "title": seat.title,
        "role": seat.role,
        "unit": units.get(seat.unit_id, "–"),
        "superior": codes[seat.superior_id] if seat.superior_id else None,
        "konseptor": _holder(run, seat.konseptor_id),
        "pendamping": _holder(run, seat.pendamping_id),
    }


def _seat_after(run: Import, wanted: BookSeat) -> Described:
    return {
        "title": wanted.title,
        "role": wanted.role.value,
        "unit": wanted.unit,
        "superior": wanted.superior,
        "konseptor": _holder(run, run.people.get(wanted.konseptor or "")),
        "pendamping": _holder(run, run.people.get(wanted.pendamping or "")),
    }


Key = tuple[int, int, Holding]  # position, person, how it is held


def _sync_assignments(run: Import, fresh: frozenset[str]) -> None:
    stored = people.assignments(run.connection, run.scope)
    latest: dict[Key, Assignment] = {
        (held.position_id, held.person_id, held.holding): held for held in stored
    }
    wanted_keys = [_key(run, held) for held in run.chart.assignments]
    settled: set[int] = set()
    changed = before_chat(run)
    for wanted, key in zip(run.chart.assignments, wanted_keys, strict=True):
        starts = run.local_start(wanted.starts) if wanted.starts else None
        held = latest.get(key)
        if held is not None and is_behind(run, wanted, held, changed.get(held.id, ())):
            settled.add(held.id)
            continue
        if held is not None and (starts is None or held.ends_at is None or starts < held.ends_at):
            settled.add(held.id)
            _change_assignment(run, wanted, held, starts)
            continue
        begins = starts or (OPEN_START if run.first or wanted.seat in fresh else run.now)
        for old in stored:
            successor = (old.position_id, old.holding) == (key[0], key[2])
            if successor and _is_open(old, begins) and _key_of(old) not in wanted_keys:
                settled.add(old.id)
                people.end(run.connection, run.scope, old.id, max(begins, old.starts_at))
                run.note(Noun.ASSIGNMENT, wanted.code, _holder(run, old.person_id), Kind.ENDED)
        _begin(run, wanted, key, begins)
    for old in stored:
        if old.id not in settled and _is_open(old, run.now) and _key_of(old) not in wanted_keys:
            seat = next(code for code, identity in run.seats.items() if identity == old.position_id)
            run.note(Noun.ASSIGNMENT, seat, _holder(run, old.person_id), Kind.KEPT)


def _begin(run: Import, wanted: BookAssignment, key: Key, begins: datetime) -> None:
    ends = run.local_end(wanted.ends)
    row = {"position_id": key[0], "person_id": key[1], "holding": key[2].value}
    terms = {"starts_at": begins, "ends_at": ends, "decree": wanted.decree}
    people.assign(run.connection, run.scope, row | terms)
    _expect(run, key[0], begins, ends)
    run.note(Noun.ASSIGNMENT, wanted.code, _holder(run, key[1]), Kind.NEW)


def _change_assignment(
    run: Import, wanted: BookAssignment, held: Assignment, starts: datetime | None
) -> None:
    values = {
        "starts_at": starts or held.starts_at,
        "ends_at": run.local_end(wanted.ends),
        "decree": wanted.decree,
    }
    before = {name: getattr(held, name) for name in values}
    changes = changes_between(
        {
            "starts_at": run.day_of(held.starts_at),
            "ends_at": run.last_day(held.ends_at),
            "decree": held.decree,
        },
        {
            "starts_at": run.day_of(starts or held.starts_at),
            "ends_at": wanted.ends,
            "decree": wanted.decree,
        },
    )
    if before != values:
        people.reassign(run.connection, run.scope, held.id, values)
        _expect(run, held.position_id, starts, run.local_end(wanted.ends))
        ended = values["ends_at"] is not None and held.ends_at is None
        kind = Kind.ENDED if ended else Kind.CHANGED
        run.note(Noun.ASSIGNMENT, wanted.code, _holder(run, held.person_id), kind, changes)


def _expect(run: Import, seat_id: int, *moments: datetime | None) -> None:
    """Cards follow the seat when its term begins or ends; an office that is new has none."""
    for moment in (one for one in moments if one is not None and not run.first):
        takeovers.expect(run.connection, run.scope, seat_id, moment)


def _key(run: Import, wanted: BookAssignment) -> Key:
    return run.seats[wanted.seat], run.people[wanted.person], wanted.holding


def _key_of(held: Assignment) -> Key:
    return held.position_id, held.person_id, held.holding


def _is_open(held: Assignment, at: datetime) -> bool:
    return held.ends_at is None or held.ends_at > at


def _holder(run: Import, person_id: int | None) -> str:
    person = people.person(run.connection, person_id) if person_id else None
    return person.name if person else ""


def _sync_admins(run: Import) -> None:
    """Whoever holds a row with the role admin today; a right ends with its row's *Berakhir*."""
    seats = {seat.code for seat in run.chart.seats if seat.role is Role.ADMIN}
    known = set(offices.admins(run.connection, run.scope))
    current: set[int] = set()
    ended: set[int] = set()
    for held in run.chart.assignments:
        if held.seat in seats:
            over = held.ends is not None and held.ends < run.today()
            (ended if over else current).add(run.people[held.person])
    for person_id in sorted(current - known):
        offices.add_admin(run.connection, run.scope, person_id)
        run.note(Noun.ADMIN, "", _holder(run, person_id), Kind.NEW)
    for person_id in sorted((ended - current) & known):
        offices.remove_admin(run.connection, run.scope, person_id)
        run.note(Noun.ADMIN, "", _holder(run, person_id), Kind.ENDED)
