"""A duty goes to the holder's own subordinate, and comes back while nobody has begun. Source: practice 2."""

import pytest

from desk import journals
from desk.works import Work
from sop.cases import BundleState
from sop.procedures import Stage
from storage import cases
from storage.database import Database
from tests.cases.chats import edited
from tests.forms.offices import Office, labels, opened
from tests.laws.quarters import begun
from text.taps import Tap, packed

HEAD, KABID, TAKER = "KADIS", "KABID-PSDI", "SUBKOR-PSDI"


@pytest.fixture
def office(database: Database) -> Office:
    """The order is given; the Kabid has the division of the work before him."""
    found = opened(database)
    found.press(HEAD, "Disposisikan")
    return found


def give(office: Office, note: str = "") -> None:
    office.write(KABID, "/status")
    office.press(KABID, "Tugaskan")
    if note:
        office.write(KABID, note)
    office.press(KABID, office.seat(TAKER).holder_name)


def holds(office: Office) -> None:
    """The rows of the case are what its journal tells."""
    with office.database.reading() as connection:
        found = cases.case(connection, office.scope, office.case_id)
        assert found is not None
        assert journals.differences(Work(connection, office.now), found) == ()


def test_the_subordinate_gets_note_and_card(office: Office) -> None:
    before = office.bundle(KABID)
    give(office, "mohon dibagi rata")
    after = office.bundle(TAKER)
    assert (after.step, after.part) == (before.step, before.part)
    told = [screen.text for screen in office.sent(TAKER)]
    assert any("menugaskan kepada Bapak/Ibu" in text and "mohon dibagi rata" in text for text in told)
    assert any(f"/setuju {after.code}" in text for text in told)
    assert not any("dipindahkan" in text for text in told)
    assert office.last(KABID).text.endswith("Bapak/Ibu diberi tahu bila sudah selesai.")
    assert "sudah tidak diperlukan" in edited(office, KABID)[-1].text
    holds(office)


def test_only_those_below_are_offered(office: Office) -> None:
    office.write(KABID, "/status")
    office.press(KABID, "Tugaskan")
    offered = labels(office.last(KABID))
    below = [office.seat(code).holder_name for code in (TAKER, "STAF-PSDI-1", "STAF-PSDI-2")]
    assert len(offered) == len(below)
    assert all(any(label.startswith(name) for label in offered) for name in below)


def test_the_superior_hears_once_that_it_is_done(office: Office) -> None:
    give(office)
    office.press(TAKER, "Teruskan")
    assert office.last(KABID).text.startswith("Membagi")
    assert f"sudah diselesaikan oleh {office.seat(TAKER).holder_name}" in office.last(KABID).text
    assert sum("sudah diselesaikan" in screen.text for screen in office.sent(KABID)) == 1
    holds(office)


def test_it_comes_back_while_nobody_has_begun(office: Office) -> None:
    give(office)
    assert "Tugas kembali" in office.press(KABID, "Ambil kembali").text
    assert office.bundle(KABID)
    assert office.bundle(TAKER, BundleState.VOID)
    assert "tidak perlu menindaklanjutinya" in office.last(TAKER).text
    assert any(label.startswith("Tugaskan") for label in labels(office.write(KABID, "/status")))
    holds(office)


def test_the_way_back_also_stands_below_the_status(office: Office) -> None:
    give(office)
    office.write(KABID, "/status")
    office.press(KABID, "Ambil kembali")
    assert office.bundle(KABID)


def test_what_has_begun_stays(office: Office) -> None:
    give(office)
    data = office.button(KABID, "Ambil kembali").data
    office.press(TAKER, "Ubah pembagian")
    office.press(TAKER, "1")
    office.press(TAKER, office.seat("STAF-PSDI-1").holder_name)
    assert "sudah mulai mengerjakan" in office.tap(KABID, data).text
    assert office.bundle(TAKER)
    assert not any(label.startswith("Ambil") for label in labels(office.write(KABID, "/status")))


def test_what_is_done_does_not_come_back(office: Office) -> None:
    give(office)
    data = office.button(KABID, "Ambil kembali").data
    office.press(TAKER, "Teruskan")
    assert "elesaikan. Keadaan terakhir" in office.tap(KABID, data).text
    assert office.bundle(TAKER, BundleState.DONE)


def test_others_neither_give_nor_take_back(office: Office) -> None:
    office.write(KABID, "/status")
    office.press(KABID, "Tugaskan")
    choice = office.button(KABID, office.seat(TAKER).holder_name).data
    assert "Tugas ini untuk" in office.tap("KABID-WASI", choice).text
    office.tap(KABID, choice)
    back = office.button(KABID, "Ambil kembali").data
    assert "hanya dapat diambil kembali oleh" in office.tap("KABID-WASI", back).text
    assert office.bundle(TAKER)


def test_an_old_choice_and_a_foreign_seat_are_refused(office: Office) -> None:
    office.write(KABID, "/status")
    office.press(KABID, "Tugaskan")
    choice = office.button(KABID, office.seat(TAKER).holder_name).data
    foreign = f"{choice.rpartition('|')[0]}|{office.seat(HEAD).id}"
    assert "sudah lama" in office.tap(KABID, foreign).text
    office.press(KABID, "Teruskan")
    assert "elesaikan. Keadaan terakhir" in office.tap(KABID, choice).text
    with pytest.raises(IndexError):
        office.bundle(TAKER, BundleState.VOID)


def test_a_paraf_stays_with_its_seat(database: Database) -> None:
    found = begun(database)
    found.go_on(Stage.PARAF)
    office = found.office
    bundle = office.bundle("SEKRETARIS")
    assert not any(label.startswith("Tugaskan") for label in labels(office.write("SEKRETARIS", "/status")))
    pressed = office.tap("SEKRETARIS", packed(Tap("dlb", str(bundle.id), bundle.revision)))
    assert "tetap di tempat Bapak/Ibu" in pressed.text


def test_what_comes_back_is_no_repair(office: Office) -> None:
    give(office)
    office.press(KABID, "Ambil kembali")
    card = next(screen for screen in reversed(office.sent(KABID)) if "/setuju" in screen.text)
    assert f"/setuju {office.bundle(KABID).code}" in card.text
    assert "Perbaikan" not in card.text
