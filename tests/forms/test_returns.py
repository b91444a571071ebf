"""A form that came back keeps its figures; a form filled before its order hears of it; a form taken back."""

from decimal import Decimal

import pytest

from sop.cases import BundleState
from sop.indicators import RealizationState
from sop.moves import OpenForms
from storage.database import Database
from tests.forms.offices import PSDI, labels, opened, ready
from tests.forms.test_handing_in import GOOD, returned


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """One database is enough here: the same statements run on both in the tests of handing in."""
    return sqlite_database


def test_a_returned_figure_may_stand_with_one_press(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    office.press(PSDI, "Ajukan")
    returned(office, PSDI, "PSDI-2", "mohon dicek lagi")
    card = office.last(PSDI)
    assert "Angka tetap tersimpan. Mohon diperbaiki sesuai catatan." in card.text
    assert "<code>2) 104</code>" in card.text or "<code>1) 104</code>" in card.text
    assert office.press(PSDI, "Angka tetap, ajukan").text.startswith("Diajukan kepada ")
    said = office.said("PSDI-2")
    assert said
    assert (said.value, said.state) == (Decimal(104), RealizationState.SUBMITTED)


def test_a_return_for_evidence_asks_for_the_evidence_and_nothing_else(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    office.press(PSDI, "Ajukan")
    returned(office, PSDI, "PSDI-2", "bukti belum dilampirkan")
    card = office.last(PSDI)
    assert "Kirim bukti dukungnya" in card.text
    assert "Angka tetap, ajukan" not in labels(card)
    (answer,) = office.send(PSDI, "daftar hadir.pdf", "1")
    assert labels(answer)[0] == "Ajukan (1/1)"
    assert office.press(PSDI, "Ajukan").text.startswith("Diajukan kepada ")


def test_saying_that_there_is_no_evidence_answers_a_return_too(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    office.press(PSDI, "Ajukan")
    returned(office, PSDI, "PSDI-2", "bukti belum dilampirkan")
    assert labels(office.write(PSDI, "tidak ada bukti"))[0] == "Ajukan (1/1)"


def test_the_order_is_told_to_whoever_filled_in_before_it(database: Database) -> None:
    office = opened(database)
    office.act(OpenForms(), "KADIS")
    office.write(PSDI, GOOD)
    office.order()
    told = office.last(PSDI)
    assert told.text == "Perintah sudah terbit; isian Bapak/Ibu lengkap."
    assert labels(told) == ["Ajukan (3/3)"]
    assert office.press(PSDI, "Ajukan (3/3)").text.startswith("Diajukan")


def test_an_unfinished_early_form_is_only_redrawn(database: Database) -> None:
    office = opened(database)
    office.act(OpenForms(), "KADIS")
    office.write(PSDI, "1) 61,5")
    before = len(office.sent(PSDI))
    office.order()
    assert len(office.sent(PSDI)) == before


def test_an_afterthought_offers_to_take_the_form_back(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    assert "/status" in office.press(PSDI, "Ajukan").text
    answer = office.write(PSDI, "2) 110")
    assert "sudah diajukan" in answer.text
    assert labels(answer) == ["Tarik kembali"]
    office.press(PSDI, "Tarik kembali")
    assert office.bundle(PSDI, BundleState.OPEN)
    assert labels(office.write(PSDI, "2) 110"))[0] == "Ajukan (3/3)"
