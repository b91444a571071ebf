"""What people type without being told how: words for numbers, bare lists, a figure with its cause."""

from decimal import Decimal

import pytest

from sop.evidences import caption_numbers, only_links, says_none
from sop.number_words import read_number_words
from storage.database import Database
from tests.forms.offices import KABID, PIKM, PSDI, WASI, labels, ready
from text.printing import in_words


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


def test_every_number_read_aloud_is_read_back() -> None:
    for value in (*range(1, 1200), 2500, 12_345, 100_000, 2_500_000, 1_000_001):
        assert read_number_words(in_words(Decimal(value))) == value
    for text in ("", "kuota turun", "dua dua", "puluh", "ribu", "satu dari tiga", "juta ribu dua"):
        assert read_number_words(text) is None, text


def test_a_number_in_words_is_confirmed_and_never_an_explanation(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5  2) 104  3) 30")
    refused = office.write(PSDI, "2) -5")
    assert "Angka sebelumnya 104 Orang masih berlaku." in refused.text
    answer = office.write(PSDI, "2) sepuluh")
    assert "“sepuluh” dibaca 10 (sepuluh). Benar?" in answer.text
    said = office.said("PSDI-2")
    assert said
    assert (said.value, said.note, said.obstacle) == (Decimal(104), "", "")
    office.press(PSDI, "2) Benar")
    said = office.said("PSDI-2")
    assert said
    assert said.value == Decimal(10)


def test_a_figure_takes_its_cause_and_follow_up_on_the_same_line(database: Database) -> None:
    office = ready(database)
    office.write(PIKM, "1) 163  2) 640/640  3) 17; satu sentra tutup; pendampingan TW IV  4) 10")
    third = office.said("PIKM-1")
    assert third
    assert third.value == Decimal(17)
    assert "satu sentra tutup" in (third.obstacle or third.note)
    assert "nomornya belum jelas" not in office.last(PIKM).text


def test_as_many_bare_numbers_as_figures_are_the_list(database: Database) -> None:
    office = ready(database)
    assert "Tercatat:" in office.write(PSDI, "48 104 34").text
    said = [office.said(code) for code in ("PSDI-1", "PSDI-2", "PSDI-3")]
    assert [one.value for one in said if one] == [Decimal(48), Decimal(104), Decimal(34)]


def test_what_could_be_one_number_is_confirmed_figure_by_figure(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "48 104 340")
    assert all(office.said(code) is None for code in ("PSDI-1", "PSDI-2", "PSDI-3"))
    assert "3) Benar: 340 (tiga ratus empat puluh)" in labels(office.last(PSDI))


def test_captions_and_links_name_their_figures() -> None:
    cases = {"1 2": (1, 2), "1, 2 daftar hadir": (1, 2), "2) 104 orang": (2,), "2 12 Oktober": (2,)}
    cases |= {"bukti 1 https://a.b/c2": (1,), "bukti 1 dan 2": (1, 2), "daftar hadir": ()}
    for text, numbers in cases.items():
        assert caption_numbers(text) == numbers, text
    assert only_links("bukti 1 https://a.b/c")
    assert not only_links("rapat https://a.b/c")
    assert says_none("Tidak ada bukti")
    assert not says_none("tidak ada data")


def test_one_file_serves_two_figures_and_a_named_link_one(database: Database) -> None:
    office = ready(database)
    (answer,) = office.send(PSDI, "hadir.pdf", "1 2")
    assert "untuk nomor 1 dan 2: hadir.pdf" in answer.text
    assert "nomor 3: 1 tautan" in office.write(PSDI, "bukti 3 https://drive.example/x").text
    wanted = {office.indicator(code).id for code in ("PSDI-1", "PSDI-2", "PSDI-3")}
    assert {one.indicator_id for one in office.evidence(PSDI)} == wanted


def test_the_same_figures_again_leave_the_owners_card_valid(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    office.write(KABID, "1) 61,5  2) 104  3) 30")
    office.press(KABID, "Minta konfirmasi")
    office.write(KABID, "1) 61,5  2) 104  3) 30")
    assert office.press(PSDI, "Benar, ajukan").text.startswith("Diajukan")


def test_the_review_names_what_is_missing_and_asks_for_it(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5")
    office.press(PSDI, "Tinjau")
    assert "Belum lengkap: nomor 2, 3" in office.last(PSDI).text
    office.press(PSDI, "Lengkapi")
    assert "Masih menunggu:\n2) Pelaku IKM yang dilatih" in office.last(PSDI).text


def test_the_form_speaks_plainly(database: Database) -> None:
    office = ready(database)
    card = office.last(WASI)
    assert card.text.startswith("<b>Isian TW III 2026 · Bidang Pengawasan dan Informasi Industri</b>")
    assert "target s.d. TW III 70% · s.d. TW II 41,67% " in card.text
    assert "(24/120 pada TW II)" in card.text
    office.press(WASI, "Bukti dukung")
    assert "(belum ada)" in office.last(WASI).text
