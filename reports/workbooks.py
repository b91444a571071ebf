"""Reads the office's workbook into records, or lists everything that does not fit.

Source: practice 5.1; documents 7.3 and 7.4. The file passes the guard first, then openpyxl streams it
read-only with its own idea of the size ignored and the rows bounded; formulas are reported, not believed.
openpyxl is the reader as well as the writer, so that one library defines what a cell is.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from reports import columns as layout
from reports.cells import UnreadableCellError, cell_value
from reports.columns import Column, Kind
from reports.complaints import BookError, Reading
from reports.guards import RefusedFileError, guarded
from sop.book_checks import faults
from sop.books import (
    BookAgency,
    BookHistory,
    BookIndicator,
    BookOffice,
    BookProgram,
    BookRole,
    BookStaff,
    Fault,
    OfficeBook,
    Sheet,
)

_HEAD_WITHIN = 12  # rows searched for the headings
_MAX_COLUMNS = 60
_TEXTUAL = (Kind.CODE, Kind.TEXT, Kind.LONG, Kind.NIP, Kind.PHONE)
_RECORDS: dict[Sheet, type[Any]] = {
    Sheet.STAFF: BookStaff,
    Sheet.INDICATORS: BookIndicator,
    Sheet.BUDGET: BookProgram,
    Sheet.HISTORY: BookHistory,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: its number and its cells from column A on."""

    number: int
    cells: tuple[Any, ...]

    def first(self) -> str:
        return str(self.cells[0].value).strip() if self.cells and self.cells[0].value is not None else ""

    def is_empty(self) -> bool:
        return all(cell.value is None or str(cell.value).strip() == "" for cell in self.cells)


def read_book(data: bytes) -> tuple[OfficeBook | None, tuple[BookError, ...]]:
    """The book and no errors, or no book and every error; raises RefusedFileError for a file not taken."""
    sheets = sheet_lines(guarded(data), tuple(Sheet))
    reading = Reading()
    for sheet in Sheet:
        if sheet not in sheets:
            reading.report(sheet, 0, "", "sheet_missing", sheet.value)
    book = _book(sheets, reading)
    if not reading.is_damaged():
        reading.faults += [fault for fault in faults(book) if not reading.is_spoiled(fault)]
    errors = tuple(reading.error(fault) for fault in _ordered(reading.faults))
    return (None if errors else book), errors


def sheet_lines(data: bytes, names: tuple[str, ...]) -> dict[str, list[Line]]:
    """Lines of the named sheets, empty ones left out; raises RefusedFileError where openpyxl gives up."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that it does not keep
            book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return {name: list(_lines(book[name])) for name in names if name in book.sheetnames}
    except Exception as trouble:  # a forged part can make the parser raise anything at all
        raise RefusedFileError("unreadable") from trouble


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # a forged <dimension> would hide rows
    limit = layout.MAX_ROWS + _HEAD_WITHIN + 1
    for number, cells in enumerate(sheet.iter_rows(max_row=limit, max_col=_MAX_COLUMNS), 1):
        line = Line(number, tuple(cells))
        if not line.is_empty():
            yield line


def _ordered(found: list[Fault]) -> list[Fault]:
    order = list(Sheet)
    return sorted(dict.fromkeys(found), key=lambda fault: (order.index(fault.sheet), fault.row))


def _book(sheets: dict[str, list[Line]], reading: Reading) -> OfficeBook:
    office = _sections(sheets.get(Sheet.OFFICE, []))
    tables = {
        sheet: tuple(_table(sheet, sheets[sheet], reading) if sheet in sheets else ())
        for sheet in layout.TABLES
    }
    return OfficeBook(
        office=_office(office.get("Isian", []), reading, Sheet.OFFICE in sheets),
        agencies=tuple(
            BookAgency(**fields)
            for fields in _rows(Sheet.OFFICE, office.get("Instansi penerima", []), layout.AGENCIES, reading)
        ),
        roles=tuple(
            BookRole(**fields)
            for fields in _rows(Sheet.OFFICE, office.get("Peran SOP", []), layout.ROLES, reading)
        ),
        staff=tables[Sheet.STAFF],
        indicators=tables[Sheet.INDICATORS],
        programs=tables[Sheet.BUDGET],
        history=tables[Sheet.HISTORY],
    )


def _sections(lines: list[Line]) -> dict[str, list[Line]]:
    """The blocks of the sheet Kantor by their second heading; the line of headings comes first in each."""
    blocks: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in lines:
        if line.first() == "Kode" and len(line.cells) > 1:
            current = blocks.setdefault(str(line.cells[1].value).strip(), [])
        if line.first().startswith(layout.BLOCK_MARK):
            current = []
        current.append(line)
    return blocks


def _office(lines: list[Line], reading: Reading, present: bool) -> BookOffice:
    """Label and value, one setting a line, found by the key in column A."""
    found = {line.first().casefold(): line for line in lines[1:]}
    fields: dict[str, Any] = {}
    for column in layout.OFFICE:
        key = layout.OFFICE_KEYS[column.field]
        line = found.get(key)
        if line is None:
            fields[column.field] = _default(column)
            if present:
                reading.report(Sheet.OFFICE, 0, column.field, "line_missing", column.heading)
            continue
        reading.headings[(Sheet.OFFICE, column.field)] = ("C", column.heading)
        cell = line.cells[2] if len(line.cells) > 2 else None
        reading.places[(Sheet.OFFICE, line.number, column.field)] = ("C", column.heading)
        fields[column.field] = _value(Sheet.OFFICE, line.number, column, cell, reading)
    return BookOffice(**fields)


def _table(sheet: Sheet, lines: list[Line], reading: Reading) -> Iterator[Any]:
    head = next((line for line in lines if line.number <= _HEAD_WITHIN and line.first() == "Kode"), None)
    if head is None:
        reading.report(sheet, 0, "", "head_missing")
        return
    if lines[-1].number > layout.MAX_ROWS + _HEAD_WITHIN:
        reading.report(sheet, 0, "", "rows_many", limit=str(layout.MAX_ROWS))
    below = [head, *(line for line in lines if line.number > head.number)]
    for fields in _rows(sheet, below, layout.TABLES[sheet], reading):
        yield _RECORDS[sheet](**fields)


def _rows(
    sheet: Sheet, lines: list[Line], wanted: tuple[Column, ...], reading: Reading
) -> Iterator[dict[str, Any]]:
    """Fields of each row below the headings; the template's example rows are passed over."""
    if not lines:
        return
    where = _columns(sheet, lines[0], wanted, reading)
    for line in lines[1:]:
        if line.first().upper().startswith(layout.EXAMPLE_CODE) or _is_blank(line, where):
            continue
        fields: dict[str, Any] = {"row": line.number}
        for column in wanted:
            index = where.get(column.field)
            cell = line.cells[index] if index is not None and index < len(line.cells) else None
            if index is not None:
                place = (get_column_letter(index + 1), column.heading)
                reading.places[(sheet, line.number, column.field)] = place
            value = _value(sheet, line.number, column, cell, reading, index is not None)
            name, _, position = column.field.partition(".")
            fields[name] = (*fields.get(name, ()), value) if position else value
        yield fields


def _is_blank(line: Line, where: dict[str, int]) -> bool:
    """Whether nothing stands under the headings; remarks beside the table do not make a row."""
    places = [index for index in where.values() if index < len(line.cells)]
    return Line(line.number, tuple(line.cells[index] for index in places)).is_empty()


def _columns(sheet: Sheet, head: Line, wanted: tuple[Column, ...], reading: Reading) -> dict[str, int]:
    """Field → position of its column, found by heading: a moved or added column does no harm."""
    titles = [str(cell.value).strip().casefold() if cell.value is not None else "" for cell in head.cells]
    where: dict[str, int] = {}
    for column in wanted:
        places = [index for index, title in enumerate(titles) if title == column.heading.casefold()]
        if not places:
            reading.report(sheet, head.number, column.field, "column_missing", column.heading)
            continue
        where[column.field] = places[0]
        reading.headings[(sheet, column.field)] = (get_column_letter(places[0] + 1), column.heading)
        if len(places) > 1:
            reading.report(sheet, head.number, column.field, "column_doubled", column.heading)
    return where


def _value(sheet: Sheet, row: int, column: Column, cell: Any, reading: Reading, complain: bool = True) -> Any:
    """The cell's value, or the column's default and a fault."""
    content = cell.value if cell is not None else None
    data_type = getattr(cell, "data_type", "n")
    found = _shown(content)
    try:
        if data_type == "f":
            raise UnreadableCellError("formula")
        if data_type == "e":
            raise UnreadableCellError("error_value")
        number_format = str(getattr(cell, "number_format", None) or "General")
        value = cell_value(column, content, number_format)
        if value is None and column.required and complain:
            raise UnreadableCellError("missing")
    except UnreadableCellError as trouble:
        reading.report(sheet, row, column.field, trouble.problem, found, **dict(trouble.values))
        value = None
    return _default(column) if value is None else value


def _shown(content: object) -> str:
    """What stands in the cell, short enough for a chat."""
    text = "" if content is None else " ".join(str(content).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _default(column: Column) -> Any:
    """What an empty cell means: the column's default, else no text, no figure, no date."""
    return "" if column.default is None and column.kind in _TEXTUAL else column.default
