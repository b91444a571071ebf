"""A form comes back while nobody has looked at it. Source: domain 4.5; design 5 (stage fill)."""

import pytest

from desk import journals
from desk.works import Work
from sop.cases import BundleState
from sop.indicators import RealizationState
from storage import cases
from storage.database import Database
from tests.cases.chats import fill
from tests.forms.offices import Office, labels, ready

FILLER, KABID = "SUBKOR-WASI", "KABID-WASI"


@pytest.fixture
def office(database: Database) -> Office:
    """The form of a division is handed in."""
    found = ready(database)
    fill(found, FILLER)
    return found


def test_the_form_opens_again_with_its_answers(office: Office) -> None:
    office.write(FILLER, "/status")
    assert "Ditarik kembali" in office.press(FILLER, "Tarik kembali").text
    assert office.bundle(FILLER).round == 2
    said = office.said("WASI-1")
    assert said is not None
    assert said.state is RealizationState.DRAFT
    assert said.numerator == 11
    assert not any(label.startswith("Tarik") for label in labels(office.write(FILLER, "/status")))


def test_once_somebody_above_has_decided_there_is_no_way_back(office: Office) -> None:
    office.write(FILLER, "/status")
    data = office.button(FILLER, "Tarik kembali").data
    office.press(KABID, "Setujui")
    assert not any(label.startswith("Tarik") for label in labels(office.write(FILLER, "/status")))
    assert "sudah berjalan" in office.tap(FILLER, data).text
    assert office.bundle(FILLER, BundleState.DONE)


def test_only_the_holder_takes_it_back(office: Office) -> None:
    office.write(FILLER, "/status")
    data = office.button(FILLER, "Tarik kembali").data
    assert "Tugas ini untuk" in office.tap(KABID, data).text


def test_the_journal_tells_it(office: Office) -> None:
    office.write(FILLER, "/status")
    office.press(FILLER, "Tarik kembali")
    with office.database.reading() as connection:
        found = cases.case(connection, office.scope, office.case_id)
        assert found is not None
        assert journals.differences(Work(connection, office.now), found) == ()
