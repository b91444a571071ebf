"""Whoever checks can open what supports the figures: files, links and words, silently below the card."""

from decimal import Decimal

from desk import sheets as desk_sheets
from desk.works import Work
from sop.cases import BundleState
from storage import forms, indicators, sheets
from tests.checks.office import FIRST, KABID, KASI, Office


def given(office: Office, code: str, kind: str, name: str, content: str = "", sha256: str = "") -> None:
    """Evidence for a figure of the first filler's open form; no code: for the whole form."""
    values = {
        "bundle_id": office.bundle(FIRST).id,
        "indicator_id": office.indicator(code).id if code else 0,
        "person_id": office.seat(FIRST).holder_id,
        "kind": kind,
        "name": name,
        "content": content,
        "sha256": sha256,
        "size": 1,
        "at": office.now,
    }
    with office.database.writing() as connection:
        indicators.add_evidence(connection, office.scope, values)


def labels(office: Office) -> list[str]:
    return [button.label for row in office.card(KASI).rows for button in row]


def test_files_links_and_words_come_silently_and_the_card_stays(office: Office) -> None:
    given(office, "IK-04", "file", "daftar hadir.pdf", sha256="a" * 64)
    given(office, "IK-04", "link", "", "https://drive.example/x?a=1&b=2")
    given(office, "", "text", "", "map merah di ruang arsip")
    given(office, "IK-04", "file", "foto.jpg")
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    assert "Bukti: 4" in office.card(KASI).text
    before = office.bundle(KASI)
    assert office.press(KASI, "Buka bukti").text == "Bukti ada di bawah ini."
    (words, _, silent), (file, method, file_silent) = office.heard(KASI)[-2:]
    assert (silent, method, file_silent) == (True, "send", True)
    assert "1. Tingkat ketersediaan jaringan: https://drive.example/x?a=1&amp;b=2" in words.text
    assert "Seluruh formulir: map merah di ruang arsip" in words.text
    assert "foto.jpg (sedang diambil" in words.text
    assert file.attachment is not None
    assert (file.attachment.name, file.attachment.blob) == ("daftar hadir.pdf", "a" * 64)
    assert office.bundle(KASI, BundleState.OPEN) == before


def test_many_files_come_in_portions(office: Office) -> None:
    for place in range(12):
        given(office, "IK-04", "file", f"{place}.pdf", sha256=f"{place:064}")
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    office.press(KASI, "Buka bukti")
    assert "Masih ada 2 berkas bukti." in office.last(KASI).text
    office.press(KASI, "Bukti berikutnya")
    assert [screen.attachment.name for screen in office.screens(KASI)[-2:] if screen.attachment] == [
        "10.pdf",
        "11.pdf",
    ]


def test_without_evidence_there_is_no_button_and_nobody_else_opens_any(office: Office) -> None:
    office.hand_in(FIRST, {"IK-16": Decimal(78)})
    assert "Buka bukti" not in labels(office)
    bundle = office.bundle(KASI)
    data = f"1|cev|{bundle.id}|{bundle.revision}|0.0"
    assert office.tap(KASI, data).text == "Belum ada bukti untuk indikator ini."
    assert office.tap(KABID, data).text.startswith("Tugas ini untuk")


def test_filler_and_checker_count_the_same_evidence(office: Office) -> None:
    given(office, "", "file", "daftar hadir.pdf")
    given(office, "IK-04", "file", "foto.jpg")
    form = office.bundle(FIRST)
    with office.database.reading() as connection:
        filled = {one.code: count for _, one, count in forms.rows(connection, office.scope, form.id)}
        ids = [office.indicator(code).id for code in filled]
        checked = sheets.evidence_counts(connection, office.scope, office.case_id, ids)
    assert filled == {code: checked[office.indicator(code).id] for code in filled}
    assert filled.pop("IK-04") == 2
    assert set(filled.values()) == {1}


def test_evidence_for_a_whole_form_leaves_no_figure_of_it_unsupported(office: Office) -> None:
    given(office, "", "file", "daftar hadir.pdf")
    office.section_one()
    with office.database.reading() as connection:
        rows = desk_sheets.sheet(Work(connection, office.now), office.bundle(KASI)).rows
    supported = {row.indicator.code for row in rows if row.evidence_count}
    assert supported == {row.indicator.code for row in rows if row.filler.code == FIRST}
