"""A letter on the way of its case, and cases that begin without one. Source: practice 1.7, 2.1, 3.5."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk import sheets
from desk.works import Work
from screens.enclosures import decided
from sop.cases import BundleState
from sop.periods import Period
from storage.database import Database
from tests.forms.offices import Office, labels
from tests.letters.offices import HEAD, LINE, PLANNER, SECRETARY, STAFF, office, register, running
from text.incoming import Kind

DUE = "Batas surat: Jumat 9 Okt"
WORD = "Sekretaris, Senin pagi, menyusun laporan TW III"


@pytest.fixture
def found(database: Database) -> Office:
    return office(database)


def begin_on_word(found: Office, who: str = PLANNER, said: str = WORD) -> None:
    found.write(who, "/surat")
    found.press(who, "TW III 2026 tanpa surat")
    found.serve(who, Kind.TEXT, text=said)  # a confirmation, and the card that opened
    found.case_id = running(found)[0].id


def test_every_card_shows_the_letters_deadline_and_opens_it(found: Office) -> None:
    register(found)
    for who, decision in (
        (HEAD, "Disposisikan"),
        (SECRETARY, "Disposisikan"),
        (PLANNER, "Sudah dilaksanakan"),
    ):
        card = found.last(who)
        assert DUE in card.text, who
        assert "Buka surat" in labels(card), who
        found.press(who, "Buka surat")
        assert found.last(who).attachment is not None
        if who != PLANNER:
            found.press(who, decision)


def test_the_head_reads_what_the_letter_says_before_he_decides(found: Office) -> None:
    register(found, line=f"{LINE}, segera")
    card = found.last(HEAD)
    assert "Surat Bappeda\nNomor 000.8/123/Bappeda, 28 Sep 2026 · Agenda 1" in card.text
    assert "Perihal: permintaan laporan TW III\nSifat: Segera" in card.text
    assert not [one for one in labels(card) if "berlaku s.d." in one]  # a letter asks once


def to_the_planner(found: Office, line: str = LINE) -> str:
    """The letter has come down to the planner; what his card says."""
    register(found, line=line)
    for superior in (HEAD, SECRETARY):
        found.press(superior, "Disposisikan")
    return found.last(PLANNER).text


def test_the_request_proposes_the_letters_own_deadline(database: Database) -> None:
    found = office(database, "lombok-timur")
    sooner = "000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III, paling lambat 7 Okt"
    assert "Batas waktu: <b>Rabu 7 Okt 16.00 WITA</b>" in to_the_planner(found, sooner)
    found.press(PLANNER, "Ubah batas waktu")
    found.write(PLANNER, "8 Okt")
    found.press(PLANNER, "Minta data")
    assert found.lines("units_asked")[-1]["until"] == "2026-10-08T08:00:00.000000+00:00"


@pytest.mark.parametrize(
    "due", ["", *(f", paling lambat {day}" for day in ("6 Okt", "30 Okt", "9 Okt 2027"))]
)
def test_a_deadline_that_is_past_or_far_off_leaves_the_usual_one(database: Database, due: str) -> None:
    found = office(database, "lombok-timur")
    register(found, line=f"000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III{due}")
    found.press(HEAD, "Disposisikan")
    found.now += timedelta(days=2)
    found.press(SECRETARY, "Disposisikan")
    assert "Batas waktu: <b>Senin 12 Okt" in found.last(PLANNER).text


def test_a_form_does_not_wait_for_what_runs_beside_it(database: Database) -> None:
    found = office(database, "lombok-timur")
    register(found)
    for who in (HEAD, SECRETARY):
        found.press(who, "Disposisikan")
    found.press(PLANNER, "Minta data")
    found.press("KABID-PSDI", "Teruskan")
    assert "Pra-isi" not in found.last("SUBKOR-PSDI").text


def test_the_request_cites_the_heads_disposition_and_the_agenda(found: Office) -> None:
    register(found)
    found.press(HEAD, "Disposisikan")
    authority = "Dasar: Disposisi Kepala Dinas Perindustrian, 5 Oktober 2026, Agenda 1"
    assert authority in found.last(SECRETARY).text
    found.press(SECRETARY, "Disposisikan")
    assert authority in found.last(PLANNER).text


def test_a_second_letter_shows_on_the_cards_that_are_open(found: Office) -> None:
    register(found)
    found.press(HEAD, "Disposisikan")
    register(found, line="5/INS, 1 Okt, Inspektorat, data kinerja TW III, paling lambat 8 Okt")
    found.press(SECRETARY, "Disposisikan")
    card = found.last(PLANNER)
    assert "Batas surat: Kamis 8 Okt" in card.text
    assert {"Buka surat agenda 1", "Buka surat agenda 2"} <= set(labels(card))
    assert "Agenda 1; Agenda 2" in card.text


def test_an_oral_order_closes_both_leading_orders(found: Office) -> None:
    begin_on_word(found)
    assert found.last(PLANNER).text.startswith("<b>Meminta data kinerja kepada bidang · TW III 2026</b>")
    assert any("dibuka atas perintah lisan" in screen.text for screen in found.sent(PLANNER))
    assert found.bundle(HEAD, BundleState.DONE).step == "1"
    assert found.bundle(SECRETARY, BundleState.DONE).step == "2"
    for superior in (HEAD, SECRETARY):
        told = found.last(superior)
        assert WORD in told.text
        assert labels(told) == ["Bukan perintah saya"]
    assert "Perintah lisan Kepala Dinas Perindustrian" in running(found)[0].authority


@pytest.mark.parametrize("superior", [HEAD, SECRETARY])
def test_either_superior_may_say_that_it_was_not_his_order(found: Office, superior: str) -> None:
    begin_on_word(found)
    assert "diberi tahu" in found.press(superior, "Bukan perintah saya").text
    assert found.lines("order_disputed")[-1]["seat"] == found.seat(superior).id
    assert "ditandai tidak sesuai" in found.last(PLANNER).text


def test_once_the_next_step_is_decided_nothing_is_disputed_any_more(found: Office) -> None:
    begin_on_word(found)
    found.tap(PLANNER, found.button(PLANNER, labels(found.last(PLANNER))[0]).data)
    for superior in (HEAD, SECRETARY):
        assert "Langkah berikutnya sudah diputuskan" in found.press(superior, "Bukan perintah saya").text


def test_the_secretary_records_only_what_stands_above_him(found: Office) -> None:
    begin_on_word(found, SECRETARY, "Kepala Dinas, saat apel, kumpulkan data")
    assert found.bundle(HEAD, BundleState.DONE).step == "1"
    assert "Disposisikan" in labels(found.last(SECRETARY))


def test_a_letter_that_comes_later_joins_the_case_begun_on_word(found: Office) -> None:
    begin_on_word(found)
    (echo,) = found.send(STAFF, "surat.pdf", f"/surat {LINE}")
    assert "Ditautkan ke: Triwulan III" in echo.text
    found.press(STAFF, "Kirim")
    (case,) = running(found)
    assert case.authority.endswith("; Agenda 1")


def test_an_order_without_words_is_none(found: Office) -> None:
    found.write(PLANNER, "/surat")
    found.press(PLANNER, "TW III 2026 tanpa surat")
    (answer,) = found.send(PLANNER, "suara.ogg", mime="audio/ogg")
    assert "Mohon sertakan keterangannya" in answer.text
    assert not running(found)
    found.serve(PLANNER, Kind.TEXT, text=WORD)
    assert len(running(found)) == 1


def test_who_runs_no_cases_begins_none_on_word(found: Office) -> None:
    assert not [one for one in labels(found.write("STAF-PSDI-1", "/surat")) if "tanpa surat" in one]
    found.write(PLANNER, "/surat")
    data = found.button(PLANNER, "TW III 2026 tanpa surat").data
    assert "lama" in found.tap("STAF-PSDI-1", data).text
    assert not running(found)


def test_the_approval_says_which_of_the_documents_is_meant(database: Database) -> None:
    found = office(database, "lombok-timur")
    register(found)
    with database.reading() as connection:
        sheet = sheets.sheet(Work(connection, found.now), found.bundle(HEAD))
    approval = replace(sheet, steps=(sheet.sop.step("9"),))
    assert decided(approval, ()).startswith("Yang disetujui di sini: laporan kinerja triwulan.")
    assert "Perjanjian Kinerja, Renja, Renstra" in decided(approval, ())
    year = replace(approval, period=Period(2026))
    assert decided(year, ()).startswith("Yang disetujui di sini: laporan kinerja tahunan (LKjIP).")
    assert decided(replace(sheet, steps=(sheet.sop.step("10"),)), ()) == ""  # nothing is approved there
