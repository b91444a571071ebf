"""Stands before every workbook: refuses files that are broken, foreign or hostile before they are parsed.

Source: documents 7.3, its checks in its order; reliability 28. Nothing is unpacked to disk, every part is
streamed and its real bytes counted, and each refusal is one sentence that says what to do.
"""

import re
import struct
import zipfile
from io import BytesIO

from reports.sentences import sentence

MAX_BYTES = 8 * 1024 * 1024
MAX_ENTRIES = 300
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PART = 24 * 1024 * 1024  # any part but a sheet: string and style tables are held in memory whole
MAX_RATIO = 120
RATIO_FROM = 256 * 1024  # small parts of repeated XML pack well without being a bomb
MAX_ROW = 25_000
MAX_COLUMN = 78  # BZ

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 18
_OVERLAP = 256
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})([0-9]{1,9})["']""")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_-]+)["']""")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_SHEET = re.compile(r"xl/(worksheets|chartsheets|dialogsheets)/")


class RefusedFileError(Exception):
    """The file is not taken; `sentence` tells the sender why and what to do, `reason` names it for logs."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.sentence = sentence(f"refused_{reason}")
        super().__init__(self.sentence)


def guarded(data: bytes) -> bytes:
    """The same bytes when they are a harmless .xlsx; raises RefusedFileError."""
    _check_magic(data)
    if len(data) > MAX_BYTES:
        raise RefusedFileError("too_large")
    if _declared_entries(data) > MAX_ENTRIES:
        raise RefusedFileError("too_many_parts")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            _check_contents([info.filename for info in archive.infolist()])
            _check_sizes(archive.infolist())
            for info in archive.infolist():
                _check_part(archive, info)
    except RefusedFileError:
        raise
    except Exception as trouble:  # zipfile and zlib raise a dozen kinds on broken bytes; all mean the same
        raise RefusedFileError("cut") from trouble
    return data


def _check_magic(data: bytes) -> None:
    if not data:
        raise RefusedFileError("empty")
    if data.startswith(_COMPOUND):
        raise RefusedFileError("old_or_locked")
    if data.startswith(_ZIP):
        return
    if data.startswith(b"%PDF"):
        raise RefusedFileError("pdf")
    head = data[:4096]
    if b"\x00" not in head and (b";" in head or b"," in head or b"\t" in head) and b"\n" in head:
        raise RefusedFileError("csv")
    raise RefusedFileError("not_excel")


def _declared_entries(data: bytes) -> int:
    """Number of parts the archive's last record claims: a million of them is refused unread."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 12 > len(data):
        raise RefusedFileError("cut")
    return int(struct.unpack_from("<H", data, end + 10)[0])


def _check_entries(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    if len(infos) > MAX_ENTRIES:
        raise RefusedFileError("too_many_parts")
    if len({name.casefold() for name in names}) < len(names):
        raise RefusedFileError("forged")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\x00" in name or ":" in name:
            raise RefusedFileError("forged")
    if any(info.flag_bits & 0x1 for info in infos):
        raise RefusedFileError("old_or_locked")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise RefusedFileError("forged")


def _check_contents(names: list[str]) -> None:
    lowered = [name.casefold() for name in names]
    if any(name.endswith(".bin") and "printersettings" not in name for name in lowered):
        raise RefusedFileError("macro")
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in lowered):
        raise RefusedFileError("external")
    if any("embeddings/" in name or "activex/" in name for name in lowered):
        raise RefusedFileError("embedded")
    if any(name.endswith((".zip", ".xlsx", ".exe", ".js", ".vbs")) for name in lowered):
        raise RefusedFileError("embedded")
    if "[content_types].xml" not in lowered or "xl/workbook.xml" not in lowered:
        raise RefusedFileError("not_excel")


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise RefusedFileError("bomb")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise RefusedFileError("bomb")
        if info.file_size > MAX_PART and not _SHEET.match(info.filename):
            raise RefusedFileError("bomb")


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Streams one part: more bytes than declared, a DTD, or a cell far away are refused."""
    is_xml = info.filename.casefold().endswith((".xml", ".rels", ".vml"))
    is_sheet = bool(_SHEET.match(info.filename))
    read, tail = 0, b""
    with archive.open(info) as part:
        while chunk := part.read(_CHUNK):
            if is_xml and read == 0:
                _check_encoding(chunk)
            read += len(chunk)
            if read > info.file_size:
                raise RefusedFileError("bomb")
            if is_xml and _DTD.search(tail + chunk):
                raise RefusedFileError("dtd")
            if is_sheet:
                _check_addresses(tail + chunk)
            tail = chunk[-_OVERLAP:]
    if read != info.file_size:
        raise RefusedFileError("cut")


def _check_encoding(start: bytes) -> None:
    """Only UTF-8: in any other encoding a DTD could hide from the search."""
    declared = _DECLARED.search(start[:400])
    if b"\x00" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff", b"Lo"):
        raise RefusedFileError("encoding")
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise RefusedFileError("encoding")


def _check_addresses(text: bytes) -> None:
    for match in _ADDRESS.finditer(text):
        if int(match[2]) > MAX_ROW or _column_number(match[1]) > MAX_COLUMN:
            raise RefusedFileError("far_cell")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
