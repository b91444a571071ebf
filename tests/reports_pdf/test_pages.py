"""The paper itself: furniture, breaks, margins, and bytes that do not change."""

import hashlib
import logging
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import segno

from reports.renders import Rendered, render
from reports.signatures import qr_runs
from sop.reports import Letterhead, ReportFigures, ReportGroup, ReportState
from tests.reports_pdf.offices import of_groups, sample
from tests.reports_pdf.papers import pages, whole_text

ROOT = Path(__file__).parents[2]
CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 24"><rect x="1" y="1" width="18" height="22"'
    ' fill="#1F3864"/></svg>'
)
LONG = "Meningkatnya kemandirian, daya saing dan keberlanjutan usaha industri kecil dan menengah " * 3


@cache
def paper(state: ReportState = ReportState.APPROVED) -> bytes:
    """The sample office's report, printed once."""
    return render(sample(state)).pdf


def many(rows: int, per_group: int = 40) -> ReportFigures:
    """A big office: the sample's first rows again and again, in groups."""
    pattern = sample().rows
    groups = []
    for start in range(0, rows, per_group):
        lines = tuple(
            replace(pattern[place % len(pattern)], number=place + 1)
            for place in range(start, min(start + per_group, rows))
        )
        groups.append(
            ReportGroup(f"S{start // per_group + 1}", f"Sasaran ke-{start // per_group + 1}", lines)
        )
    return of_groups(tuple(groups))


def test_every_page_is_numbered() -> None:
    found = pages(paper())
    for place, page in enumerate(found, 1):
        assert f"Halaman {place} dari {len(found)}" in page.text


def test_every_page_but_the_first_has_the_running_head() -> None:
    first, *others = pages(paper())
    head = "Laporan Kinerja Triwulan III Tahun 2026 Dinas Perindustrian Kabupaten Nusa Makmur"
    assert head not in first.text
    assert all(head in page.text for page in others)


def test_every_page_of_a_draft_says_so() -> None:
    assert all("DRAF – belum disetujui" in page.text for page in pages(paper(ReportState.DRAFT)))


def test_no_page_of_an_approved_report_says_draft() -> None:
    assert "DRAF" not in whole_text(paper(ReportState.APPROVED)).upper()


def test_the_footer_tells_code_version_and_moment() -> None:
    figures = sample()
    line = "Dokumen 7F3K-92QA · versi 1 · disetujui 13 Okt 2026 08.45 WITA"
    assert all(line in page.text for page in pages(render(figures).pdf))


def test_the_matrix_is_landscape_and_the_rest_upright() -> None:
    for page in pages(paper()):
        matrix = "(12)=(9)/(4)" in page.text or "(10)=(3)−(8)" in page.text
        assert (page.width > page.height) == matrix


def test_head_and_group_are_repeated_on_every_page_of_the_matrix() -> None:
    found = [page.text for page in pages(render(many(120)).pdf) if "Halaman" in page.text]
    matrix = [text for text in found if "Capaian thd target tahunan" in text]
    assert len(matrix) > 5
    for text in matrix:
        assert "(1) (2) (3) (4) (5) (6) (7)=(6)/(5)" in text
        body = text[text.index("(14)") + 4 :].strip()
        assert body.startswith("Sasaran: Sasaran ke-")
    assert any("(lanjutan)" in text for text in matrix)
    assert [text for text in matrix if "Rata-rata capaian (" in text] == [matrix[-1]]


def test_no_group_name_ends_a_page_without_a_row() -> None:
    for text in (page.text for page in pages(render(many(120, per_group=7)).pdf)):
        last = text.rfind("Sasaran: Sasaran ke-")
        if last >= 0:
            rest = text[last:].split("Laporan Kinerja Triwulan")[0]
            assert "PIKM" in rest or "WASI" in rest or "PSDI" in rest or "Sekretariat" in rest


def test_every_row_of_a_big_office_is_printed_once() -> None:
    text = whole_text(render(many(120)).pdf)
    for number in (1, 60, 119, 120):
        row = many(120).rows[number - 1]
        assert f" {number} {row.name}" in text


@pytest.mark.parametrize("state", ReportState)
def test_no_character_leaves_the_margins(state: ReportState) -> None:
    for page in pages(paper(state), with_boxes=True):
        left, right = (15.0, 282.0) if page.width > page.height else (22.0, 190.0)
        watermark = 4 if state is ReportState.DRAFT else 0
        boxes = page.boxes[watermark:]
        assert min(box[0] for box in boxes) >= left - 0.3
        assert max(box[2] for box in boxes) <= right + 0.3
        assert min(box[1] for box in boxes) >= 8.5


def test_the_signature_stands_with_the_closing_words() -> None:
    for count in (2, 9, 14):
        figures = sample()
        told = figures.earlier_follow_ups[:1] * count
        last = pages(render(replace(figures, earlier_follow_ups=told)).pdf)[-1].text
        assert "Demikian laporan kinerja" in last
        assert "NIP 19690412 199403 2 991" in last


def test_long_names_wrap_and_stay_inside() -> None:
    figures = sample()
    groups = tuple(
        replace(group, name=LONG, rows=tuple(replace(row, name=LONG, obstacle=LONG) for row in group.rows))
        for group in figures.groups
    )
    kop = Letterhead("Pemerintah Kabupaten " + "Nusa " * 12, "Dinas " + "Perindustrian dan " * 5, LONG, LONG)
    found = pages(render(replace(of_groups(groups), letterhead=kop)).pdf, with_boxes=True)
    for page in found:
        right = 282.0 if page.width > page.height else 190.0
        assert max(box[2] for box in page.boxes) <= right + 0.3
    assert whole_text(render(of_groups(groups)).pdf).count("keberlanjutan usaha") >= 16


def test_equal_figures_give_equal_bytes() -> None:
    assert render(sample()) == render(sample())


def test_another_process_gives_the_same_bytes() -> None:
    """Whatever its hash seed and time zone."""
    script = (
        "from tests.reports_pdf.offices import sample; from reports.renders import render;"
        "print(render(sample()).sha256)"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == render(sample()).sha256


def test_the_hash_is_that_of_the_bytes_and_the_input_can_travel_to_a_worker() -> None:
    figures = sample()
    travelled = pickle.loads(pickle.dumps(figures))
    assert travelled == figures
    done = render(travelled)
    assert done == Rendered(done.pdf, hashlib.sha256(done.pdf).hexdigest())


def test_the_file_is_an_archive_copy_with_its_metadata() -> None:
    content = paper()
    assert b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" in content
    assert b"2026-10-13T00:45:00+00:00" in content
    assert b"/Lang (id-ID)" in content
    assert len(content) < 300_000


def test_every_section_has_a_bookmark() -> None:
    document = pypdfium2.PdfDocument(paper())
    titles = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert titles == [
        "Ringkasan",
        "Capaian per Sasaran Strategis",
        "Pengukuran Kinerja",
        "Realisasi Anggaran",
        "Uraian Kinerja",
        "Analisis dan Tindak Lanjut",
        "Tindak Lanjut Triwulan Sebelumnya",
        "Penutup",
    ]


def test_an_office_with_a_crest_shows_it() -> None:
    figures = sample()
    kop = replace(figures.letterhead, crest_svg=CREST)
    with_crest = render(replace(figures, letterhead=kop)).pdf
    assert len(with_crest) != len(paper())
    assert "DINAS PERINDUSTRIAN" in pages(with_crest)[0].text


def test_no_glyph_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    """A missing glyph would vanish without a word but for this log line."""
    figures = sample()
    strange = replace(figures.groups[0].rows[0], remark="selesai ✅ 100 % → สวัสดี Ωmega ﬁnal\u00a0\u2028x")
    group = replace(figures.groups[0], rows=(strange, *figures.groups[0].rows[1:]))
    with caplog.at_level(logging.WARNING):
        render(of_groups((group, *figures.groups[1:])))
    assert [record.getMessage() for record in caplog.records] == []


def test_the_qr_is_the_matrix_segno_made() -> None:
    content = "https://t.me/kinerja_bot?start=v_7F3K92QA"
    matrix = segno.make(content, error="m", micro=False).matrix
    side, runs = qr_runs(content)
    drawn = {(column + step, row) for column, row, length in runs for step in range(length)}
    dark = {(x, y) for y, modules in enumerate(matrix) for x, module in enumerate(modules) if module}
    assert side == len(matrix)
    assert drawn == dark


def test_a_report_without_a_code_has_no_qr() -> None:
    text = whole_text(render(replace(sample(), verification_code="")).pdf)
    assert "Kode verifikasi" not in text


def test_a_quarter_nobody_scored_prints_dashes_instead_of_numbers() -> None:
    figures = sample()
    empty = replace(figures.average, capped=None, raw=None, rating="", scored=0)
    text = whole_text(render(replace(figures, average=empty)).pdf)
    assert "seluruhnya 16) – –" in text
    assert "Belum ada indikator yang dapat dinilai" in text
