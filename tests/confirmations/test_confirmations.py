"""The Sekretaris gets one page of inferred actors: one press, or changes first. Source: practice 5.3."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import cases, held_notices, sops
from desk.works import Work
from sop.periods import read_period
from sop.procedures import Sop
from storage import cases as case_rows
from storage.database import Database
from storage.tables.columns import table
from storage.tables.messages import Notices
from tests.forms.offices import Office, labels, opened
from text.catalogue import plain
from text.screens import Screen

SECRETARY, HEAD = "SEKRETARIS", "KADIS"


def shown(office: Office) -> Screen:
    """The page, once the notice that carries it is due."""
    assert office.desk is not None
    office.desk.act(held_notices.open_due, office.now)
    return next(one for one in reversed(office.sent(SECRETARY)) if "Semua sesuai" in labels(one))


def open_next(office: Office) -> int:
    """The case of the following quarter opens."""
    assert office.desk is not None
    found = []
    office.now += timedelta(minutes=1)

    def deed(work: Work) -> int:
        found.append(cases.open_case(work, office.scope, "lumajang", read_period("2026-Q4"), by=0).case.id)
        return 1

    office.desk.act(deed, office.now)
    return int(found[0])


def sop_of(office: Office, case_id: int) -> Sop:
    with office.database.reading() as connection:
        case = case_rows.case(connection, office.scope, case_id)
        assert case is not None
        return sops.of_case(Work(connection, office.now), case)


def test_the_first_case_brings_the_page_to_the_secretary(database: Database) -> None:
    office = opened(database)
    page = shown(office)
    assert "4–5. Mengoreksi bahan laporan kinerja" in page.text
    assert "9. Menyusun laporan kinerja triwulan" in page.text
    assert "I Made Suardika" in page.text
    assert labels(page)[0] == "Semua sesuai"
    assert "Ubah 4–5" in labels(page)
    assert "Ubah 3" not in labels(page)  # whoever owns a figure fills it in


def test_one_press_confirms_for_the_cases_opened_after_it(database: Database) -> None:
    office = opened(database)
    shown(office)
    assert office.press(SECRETARY, "Semua sesuai").text == plain("confirmations.agreed_toast")
    later = open_next(office)
    marks = [mark for step in sop_of(office, later).steps for mark in step.inferred if mark == "actors"]
    assert not marks
    unconfirmed = plain("statuses.unconfirmed")
    assert unconfirmed not in office.write(HEAD, "/status 2026-Q4").text
    assert unconfirmed in office.write(HEAD, "/status 2026-Q3").text


def test_another_role_is_chosen_for_a_step(database: Database) -> None:
    office = opened(database)
    shown(office)
    office.press(SECRETARY, "Ubah 9")
    office.press(SECRETARY, "Perencana Ahli Muda")
    assert "9. Menyusun laporan kinerja triwulan → Perencana Ahli Muda" in office.last(SECRETARY).text
    later = open_next(office)
    assert sop_of(office, later).step("9").actors[0] == "program_officer", "not confirmed yet"
    office.press(SECRETARY, "Semua sesuai")
    assert "Perencana Ahli Muda" in office.last(SECRETARY).text
    assert sop_of(office, later).step("9").actors[0] == "program_officer", "a running case keeps its actors"


def test_steps_of_one_press_change_together(database: Database) -> None:
    office = opened(database)
    shown(office)
    office.press(SECRETARY, "Ubah 4–5")
    office.press(SECRETARY, "kepala bidang")
    office.press(SECRETARY, "Semua sesuai")
    sop = sop_of(office, open_next(office))
    assert sop.step("4").actors == sop.step("5").actors == ("division_head",)


def test_an_older_page_is_refused(database: Database) -> None:
    office = opened(database)
    old = shown(office).rows[0][0].data
    office.press(SECRETARY, "Ubah 9")
    office.press(SECRETARY, "Perencana Ahli Muda")
    assert office.tap(SECRETARY, old).text == plain("confirmations.changed")
    newest = office.button(SECRETARY, "Semua sesuai").data
    office.tap(SECRETARY, newest)
    assert office.tap(SECRETARY, newest).text == plain("confirmations.done")


def test_only_the_secretary_confirms(database: Database) -> None:
    office = opened(database)
    agree = shown(office).rows[0][0].data
    for code in (HEAD, "SUBKOR-PSDI"):
        assert office.tap(code, agree).text == plain("confirmations.rights")


@pytest.mark.parametrize("argument", ["", "99.staff", "9.nobody", "3", "9.finance_officer.x"])
def test_forged_choices_change_nothing(database: Database, argument: str) -> None:
    office = opened(database)
    number = shown(office).rows[0][0].data.split("|")[2]
    for act in ("aku", "akp"):
        assert office.tap(SECRETARY, f"1|{act}|{number}|0|{argument}").text == plain("common.old_button")


def test_it_is_asked_once(database: Database) -> None:
    office = opened(database)
    shown(office)
    open_next(office)
    with database.reading() as connection:
        held = connection.execute(sa.select(table(Notices).c.kind)).scalars().all()
    assert "confirmation" not in held
