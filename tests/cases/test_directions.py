""" "Mohon arahan": the superior is asked, the task stays. Source: practice 6."""

import pytest

from sop.procedures import Stage
from storage.database import Database
from tests.forms.offices import Office, opened
from tests.laws.quarters import begun

HEAD, KABID = "KADIS", "KABID-PSDI"


@pytest.fixture
def office(database: Database) -> Office:
    """The order is given; the Kabid has not divided the work."""
    found = opened(database)
    found.press(HEAD, "Disposisikan")
    return found


def test_the_superior_gets_the_note_and_the_card_stays(office: Office) -> None:
    before = office.bundle(KABID)
    office.press(KABID, "Mohon arahan")
    assert "Mohon ketik hal yang perlu arahan" in office.last(KABID).text
    answer = office.write(KABID, "data RPIK belum disahkan DPRD")
    assert answer.text.startswith("Diteruskan kepada Kepala Dinas Perindustrian.")
    assert "Kepala Bidang Pembangunan Sumber Daya Industri mohon arahan" in office.last(HEAD).text
    assert "data RPIK belum disahkan DPRD" in office.last(HEAD).text
    assert office.bundle(KABID) == before
    (line,) = office.lines("direction_asked")
    assert (line["bundle"], line["to"]) == (before.id, office.seat(HEAD).id)


def test_what_was_chosen_before_stays_chosen(office: Office) -> None:
    office.press(KABID, "Ubah pembagian")
    office.press(KABID, "1")
    office.press(KABID, office.seat("STAF-PSDI-1").holder_name)
    office.press(KABID, "Mohon arahan")
    office.write(KABID, "data RPIK belum disahkan DPRD")
    office.press(KABID, "Teruskan")
    assert office.bundle("STAF-PSDI-1")


def test_the_question_is_over_once_the_task_is_done(office: Office) -> None:
    office.press(KABID, "Mohon arahan")
    office.press(KABID, "Teruskan")
    assert "tidak ada yang menunggu" in office.write(KABID, "terlalu siang").text


def test_every_deciding_seat_asks_from_below_the_status(database: Database) -> None:
    """The Sekretaris asks the head about the paraf; the task stays."""
    found = begun(database)
    found.go_on(Stage.PARAF)
    office = found.office
    before = office.bundle("SEKRETARIS")
    office.write("SEKRETARIS", "/status")
    office.press("SEKRETARIS", "Mohon arahan")
    office.write("SEKRETARIS", "apakah menunggu angka BPS?")
    assert "apakah menunggu angka BPS?" in office.last(HEAD).text
    assert office.bundle("SEKRETARIS") == before
