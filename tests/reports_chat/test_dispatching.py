"""Dispatch and archive: one press to send, one to receive, the number typed by staff."""

from datetime import date

from sop.cases import CaseState
from storage import offices
from tests.reports_chat.bureaus import Bureau

PLANNER, READER = "PERENCANA", "PENERIMA-BAPPEDA"


def test_one_press_sends_to_every_reader_in_the_chat(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim ke 3 penerima")
    for reader in (READER, "PENERIMA-INSPEKTORAT", "PENERIMA-ORGANISASI"):
        letter = approved.last(reader)
        assert letter.attachment is not None
        assert letter.attachment.blob == approved.report().pdf_sha256
        assert [button.label for button in letter.rows[0]] == ["Terima", "Ada catatan"]
    assert approved.card(PLANNER).text.count("menunggu diterima") == 3


def test_a_second_press_of_the_same_button_sends_nothing_and_archives_nothing(approved: Bureau) -> None:
    button = approved.card(PLANNER).rows[0][0]
    approved.tap(PLANNER, button)
    approved.tap(PLANNER, button)
    assert len([name for name in approved.files(READER) if name.endswith(".pdf")]) == 1
    assert approved.look(approved.case).state is CaseState.OPEN


def test_receiving_is_one_press_and_shows_on_the_planners_card(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    toast = approved.press(READER, "Terima")
    assert toast is not None
    assert "Terima kasih" in toast.text
    assert "Bappeda Kabupaten Nusa Makmur: diterima 5 Okt 2026 09.00 WITA" in approved.card(PLANNER).text
    again = approved.press(READER, "Terima")
    assert again is not None
    assert "sebelumnya" in again.text


def test_a_remark_goes_to_the_planner_and_never_to_the_head(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    heard_by_head = len(approved.heard("KADIS"))
    approved.press(READER, "Ada catatan")
    approved.write(READER, "Mohon Tabel 4 dilengkapi")
    assert any("Mohon Tabel 4 dilengkapi" in screen.text for screen in approved.heard(PLANNER))
    assert len(approved.heard("KADIS")) == heard_by_head


def test_a_foreign_receipt_cannot_be_given(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    button = approved.last(READER).rows[0][0]
    toast = approved.tap("PENERIMA-INSPEKTORAT", button)
    assert toast is not None
    assert "lama" in toast.text
    assert "diterima 5 Okt" not in approved.card(PLANNER).text


def test_number_and_date_are_typed_and_put_the_case_away(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Catat nomor surat")
    assert "dipisah koma" in approved.write(PLANNER, "217/Perind/2026").text
    assert "belum terbaca" in approved.write(PLANNER, "217/Perind/2026, besok lusa sekali").text
    approved.write(PLANNER, "000.8.6.4/217/Perind/2026, 5 Okt 2026")
    assert told(approved, "Laporan diarsipkan.")
    report = approved.report()
    assert (report.letter_number, report.letter_date) == ("000.8.6.4/217/Perind/2026", date(2026, 10, 5))
    assert approved.look(approved.case).state is CaseState.DONE
    assert "letter_numbered" in approved.journal()


def test_an_archive_without_a_number_is_possible_by_its_own_button(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Arsipkan tanpa nomor")
    assert approved.look(approved.case).state is CaseState.DONE


def test_nothing_is_sent_before_the_file_is_there(initialled: Bureau) -> None:
    initialled.press("KADIS", "Setujui laporan")
    toast = initialled.press(PLANNER, "Kirim")
    assert toast is not None
    assert "sedang disiapkan" in toast.text


def test_what_goes_another_way_is_recorded_one_by_one(approved: Bureau) -> None:
    with approved.database.writing() as connection:
        agency = offices.agencies(connection, approved.scope)[0]
        row = {"name": agency.name, "channel": "srikandi", "person_id": None, "address": ""}
        offices.change_agency(connection, approved.scope, agency.id, row)
    approved.press(PLANNER, "Kirim")
    assert approved.card(PLANNER).text.count("menunggu diterima") == 2
    approved.press(PLANNER, "Bappeda")
    assert "Bappeda Kabupaten Nusa Makmur: SRIKANDI, dicatat" in approved.card(PLANNER).text


def told(office: Bureau, words: str) -> bool:
    """Whether the planner was told so."""
    return any(words in screen.text for screen in office.heard(PLANNER))


def by_srikandi(office: Bureau) -> None:
    with office.database.writing() as connection:
        agency = offices.agencies(connection, office.scope)[0]
        row = {"name": agency.name, "channel": "srikandi", "person_id": None, "address": ""}
        offices.change_agency(connection, office.scope, agency.id, row)


def test_a_number_does_not_put_away_what_is_not_recorded_yet(approved: Bureau) -> None:
    by_srikandi(approved)
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Catat nomor surat")
    approved.write(PLANNER, "217, 5 Okt 2026")
    assert told(approved, "Nomor tersimpan. Masih 1 penerima belum dicatat: Bappeda Kabupaten Nusa Makmur.")
    assert approved.look(approved.case).state is CaseState.OPEN
    approved.press(PLANNER, "Bappeda")
    approved.press(PLANNER, "Arsipkan")
    assert approved.look(approved.case).state is CaseState.DONE


def test_the_number_may_come_before_the_sending(approved: Bureau) -> None:
    approved.press(PLANNER, "Catat nomor surat")
    assert "217/2026, 5 Okt 2026" in approved.last(PLANNER).text
    approved.write(PLANNER, "217, 5 Okt 2026")
    assert told(approved, "Masih 3 penerima")
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Arsipkan")
    assert approved.look(approved.case).state is CaseState.DONE


def test_a_letter_dated_ahead_is_asked_about_once(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Catat nomor surat")
    asked = approved.write(PLANNER, "217, 20 Okt 2026")
    assert asked.text == "Tanggal 20 Oktober 2026 masih di depan; tekan Benar atau ketik ulang."
    assert not approved.report().letter_number
    approved.press(PLANNER, "Benar")
    assert approved.report().letter_date == date(2026, 10, 20)
    assert approved.look(approved.case).state is CaseState.DONE


def test_a_date_ahead_may_be_typed_again(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Catat nomor surat")
    approved.write(PLANNER, "217, 20 Okt 2026")
    approved.write(PLANNER, "217, 5 Okt 2026")
    assert told(approved, "Laporan diarsipkan.")
    assert approved.report().letter_date == date(2026, 10, 5)


def test_the_card_of_the_sending_opens_the_file(approved: Bureau) -> None:
    approved.press(PLANNER, "Buka berkas")
    assert approved.files(PLANNER)[-1] == "Laporan Kinerja TW III 2026 - Dinas Perindustrian.pdf"


def test_a_number_typed_for_a_card_that_changed_meanwhile_puts_nothing_away(approved: Bureau) -> None:
    approved.press(PLANNER, "Kirim")
    approved.press(PLANNER, "Catat nomor surat")
    before = approved.changed()
    approved.write(PLANNER, "000.8.6.4/217/Perind/2026, 5 Okt 2026")
    assert approved.working() == before
    assert not approved.report().letter_number
