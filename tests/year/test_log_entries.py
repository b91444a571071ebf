"""The quick log: a line is an entry, totals run, the clock closes it into the form. Source: domain 4.3."""

from datetime import date
from decimal import Decimal

import pytest

from sop.indicators import Source
from sop.log_entries import LogLine, Unread, read_line
from storage import indicators
from storage.database import Database
from tests.reminders.offices import wita
from tests.sop_arithmetic.office_calendars import office
from tests.year.chats import Chats, holds_the_case_first, january, statements

ONE, SEVERAL = "JFT-UPTD", "SUBKOR-PSDI"


@pytest.fixture
def chats(database: Database) -> Chats:
    return january(database)


def test_a_line_is_kept_and_its_total_told(chats: Chats) -> None:
    said = chats.write(ONE, "/catat 3 Jan, layanan kemasan, 70,5, foto")
    assert "Tercatat: Sabtu 3 Jan · layanan kemasan · 70,5%." in said
    assert "Silakan kirim fotonya" in said


def test_an_entry_waits_for_its_case(postgres_database: Database) -> None:
    chats = january(postgres_database)
    with statements(postgres_database) as seen:
        chats.write(ONE, "/catat 3 Jan, layanan kemasan, 70,5")
    assert holds_the_case_first(seen, "logentries")


def test_increments_add_up_and_what_follows_needs_no_command(chats: Chats) -> None:
    chats.write(SEVERAL, "/catat 2) pelatihan batik, 12")
    said = chats.write(SEVERAL, "2) 2 Jan, pelatihan tenun, 20")
    assert "32 Orang dari target 60 Orang (2 catatan)" in said


def test_with_several_figures_one_press_says_which(chats: Chats) -> None:
    assert "nomor berapa" in chats.write(SEVERAL, "/catat pelatihan batik, 12")
    chats.press(SEVERAL, "2")
    assert any("12 Orang dari target 60" in text for text in chats.texts(SEVERAL))


def test_an_entry_is_changed_and_taken_out_by_whoever_made_it(chats: Chats) -> None:
    chats.write(SEVERAL, "/catat 2) pelatihan batik, 12")
    chats.press(SEVERAL, "Ubah")
    assert "21 Orang dari target" in chats.write(SEVERAL, "pelatihan batik, 21")
    stale = dict(chats.labels[chats.bureau.person(SEVERAL)])
    chats.press(SEVERAL, "Hapus")
    toast, _ = chats.bureau.press(SEVERAL, stale["Hapus"])
    assert toast is not None
    assert "tidak ada lagi" in toast.text


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/catat 9) pelatihan, 12", "Tidak ada indikator nomor 9"),
        ("/catat 2) 3 Mar, pelatihan, 12", "belum tiba"),
        ("/catat 2) 30 Des, pelatihan, 12", "di luar TW I 2026"),
        ("/catat 2) 31 Feb, pelatihan, 12", "tidak ada dalam kalender"),
        ("/catat 2) pelatihan", "Jumlahnya belum terbaca"),
        ("/catat 2) pelatihan, 3/40", "satu angka"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_in_one_sentence(chats: Chats, typed: str, answer: str) -> None:
    assert answer in chats.write(SEVERAL, typed)


def test_whoever_has_no_log_is_told_so(chats: Chats) -> None:
    assert "tidak ada catatan kegiatan yang dibuka" in chats.write("KABID-WASI", "/catat rapat, 1")


def test_the_last_working_day_of_a_month_brings_one_friendly_word(chats: Chats) -> None:
    chats.press(ONE, "Setuju")
    chats.at("2026-01-30 08:15")
    assert len(chats.texts(ONE)) == 1
    chats.at("2026-01-30 09:15")
    assert chats.texts(ONE) == []


def test_the_clock_closes_the_log_and_its_totals_stand_in_the_form(database: Database) -> None:
    chats = january(database, "2026-07-01 08:20")
    chats.write(SEVERAL, "/catat 2) pelatihan batik, 12")
    chats.write(SEVERAL, "2) pelatihan tenun, 20")
    chats.at("2026-09-30 17:00")
    assert "4" not in [one.step for one in chats.bureau.open_bundles(SEVERAL)]
    chats.at("2026-10-01 08:20")
    assert "4" in [one.step for one in chats.bureau.open_bundles(SEVERAL)]
    with chats.bureau.database.reading() as connection:
        found = indicators.realizations(connection, chats.bureau.scope, 2026)
    assert [(one.value, one.quarter) for one in found if one.source is Source.LOG] == [(Decimal(32), 3)]
    assert "32 Orang (dari catatan kegiatan)" in chats.write(SEVERAL, "/isi")
    assert "di luar TW IV 2026" in chats.write(ONE, "/catat 30 Sep, layanan, 70")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3 Agu, pembinaan IKM batik, 12, foto", (0, date(2026, 8, 3), "pembinaan IKM batik", "12", True)),
        ("pembinaan, rapat, 12,5", (0, date(2026, 8, 20), "pembinaan, rapat", "12,5", False)),
        ("2) kemarin; kunjungan; 3/40", (2, date(2026, 8, 19), "kunjungan", "3/40", False)),
        ("3/8,pembinaan,12", (0, date(2026, 8, 3), "pembinaan", "12", False)),
    ],
)
def test_a_line_is_read_as_people_write_it(typed: str, read: tuple[int, date, str, str, bool]) -> None:
    found = read_line(typed, wita("2026-08-20 09:00"), office())
    assert isinstance(found, LogLine)
    assert (found.number, found.day, found.activity, found.quantity, found.wants_proof) == read


def test_an_endless_activity_is_refused() -> None:
    assert read_line(f"{'a' * 201}, 12", wita("2026-08-20 09:00"), office()) is Unread.LONG_ACTIVITY
