"""Which files may serve as evidence, by name and by content; links in a message.

Source: telegram 3.6. Programs are refused, and archives that hold one. Pure: bytes in, a verdict out.
"""

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

LIMIT_BYTES = 20 << 20  # what Telegram hands out to us
_PROGRAMS = frozenset(
    [
        "exe",
        "com",
        "bat",
        "cmd",
        "scr",
        "pif",
        "msi",
        "msp",
        "dll",
        "sys",
        "cpl",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "ps1",
        "psm1",
        "sh",
        "bash",
        "csh",
        "run",
        "bin",
        "elf",
        "apk",
        "aab",
        "ipa",
        "app",
        "dmg",
        "pkg",
        "deb",
        "rpm",
        "jar",
        "class",
        "py",
        "pyc",
        "pl",
        "rb",
        "php",
        "lnk",
        "reg",
        "inf",
        "iso",
        "img",
        "xpi",
        "crx",
    ]
)
_PROGRAM_TYPES = (
    "application/x-msdownload",
    "application/x-executable",
    "application/x-dosexec",
    "application/vnd.android.package-archive",
    "application/java-archive",
    "application/x-sh",
    "application/x-msi",
)
_BEGINNINGS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_LINK = re.compile(r"https?://[^\s<>\"]{3,500}", re.IGNORECASE)
_NAMED = r"\s*(?:bukti(?:\s+dukung)?\s+)?(?:untuk\s+)?(?:no\.?|nomor|\()?\s*"
_CAPTION = re.compile(rf"{_NAMED}([0-9]{{1,3}})(?=$|[\s).:,;&-])", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"{_NAMED}([0-9]{{1,3}}(?:\s*(?:,|&|\bdan\b)\s*[0-9]{{1,3}})+|[0-9]{{1,3}}(?:\s+[0-9]{{1,3}})+\s*$)(?=$|[\s).:,;-])",
    re.IGNORECASE,
)
_NONE = re.compile(r"\s*(?:tidak|tdk|tak|belum)\s+(?:ada|punya|memiliki)\s+(?:bukti|dokumen)", re.IGNORECASE)


class EvidenceKind(StrEnum):
    """What was given."""

    FILE = "file"
    LINK = "link"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class EvidenceUnusable:
    """A file that was taken at receipt and could not be kept after all; `why` names the sentence."""

    office_id: int
    bundle_id: int
    person_id: int
    name: str
    why: str  # "lost", "too_large", "program"


def is_program(name: str, mime: str) -> bool:
    """By name and declared type, at receipt."""
    suffix = name.rsplit(".", 1)[-1].lower().strip() if "." in name else ""
    return suffix in _PROGRAMS or mime.lower() in _PROGRAM_TYPES


def holds_program(content: bytes) -> bool:
    """By its first bytes, or by the names inside an archive; office documents are archives too."""
    if content.startswith(_BEGINNINGS):
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False  # no archive that anybody could open
    return any(is_program(name, "") for name in names if not name.startswith(("word/", "xl/", "ppt/")))


def links(text: str) -> tuple[str, ...]:
    """Web addresses of a message, in order."""
    return tuple(found.rstrip(".,;)") for found in _LINK.findall(text))


def only_links(text: str) -> bool:
    """Whether a message is nothing but web addresses, with or without a number before them."""
    rest = _LINK.sub(" ", text)
    named = re.sub(r"\b(?:bukti|dukung|untuk|nomor|no|dan|tautan|link)\b", " ", rest, flags=re.IGNORECASE)
    return bool(links(text)) and re.fullmatch(r"[\s0-9.,;:()&]*", named) is not None


def caption_number(text: str) -> int:
    """The number a caption begins with ("2", "2) daftar hadir", "No. 2"); 0 for none."""
    found = _CAPTION.match(text)
    return int(found[1]) if found else 0


def caption_numbers(text: str) -> tuple[int, ...]:
    """Every number a caption begins with: "1 2", "1, 2 daftar hadir", "bukti 1 dan 2"; empty for none."""
    several = _SEVERAL.match(_LINK.sub("", text).rstrip())
    if several is not None:
        return tuple(dict.fromkeys(map(int, re.findall("[0-9]+", several[1]))))
    number = caption_number(text)
    return (number,) if number else ()


def says_none(text: str) -> bool:
    """ "tidak ada bukti": words that stand in for evidence wherever they are typed."""
    return _NONE.match(text) is not None
