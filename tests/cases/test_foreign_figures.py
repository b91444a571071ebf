""" "Bukan indikator bidang kami": the planner hears which figure and why; nothing moves by itself."""

import pytest

from storage.database import Database
from tests.forms.offices import Office, opened

HEAD, KABID, PLANNER = "KADIS", "KABID-PSDI", "PERENCANA"


@pytest.fixture
def office(database: Database) -> Office:
    """The Kabid is asked which figures are not of the unit."""
    found = opened(database)
    found.press(HEAD, "Disposisikan")
    found.press(KABID, "Ubah pembagian")
    found.press(KABID, "Bukan indikator")
    return found


def test_the_planner_reads_which_and_why(office: Office) -> None:
    before = office.bundle(KABID)
    name = office.last(KABID).text.split("2. ")[1].split(" →")[0]
    answer = office.write(KABID, "2) ditangani Bidang Pengembangan Industri")
    assert answer.text.startswith("Disampaikan kepada ")
    told = office.last(PLANNER).text
    assert f"• {name}: ditangani Bidang Pengembangan Industri" in told
    assert "Kepala Bidang Pembangunan Sumber Daya Industri menyampaikan" in told
    assert office.bundle(KABID) == before
    (line,) = office.lines("division_disputed")
    assert line["bundle"] == before.id


def test_without_a_number_it_asks_again(office: Office) -> None:
    assert "belum terbaca" in office.write(KABID, "yang itu bukan punya kami").text
    assert not office.lines("division_disputed")
    assert office.write(KABID, "1) bukan punya kami").text.startswith("Disampaikan")


def test_the_division_can_still_be_sent(office: Office) -> None:
    office.write(KABID, "1) bukan punya kami")
    office.press(KABID, "Teruskan")
    assert office.bundle("SUBKOR-PSDI")


def test_the_question_is_over_once_the_division_is_sent(office: Office) -> None:
    office.press(KABID, "Teruskan")
    assert "tidak ada yang menunggu" in office.write(KABID, "1) bukan punya kami").text


def test_others_are_refused(office: Office) -> None:
    office.press(KABID, "Ubah pembagian")
    data = office.button(KABID, "Bukan indikator").data
    assert "Tugas ini untuk" in office.tap("KABID-WASI", data).text
