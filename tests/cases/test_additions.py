"""Rows join a locked format: version + 1, answers kept, each person told once. Source: practice 5.5."""

from dataclasses import replace

import pytest

from desk import journals, offices, sheets
from desk.works import Work
from sop.books import OfficeBook
from sop.cases import BundleState
from sop.indicators import RealizationState
from storage import cases, requests
from storage.database import Database
from tests.cases.chats import fill
from tests.cases.offices import settled
from tests.forms.offices import Office, labels, ready
from tools.demo_office import demo_book

SOP = "lima-puluh-kota"
MAKER, HEAD, FILLER, KABID = "SUBKOR-PROGRAM", "KADIS", "SUBKOR-PIKM", "KABID-PIKM"
UNTARGETED, LATER = "Pertumbuhan nilai produksi IKM", "Sentra IKM aktif"


def without(code: str) -> OfficeBook:
    """A first workbook that leaves an indicator out."""
    book = demo_book(SOP)
    known = tuple(one for one in book.indicators if one.code != code)
    return replace(book, indicators=known, history=tuple(one for one in book.history if one.code != code))


@pytest.fixture
def office(database: Database) -> Office:
    """The format is locked and every unit was asked; one figure came with a later workbook."""
    found = settled(database, SOP, book=without("PIKM-1"))
    found.write("PERENCANA", "/status")
    found.press("PERENCANA", "Buka TW III")
    with database.reading() as connection:
        found.case_id = cases.open_cases(connection, found.scope)[0].id
    found.press(HEAD, "Disposisikan")
    found.press(MAKER, "Kunci format")
    with database.writing() as connection:
        offices.apply(Work(connection, found.now), demo_book(SOP))
    found.restart()
    return found


def offered(office: Office, who: str = MAKER) -> str:
    office.write(who, "/status")
    office.press(who, "Kelengkapan")
    office.press(who, "Tambah indikator")
    return office.last(who).text


def version(office: Office) -> int:
    with office.database.reading() as connection:
        found = requests.newest(connection, office.scope, office.case_id)
    assert found is not None
    return found.version


def rebuilt(office: Office) -> tuple[str, ...]:
    with office.database.reading() as connection:
        case = cases.case(connection, office.scope, office.case_id)
        assert case is not None
        return journals.differences(Work(connection, office.now), case)


def test_what_the_format_lacks_is_listed_with_its_unit_and_filler(office: Office) -> None:
    text = offered(office)
    filler = office.seat(FILLER).holder_name
    assert f"1. {LATER} · PIKM · {filler}\n" in text
    assert f". {UNTARGETED} · PIKM · {filler} (tanpa target TW III 2026)" in text
    assert labels(office.last(MAKER))[-1] == "Tambahkan semua (3)"


def test_a_touch_adds_the_row_and_the_format_has_its_next_version(office: Office) -> None:
    before = office.bundle(FILLER)
    offered(office)
    toast = office.press(MAKER, "1")
    assert "format menjadi versi 2" in toast.text
    assert version(office) == 2
    assert office.bundle(FILLER).id == before.id
    assert office.bundle(FILLER).opened_at == before.opened_at
    told = office.last(FILLER)
    assert "Format data TW III 2026 bertambah 1 indikator (versi 2)" in told.text
    assert f"• {LATER}" in told.text
    assert office.last(KABID).text.startswith("<b>Format data TW III 2026 bertambah 1 indikator (versi 2)")
    assert len([line for line in office.sent("KABID-WASI") if "bertambah" in line.text]) == 0
    (line,) = office.lines("format_extended")
    assert line["version"] == 2
    assert not rebuilt(office)


def test_answers_stay_and_the_new_row_is_asked(office: Office) -> None:
    office.press(FILLER, "Isi satu per satu")
    office.write(FILLER, "115/4800")
    offered(office)
    office.press(MAKER, "1")
    kept = office.said("IKU-1")
    assert kept is not None
    assert kept.state is RealizationState.DRAFT
    office.write(FILLER, "/isi")
    assert LATER in office.last(FILLER).text
    assert "115" in office.last(FILLER).text


def test_a_form_that_was_handed_in_opens_again_for_the_new_row_only(office: Office) -> None:
    fill(office, FILLER)
    first = office.bundle(FILLER, BundleState.DONE)
    offered(office)
    office.press(MAKER, "1")
    again = office.bundle(FILLER)
    assert again.round == first.round + 1
    card = next(screen.text for screen in reversed(office.sent(FILLER)) if again.code in screen.text)
    assert LATER in card
    assert "IKM binaan" not in card
    assert "Perbaikan" not in card
    assert "Format versi 2" in card
    assert not [screen for screen in office.sent(FILLER) if "bertambah" in screen.text]
    with office.database.reading() as connection:
        due = sheets.sheet(Work(connection, office.now), again).due_at
    assert due is not None
    assert due > again.opened_at
    fill(office, FILLER)
    assert not rebuilt(office)


def test_several_are_added_by_their_numbers(office: Office) -> None:
    offered(office)
    assert "belum terbaca" in office.write(MAKER, "yang kedua").text
    assert "belum terbaca" in office.write(MAKER, "9").text
    answer = office.write(MAKER, "1, 2")
    assert answer.text == "2 indikator ditambahkan; format menjadi versi 2. Unit terkait sudah diberi tahu."
    assert len([line for line in office.sent(FILLER) if "bertambah" in line.text]) == 1
    office.write(MAKER, "/status")
    office.press(MAKER, "Kelengkapan")
    assert "Tambah indikator (1)" in labels(office.last(MAKER))


def test_a_second_press_adds_nothing(office: Office) -> None:
    offered(office)
    data = office.button(MAKER, "1").data
    office.tap(MAKER, data)
    assert "sudah termasuk" in office.tap(MAKER, data).text
    assert version(office) == 2


def test_others_are_refused(office: Office) -> None:
    offered(office)
    data = office.button(MAKER, "1").data
    assert "Perencana" in office.tap(KABID, data).text
    assert version(office) == 1


def test_receipt_does_not_begin_anew_with_the_new_version(office: Office) -> None:
    office.write("KABID-WASI", "/tugas")
    office.press("SUBKOR-WASI", "Isi satu per satu")
    office.write("SUBKOR-WASI", "24/120")
    offered(office)
    office.press(MAKER, "1")
    office.write(MAKER, "/status")
    office.press(MAKER, "Kelengkapan")
    board = office.last(MAKER).text
    assert any("WASI" in line and "diterima" in line for line in board.splitlines())


def test_a_closed_collection_gains_nothing(office: Office) -> None:
    for code in ("SUBKOR-PSDI", FILLER, "SUBKOR-WASI", "JFT-UPTD", MAKER):
        fill(office, code)
    office.write(MAKER, "/status")
    office.press(MAKER, "Kelengkapan")
    data = office.button(MAKER, "Tambah indikator").data
    office.press(MAKER, "Susun laporan")
    office.write(MAKER, "/status")
    office.press(MAKER, "Kelengkapan")
    assert not [one for one in labels(office.last(MAKER)) if one.startswith("Tambah")]
    office.tap(MAKER, data)
    assert "sudah ditutup" in office.press(MAKER, "1").text


def test_a_collection_without_a_format_gains_rows_too(database: Database) -> None:
    found = ready(database)
    found.write("PERENCANA", "/status")
    found.press("PERENCANA", "Kelengkapan")
    found.press("PERENCANA", "Tambah indikator")
    found.press("PERENCANA", "1")
    told = found.last(FILLER)
    assert told.text.startswith("<b>Pengumpulan data TW III 2026 bertambah 1 indikator</b>")
    assert f"• {UNTARGETED}" in told.text
    assert UNTARGETED in found.last(KABID).text
    found.press(FILLER, "Buka isian")
    assert UNTARGETED in found.last(FILLER).text
    assert not rebuilt(found)
