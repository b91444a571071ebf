"""Printed SOPs arrive as text, Word file or PDF; broken and hostile files are refused in one sentence."""

import zipfile
from io import BytesIO

import pytest

from reports import papers
from reports.papers import RefusedPaperError, text_of
from sop.printed import read_printed
from tests.definitions.papers import NAMESPACE, TEXTS, pdf_file, word_archive, word_file

HEADS = [
    ["No", "Kegiatan", "Pelaksana", "", "Mutu Baku", "", ""],
    ["", "", "Kepala Dinas", "Staf", "Kelengkapan", "Waktu", "Output"],
]
ORDER = "Kepala Dinas memerintahkan staf mengumpulkan data kinerja setiap triwulan"
STEPS = [
    ["1", ORDER, "", "", "Surat", "15 menit", "Disposisi"],
    ["2", "Mengisi format data kinerja", "", "", "Disposisi", "2 hari", "Data kinerja yang telah diisi"],
]
WIDTHS = [8, 60, 22, 22, 40, 20, 40]


@pytest.mark.parametrize("key", TEXTS)
def test_a_word_file_reads_like_its_text(key: str) -> None:
    read = read_printed(text_of(word_file(TEXTS[key]), "SOP.DOCX"))
    plain = read_printed(text_of(TEXTS[key].encode(), "sop.txt"))
    assert [step.limit for step in read.steps] == [step.limit for step in plain.steps]
    assert read.header.number == plain.header.number


def test_a_cell_over_several_columns_keeps_the_others_in_place() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:t>Pelaksana</w:t></w:r></w:p></w:tc>'
    body = f"<w:tbl><w:tr>{wide}<w:tc><w:p><w:r><w:t>Ket</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    assert text_of(word_archive(document), "a.docx") == "Pelaksana\t\t\tKet"


def test_a_pdf_is_read_by_its_ruled_lines() -> None:
    above = "PEMERINTAH KABUPATEN CONTOH\nDINAS CONTOH"
    printed = read_printed(text_of(pdf_file([*HEADS, *STEPS], WIDTHS, above), "sop.pdf"))
    assert [(step.key, step.activity, step.limit, step.output) for step in printed.steps] == [
        (row[0], row[1], row[5], row[6]) for row in STEPS
    ]
    assert [column.roles for column in printed.columns] == [("head",), ("staff",)]
    assert printed.header.government == "PEMERINTAH KABUPATEN CONTOH"
    assert printed.header.office == "DINAS CONTOH"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(RefusedPaperError) as found:
        text_of(data, name)
    sentence = str(found.value)
    assert sentence.endswith(".")
    assert len(sentence.splitlines()) == 1
    return found.value.reason


def bomb() -> bytes:
    return word_archive("<w:p>" + " " * (papers.MAX_DOCUMENT + 1))


def many_parts() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for place in range(papers.MAX_PARTS + 1):
            archive.writestr(f"{place}", "")
    return target.getvalue()


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>'


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b"x" * (papers.MAX_BYTES + 1), "a.txt", "too_large"),
        (b"x" * (papers.MAX_SIGNS + 1), "a.txt", "too_many_pages"),
        (b"GIF89a", "a.gif", "unknown_kind"),
        (b"abc\x00def", "a.txt", "not_text"),
        (b"no zip at all", "a.docx", "broken"),
        (word_file("a\tb")[:-40], "a.docx", "broken"),
        (word_archive("<w:document"), "a.docx", "broken"),
        (word_archive(ENTITIES), "a.docx", "broken"),
        (many_parts(), "a.docx", "bomb"),
        (bomb(), "a.docx", "bomb"),
        (b"%PDF-1.7 nothing", "a.pdf", "broken"),
        (pdf_file([], []), "a.pdf", "no_text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_broken_and_hostile_files_are_refused_in_one_sentence(data: bytes, name: str, reason: str) -> None:
    assert refused(data, name) == reason


def test_a_zip_without_a_document_is_no_word_file() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    assert refused(target.getvalue(), "a.docx") == "not_word"
