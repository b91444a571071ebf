"""Cancelling a case: a reason, one confirming press, and every open card at its end. Source: practice 2."""

import pytest
import sqlalchemy as sa

from desk import journals
from desk.works import Work
from sop.cases import BundleState, CaseState
from storage import cases
from storage.cards import CARDS
from storage.database import Database
from storage.rungs import RUNGS
from tests.cases.chats import edited
from tests.forms.offices import Office, labels, ready

PLANNER, HEAD, SECRETARY, FILLER = "PERENCANA", "KADIS", "SEKRETARIS", "SUBKOR-PSDI"
TITLE = "Triwulan III Tahun 2026"


@pytest.fixture
def office(database: Database) -> Office:
    return ready(database)


def state(office: Office) -> CaseState:
    with office.database.reading() as connection:
        found = cases.case(connection, office.scope, office.case_id)
    assert found is not None
    return found.state


def asked(office: Office, who: str = PLANNER) -> str:
    """Ask to cancel from below /status; returns the question."""
    office.write(who, "/status")
    office.press(who, "Batalkan kegiatan")
    return office.last(who).text


def test_the_reason_comes_first_and_one_press_ends_the_case(office: Office) -> None:
    assert "Mohon ketik alasannya" in asked(office)
    confirming = office.write(PLANNER, "anggaran kegiatan dialihkan")
    assert "Alasan: anggaran kegiatan dialihkan" in confirming.text
    assert labels(confirming) == ["Ya, batalkan kegiatan", "Tidak jadi"]
    assert state(office) is CaseState.OPEN
    office.press(PLANNER, "Ya, batalkan")
    assert state(office) is CaseState.CANCELLED
    assert "dibatalkan" in office.last(PLANNER).text
    (line,) = office.lines("CancelCase")
    assert {"event": "CaseClosed", "reason": "anggaran kegiatan dialihkan"}.items() <= line["events"][
        0
    ].items()


def test_every_open_card_shows_its_end_and_nothing_rings_any_more(office: Office) -> None:
    bundle = office.bundle(FILLER)
    asked(office)
    office.write(PLANNER, "dibatalkan pimpinan")
    office.press(PLANNER, "Ya, batalkan")
    assert office.bundle(FILLER, BundleState.VOID).id == bundle.id
    assert "sudah tidak diperlukan" in edited(office, FILLER)[-1].text
    with office.database.reading() as connection:
        live = sa.select(sa.func.count()).select_from(CARDS).where(CARDS.c.live)
        armed = sa.select(sa.func.count()).select_from(RUNGS).where(RUNGS.c.state == "armed")
        assert connection.execute(live).scalar_one() == 0
        assert connection.execute(armed).scalar_one() == 0


def test_sekretaris_and_head_are_told_in_one_line(office: Office) -> None:
    asked(office)
    office.write(PLANNER, "dibatalkan pimpinan")
    office.press(PLANNER, "Ya, batalkan")
    for superior in (SECRETARY, HEAD):
        assert (
            "dibatalkan oleh Nurul Fitriani, S.T. Alasan: dibatalkan pimpinan" in office.last(superior).text
        )


def test_it_can_be_left_as_it_is(office: Office) -> None:
    asked(office)
    office.write(PLANNER, "salah tekan")
    assert "tetap berjalan" in office.press(PLANNER, "Tidak jadi").text
    assert "sudah lama" in office.press(PLANNER, "Ya, batalkan").text
    assert state(office) is CaseState.OPEN


def test_a_second_confirmation_is_answered(office: Office) -> None:
    asked(office)
    office.write(PLANNER, "dibatalkan pimpinan")
    button = office.button(PLANNER, "Ya, batalkan")
    office.tap(PLANNER, button.data)
    assert "sudah ditutup" in office.tap(PLANNER, button.data).text


def test_a_reason_of_a_page_is_asked_to_be_shorter(office: Office) -> None:
    asked(office)
    assert "ringkas" in office.write(PLANNER, "x" * 301).text
    assert "Batalkan" in office.write(PLANNER, "x" * 300).text


@pytest.mark.parametrize("who", [FILLER, HEAD, "KABID-PSDI"])
def test_others_neither_see_the_button_nor_can_press_it(office: Office, who: str) -> None:
    assert "Batalkan kegiatan" not in labels(office.write(who, "/status"))
    office.write(PLANNER, "/status")
    toast = office.tap(who, office.button(PLANNER, "Batalkan kegiatan").data)
    assert toast.alert
    assert "Perencana, Sekretaris, atau admin" in toast.text


@pytest.mark.parametrize("who", [PLANNER, SECRETARY, "SUBKOR-PROGRAM", "ADMIN"])
def test_those_who_run_the_office_see_the_buttons(office: Office, who: str) -> None:
    below = labels(office.write(who, "/status"))
    assert {"Pindahkan tugas", "Batalkan kegiatan"} <= set(below)


def test_a_cancelled_period_says_so_when_it_is_opened_again(office: Office) -> None:
    asked(office)
    office.write(PLANNER, "dibatalkan pimpinan")
    office.press(PLANNER, "Ya, batalkan")
    assert not any(label.startswith("Buka TW III") for label in labels(office.write(PLANNER, "/status")))
    with office.database.reading() as connection:
        found = cases.case(connection, office.scope, office.case_id)
        assert found is not None
        assert journals.differences(Work(connection, office.now), found) == ()
