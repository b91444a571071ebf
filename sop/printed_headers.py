"""The header of a printed SOP, found by what its cells hold and not by where they stand.

Source: domain 4.1-4.4. Of the official who signed only the post is kept, never name or number.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sop.findings import Finding
from sop.procedures import Header

Cells = tuple[str, ...]

_LABELS = (
    ("number", r"nomor sop|no\.? sop"),
    ("created", r"(?:tanggal|tgl\.?) pembuatan"),
    ("revised", r"(?:tanggal|tgl\.?) revisi"),
    ("effective", r"(?:tanggal|tgl\.?) (?:efektif|berlaku)"),
    ("approved", r"(?:tanggal|tgl\.?) pengesahan"),
    ("approved_by", r"disahkan(?: oleh)?"),
    ("title", r"nama sop|judul sop"),
)
_BLOCKS = (
    ("legal_basis", r"dasar hukum"),
    ("qualifications", r"kualifikasi(?: pelaksana)?"),
    ("related", r"keterkaitan(?: .*)?"),
    ("equipment", r"peralatan ?/? ?(?:dan )?(?:perlengkapan)?"),
    ("warning", r"peringatan"),
    ("recording", r"pencatatan(?: dan pendataan)?"),
)
_LABEL = [(name, re.compile(rf"(?:{words})\s*:?\s*(?P<value>.*)", re.IGNORECASE)) for name, words in _LABELS]
_BLOCK = [(name, re.compile(rf"(?:{words})\s*:?", re.IGNORECASE)) for name, words in _BLOCKS]
_GOVERNMENT = re.compile(r"PEMERINTAH (?:KABUPATEN|KOTA|PROVINSI|DAERAH)(?: [A-Z]+)+", re.IGNORECASE)
_KINDS = r"DINAS|BADAN|KECAMATAN|KELURAHAN|KANTOR|RUMAH SAKIT|RSUD|SEKRETARIAT DAERAH|INSPEKTORAT|SATUAN"
_OFFICE = re.compile(rf"(?:{_KINDS})(?: [A-Z,&]+)+")
_TITLE = re.compile(r"SOP\s*[-–:]?\s*(?P<title>[A-Z][A-Z ,/]{6,})")
_SPLITS = {
    "legal_basis": re.compile(r"(?<=[a-z.;]) (?=(?:Peraturan|Undang-Undang|Keputusan|Instruksi) )"),
    "related": re.compile(r"(?<=\w) (?=SOP )"),
}
_ITEM = re.compile(r"(?:^|(?<=\s))[0-9]{1,2}[.)] ")
_NEEDED = ("number", "title", "office", "government")
_LISTS = ("legal_basis", "qualifications", "related", "equipment")
_POSTS = {"kepala", "camat", "lurah", "direktur", "sekretaris", "plt", "plt.", "plh", "plh.", "pj", "pj."}


def read_header(rows: Sequence[Cells]) -> tuple[Header, list[Finding]]:
    """The header of the rows above the table; what is missing or was guessed is a finding."""
    fields, blocks, found = _gathered(rows)
    lines = [line for row in rows for cell in row for line in cell.split("\n") if line]
    fields.setdefault("government", _first(_GOVERNMENT, lines, cut=_KINDS))
    fields.setdefault("office", _first(_OFFICE, lines))
    if not fields.get("title"):
        fields["title"] = _cover_title(lines)
        if fields["title"]:
            found.append(Finding("", "read_title_elsewhere", fields["title"]))
    if signed := fields.get("approved_by", ""):
        fields["approved_by"] = _post(signed, f"{fields['office']} {fields['government']}")
        found.append(Finding("", "read_without_name"))
    found += _title_doubts(fields["title"], lines)
    found += [Finding("", "read_missing", name) for name in _NEEDED if not fields.get(name)]
    lists = {name: _items(name, blocks.get(name, [])) for name in _LISTS}
    said = {name: " ".join(blocks.get(name, [])).replace("\n", " ") for name in ("warning", "recording")}
    return Header(**{"number": "", "title": "", "office": "", **fields}, **said, **lists), found  # type: ignore[arg-type]


def _gathered(rows: Sequence[Cells]) -> tuple[dict[str, str], dict[str, list[str]], list[Finding]]:
    """Labelled fields, and the blocks under their headings, which stand side by side."""
    fields: dict[str, str] = {}
    blocks: dict[str, list[str]] = {}
    found: list[Finding] = []
    open_blocks: dict[int, str] = {}
    for row in rows:
        headings = _headings(row)
        if headings:
            open_blocks = headings
            if any(label[0] == "title" for label in _labelled(row)):
                found.append(Finding("", "read_heading_mixed"))
            continue
        named = dict(_labelled(row))
        fields |= {name: value for name, value in named.items() if value or name not in fields}
        if named or not open_blocks:
            continue
        if len([cell for cell in row if cell]) == 1 and _TITLE.fullmatch(row[0]):
            continue  # the heading of the table
        for at, cell in enumerate(row):
            place = max((start for start in open_blocks if start <= at), default=None)
            if cell and place is not None:
                blocks.setdefault(open_blocks[place], []).append(cell)
    return fields, blocks, found


def _headings(row: Cells) -> dict[int, str]:
    """Column -> block, for a row of headings; a wrong heading beside "Dasar Hukum" is the qualifications'."""
    named = {
        at: name for at, cell in enumerate(row) for name, words in _BLOCK if words.fullmatch(cell.strip())
    }
    if "legal_basis" in named.values() and len(named) == 1:
        other = next((at for at, cell in enumerate(row) if cell and at not in named), None)
        if other is not None:
            named[other] = "qualifications"
    return named


def _labelled(row: Cells) -> Iterator[tuple[str, str]]:
    """Labels with what follows them, in the same cell or the next."""
    for at, cell in enumerate(row):
        for name, words in _LABEL:
            match = words.fullmatch(cell.strip())
            if match:
                after = row[at + 1] if at + 1 < len(row) else ""
                yield name, (match["value"] or after).strip().lstrip(":").strip()


def _first(pattern: re.Pattern[str], lines: Sequence[str], cut: str = "") -> str:
    for line in lines:
        match = pattern.search(line)
        if match:
            return re.split(rf"\s(?={cut})", match[0])[0].strip() if cut else match[0].strip(" ,")
    return ""


def _cover_title(lines: Sequence[str]) -> str:
    """The title of the cover page, or of the heading above the table."""
    for earlier, later in pairwise(lines):
        if "operasional prosedur" in earlier.lower() and len(earlier) < 50:
            return later
    return next((match["title"].strip() for line in lines if (match := _TITLE.match(line))), "")


def _title_doubts(title: str, lines: Sequence[str]) -> list[Finding]:
    """The heading above the table says something else than the header."""
    headings = (match["title"].strip() for line in lines if (match := _TITLE.fullmatch(line)))
    return [
        Finding("", "read_title_differs", heading, title)
        for heading in headings
        if " ".join(heading.lower().split()) not in title.lower()
    ]


def _post(signed: str, names: str) -> str:
    """The post at the beginning of "KEPALA DINAS … NAME, NIP …": only words of posts and of the office."""
    known = _POSTS | set(re.findall(r"[a-z]+", names.lower()))
    kept = []
    for word in signed.split():
        if word.lower().strip(",") not in known:
            break
        kept.append(word)
    return " ".join(kept).strip(",")


def _items(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """The entries of a list: numbered ones are parted at their numbers, others where the next one begins."""
    entries: list[str] = []
    for cell in cells:
        parts = _ITEM.split(cell) if _ITEM.search(cell) else cell.split("\n")
        for part in parts:
            entries += _SPLITS[name].split(part) if name in _SPLITS else [part]
    return tuple(entry.strip() for entry in entries if entry.strip())
