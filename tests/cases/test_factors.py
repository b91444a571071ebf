"""A format may ask what supported the results: switched on at the request, asked in the form, printed."""

import pytest

from desk import report_figures
from desk.works import Work
from sop.cases import BundleState
from sop.reports import ReportRow
from storage import cases
from storage.database import Database
from tests.cases.chats import edited, fill
from tests.cases.offices import settled
from tests.forms.offices import Office, labels

MAKER, HEAD, PLANNER, FILLER = "SUBKOR-PROGRAM", "KADIS", "PERENCANA", "SUBKOR-PSDI"


@pytest.fixture
def office(database: Database) -> Office:
    """The request of Lima Puluh Kota is ready to be sent."""
    found = settled(database, "lima-puluh-kota")
    found.write(PLANNER, "/status")
    found.press(PLANNER, "Buka TW III")
    with database.reading() as connection:
        found.case_id = cases.open_cases(connection, found.scope)[0].id
    found.press(HEAD, "Disposisikan")
    return found


@pytest.fixture
def asking(office: Office) -> Office:
    """The format asks for it, and the filler has typed his figures and what is below target."""
    office.press(MAKER, "– faktor pendukung")
    rows = edited(office, MAKER)[-1].rows
    office.tap(MAKER, rows[0][0].data)
    office.press(FILLER, "Isi satu per satu")
    office.write(FILLER, "1) 61,5  2) 88  3) 20")
    office.write(FILLER, "2) kuota turun; pendaftaran digeser ke TW IV")
    return office


def row(office: Office, code: str) -> ReportRow:
    with office.database.reading() as connection:
        case = cases.case(connection, office.scope, office.case_id)
        assert case is not None
        found = report_figures.figures(Work(connection, office.now), case)
    return next(one for group in found.groups for one in group.rows if one.code == code)


def test_it_is_off_until_a_touch_switches_it_on(office: Office) -> None:
    card = next(screen for screen in reversed(office.sent(MAKER)) if screen.rows)
    assert "– faktor pendukung" in labels(card)
    assert "faktor pendukung" not in card.text
    office.press(MAKER, "– faktor pendukung")
    after = edited(office, MAKER)[-1]
    assert "✓ faktor pendukung" in labels(after)
    assert "bukti, faktor pendukung" in after.text


def test_a_form_that_does_not_ask_it_is_complete_without(office: Office) -> None:
    office.press(MAKER, "Kunci format")
    fill(office, FILLER)
    assert office.bundle(FILLER, BundleState.DONE)


def test_it_is_asked_last_and_kept_by_number(asking: Office) -> None:
    assert "Faktor pendukung capaian" in asking.last(FILLER).text
    answer = asking.write(FILLER, "1) pendampingan rutin\n2) anggaran tersedia\n3) dukungan kabupaten")
    assert "Keterangan tercatat untuk nomor 1, 2, 3" in answer.text
    assert any(label.startswith("Ajukan") for label in labels(answer))
    said = asking.said("PSDI-2")
    assert said is not None
    assert said.supporting_factor == "anggaran tersedia"
    asking.press(FILLER, "Tinjau")
    assert "faktor pendukung: anggaran tersedia" in asking.last(FILLER).text


def test_one_touch_says_that_there_is_none_and_nothing_is_printed(asking: Office) -> None:
    asking.write(FILLER, "2) anggaran tersedia")
    asking.press(FILLER, "Tidak ada")
    asking.press(FILLER, "Ajukan")
    assert row(asking, "PSDI-2").supporting_factor == "anggaran tersedia"
    assert row(asking, "PSDI-1").supporting_factor == ""


def test_words_without_a_number_are_asked_again(asking: Office) -> None:
    assert "awali dengan nomornya" in asking.write(FILLER, "pendampingan rutin").text
