"""`/kalender`: an edit moves what is armed, never what was said. Source: reliability 4.4, 5 (15)."""

import json
from datetime import date

import pytest

from desk import calendars, holidays
from desk.works import Work
from sop.calendars import CalendarDay, DayKind
from storage import journals
from storage.database import Database
from tests.reminders.offices import Bureau, opened, to


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """A letter was disposed on Thursday 1 October; the Kabid have until Friday, the Sekretaris Monday."""
    bureau = opened(database, "2026-10-01 09:00")
    bureau.open_case("letter", "2026")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    return bureau


def ladder(bureau: Bureau, code: str) -> list[str]:
    (bundle,) = bureau.open_bundles(code)
    return bureau.ladder(bundle)


def test_a_closed_day_moves_the_armed_rungs_behind_it(bureau: Bureau) -> None:
    answer = bureau.write("ADMIN", "/kalender 5 Okt Rapat kerja daerah")
    assert "kantor tutup Senin, 5 Oktober 2026 (Rapat kerja daerah)" in answer
    assert ladder(bureau, "KABID-PSDI") == [
        "2026-10-02 08:15 due holder",
        "2026-10-06 08:15 after holder",
        "2026-10-07 08:15 escalation secretary",
    ]
    assert ladder(bureau, "SEKRETARIS")[1] == "2026-10-06 08:15 due holder"


def test_cards_show_the_new_limit_silently(bureau: Bureau) -> None:
    assert "Batas waktu 5 tugas" in bureau.write("ADMIN", "/kalender 5 Okt Rapat kerja daerah")
    bureau.heard = 0
    (*_, card) = to(bureau.listen(), bureau.person("SEKRETARIS"), "edit")
    assert "Ditunggu s.d. Selasa 6 Okt 16.00 WITA" in card


def test_what_was_said_is_not_said_again(bureau: Bureau) -> None:
    mine = bureau.person("KABID-PSDI")
    assert len(to(bureau.at("2026-10-02 08:15"), mine)) == 1
    bureau.write("ADMIN", "/kalender 5 Okt Rapat kerja daerah")
    assert "due" not in str(ladder(bureau, "KABID-PSDI"))
    said = bureau.at("2026-10-05 10:00") + bureau.at("2026-10-06 08:15")
    assert ["melewati waktu tunggu sejak Jumat 2 Okt" in text for text in to(said, mine)] == [True]


def test_taking_the_day_back_moves_them_forward_again(bureau: Bureau) -> None:
    before = ladder(bureau, "KABID-PSDI")
    bureau.write("ADMIN", "/kalender 5 Okt Rapat kerja daerah")
    bureau.listen()
    bureau.write("ADMIN", "/kalender")
    toast, said = bureau.press("ADMIN", f"1|kho|{bureau.office_id}|0|2026-10-05")
    assert toast is not None
    assert "5 Okt 2026 hari kerja" in toast.text
    assert "Rapat kerja" not in said[-1].screen.text
    assert ladder(bureau, "KABID-PSDI") == before


def test_a_day_taken_back_that_should_have_rung_already_rings_now_once(bureau: Bureau) -> None:
    bureau.write("ADMIN", "/kalender 2 Okt Libur daerah")
    assert ladder(bureau, "KABID-PSDI")[0] == "2026-10-05 08:15 due holder"
    bureau.at("2026-10-02 09:00")
    said = bureau.press("ADMIN", f"1|kho|{bureau.office_id}|0|2026-10-02")[1] + bureau.tick()
    assert len(to(said, bureau.person("KABID-PSDI"))) == 1
    assert bureau.tick() == []


def test_the_journal_keeps_why_and_what_moved(bureau: Bureau) -> None:
    bureau.write("ADMIN", "/kalender 5 Okt Rapat kerja daerah")
    with bureau.database.reading() as connection:
        line = journals.chain(connection, bureau.scope, journals.OFFICE_CHAIN)[-1]
    body = json.loads(line.body)
    assert line.action == "calendar_changed"
    assert line.person_id == bureau.person("ADMIN")
    assert (body["day"], body["reason"], len(body["bundles"])) == ("2026-10-05", "Rapat kerja daerah", 5)


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("24 Des 2026 Cuti bersama tambahan", "Kamis, 24 Desember 2026 (Cuti bersama tambahan)"),
        ("19/10 Hari jadi kabupaten", "Senin, 19 Oktober 2026 (Hari jadi kabupaten)"),
        ("Senin 19 Okt 2026 Hari jadi", "Senin, 19 Oktober 2026 (Hari jadi)"),
        ("DISPERIN 19 Okt Hari jadi", "Senin, 19 Oktober 2026 (Hari jadi)"),
        ("besok Banjir", "Jumat, 2 Oktober 2026 (Banjir)"),
        ("19 Okt", "Belum terbaca"),
        ("banjir", "Belum terbaca"),
        ("1 Sep 2026 Sudah lewat", "sudah lewat"),
        ("19 Okt 2032 Jauh sekali", "terlalu jauh"),
    ],
)
def test_a_day_is_written_as_people_do(bureau: Bureau, written: str, answer: str) -> None:
    assert answer in bureau.write("ADMIN", f"/kalender {written}")


def test_the_list_shows_what_comes_with_a_button_each(bureau: Bureau) -> None:
    bureau.listen()
    text = bureau.write("ADMIN", "/kalender")
    assert "1. Kamis, 24 Desember 2026 – Cuti Bersama Hari Raya Natal" in text
    assert "Hari libur dan cuti bersama 2027 belum dimuat" in text


@pytest.mark.parametrize("who", ["SEKRETARIS", "STAF-PSDI-1"])
def test_only_the_admin_keeps_the_calendar(bureau: Bureau, who: str) -> None:
    assert bureau.write(who, "/kalender 5 Okt Libur") == "Perintah ini untuk admin kantor."
    toast, _ = bureau.press(who, f"1|kho|{bureau.office_id}|0|2026-12-24")
    assert toast is not None
    assert "admin" in toast.text


@pytest.mark.parametrize("forged", ["", "x", "2026-13-45", "2020-01-01"])
def test_a_forged_day_is_answered_and_changes_nothing(bureau: Bureau, forged: str) -> None:
    toast, _ = bureau.press("ADMIN", f"1|kho|{bureau.office_id}|0|{forged}")
    assert toast is not None
    assert toast.alert


def test_a_closed_day_that_was_rolled_back_is_forgotten(bureau: Bureau) -> None:
    day, other = date(2026, 10, 5), date(2026, 10, 6)
    with bureau.database.engine.connect() as connection, connection.begin() as begun:
        work = Work(connection, bureau.now)
        holidays.change_day(work, bureau.office_id, CalendarDay(day, "Rapat", DayKind.CLOSURE), day)
        assert not calendars.calendar(connection, bureau.office_id).is_working_day(day)
        begun.rollback()
    bureau.write("ADMIN", "/kalender 6 Okt Rapat")  # the same version, another date
    with bureau.database.reading() as connection:
        present = calendars.calendar(connection, bureau.office_id)
    assert (present.is_working_day(day), present.is_working_day(other)) == (True, False)
