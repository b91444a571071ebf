"""Enclosing documents: choosing a kind, sending its PDF, replacing it, taking it away."""

import pytest

from desk import journals
from desk.works import Work
from tests.enclosures.acts import (
    COMPILER,
    HEAD,
    PLANNER,
    SECRETARY,
    attach,
    content,
    every,
    labels,
    newest,
    sent,
    to_approval,
    told,
)
from tests.reports_chat.bureaus import Bureau


def test_the_compilers_card_leads_to_the_kinds_the_sop_names(office: Bureau) -> None:
    assert "Lampirkan dokumen" in labels(office.card(COMPILER))
    office.press(COMPILER, "Lampirkan dokumen")
    page = office.last(COMPILER)
    assert "Dokumen pada Laporan Kinerja TW III 2026" in page.text
    assert "Belum ada dokumen" in page.text
    assert labels(page) == ["Perjanjian Kinerja", "Renja", "Renstra", "LKjIP (LAKIP)", "LKPj", "LPPD"]


def test_a_document_is_echoed_with_its_title_and_can_be_changed(office: Bureau) -> None:
    echo = attach(office, "Renja", "Renja 2027")
    assert "• <b>Renja</b>: Renja 2027 · 1,3 MB · dilampirkan I Made Suardika" in echo.text
    assert labels(echo)[:3] == ["Ganti Renja", "Hapus Renja", "Perjanjian Kinerja"]
    assert "Renja" not in labels(echo)
    assert any("Lampirkan dokumen (1 terlampir)" in labels(one) for one in office.heard(COMPILER))


def test_several_kinds_lie_side_by_side_and_a_second_file_takes_the_place_of_the_first(
    office: Bureau,
) -> None:
    attach(office, "Perjanjian Kinerja", "PK 2026")
    attach(office, "Renja", "Renja 2027", said=content("first"))
    attach(office, "Ganti Renja", "Renja 2027 hasil reviu", said=content("second"))
    assert [(one.kind, one.title, one.revision) for one in every(office) if one.removed_at is None] == [
        ("pk", "PK 2026", 1),
        ("renja", "Renja 2027 hasil reviu", 2),
    ]
    kept = told(office, "enclosure_kept")
    assert [(one["kind"], one["revision"]) for one in kept] == [("pk", 1), ("renja", 1), ("renja", 2)]
    assert len({one["sha256"] for one in kept}) == 3


def test_a_document_is_taken_away_again(office: Bureau) -> None:
    attach(office, "Renja")
    office.press(COMPILER, "Hapus Renja")
    assert all(one.removed_at is not None for one in every(office))
    toast = office.press(COMPILER, "Hapus Renja")
    assert toast is not None
    assert "sudah diganti atau dihapus" in toast.text
    assert told(office, "enclosure_removed")[0]["kind"] == "renja"


@pytest.mark.parametrize(
    ("name", "mime", "sentence"),
    [
        ("renja.docx", "application/msword", "Dokumen dilampirkan sebagai PDF."),
        ("renja.jpg", "image/jpeg", "Dokumen dilampirkan sebagai PDF."),
    ],
)
def test_only_a_pdf_is_taken(office: Bureau, name: str, mime: str, sentence: str) -> None:
    office.press(COMPILER, "Lampirkan dokumen")
    office.press(COMPILER, "Renja")
    assert sentence in office.send(COMPILER, name, mime=mime).text
    assert "Berkasnya belum ada" in office.write(COMPILER, "sebentar").text
    assert not every(office)
    office.send(COMPILER, "renja.pdf")
    assert len(every(office)) == 1


@pytest.mark.parametrize(("said", "sentence"), [(b"PK", "bukan PDF"), (b"MZ\x90", "memuat program")])
def test_what_only_calls_itself_a_pdf_is_dropped_and_the_earlier_one_counts(
    office: Bureau, said: bytes, sentence: str
) -> None:
    attach(office, "Renja", "Renja 2027")
    attach(office, "Ganti Renja", "Renja baru", said=said)
    told_so = sent(office, COMPILER)[-1]
    assert sentence in told_so.text
    assert labels(told_so) == ["Kirim ulang berkas"]
    assert [one.title for one in every(office) if one.removed_at is None] == ["Renja 2027"]


def test_only_who_runs_the_collection_encloses(office: Bureau) -> None:
    office.press(COMPILER, "Lampirkan dokumen")
    button = office.last(COMPILER).rows[0][0]
    for who, sentence in (
        (HEAD, "Perencana"),
        ("SUBKOR-PSDI", "Perencana"),
        ("PENERIMA-BAPPEDA", "Perencana"),
    ):
        toast = office.tap(who, button)
        assert toast is not None
        assert sentence in toast.text, who
    office.tap(SECRETARY, button)
    assert "Mohon kirim PDF Perjanjian Kinerja" in office.last(SECRETARY).text


def test_the_planner_encloses_from_the_page_of_the_case_while_the_head_decides(office: Bureau) -> None:
    to_approval(office)
    before = newest(office, "10")
    attach(office, "Perjanjian Kinerja", "PK 2026", who=PLANNER)
    assert newest(office, "10") == before + 1
    assert "PK 2026" in office.card(HEAD).text
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        found = journals.differences(work, office.case(work))
    assert not [one for one in found if one.startswith(("bundle", "task", "case"))]


def test_what_the_compiler_was_asked_stays_as_it_was(office: Bureau) -> None:
    before = office.bundle("9").revision
    attach(office, "Renja")
    assert office.bundle("9").revision == before


def test_nothing_is_offered_after_the_approval(office: Bureau) -> None:
    attach(office, "Renja")
    page = next(one for one in reversed(office.heard(COMPILER)) if "Ganti Renja" in labels(one))
    to_approval(office)
    office.press(HEAD, "Setujui laporan")
    office.write(PLANNER, "/status")
    assert not [one for one in labels(office.last(PLANNER)) if one.startswith("Lampirkan")]
    for button in page.rows[0]:
        toast = office.tap(COMPILER, button)
        assert toast is not None
        assert "sudah disetujui" in toast.text
