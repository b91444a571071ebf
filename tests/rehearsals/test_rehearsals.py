"""`/latihan` in chat: started, played by everybody, marked on every message, erased without a trace."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import held_notices, rehearsals, reminders, shelves
from desk.works import Work
from sop.moves import CancelCase
from sop.procedures import Stage
from storage import indicators, outbox, reports
from storage.cards import CARDS
from storage.database import Database
from storage.outbox import OUTBOX
from storage.tables import metadata
from tests.cases.offices import settled
from tests.forms.offices import opened
from tests.rehearsals.rooms import ADMIN, HEADING, last_row, rehearsing, room, rows, said, start
from text.catalogue import plain, words
from text.encoding import decoded
from text.taps import Tap, packed


def test_every_message_of_a_rehearsal_says_so_in_its_first_line(database: Database) -> None:
    _, quarter = rehearsing(database)
    before = last_row(database)
    quarter.go_on(Stage.ARCHIVE)
    assert quarter.waiting(), "the rehearsal has come to its archive"
    every = said(database, before)
    assert len(every) > 50
    assert not [text[:80] for text in every if not text.startswith(HEADING)]


def test_the_real_office_has_no_row_of_it(database: Database) -> None:
    """Law: figures, reports, receipts, orders and prefill of the office cannot see a rehearsal."""
    office = settled(database)
    before = rows(database, office.scope.office_id)
    start(office)
    room(office).go_on(Stage.ARCHIVE)
    after = rows(database, office.scope.office_id)
    changed = {name for name, lines in after.items() if lines != before[name]}
    assert changed <= {"outbox", "journals"}
    assert [line[6] for line in after["journals"] if line not in before["journals"]] == ["rehearsal_started"]
    with database.reading() as connection:
        said_here = indicators.realizations(connection, office.scope, 2026)
        assert not [one for one in said_here if one.quarter == 3]
        assert not reports.approved(connection, office.scope)


def test_a_paper_of_a_rehearsal_cannot_be_verified(database: Database) -> None:
    _, quarter = rehearsing(database)
    quarter.go_on(Stage.ARCHIVE)
    office = quarter.office
    with database.reading() as connection:
        (report,) = reports.approved(connection, office.scope)
        work = Work(connection, office.now)
        assert shelves.by_code(work, report.verification_code) is None
    assert "LATIHAN" in report.verification_code
    assert plain("statuses.no_case") not in office.write("KADIS", "/laporan").text
    assert report.verification_code not in office.write("KADIS", "/laporan").text


def test_erasing_leaves_one_line_and_nothing_else(database: Database) -> None:
    office = settled(database)
    with database.reading() as connection:
        before = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
    start(office)
    quarter = room(office)
    quarter.go_on(Stage.DISPATCH)
    assert office.press(ADMIN, "Hapus latihan").text == plain("rehearsals.erased")
    left = rows(database, quarter.office.scope.office_id)
    assert not [name for name, lines in left.items() if lines]
    with database.reading() as connection:
        after = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert set(grown) <= {"inbox", "offsets", "outbox", "journals", "blobs"}
    assert grown["journals"] == 2  # started, erased


def test_an_old_card_of_it_is_answered_and_hits_nothing(database: Database) -> None:
    office, quarter = rehearsing(database)
    (order,) = quarter.waiting()
    old = packed(Tap("ok", str(order.id), order.revision))
    office.press(ADMIN, "Hapus latihan")
    start(office)
    (fresh,) = room(office).waiting()
    assert fresh.id != order.id
    assert office.tap("KADIS", old).text == plain("common.old_button")
    assert room(office).waiting() == [fresh]


def test_only_one_rehearsal_at_a_time(database: Database) -> None:
    office, _ = rehearsing(database)
    office.press(ADMIN, "Hapus latihan")
    office.write(ADMIN, "/latihan")
    office.press(ADMIN, "Mulai 1")
    begin = office.button(ADMIN, "Hapus latihan").data.split("|")[2]
    again = packed(Tap("las", begin, argument="lumajang"))
    assert office.tap(ADMIN, again).text == plain("rehearsals.running")


def test_only_an_admin_may_start_or_erase(database: Database) -> None:
    office, _ = rehearsing(database)
    for data in (packed(Tap("lae", "1")), packed(Tap("las", "1", argument="lumajang"))):
        assert office.tap("KADIS", data).text == plain("people.admin_only")
    assert office.write("KADIS", "/latihan").text == plain("people.admin_only")


def test_it_runs_beside_the_real_case_of_the_same_quarter(database: Database) -> None:
    office = opened(database)
    start(office)
    quarter = room(office)
    assert quarter.case().period == "2026-Q3"
    quarter.go_on(Stage.FILL)
    listed = office.write("KADIS", "/tugas").text
    assert "LATIHAN" not in listed
    listed = office.write("SUBKOR-PSDI", "/tugas").text
    assert "LATIHAN – Dinas" in listed


def test_it_erases_itself_after_some_days(database: Database) -> None:
    office, quarter = rehearsing(database)
    quarter.go_on(Stage.FILL)
    assert office.desk is not None
    assert office.desk.act(rehearsals.erase_old, office.now) == 0
    assert office.desk.act(rehearsals.erase_old, office.now + rehearsals.KEPT) == 1
    with database.reading() as connection:
        assert rehearsals.running(Work(connection, office.now), office.scope.office_id) is None


@pytest.mark.parametrize("command", ["capaian", "laporan", "bantuan", "kalender", "undang"])
def test_what_commands_say_about_the_office_stays(database: Database, command: str) -> None:
    """A command that lists figures, papers or people says the same while a rehearsal is on."""
    office = opened(database)
    people = ("KADIS", "SUBKOR-PROGRAM", "SUBKOR-PSDI", ADMIN)
    before = [office.write(code, f"/{command}").text for code in people]
    start(office)
    room(office).go_on(Stage.ARCHIVE)
    after = [office.write(code, f"/{command}").text for code in people]
    assert after == before


def test_status_tells_a_rehearsal_from_the_real_case(database: Database) -> None:
    office = opened(database)
    start(office)
    assert office.write("KADIS", "/status").text.count("LATIHAN") == 1
    inside = packed(Tap("rst", str(room(office).office.case_id)))
    office.tap("KADIS", inside)
    assert office.last("KADIS").text.startswith(HEADING)


def test_status_of_a_rehearsal_alone_is_headed(database: Database) -> None:
    office, _ = rehearsing(database)
    assert office.write("KADIS", "/status").text.startswith(HEADING)


def test_reminders_come_within_minutes(database: Database) -> None:
    office, quarter = rehearsing(database)
    quarter.go_on(Stage.FILL)
    assert office.desk is not None
    before = len(office.sent("SUBKOR-PSDI"))
    later = quarter.office.now + timedelta(minutes=5)
    assert office.desk.act(reminders.sweep, later)
    office.desk.act(held_notices.open_due, later + timedelta(minutes=2))
    fresh = office.sent("SUBKOR-PSDI")[before:]
    assert fresh
    assert all(screen.text.startswith(HEADING) for screen in fresh)


def test_cards_that_are_left_become_a_line_and_what_was_on_its_way_is_waited_for(database: Database) -> None:
    office, quarter = rehearsing(database)
    quarter.go_on(Stage.FILL)
    room_id, chat = quarter.office.scope.office_id, office.chat("SUBKOR-PSDI")
    with database.writing() as connection:
        connection.execute(sa.delete(OUTBOX).where(OUTBOX.c.state == "new", OUTBOX.c.office_id != room_id))
        mine = sa.and_(OUTBOX.c.office_id == room_id, OUTBOX.c.chat_id == chat, OUTBOX.c.method == "send")
        (under_way,) = connection.execute(sa.select(OUTBOX.c.id).where(mine)).scalars()
        connection.execute(sa.update(OUTBOX).where(OUTBOX.c.id == under_way).values(state="sending"))
        connection.execute(sa.update(CARDS).where(CARDS.c.chat_id == chat).values(message_id=77))
    office.press(ADMIN, "Hapus latihan")
    with database.writing() as connection:
        first = outbox.claim(connection, office.now, 100)
        assert chat not in {letter.chat_id for letter in first}
        connection.execute(sa.update(OUTBOX).where(OUTBOX.c.id == under_way).values(state="sent"))
        (line,) = [one for one in outbox.claim(connection, office.now, 100) if one.chat_id == chat]
    assert (line.method, line.message_id, line.live) == ("edit", 77, False)
    assert decoded(line.payload).text == str(words("rehearsals.erased_card"))
    assert not decoded(line.payload).rows


def test_the_admin_hears_when_it_is_over_and_whether_it_was_called_off(database: Database) -> None:
    office, quarter = rehearsing(database)
    quarter.office.act(CancelCase("latihan cukup"), "SUBKOR-PROGRAM")
    assert "dibatalkan sesudah" in office.last(ADMIN).text
    assert office.press(ADMIN, "Hapus latihan").text == plain("rehearsals.erased")


def test_a_refusal_is_headed_too(database: Database) -> None:
    office, quarter = rehearsing(database)
    (order,) = quarter.waiting()
    toast = office.tap("SUBKOR-PSDI", packed(Tap("ok", str(order.id), order.revision)))
    assert toast.alert
    assert toast.text.startswith("LATIHAN · ")
