"""A workbook becomes an office; a second time only what differs."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from desk import absences, charts, office_pages, offices, sops, takeovers
from desk.works import Work
from screens.offices import lines
from sop.book_differences import Kind, Noun
from sop.books import OfficeBook
from sop.indicators import Realization, RealizationState, Source
from sop.people import Holding
from sop.takeovers import Answers
from storage import calendars, indicators, journals, people, programs
from storage import offices as office_rows
from storage.database import Database, Scope
from tests.people.demo import NOW, load
from tools.demo_office import demo_book


def staffed(book: OfficeBook, code: str, **fields: Any) -> OfficeBook:
    """The book with some fields of one row of Pegawai changed."""
    rows = tuple(replace(row, **fields) if row.code == code else row for row in book.staff)
    return replace(book, staff=rows)


def measured(book: OfficeBook, code: str, **fields: Any) -> OfficeBook:
    rows = tuple(replace(row, **fields) if row.code == code else row for row in book.indicators)
    return replace(book, indicators=rows)


def head_code(book: OfficeBook) -> str:
    return next(row.code for row in book.staff if row.role == "head")


def test_the_first_import_creates_the_whole_office(database: Database) -> None:
    book = demo_book()
    found = load(database, book)
    scope = Scope(found.office_id)
    assert found.first
    assert not found.clashes
    with database.reading() as connection:
        chart = charts.chart(Work(connection, NOW), scope.office_id)
        assert len(chart.office.folder_at.split()) == 2
        assert chart.office.parent_government_head == "Bupati Nusa Makmur"
        assert chart.with_role("head")[0].holder_name.startswith("Dr. Ir. Baiq Ratna")
        assert len(indicators.indicators(connection, scope)) == len(book.indicators)
        assert len(indicators.targets(connection, scope, 2026)) == len(book.indicators)
        assert len(programs.programs(connection, scope, 2026)) == len(book.programs)
        assert {one.code for one in office_rows.agencies(connection, scope)} == {
            one.code for one in book.agencies
        }
        said = indicators.realizations(connection, scope, 2026)
        assert all(one.state is RealizationState.APPROVED for one in said)
        assert all(one.source is Source.IMPORT for one in said)
        assert len(said) == len([row for row in book.history if row.year == 2026])


def test_the_calendar_knows_the_holidays_of_the_books_year_and_the_next(database: Database) -> None:
    scope = Scope(load(database).office_id)
    with database.reading() as connection:
        calendar = calendars.calendar(connection, scope)
    assert calendar is not None
    assert not calendar.is_working_day(date(2026, 8, 17))
    assert not calendar.is_working_day(date(2027, 8, 17))
    assert not calendar.is_working_day(date(2026, 12, 25))


def test_a_second_identical_import_finds_nothing_to_do(database: Database) -> None:
    first = load(database)
    with database.reading() as connection:
        before = office_rows.revision(connection, Scope(first.office_id))
    again = load(database, now=NOW + timedelta(days=1))
    assert again.rows == ()
    assert not again.first
    with database.reading() as connection:
        scope = Scope(first.office_id)
        assert office_rows.revision(connection, scope) == before
        assert len(journals.chain(connection, scope, journals.OFFICE_CHAIN)) == 1


def test_looking_at_the_differences_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        work = Work(connection, NOW)
        found = offices.differences(work, demo_book())
        assert found.applied
        assert work.events == []
    with database.reading() as connection:
        assert office_rows.every(connection) == ()


def test_what_is_shown_is_what_is_applied(database: Database) -> None:
    load(database)
    book = measured(demo_book(), "PSDI-2", name="Pelaku IKM yang dilatih di sentra")
    with database.writing() as connection:
        shown = offices.differences(Work(connection, NOW), book)
    assert shown.rows == load(database, book).rows
    assert [(row.noun, row.code, row.kind) for row in shown.rows] == [
        (Noun.INDICATOR, "PSDI-2", Kind.CHANGED)
    ]


def test_a_new_name_on_a_seat_ends_the_predecessors_term(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    code = head_code(book)
    successor = staffed(
        book,
        code,
        name="Drs. Mahrup, M.M.",
        nip="197001011996031999",
        phone="+628120000999",
        starts=date(2026, 11, 1),
    )
    found = load(database, successor, NOW)
    kinds = {(row.noun, row.kind) for row in found.applied}
    assert kinds == {
        (Noun.PERSON, Kind.NEW),
        (Noun.ASSIGNMENT, Kind.NEW),
        (Noun.ASSIGNMENT, Kind.ENDED),
    }
    with database.reading() as connection:
        changeover = datetime.fromisoformat("2026-11-01T00:00:00+08:00")
        for moment, name in (
            (changeover - timedelta(microseconds=1), "Dr. Ir. Baiq"),
            (changeover, "Drs. Mahrup"),
        ):
            seat = charts.chart(Work(connection, moment), scope.office_id).with_role("head")[0]
            assert seat.holder_name.startswith(name)


def test_a_stand_in_decides_only_while_the_head_travels(database: Database) -> None:
    scope = Scope(load(database, demo_book(plh=True)).office_id)
    with database.reading() as connection:
        held = [
            charts.chart(
                Work(connection, datetime.fromisoformat(f"{day}T09:00:00+08:00")), scope.office_id
            ).with_role("head")[0]
            for day in ("2026-10-09", "2026-10-12", "2026-10-16", "2026-10-17")
        ]
    assert [seat.holding for seat in held] == [
        Holding.DEFINITIVE,
        Holding.ACTING_TEMPORARY,
        Holding.ACTING_TEMPORARY,
        Holding.DEFINITIVE,
    ]


def test_absent_rows_are_reported_and_kept(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    shorter = replace(
        book, indicators=tuple(row for row in book.indicators if row.code != "WASI-3"), history=()
    )
    found = load(database, shorter)
    assert ("WASI-3", Kind.KEPT) in {(row.code, row.kind) for row in found.rows}
    with database.reading() as connection:
        assert "WASI-3" in {one.code for one in indicators.indicators(connection, scope)}


def test_berakhir_ends_an_indicator(database: Database) -> None:
    scope = Scope(load(database).office_id)
    found = load(database, measured(demo_book(), "WASI-3", ends=date(2026, 9, 30)))
    assert [(row.noun, row.kind) for row in found.rows] == [(Noun.INDICATOR, Kind.ENDED)]
    with database.reading() as connection:
        ended = {one.code for one in indicators.indicators(connection, scope) if one.ended}
    assert ended == {"WASI-3"}


def approve_in_chat(database: Database, scope: Scope, code: str, quarter: int, value: str) -> None:
    with database.writing() as connection:
        one = next(one for one in indicators.indicators(connection, scope) if one.code == code)
        said = Realization(
            0, one.id, 2026, quarter, RealizationState.APPROVED, 1, Decimal(value), source=Source.CHAT
        )
        indicators.add_realization(connection, scope, said)


def test_a_target_of_an_approved_quarter_can_only_be_revised(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    approve_in_chat(database, scope, "WASI-3", 4, "1")
    lower = (Decimal(1), Decimal(1), Decimal(1), Decimal(2))
    moved = measured(book, "WASI-3", annual=Decimal(5), quarters=lower)
    refused = load(database, moved)
    assert [(clash.code, clash.problem) for clash in refused.clashes] == [("WASI-3", "target_approved")]
    with database.reading() as connection:
        kept = {one.indicator_id: one for one in indicators.target_versions(connection, scope, 2026)}
        assert not any(one.quarters == lower for one in kept.values())
    revised = load(database, measured(book, "WASI-3", annual=Decimal(5), quarters=lower, revised=True))
    assert not revised.clashes
    with database.reading() as connection:
        versions = [
            one for one in indicators.target_versions(connection, scope, 2026) if one.quarters == lower
        ]
        assert [one.revised for one in versions] == [True]
        assert indicators.targets(connection, scope, 2026)[versions[0].indicator_id] == versions[0]


def test_all_clashes_are_listed_and_nothing_is_written(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    approve_in_chat(database, scope, "WASI-3", 4, "1")
    wrong = measured(book, "WASI-3", quarters=(Decimal(1), Decimal(1), Decimal(1), Decimal(3)))
    wrong = replace(wrong, office=replace(book.office, zone="Asia/Jakarta", city="Lain"))
    row = replace(book.history[-1], code="WASI-3", year=2026, quarter=4, value=Decimal(9))
    found = load(database, replace(wrong, history=(*book.history, row)))
    assert {clash.problem for clash in found.clashes} == {"zone_fixed", "target_approved", "figure_collected"}
    with database.reading() as connection:
        kept = office_rows.office(connection, scope)
        assert kept is not None
        assert kept.city == "Nusa Makmur"


def second_office(book: OfficeBook) -> OfficeBook:
    office = replace(book.office, code="DISDAG", name="Dinas Perdagangan Kabupaten Nusa Makmur")
    return replace(book, office=office)


def test_another_offices_import_only_assigns_a_known_person(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    head = next(row for row in book.staff if row.role == "head")
    guest = replace(
        head, name="Nama Lain", phone="+6281299999999", rank="Lain", superior="", konseptor="", pendamping=""
    )
    other = replace(second_office(book), staff=(guest,), indicators=(), programs=(), history=(), agencies=())
    found = load(database, other)
    assert Noun.PERSON not in {row.noun for row in found.applied}
    with database.reading() as connection:
        person = people.by_nip(connection, head.nip)
        assert person is not None
        assert (person.name, person.phone) == (head.name, head.phone)
        assert people.offices_of(connection, person.id) == (scope.office_id, found.office_id)


def test_the_journal_traces_every_imported_figure(database: Database) -> None:
    book = demo_book()
    scope = Scope(load(database, book).office_id)
    with database.reading() as connection:
        line = journals.chain(connection, scope, journals.OFFICE_CHAIN)[-1]
        assert journals.broken(connection, scope, journals.OFFICE_CHAIN) is None
    assert line.action == "office_imported"
    assert line.body.count('"quarter"') == len(book.history)
    assert book.staff[0].phone not in line.body


def sop_of(database: Database, scope: Scope) -> str:
    with database.reading() as connection:
        return charts.chart(Work(connection, NOW), scope.office_id).office.sop_key


def choose(database: Database, scope: Scope, sop_key: str) -> None:
    """The admin chooses another SOP in the chat."""
    with database.writing() as connection:
        work = Work(connection, NOW)
        (admin,) = office_rows.admins(connection, scope)
        work.person = people.person(connection, admin)
        sops.keep_definitions(work, ())
        office_pages.choose_sop(work, scope.office_id, sop_key)


def with_sop(sop_key: str) -> OfficeBook:
    book = demo_book()
    return replace(book, office=replace(book.office, sop_key=sop_key))


def test_an_sop_the_office_has_left_does_not_come_back_with_an_old_workbook(database: Database) -> None:
    scope = Scope(load(database).office_id)
    choose(database, scope, "lombok-timur")
    again = load(database)
    assert sop_of(database, scope) == "lombok-timur"
    assert again.applied == ()
    (held,) = again.held
    assert held.changes[0].field == "sop_key"
    assert (held.changes[0].before, held.changes[0].after) == ("lombok-timur", "lumajang")
    assert "SOP: tetap lombok-timur (buku kerja: lumajang)" in "\n".join(lines(again))


def test_a_workbook_brings_a_new_sop_and_its_forerunner_stays_behind(database: Database) -> None:
    scope = Scope(load(database).office_id)
    found = load(database, with_sop("lima-puluh-kota"))
    assert [one.changes[0].after for one in found.applied] == ["lima-puluh-kota"]
    assert sop_of(database, scope) == "lima-puluh-kota"
    load(database)
    assert sop_of(database, scope) == "lima-puluh-kota"
    choose(database, scope, "lumajang")
    assert sop_of(database, scope) == "lumajang"
    assert load(database).rows == ()


def test_the_other_lines_of_the_office_are_taken_although_its_sop_is_not(database: Database) -> None:
    scope = Scope(load(database).office_id)
    choose(database, scope, "lombok-timur")
    book = demo_book()
    found = load(database, replace(book, office=replace(book.office, city="Nusa Baru")))
    assert [change.field for one in found.applied for change in one.changes] == ["city"]
    assert sop_of(database, scope) == "lombok-timur"


def terms_of(database: Database, scope: Scope, seat_id: int) -> list[tuple[int, datetime | None]]:
    with database.reading() as connection:
        found = people.assignments(connection, scope)
    return [(one.person_id, one.ends_at) for one in found if one.position_id == seat_id]


def test_an_old_workbook_does_not_undo_a_change_of_official(database: Database) -> None:
    scope = Scope(load(database).office_id)
    with database.writing() as connection:
        work = Work(connection, NOW)
        (admin,) = office_rows.admins(connection, scope)
        work.person = people.person(connection, admin)
        chart = charts.chart(work, scope.office_id)
        seat, newcomer = chart.with_role("division_head")[0], chart.with_role("planner")[0]
        taken = Answers(seat.id, person_id=newcomer.holder_id or 0, name="X", first=NOW.date(), decree="SK 1")
        takeovers.save(work, scope.office_id, taken)
    before = terms_of(database, scope, seat.id)
    again = load(database, now=NOW + timedelta(days=1))
    assert terms_of(database, scope, seat.id) == before
    assert again.applied == ()
    assert [(one.noun, one.changes[0].field) for one in again.held] == [(Noun.ASSIGNMENT, "ends_at")]


def test_an_old_workbook_does_not_bring_a_stand_in_back(database: Database) -> None:
    book = demo_book(plh=True)
    scope = Scope(load(database, book).office_id)
    with database.writing() as connection:
        work = Work(connection, NOW)
        (admin,) = office_rows.admins(connection, scope)
        work.person = people.person(connection, admin)
        (standing,) = absences.standing(work)
        absences.end(work, standing)
    before = terms_of(database, scope, standing.seat.id)
    again = load(database, book, now=NOW + timedelta(days=1))
    assert terms_of(database, scope, standing.seat.id) == before
    assert again.applied == ()
    assert len(again.held) == 1
    row = next(one for one in book.staff if one.holding is Holding.ACTING_TEMPORARY)
    later = staffed(book, row.code, starts=date(2026, 11, 2), ends=date(2026, 11, 4))
    assert [one.noun for one in load(database, later, now=NOW + timedelta(days=1)).applied] == [
        Noun.ASSIGNMENT
    ]
