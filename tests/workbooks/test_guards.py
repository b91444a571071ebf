"""Hostile and broken files are refused, each with one sentence, before anything is parsed."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest

from reports.guards import MAX_BYTES, RefusedFileError, guarded
from reports.sentences import sentence
from reports.templates import template
from reports.workbooks import read_book
from tests.workbooks.files import DEMO, packed, parts
from text.catalogue import keys

SHEET = "xl/worksheets/sheet2.xml"


def _with(name: str, body: bytes) -> bytes:
    return packed({**parts(), name: body})


def _in_sheet(old: bytes, new: bytes) -> bytes:
    body = parts()[SHEET]
    assert old in body
    return _with(SHEET, body.replace(old, new, 1))


def _twice() -> bytes:
    file = BytesIO(DEMO)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    return file.getvalue()


def _locked_entry() -> bytes:
    data = bytearray(DEMO)
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, struct.unpack_from("<H", data, at + 8)[0] | 1)
    return bytes(data)


def _lying_size() -> bytes:
    """A part that unpacks to more than the directory says."""
    data = bytearray(_with(SHEET, parts()[SHEET] + b" " * 100_000))
    at = next(
        index
        for index in range(len(data))
        if data[index : index + 4] == b"PK\x01\x02"
        and data[index + 46 : index + 46 + len(SHEET)] == SHEET.encode()
    )
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


FILLER = Random(1).randbytes(1 << 17).hex().encode()  # one chunk of text that packs badly
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><a>&lol2;</a>'

HOSTILE: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("an empty file", "empty", lambda: b""),
    ("an old or locked workbook", "old_or_locked", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("an encrypted entry", "old_or_locked", _locked_entry),
    ("a PDF", "pdf", lambda: b"%PDF-1.7\n%..."),
    ("a renamed CSV", "csv", lambda: b"Kode;Nama\nA;B\n"),
    ("a picture", "not_excel", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    ("a zip of something else", "not_excel", lambda: packed({"foto.jpg": b"x"})),
    ("a document of another program", "not_excel", lambda: packed({"word/document.xml": b"<a/>"})),
    ("a file above 8 MB", "too_large", lambda: DEMO + b"\0" * MAX_BYTES),
    ("thousands of parts", "too_many_parts", lambda: packed({f"xl/{n}.xml": b"" for n in range(5000)})),
    ("a part named twice", "forged", _twice),
    ("a part outside the archive", "forged", lambda: _with("../../etc/passwd", b"x")),
    ("a part with a drive letter", "forged", lambda: _with("C:/autoexec.bat", b"x")),
    ("a macro", "macro", lambda: _with("xl/vbaProject.bin", b"x")),
    ("a link to another file", "external", lambda: _with("xl/externalLinks/externalLink1.xml", b"<a/>")),
    ("a data connection", "external", lambda: _with("xl/connections.xml", b"<a/>")),
    ("an embedded document", "embedded", lambda: _with("xl/embeddings/oleObject1.docx", b"x")),
    ("a nested zip", "embedded", lambda: _with("xl/media/next.zip", DEMO)),
    ("a zip bomb", "bomb", lambda: _with("xl/worksheets/sheet9.xml", b" " * 50_000_000)),
    ("a bomb beyond 64 MB in many parts", "bomb", lambda: packed(
        {**parts(), **{f"xl/worksheets/s{n}.xml": b" " * 10_000_000 for n in range(7)}})),
    ("a bomb in the table of strings", "bomb", lambda: _with("xl/sharedStrings.xml", b" " * 30_000_000)),
    ("billion laughs", "dtd", lambda: _with("xl/styles.xml", LAUGHS)),
    ("a DTD in a relation", "dtd", lambda: _with("xl/_rels/x.rels", b"<!doctype a>")),
    ("a DTD across two chunks", "dtd", lambda: _with("xl/a.xml", FILLER[:-4] + LAUGHS[21:])),
    ("a DTD hidden in UTF-16", "encoding", lambda: _with("xl/styles.xml", LAUGHS.decode().encode("utf-16"))),
    ("a DTD hidden in UTF-7", "encoding", lambda: _with("xl/a.xml", b'<?xml encoding="UTF-7"?>')),
    ("a cell in the last column", "far_cell", lambda: _in_sheet(b'r="A5"', b'r="XFD1048576"')),
    ("a cell in column CA", "far_cell", lambda: _in_sheet(b'r="A5"', b'r="CA5"')),
    ("a row in the last row", "far_cell", lambda: _in_sheet(b'<row r="5"', b'<row r="1048576"')),
    ("a cut file", "cut", lambda: DEMO[: len(DEMO) // 2]),
    ("a file without its end", "cut", lambda: DEMO[:-30]),
    ("a part that lies about its size", "cut", _lying_size),
    ("a flipped bit", "cut", lambda: DEMO[:9000] + bytes([DEMO[9000] ^ 0xFF]) + DEMO[9001:]),
)  # fmt: skip


@pytest.mark.parametrize(("what", "reason", "make"), HOSTILE, ids=[what for what, _, _ in HOSTILE])
def test_refused_with_one_sentence(what: str, reason: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(RefusedFileError) as refusal:
        guarded(make())
    assert refusal.value.reason == reason
    assert refusal.value.sentence == sentence(f"refused_{reason}")


def test_every_refusal_is_provoked() -> None:
    reasons = {
        key.removeprefix("workbooks.refused_") for key in keys() if key.startswith("workbooks.refused_")
    }
    assert reasons == {reason for _, reason, _ in HOSTILE} | {"unreadable"}


def test_a_part_the_parser_cannot_read_is_refused_not_raised() -> None:
    for name in ("xl/workbook.xml", SHEET, "xl/styles.xml", "xl/_rels/workbook.xml.rels"):
        with pytest.raises(RefusedFileError) as refusal:
            read_book(_with(name, b"<broken><xml>"))
        assert refusal.value.reason == "unreadable"


def test_harmless_files_pass_unchanged() -> None:
    assert guarded(DEMO) is DEMO
    assert guarded(template())


def test_a_forged_dimension_hides_no_rows() -> None:
    body = parts()[SHEET]
    start = body.index(b"<dimension")
    end = body.index(b"/>", start) + 2
    book, errors = read_book(_with(SHEET, body[:start] + b'<dimension ref="A1"/>' + body[end:]))
    assert errors == ()
    assert book is not None
    assert len(book.staff) == 24
