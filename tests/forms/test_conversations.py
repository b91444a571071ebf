"""Conversations: pauses of days, restarts, several forms, replies, edited messages, leaving."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from storage.database import Database
from tests.forms.offices import KABID_PIKM, PIKM, PSDI, UPTD, WASI, Office, labels, ready, two_forms


def test_a_form_is_resumed_after_days(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5")
    office.now += timedelta(days=6)
    office.restart()
    progress = office.write(PSDI, "/lanjut")
    assert "Masih menunggu:\n2) Pelaku IKM yang dilatih" in progress.text
    office.write(PSDI, "2) 104")
    assert labels(office.write(PSDI, "30"))[0] == "Ajukan (3/3)"


def test_a_list_typed_days_later_needs_no_command(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5")
    office.now += timedelta(days=6)
    assert labels(office.write(PSDI, "2) 104  3) 30"))[0] == "Ajukan (3/3)"


def test_free_text_does_not_answer_a_question_of_days_ago(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    office.now += timedelta(days=3)
    answer = office.write(UPTD, "selamat pagi semua")
    assert "Melanjutkan" in answer.text
    said = office.said("PIKM-2")
    assert said
    assert said.obstacle == ""
    office.write(UPTD, "mesin rusak; diperbaiki")
    said = office.said("PIKM-2")
    assert said
    assert said.obstacle == "mesin rusak"


def test_a_restart_between_every_two_messages_changes_nothing(database: Database) -> None:
    office = ready(database)
    steps: list[Callable[[], object]] = [
        lambda: office.press(WASI, "Isi satu per satu"),
        lambda: office.write(WASI, "1.234/120"),
        lambda: office.press(WASI, "1) Benar"),
        lambda: office.write(WASI, "1) 11"),
        lambda: office.press(WASI, "Lewati"),
        lambda: office.press(WASI, "Belum ada data"),
        lambda: office.write(WASI, "nihil"),
        lambda: office.write(WASI, "94/150"),
        lambda: office.write(WASI, "1) kendaraan terbatas; meminjam kendaraan\n3) tidak ada pengaduan masuk"),
        lambda: office.press(WASI, "Ajukan (4/4)"),
    ]
    for step in steps:
        office.restart()
        step()
    said = [office.said(f"WASI-{number}") for number in (1, 2, 3, 4)]
    assert [one.state.value for one in said if one] == ["submitted"] * 4
    assert said[0]
    assert (said[0].numerator, said[0].obstacle) == (Decimal(11), "kendaraan terbatas")


def test_with_two_forms_a_bare_list_asks_which_and_loses_nothing(database: Database) -> None:
    office = ready(database, two_forms())
    answer = office.write(KABID_PIKM, "1) 76")
    assert "untuk isian yang mana" in answer.text
    assert office.said("PIKM-2") is None
    assert office.said("PIKM-3") is None
    place = next(line for line in answer.text.splitlines() if "Utilisasi" in line)[0]
    office.press(KABID_PIKM, place)
    said = office.said("PIKM-2")
    assert said
    assert said.value == Decimal(76)
    assert office.said("PIKM-3") is None


def test_the_reply_decides_between_two_forms_else_the_latest_question(database: Database) -> None:
    office = ready(database, two_forms())
    office.write(KABID_PIKM, "/isi")
    office.press(KABID_PIKM, "1")
    first = office.deliver(KABID_PIKM)
    office.write(KABID_PIKM, "/isi")
    office.press(KABID_PIKM, "2")
    office.deliver(KABID_PIKM)
    second_asked = "PIKM-2" if "Utilisasi" in office.last(KABID_PIKM).text else "PIKM-3"
    first_asked = {"PIKM-2": "PIKM-3", "PIKM-3": "PIKM-2"}[second_asked]
    office.write(KABID_PIKM, "80")
    assert office.said(second_asked)
    assert office.said(first_asked) is None
    answer = office.write(KABID_PIKM, "81", reply_to=first)
    assert office.indicator(first_asked).name in answer.text
    said = office.said(first_asked)
    assert said
    assert said.value == Decimal(81)


def test_a_reply_to_the_card_answers_its_form(database: Database) -> None:
    office = ready(database, two_forms())
    card = office.sent(KABID_PIKM)
    asked = next(
        place
        for place, screen in enumerate(card)
        if "Utilisasi" in screen.text and "Isi satu per satu" in labels(screen)
    )
    message = office.delivered(KABID_PIKM, asked)
    office.write(KABID_PIKM, "77", reply_to=message)
    said = office.said("PIKM-2")
    assert said
    assert said.value == Decimal(77)


def test_an_edited_message_asks_before_it_changes_anything(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "82,5")
    message = office.last_message_id
    asked = office.write(UPTD, "85,2", edited=True, message_id=message)
    assert "82,5% → 85,2%" in asked.text
    assert labels(asked) == ["Ya, ubah", "Biarkan"]
    assert value(office) == Decimal("82.5")
    office.press(UPTD, "Biarkan")
    assert value(office) == Decimal("82.5")
    office.write(UPTD, "85,3", edited=True, message_id=message)
    office.press(UPTD, "Ya")
    assert value(office) == Decimal("85.3")


def value(office: Office) -> Decimal | None:
    said = office.said("PIKM-2")
    return said.value if said else None


def test_an_edited_list_shows_only_what_differs(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5  2) 104  3) 30")
    message = office.last_message_id
    asked = office.write(PSDI, "1) 61,5  2) 140  3) 30", edited=True, message_id=message)
    assert "104 Orang → 140 Orang" in asked.text
    assert "61,5%" not in asked.text
    same = office.write(PSDI, "1) 61,5  2) 104  3) 30", edited=True, message_id=message)
    assert "sama dengan yang sudah tercatat" in same.text


def test_edited_words_and_messages_that_answered_nothing(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    office.write(UPTD, "mesin rusak; diperbaiki")
    message = office.last_message_id
    asked = office.write(UPTD, "listrik padam; genset disewa", edited=True, message_id=message)
    assert "keterangan baru" in asked.text
    office.press(UPTD, "Ya")
    said = office.said("PIKM-2")
    assert said
    assert said.obstacle == "listrik padam"
    other = office.write(UPTD, "halo", edited=True, message_id=1)
    assert "tidak mengubah data" in other.text
    office.write(UPTD, "/batal", edited=True, message_id=2)
    assert "tidak mengubah data" in office.last(UPTD).text


def test_batal_leaves_the_question_and_keeps_the_answers(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    assert "tetap tersimpan" in office.write(UPTD, "/batal").text
    assert "kartu yang menunggu" in office.write(UPTD, "mesin rusak").text
    assert value(office) == Decimal("74.9")
    assert "tulis hambatan" in office.write(UPTD, "/lanjut").text


def test_jeda_does_the_same_by_a_press(database: Database) -> None:
    office = ready(database)
    office.press(PIKM, "Isi satu per satu")
    office.write(PIKM, "200")
    office.press(PIKM, "Jeda")
    assert "kartu yang menunggu" in office.write(PIKM, "terima kasih").text
    assert office.said("IKU-1")


def test_nothing_open_is_said_plainly(database: Database) -> None:
    office = ready(database)
    assert "tidak ada isian yang terbuka" in office.write("KASUBAG-KEU", "/isi").text
    assert "Tidak ada isian yang sedang berjalan" in office.write("KASUBAG-KEU", "/lanjut").text
    assert "tidak ada yang menunggu" in office.write("KASUBAG-KEU", "1) 12").text.lower()


def test_the_division_of_work_can_be_questioned(database: Database) -> None:
    office = ready(database)
    office.press(PSDI, "Mohon ditinjau pembagiannya")
    answer = office.write(PSDI, "nomor 3 kini di Bidang PIKM")
    assert "Disampaikan kepada Kepala Bidang Pembangunan Sumber Daya Industri" in answer.text
    assert "nomor 3 kini di Bidang PIKM" in office.last("KABID-PSDI").text
    assert office.lines("division_disputed")[0]["note"] == "nomor 3 kini di Bidang PIKM"
    assert office.said("PSDI-3") is None
    assert labels(office.write(PSDI, "1) 61  2) 104  3) 30"))[0] == "Ajukan (3/3)"
