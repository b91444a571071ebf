"""Loading an office from its workbook: the first time whole, afterwards only what differs.

Source: design 7; practice 5.1, 5.2. All or nothing: a clash anywhere leaves the office as it was. What is no
longer in the workbook is reported and kept; *Berakhir* ends it.
"""

import json
from collections import Counter
from datetime import date

from desk import book_figures, book_people, charts
from desk.holiday_seed import holiday_days
from desk.imports import Import, changes_between
from desk.works import Work
from sop.book_charts import chart as chart_of
from sop.book_differences import Differences, Kind, Noun
from sop.books import BookOffice, OfficeBook, Sheet
from sop.calendars import NORMAL_WEEK, Calendar, closed_days
from sop.people import Office
from storage import calendars, journals, offices
from storage.database import Scope


def differences(work: Work, book: OfficeBook) -> Differences:
    """What `apply` would do, found by doing it and undoing it: what is shown is what will happen."""
    events = len(work.events)
    trial = work.connection.begin_nested()
    try:
        return _imported(work, book)
    finally:
        trial.rollback()
        del work.events[events:]


def apply(work: Work, book: OfficeBook) -> Differences:
    """Bring the office to what the workbook says. With a clash nothing is changed; see `clashes`."""
    events = len(work.events)
    attempt = work.connection.begin_nested()
    try:
        found = _imported(work, book)
    except BaseException:
        attempt.rollback()
        raise
    if found.clashes:
        attempt.rollback()
        del work.events[events:]
        return Differences(
            0 if found.first else found.office_id, found.office_name, found.first, (), found.clashes
        )
    attempt.commit()
    return found


def ids(work: Work) -> tuple[int, ...]:
    """Every office of the installation; for the clock and the command line."""
    return tuple(one.id for one in offices.every(work.connection))


def _imported(work: Work, book: OfficeBook) -> Differences:
    known = offices.by_code(work.connection, book.office.code)
    office_id = known.id if known else offices.add(work.connection, _new_row(book.office))
    run = Import(work, book, chart_of(book), Scope(office_id), known is None)
    _sync_office(run, known)
    book_people.sync(run)
    _sync_agencies(run)
    _sync_roles(run)
    book_figures.sync(run)
    found = Differences(office_id, book.office.name, run.first, tuple(run.rows), tuple(run.clashes))
    if found.applied and not found.clashes:
        _record(run, found)
    return found


def _record(run: Import, found: Differences) -> None:
    """One journal line for the whole import; typed texts stay out of it, figures stay traceable."""
    counts = Counter(f"{row.noun}.{row.kind}" for row in found.applied)
    journals.append(
        run.connection,
        run.scope,
        journals.OFFICE_CHAIN,
        run.now,
        run.work.person.id if run.work.person else 0,
        "",
        "office_imported",
        {
            "counts": dict(counts),
            "rows": [
                [row.noun, row.code, row.kind, [one.field for one in row.changes]] for row in found.applied
            ],
            "realizations": run.figures,
        },
    )
    charts.changed(run.work, run.scope.office_id)


def _row(office: BookOffice) -> dict[str, object]:
    return {name: getattr(office, name) for name in offices.OFFICE_COLUMNS}


def _new_row(office: BookOffice) -> dict[str, object]:
    return {"code": office.code, **_row(office)}


def _choices(office: BookOffice) -> dict[str, str]:
    return {
        "parent_government_head": office.government_head,
        "fiscal_year": str(office.year),
        "folder_at": " ".join(office.folder_at),
    }


def _sync_office(run: Import, known: Office | None) -> None:
    wanted = run.book.office
    after: dict[str, object] = {**_row(wanted), **_choices(wanted)}
    if known is None:
        offices.choose(run.connection, run.scope, _choices(wanted), run.now)
        run.note(Noun.OFFICE, wanted.code, wanted.name, Kind.NEW)
        _seed_calendar(run)
        return
    if known.zone != wanted.zone:
        run.clash(Sheet.OFFICE, 0, wanted.code, "zone_fixed", wanted.zone)
    before = {name: getattr(known, name) for name in offices.OFFICE_COLUMNS} | {
        name: str(getattr(known, name)) for name in offices.CHOICES
    }
    if _is_left(run, known):
        held = changes_between({"sop_key": known.sop_key}, {"sop_key": wanted.sop_key})
        run.note(Noun.OFFICE, wanted.code, wanted.name, Kind.HELD, held)
        after |= {"sop_key": known.sop_key}
    changes = changes_between(before, after)
    if changes:
        row = {name: after[name] for name in offices.OFFICE_COLUMNS}
        offices.change(run.connection, run.scope, row)
        offices.choose(run.connection, run.scope, _choices(wanted), run.now)
        run.note(Noun.OFFICE, wanted.code, wanted.name, Kind.CHANGED, changes)
    if known.sop_key and after["sop_key"] != known.sop_key:
        body = {"sop": after["sop_key"], "before": known.sop_key}
        person_id = run.work.person.id if run.work.person else 0
        chain = journals.OFFICE_CHAIN
        journals.append(run.connection, run.scope, chain, run.now, person_id, "", "sop_chosen", body)


def _is_left(run: Import, known: Office) -> bool:
    """Whether the workbook names an SOP the office has left since: it comes back by choice in the chat only.

    An older workbook sent again, for a new colleague in it, is no decision about the SOP.
    """
    wanted = run.book.office.sop_key
    if wanted == known.sop_key:
        return False
    told = journals.told(run.connection, run.scope, journals.OFFICE_CHAIN, "sop_chosen")
    return any(json.loads(line.body).get("before") == wanted for line in told)


def _seed_calendar(run: Import) -> None:
    """The usual week and the holidays of the book's year and the next, for the admin to correct."""
    year = run.book.office.year
    rows = holiday_days((year, year + 1))
    estimated = frozenset(day for day, _, _, is_estimate in rows if is_estimate)
    decreed = [one for one in (year, year + 1) if not any(day.year == one for day in estimated)]
    calendar = Calendar(
        zone=run.book.office.zone,
        week=NORMAL_WEEK,
        known_until=date(max(decreed, default=year - 1), 12, 31),
        days=closed_days(((day, name, kind) for day, name, kind, _ in rows), estimated),
    )
    calendars.keep(run.connection, run.scope, calendar)
    run.note(Noun.CALENDAR, str(year), f"{year}–{year + 1}", Kind.NEW)


def _sync_agencies(run: Import) -> None:
    readers = {seat.code: seat.agency for seat in run.chart.seats if seat.agency}
    persons = {
        readers[held.seat]: run.people[held.person] for held in run.chart.assignments if held.seat in readers
    }
    known = {agency.code: agency for agency in offices.agencies(run.connection, run.scope)}
    for wanted in run.book.agencies:
        values = {
            "name": wanted.name,
            "channel": wanted.channel.value,
            "person_id": persons.get(wanted.code),
            "address": wanted.address,
        }
        agency = known.get(wanted.code)
        if agency is None:
            offices.add_agency(run.connection, run.scope, {"code": wanted.code, **values})
            run.note(Noun.AGENCY, wanted.code, wanted.name, Kind.NEW)
            continue
        changes = changes_between({name: getattr(agency, name) for name in values}, values)
        if changes:
            offices.change_agency(run.connection, run.scope, agency.id, values)
            shown = tuple(change for change in changes if change.field != "person_id")
            run.note(Noun.AGENCY, wanted.code, wanted.name, Kind.CHANGED, shown)
    for code in known.keys() - {wanted.code for wanted in run.book.agencies}:
        run.note(Noun.AGENCY, code, known[code].name, Kind.KEPT)


def _sync_roles(run: Import) -> None:
    """SOP roles the workbook maps; a line left empty means the SOP's own default."""
    known = offices.role_map(run.connection, run.scope)
    for wanted in run.book.roles:
        before, after = known.get(wanted.code, ()), tuple(role.value for role in wanted.roles)
        if before != after:
            offices.map_role(run.connection, run.scope, wanted.code, after)
            changes = changes_between({"roles": before}, {"roles": after})
            run.note(Noun.ROLE, wanted.code, wanted.code, Kind.CHANGED if before else Kind.NEW, changes)
