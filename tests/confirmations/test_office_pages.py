"""`/kantor`: how the office stands, its SOP changed for what opens next, its actors proposed."""

import pytest

from desk import held_notices
from storage import offices
from storage.database import Database
from tests.forms.offices import labels, opened
from text.catalogue import plain

ADMIN, SECRETARY = "ADMIN", "SEKRETARIS"


def test_the_page_tells_how_the_office_stands(database: Database) -> None:
    office = opened(database)
    page = office.write(ADMIN, "/kantor")
    assert "versi 1" in page.text
    assert "Terhubung: " in page.text
    assert plain("office_pages.unconfirmed") in page.text
    assert "Ganti pejabat" in labels(page)


def test_another_sop_is_chosen_for_what_opens_next(database: Database) -> None:
    office = opened(database)
    office.write(ADMIN, "/kantor")
    office.press(ADMIN, "Pilih SOP lain")
    office.press(ADMIN, labels(office.last(ADMIN))[0])
    with database.reading() as connection:
        found = offices.office(connection, office.scope)
    assert found is not None
    assert found.sop_key != "lumajang"
    assert office.write("KADIS", "/tugas").text != plain("tasks.none"), "the running case stays"


def test_an_admin_proposes_the_actors(database: Database) -> None:
    office = opened(database)
    assert office.desk is not None
    office.desk.act(held_notices.open_due, office.now)
    office.write(ADMIN, "/kantor")
    assert office.press(ADMIN, "Ajukan pelaksana").text == plain("office_pages.proposed")
    before = len(office.sent(SECRETARY))
    office.desk.act(held_notices.open_due, office.now)
    assert "Semua sesuai" in labels(office.sent(SECRETARY)[before])
    office.press(SECRETARY, "Semua sesuai")
    assert plain("office_pages.unconfirmed") not in office.write(ADMIN, "/kantor").text


@pytest.mark.parametrize("data", ["1|kap|1|0|", "1|kas|1|0|", "1|kac|1|0|lombok-timur"])
def test_only_an_admin_may(database: Database, data: str) -> None:
    office = opened(database)
    assert office.tap("KADIS", data).text == plain("people.admin_only")


def test_an_unknown_sop_is_no_choice(database: Database) -> None:
    office = opened(database)
    assert office.tap(ADMIN, f"1|kac|{office.scope.office_id}|0|nowhere").text == plain("common.old_button")
