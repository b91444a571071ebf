"""The text of a printed SOP's file (.txt, .docx, .pdf), its cells parted by tabs.

What is broken or hostile is refused. Nothing is unpacked to disk, sizes are counted while reading, and each
refusal is one sentence that says what to do. Inside a cell a line break is written as `<br>`, as the exports
of word processors do.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from text.catalogue import plain

MAX_BYTES = 8 * 1024 * 1024
MAX_SIGNS = 400_000  # of text: more than a hundred pages
MAX_PARTS = 2_000
MAX_DOCUMENT = 8 * 1024 * 1024  # of the part that holds the text, unpacked
BREAK = "<br>"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_CHUNK = 1 << 18


class RefusedPaperError(Exception):
    """The file is not taken; the message tells why and what to do, `reason` names it."""

    def __init__(self, reason: str) -> None:
        super().__init__(plain(f"sops.paper_{reason}"))
        self.reason = reason


def text_of(data: bytes, name: str) -> str:
    """The text of a file by its kind; raises RefusedPaperError."""
    if not data.strip():
        raise RefusedPaperError("empty")
    if len(data) > MAX_BYTES:
        raise RefusedPaperError("too_large")
    text = _read(data, name.lower().rpartition(".")[2])
    if len(text) > MAX_SIGNS:
        raise RefusedPaperError("too_many_pages")
    return text


def _read(data: bytes, ending: str) -> str:
    if ending == "docx":
        return _word(data)
    if ending == "pdf":
        from reports.paper_pages import pdf_text  # the library is loaded only when it is needed

        return pdf_text(data)
    if ending == "txt":
        return _plain(data)
    raise RefusedPaperError("unknown_kind")


def _plain(data: bytes) -> str:
    if b"\x00" in data:
        raise RefusedPaperError("not_text")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedPaperError("not_text")


def _word(data: bytes) -> str:
    """Paragraphs as lines, rows of tables as lines of cells."""
    try:
        body = fromstring(_document(data), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as trouble:
        raise RefusedPaperError("broken") from trouble
    return "\n".join(_lines(body))


def _document(data: bytes) -> bytes:
    """The main part, never more of it than it declares and than we take."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_PARTS:
                raise RefusedPaperError("bomb")
            info = archive.getinfo(_DOCUMENT)
            if info.file_size > MAX_DOCUMENT:
                raise RefusedPaperError("bomb")
            return _unpacked(archive, info)
    except KeyError as trouble:
        raise RefusedPaperError("not_word") from trouble
    except RefusedPaperError:
        raise
    except Exception as trouble:  # zipfile and zlib raise a dozen kinds on broken bytes; all mean the same
        raise RefusedPaperError("broken") from trouble


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    pieces, read = [], 0
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            read += len(chunk)
            if read > MAX_DOCUMENT:
                raise RefusedPaperError("bomb")
            pieces.append(chunk)
    return b"".join(pieces)


def _lines(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield "\t".join(_cells(row))
        else:
            yield from _lines(child)


def _cells(row: Element) -> Iterator[str]:
    """The cells of a row; one that spans several columns is followed by empty ones."""
    for cell in row.findall(f"{_W}tc"):
        yield BREAK.join(filter(None, (_paragraph(part).strip() for part in cell.iter(f"{_W}p"))))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = span.get(f"{_W}val", "1") if span is not None else "1"
        yield from [""] * (min(int(wide), 60) - 1 if wide.isdigit() else 0)


def _paragraph(paragraph: Element) -> str:
    pieces = []
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        elif part.tag in (f"{_W}tab", f"{_W}br"):
            pieces.append(" ")
    return "".join(pieces)
