"""Legal bases as SOPs cite them, and a small table of those that usually need a second look.

Source: domain 4.1-4.3. The table is knowledge of offices, not a gazette: what it finds is a question to the
owner of the SOP ("mohon diperiksa"), never a statement.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """What is probably wrong with a citation."""

    SUPERSEDED = "superseded_law"  # replaced by another one
    MISCITED = "miscited_law"  # number or year of another one
    MISTITLED = "mistitled_law"  # the title is not the usual one


@dataclass(frozen=True, slots=True)
class Citation:
    """Kind (PP, Perpres, PermenPANRB …), number, year and what follows "tentang", in lower case."""

    kind: str
    number: str
    year: str
    title: str


@dataclass(frozen=True, slots=True)
class _Known:
    """`title`: the doubt holds where these words are in the title (MISTITLED: where they are not)."""

    kind: str
    number: str
    year: str
    doubt: Doubt
    instead: str
    title: str = ""


_KNOWN = (
    _Known("permenpanrb", "12", "2015", Doubt.SUPERSEDED, "Peraturan Menteri PANRB Nomor 88 Tahun 2021"),
    _Known("pp", "79", "2005", Doubt.SUPERSEDED, "Peraturan Pemerintah Nomor 12 Tahun 2017"),
    _Known(
        "pp", "80", "2008", Doubt.MISCITED,
        "Peraturan Pemerintah Nomor 60 Tahun 2008 (SPIP)", "pengendalian",
    ),
    _Known(
        "permenpanrb", "35", "2022", Doubt.MISCITED,
        "Peraturan Menteri PANRB Nomor 35 Tahun 2012", "standar operasional",
    ),
    _Known(
        "permenpanrb", "53", "2014", Doubt.MISTITLED,
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja",
        "perjanjian kinerja",
    ),
)  # fmt: skip

_KINDS = (
    ("permenpanrb", r"permen ?pan|menpan|pendayagunaan aparatur"),
    ("permendagri", r"permendagri|menteri dalam negeri"),
    ("permen", r"peraturan menteri|permen"),
    ("perpres", r"peraturan presiden|perpres"),
    ("pp", r"peraturan pemerintah|\bpp\b"),
    ("uu", r"undang-undang|\buu\b"),
    ("pergub", r"peraturan gubernur|pergub"),
    ("perda", r"peraturan daerah|perda"),
    ("perbup", r"peraturan (?:bupati|wali ?kota)|per(?:bup|wali)"),
)
_CITED = re.compile(
    r"(?P<kind>.*?)\b(?:no\.?|nomor) ?(?P<number>[0-9]+) tahun (?P<year>[0-9]{4})(?: tentang (?P<title>.*))?"
)


def citation(text: str) -> Citation | None:
    """The regulation a line cites; None where no number and year can be read."""
    found = _CITED.match(" ".join(text.lower().split()))
    if found is None:
        return None
    kind = next((kind for kind, words in _KINDS if re.search(words, found["kind"])), "")
    return Citation(kind, found["number"], found["year"], (found["title"] or "").rstrip(".; "))


def doubt(cited: Citation) -> tuple[Doubt, str] | None:
    """What should be looked up about a citation, and what is probably meant; None where nothing is known."""
    for known in _KNOWN:
        if (known.kind, known.number, known.year) != (cited.kind, cited.number, cited.year):
            continue
        named = known.title in cited.title
        if named is (known.doubt is not Doubt.MISTITLED):
            return known.doubt, known.instead
    return None
