"""A meeting and a review from outside, as any SOP may have them. Source: design 5."""

from pathlib import Path

import pytest

from desk import cases, charts, journals, offices, sops
from desk.works import Work
from sop.cases import BundleState
from sop.periods import read_period
from storage import accounts
from storage import cases as case_rows
from storage.database import Database, Scope
from tests.fifth.sukamaju import ANSWERS, book
from tests.forms.offices import CHAT, NOW, Office, labels
from text.incoming import Kind

DEFINITION = Path(__file__).parent / "definitions" / "kecamatan.toml"
SECRETARY, GOVERNANCE, WELFARE, PROGRAM = "SEKCAM", "KASI-PEM", "KASI-KESRA", "KASUBBAG"
MEETING = (SECRETARY, GOVERNANCE, WELFARE)


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """Everything is checked and analysed: the heads are to meet; the review may send the analysis back."""
    text = DEFINITION.read_text().replace('limit = "2 hari"\n', 'limit = "2 hari"\nreturn_to = "4"\n')
    (tmp_path / DEFINITION.name).write_text(text)
    found = _connected(database, tmp_path)
    found.press("CAMAT", "Disposisikan")
    for code, filler, checker in (
        ("ADM-1", "STAF-SEK", SECRETARY),
        ("PEM-1", "STAF-PEM", GOVERNANCE),
        ("KESRA-1", "STAF-KESRA", WELFARE),
    ):
        found.write(filler, f"1) {ANSWERS[code].typed}")
        found.press(filler, "Ajukan")
        found.write(checker, f"/setuju {found.deliver_code(checker)}")
    found.write(PROGRAM, f"/setuju {found.deliver_code(PROGRAM)}")
    return found


def _connected(database: Database, folder: Path) -> Office:
    with database.writing() as connection:
        work = Work(connection, NOW)
        sops.keep_definitions(work, (folder,))
        scope = Scope(offices.apply(work, book()).office_id)
        seats = charts.chart(work, scope.office_id).seats
        for person_id in sorted({seat.holder_id for seat in seats if seat.holder_id}):
            chat = CHAT + person_id
            values = {"person_id": person_id, "telegram_id": chat, "chat_id": chat, "ringing": True}
            accounts.add(connection, {**values, "bound_at": NOW})
        charts.changed(work, scope.office_id)
    office = Office(database, scope)
    office.restart()
    assert office.desk is not None

    def deed(work: Work) -> int:
        period = read_period("2026-M07")
        office.case_id = cases.open_case(work, scope, "kecamatan-sukamaju", period, by=0).case.id
        return 1

    office.desk.act(deed, NOW)
    return office


def arrange(office: Office, line: str, button: str = "Atur waktu") -> str:
    office.press(SECRETARY, button)
    return office.write(SECRETARY, line).text


def meet(office: Office) -> None:
    """The first to say so is asked for the minutes; the others only say that it is over."""
    office.press(SECRETARY, "Rapat selesai")
    office.write(SECRETARY, "Disepakati tanpa perubahan")
    office.press(GOVERNANCE, "Rapat selesai")
    office.press(WELFARE, "Rapat selesai")


def holds(office: Office) -> None:
    with office.database.reading() as connection:
        found = case_rows.case(connection, office.scope, office.case_id)
        assert found is not None
        assert journals.differences(Work(connection, office.now), found) == ()


def test_one_line_says_when_and_where_to_everybody(office: Office) -> None:
    answer = arrange(office, "Kamis 8 Okt pukul 09.00, ruang rapat kecamatan")
    assert "Kamis, 8 Oktober 2026, pukul 09.00" in answer
    for code in (GOVERNANCE, WELFARE):
        told = office.last(code).text
        assert told.startswith("Undangan: Membahas capaian kinerja dalam rapat")
        assert "Tempat: ruang rapat kecamatan" in told


def test_a_change_is_told_as_a_change(office: Office) -> None:
    arrange(office, "8/10 09.00 ruang rapat")
    office.write(SECRETARY, "/tugas")
    office.press(SECRETARY, "Buka")
    arrange(office, "9/10 13.30 aula", "Ubah waktu")
    told = office.last(GOVERNANCE).text
    assert told.startswith("Perubahan waktu atau tempat")
    assert "Jumat, 9 Oktober 2026, pukul 13.30\nTempat: aula" in told


@pytest.mark.parametrize("line", ["besok di aula", "09.00 aula", "8 Okt 25.00, aula", "8 Okt 09.00"])
def test_a_line_that_lacks_something_is_asked_for_again(office: Office, line: str) -> None:
    assert "belum terbaca" in arrange(office, line)
    assert not office.lines("meeting_set")
    assert "disimpan" in office.write(SECRETARY, "besok 09.00 aula").text


def test_a_day_that_is_over_is_refused(office: Office) -> None:
    assert "sudah lewat" in arrange(office, "2 Okt 09.00, aula")
    assert not office.lines("meeting_set")


def test_the_minutes_end_it_and_count_for_all(office: Office) -> None:
    office.press(SECRETARY, "Rapat selesai")
    assert "Mohon kirim notulen" in office.last(SECRETARY).text
    assert office.bundle(SECRETARY)
    assert "Rapat tercatat selesai" in office.write(SECRETARY, "Disepakati tanpa perubahan").text
    assert "selesai" in office.press(GOVERNANCE, "Rapat selesai").text
    assert office.bundle(GOVERNANCE, BundleState.DONE)
    assert [one.content for one in office.evidence(SECRETARY)] == ["Disepakati tanpa perubahan"]
    holds(office)


def test_only_those_who_meet_arrange_it(office: Office) -> None:
    data = office.button(SECRETARY, "Atur waktu").data
    assert "Tugas ini untuk" in office.tap(PROGRAM, data).text


def test_the_answer_from_outside_lets_the_case_go_on(office: Office) -> None:
    meet(office)
    before = office.bundle(PROGRAM)
    office.press(PROGRAM, "Catat jawaban")
    assert "Mohon kirim jawaban" in office.last(PROGRAM).text
    office.serve(PROGRAM, Kind.TEXT, text="Tidak ada catatan")
    assert any("Jawaban tersimpan" in screen.text for screen in office.sent(PROGRAM)[-2:])
    assert office.bundle(PROGRAM).id != before.id
    holds(office)


def test_the_answer_may_be_a_file(office: Office) -> None:
    meet(office)
    office.press(PROGRAM, "Catat jawaban")
    office.send(PROGRAM, "telaahan.pdf")
    assert office.bundle(PROGRAM).step == "6"
    assert office.evidence(PROGRAM)[-1].name == "telaahan.pdf"


def test_it_goes_back_with_the_reason_where_the_sop_says_so(office: Office) -> None:
    meet(office)
    office.press(PROGRAM, "Mohon diperbaiki")
    office.serve(PROGRAM, Kind.TEXT, text="angka desa belum sesuai")
    assert any("Dikembalikan" in screen.text for screen in office.sent(PROGRAM)[-2:])
    back = office.bundle(PROGRAM)
    assert (back.step, back.round) == ("4", 2)
    assert any("angka desa belum sesuai" in screen.text for screen in office.sent(PROGRAM))
    holds(office)


def test_without_such_a_place_nothing_goes_back(office: Office) -> None:
    """A meeting sends nothing back, whoever types the twin."""
    code = office.deliver_code(SECRETARY)
    assert "tidak" in office.write(SECRETARY, f"/kembalikan {code} belum sesuai").text
    assert office.bundle(SECRETARY)
    assert not any(label == "Mohon diperbaiki" for label in labels(office.last(SECRETARY)))
