"""A printed SOP as rows of cells, read into its header, its role columns and the rows of its table.

The text is what a scan, a word processor or a PDF gives: cells parted by tabs, header fields in any order,
repeated table headings, cells that are missing. Fields are found by what they hold; what had to be guessed
is a finding. Names and numbers of officials are not copied. Source: domain 4.1-4.4.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sop.findings import Finding
from sop.limits import UnreadableLimit, read_limit
from sop.printed_headers import read_header
from sop.procedures import Header
from sop.role_names import role_of

MARK = "☐"
_BREAK = "\x1e"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TAG = re.compile(r"<[^<>]{0,200}>")
_BREAKING = re.compile(r"</?(?:p|li|ol|ul|br|div|tr|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_BOX = re.compile(r"<input\b[^<>]{0,100}>", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<number>[0-9]{1,2}[a-z]?) ?[.)]?")
_ACTIVITY = ("kegiatan", "aktifitas", "aktivitas", "uraianprosedur", "uraiankegiatan", "prosedur")
_REQUIREMENT = ("kelengkapan", "persyaratan", "perlengkapan")
_UNITS = ("menit", "jam", "hari")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of Pelaksana: its heading and the roles read from it."""

    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """One row of the table, word for word; `marked` are the columns with a mark (none: marks were lost)."""

    key: str
    activity: str
    requirement: str
    limit: str
    output: str
    remark: str
    marked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PrintedSop:
    """Everything read from a printed SOP, with what is doubtful about it."""

    header: Header
    columns: tuple[Column, ...]
    steps: tuple[PrintedStep, ...]
    findings: tuple[Finding, ...]
    limit_unit: str = ""  # where only the heading names the unit of time


def read_printed(text: str) -> PrintedSop:
    """The SOP of a text; a text without a table has no steps and says so in its findings."""
    rows = cell_rows(text)
    starts = [place for place, row in enumerate(rows) if _begins_table(row)]
    first = starts[0] if starts else len(rows)
    header, found = read_header(rows[:first])
    columns, doubts = _columns(rows[first + 1]) if first + 1 < len(rows) else ((), [])
    unit = _heading_unit(rows[first : first + 2])
    steps, more = _steps(rows[first:], len(columns), unit)
    if not steps:
        more.append(Finding("", "read_no_table"))
    if len(starts) > 1:
        more.append(Finding("", "read_repeated_heading"))
    return PrintedSop(header, columns, steps, (*found, *doubts, *more), unit)


def cell_rows(text: str) -> list[Cells]:
    """The lines as cells without markup; empty lines are left out. A break inside a cell stays in it."""
    printable = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\xa0", " "))
    plain = _BREAKING.sub(_BREAK, _BOX.sub(MARK, printable))
    rows = []
    for line in plain.split("\n"):
        cells = tuple(_cleaned(cell) for cell in line.split("\t"))
        if any(cells) and not all(re.fullmatch(r"[-:| ]*", cell) for cell in cells):
            rows.append(cells)
    return rows


def _cleaned(cell: str) -> str:
    parts = (" ".join(_TAG.sub(" ", part).replace("**", " ").split()) for part in cell.split(_BREAK))
    return "\n".join(part for part in parts if part)


def _bare(cell: str) -> str:
    return re.sub(r"[^a-z]", "", cell.lower())


def _begins_table(row: Cells) -> bool:
    """A heading row: "No" (also "N O"), a column for the activity, and Pelaksana."""
    bare = [_bare(cell) for cell in row]
    return bare[0] in ("no", "nomor") and any(cell in _ACTIVITY for cell in bare) and "pelaksana" in bare


def _columns(row: Cells) -> tuple[tuple[Column, ...], list[Finding]]:
    """The role columns: the cells of the second heading row before the requirement's."""
    end = next((at for at, cell in enumerate(row) if _bare(cell).startswith(_REQUIREMENT)), len(row))
    columns, doubts = [], []
    for title in (cell for cell in row[:end] if cell):
        roles = []
        for part in title.split("/"):
            role, guessed = role_of(part)
            if not role:
                doubts.append(Finding("", "read_unknown_column", part.strip()))
            elif guessed:
                doubts.append(Finding("", "read_column", part.strip(), role))
            roles += [role] if role and role not in roles else []
        columns.append(Column(title, tuple(roles)))
    return tuple(columns), doubts


def _heading_unit(rows: Sequence[Cells]) -> str:
    """The unit of time where only the heading of its column names it: "Waktu (menit)"."""
    titles = [cell.lower() for row in rows for cell in row if _bare(cell).startswith("waktu")]
    return next((unit for title in titles for unit in _UNITS if unit in title), "")


def _steps(rows: Sequence[Cells], columns: int, unit: str) -> tuple[tuple[PrintedStep, ...], list[Finding]]:
    steps: list[PrintedStep] = []
    found: list[Finding] = []
    for printed in rows:
        row = tuple(cell.replace("\n", " ") for cell in printed)
        number = _NUMBER.fullmatch(row[0])
        if number is None or len(row) < 3 or not row[1]:
            continue
        step = _step(number["number"], row, columns, unit)
        if step.key in {other.key for other in steps}:
            found.append(Finding(step.key, "read_number_twice", step.activity))
            continue
        if not step.limit:
            found.append(Finding(step.key, "read_no_limit"))
        if len(row) < 2 + columns + 3:
            found.append(Finding(step.key, "read_missing_cell", str(2 + columns + 3 - len(row))))
        steps.append(step)
    return tuple(steps), found


def _step(key: str, row: Cells, columns: int, unit: str) -> PrintedStep:
    """The row's quality columns are counted from its time cell, so that missing role cells do not matter."""
    at = _time_cell(row, unit)
    if at is None:
        cells = (*row, "", "", "")
        at = min(2 + columns + 1, len(row))
        limit = ""
        requirement, output, remark = cells[at - 1] if at > 2 else "", cells[at + 1], ""
    else:
        limit, requirement = row[at], row[at - 1] if at > 2 else ""
        output, remark = (*row[at + 1 :], "", "")[:2]
    full = at - 1 - 2 == columns
    marked = tuple(place for place, cell in enumerate(row[2 : 2 + columns]) if cell) if full else ()
    return PrintedStep(key, row[1], requirement, limit, output, remark, marked)


def _time_cell(row: Cells, unit: str) -> int | None:
    """The last cell that reads as a limit."""
    for at in range(len(row) - 1, 1, -1):
        text = f"{row[at]} {unit}" if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", row[at]) and unit else row[at]
        if text.strip() and _is_limit(text):
            return at
    return None


def _is_limit(text: str) -> bool:
    try:
        read_limit(text)
    except UnreadableLimit:
        return False
    return True
