"""Draws the office's workbook: empty with examples for an admin to fill, or filled from a book.

Source: practice 5.1; documents 7.1 and 7.2 (named styles, lists, prompts, row heights set here because no
program fits them, text kept as text so that a leading "=" stays a letter).
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports import columns as layout
from reports.columns import Column, Kind
from reports.restrictions import draw_lists, offer, restrict
from reports.sentences import hint, sentence
from reports.vocabularies import CHANNELS
from sop.books import BookAgency, Channel, OfficeBook, Sheet

_NAVY, _GRID, _INPUT, _PALE, _GREY = "1F3864", "B4BCC9", "FFFBE6", "EEF2F8", "5B6675"
_TEXT_KINDS = (Kind.CODE, Kind.TEXT, Kind.LONG, Kind.NIP, Kind.PHONE, Kind.CHOICE, Kind.CHOICES)
_FORMATS = {Kind.RUPIAH: "#,##0", Kind.DATE: "dd-mm-yyyy", Kind.YEAR: "0", Kind.DIGITS: "0"}
_AGENCIES = (
    BookAgency("BAPPEDA", "Bappeda", Channel.TELEGRAM),
    BookAgency("INSPEKTORAT", "Inspektorat", Channel.SRIKANDI),
    BookAgency("ORGANISASI", "Bagian Organisasi Sekretariat Daerah", Channel.SRIKANDI),
)
_SPARE_LINES = 5


def template() -> bytes:
    """An empty workbook with instructions, lists and one example row a sheet."""
    return _drawn(None)


def written(book: OfficeBook) -> bytes:
    """The workbook that reads back as this book."""
    return _drawn(book)


def _drawn(book: OfficeBook | None) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for style in _styles():
        workbook.add_named_style(style)
    _draw_office(workbook.create_sheet(Sheet.OFFICE.value), book)
    rows: dict[Sheet, tuple[Any, ...]] = dict.fromkeys(layout.TABLES, ())
    if book is not None:
        rows = {
            Sheet.STAFF: book.staff,
            Sheet.INDICATORS: book.indicators,
            Sheet.BUDGET: book.programs,
            Sheet.HISTORY: book.history,
        }
    for sheet, wanted in layout.TABLES.items():
        _draw_table(workbook.create_sheet(sheet.value), sheet, wanted, rows[sheet], example=book is None)
    draw_lists(workbook)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _styles() -> Iterable[NamedStyle]:
    line = Side("thin", color=_GRID)
    edge = Border(left=line, right=line, top=line, bottom=line)
    plain = Font(name="Calibri", size=10)
    wrap = Alignment(vertical="top", wrap_text=True)
    yield NamedStyle("judul", font=Font(name="Calibri", size=14, bold=True, color=_NAVY))
    yield NamedStyle("catatan", font=Font(name="Calibri", size=10, italic=True, color=_GREY))
    yield NamedStyle(
        "kepala",
        font=Font(name="Calibri", size=10, bold=True, color="FFFFFF"),
        fill=PatternFill("solid", fgColor=_NAVY),
        border=edge,
        alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    yield NamedStyle("isian", font=plain, border=edge, alignment=wrap)
    yield NamedStyle(
        "wajib", font=plain, border=edge, alignment=wrap, fill=PatternFill("solid", fgColor=_INPUT)
    )
    yield NamedStyle(
        "contoh",
        font=Font(name="Calibri", size=10, italic=True, color="9AA3AF"),
        border=edge,
        alignment=wrap,
        fill=PatternFill("solid", fgColor=_PALE),
    )
    yield NamedStyle("label", font=Font(name="Calibri", size=10, bold=True), border=edge, alignment=wrap)


def _draw_office(sheet: Worksheet, book: OfficeBook | None) -> None:
    _draw_title(sheet, Sheet.OFFICE, (16, 34, 48, 70))
    _heads(sheet, layout.HEAD_ROW, ("Kode", "Isian", "Nilai", "Petunjuk"))
    row = layout.HEAD_ROW
    for column in layout.OFFICE:
        row += 1
        _put(sheet.cell(row, 1), layout.OFFICE_KEYS[column.field], "label")
        _put(sheet.cell(row, 2), column.heading, "label")
        value = getattr(book.office, column.field) if book else column.default
        value = None if book is None and value in (0, "") else value
        _put_value(sheet.cell(row, 3), column, value, "wajib" if column.required else "isian")
        _put(sheet.cell(row, 4), hint(Sheet.OFFICE.value, column.field), "catatan")
        restrict(sheet, column, Sheet.OFFICE, f"C{row}")
    agencies = book.agencies if book else _AGENCIES
    row = _draw_block(sheet, row + 2, "sheet_kantor_agencies", layout.AGENCIES, agencies)
    roles = book.roles if book else ()
    _draw_block(sheet, row + 1, "sheet_kantor_roles", layout.ROLES, roles)
    sheet.freeze_panes = f"A{layout.HEAD_ROW + 1}"


def _draw_block(
    sheet: Worksheet, row: int, title: str, wanted: tuple[Column, ...], records: tuple[Any, ...]
) -> int:
    """A small table below the settings; returns the first row after its spare lines."""
    _put(sheet.cell(row, 1), f"{layout.BLOCK_MARK} {sentence(title)}", "catatan")
    is_roles = wanted is layout.ROLES
    headings = [column.heading for column in wanted]
    _heads(sheet, row + 1, ("Kode", "Peran SOP", headings[1], "Petunjuk") if is_roles else headings)
    first = row + 2
    last = first + len(records) + _SPARE_LINES - 1
    for line in range(first, last + 1):
        record = records[line - first] if line - first < len(records) else None
        for place, column in enumerate(wanted):
            position = 3 if is_roles and column.field == "roles" else place + 1
            value = None if record is None else getattr(record, column.field)
            _put_value(sheet.cell(line, position), column, value, "wajib" if column.required else "isian")
        if is_roles:
            _put(sheet.cell(line, 2), record.code if record else "", "isian")
            _put(sheet.cell(line, 4), hint(Sheet.OFFICE.value, "roles") if line == first else "", "catatan")
    if not is_roles:
        offer(sheet, CHANNELS.name, f"C{first}:C{last}", "")
    return last + 1


def _draw_table(
    sheet: Worksheet, kind: Sheet, wanted: tuple[Column, ...], records: tuple[Any, ...], example: bool
) -> None:
    _draw_title(sheet, kind, tuple(column.width for column in wanted))
    _heads(sheet, layout.HEAD_ROW, [column.heading for column in wanted])
    row = layout.HEAD_ROW + 1
    if example:
        for place, column in enumerate(wanted, 1):
            _put(sheet.cell(row, place), column.example, "contoh", column)
        row += 1
    for record in records:
        values = [_field(record, column.field) for column in wanted]
        for place, (column, value) in enumerate(zip(wanted, values, strict=True), 1):
            _put_value(sheet.cell(row, place), column, value, "wajib" if column.required else "isian")
        sheet.row_dimensions[row].height = _height(wanted, values)
        row += 1
    for place, column in enumerate(wanted, 1):
        letter = get_column_letter(place)
        restrict(sheet, column, kind, f"{letter}{layout.HEAD_ROW + 1}:{letter}{row + layout.SPARE_ROWS}")
        if column.kind in _TEXT_KINDS:
            sheet.column_dimensions[letter].number_format = "@"
    _draw_spare(sheet, wanted, row)
    sheet.freeze_panes = f"C{layout.HEAD_ROW + 1}"
    sheet.auto_filter.ref = (
        f"A{layout.HEAD_ROW}:{get_column_letter(len(wanted))}{max(row - 1, layout.HEAD_ROW)}"
    )


def _draw_spare(sheet: Worksheet, wanted: tuple[Column, ...], row: int) -> None:
    """A few framed rows to type into; formats of codes and numbers must be text before typing."""
    for line in range(row, row + 20):
        for place, column in enumerate(wanted, 1):
            _put_value(sheet.cell(line, place), column, None, "wajib" if column.required else "isian")


def _draw_title(sheet: Worksheet, kind: Sheet, widths: tuple[int, ...]) -> None:
    _put(sheet["A1"], kind.value, "judul")
    _put(sheet["A2"], sentence(f"sheet_{kind.value.casefold()}"), "catatan")
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{layout.HEAD_ROW}:{layout.HEAD_ROW}"


def _heads(sheet: Worksheet, row: int, headings: Iterable[str]) -> None:
    for place, heading in enumerate(headings, 1):
        _put(sheet.cell(row, place), heading, "kepala")
    sheet.row_dimensions[row].height = 30


def _field(record: Any, field: str) -> Any:
    name, _, position = field.partition(".")
    value = getattr(record, name)
    return value[int(position)] if position else value


def _put_value(cell: Cell | MergedCell, column: Column, value: Any, style: str) -> None:
    """A record's value as an admin would type it."""
    if column.words is not None and column.kind is Kind.CHOICES and value is not None:
        value = ", ".join(column.words.word(part) for part in value)
    elif column.words is not None and value is not None:
        value = column.words.word(value)
    elif column.kind is Kind.TIMES and value is not None:
        value = ", ".join(value)
    _put(cell, value, style, column)


def _put(cell: Cell | MergedCell, value: Any, style: str, column: Column | None = None) -> None:
    cell.style = style
    if isinstance(value, str):
        cell.value = None
        if value:
            cell.value = value
            cell.data_type = "s"
            cell.quotePrefix = value[0] in "=+-@"
    elif isinstance(value, Decimal | int | float | date):
        cell.value = value
    if column is not None:
        cell.number_format = "@" if column.kind in _TEXT_KINDS else _FORMATS.get(column.kind, "General")


def _height(wanted: tuple[Column, ...], values: list[Any]) -> float:
    """Points for the tallest wrapped cell; about 1.1 letters of Calibri 10 fit one unit of width."""
    lines = [
        sum(-(-max(len(part), 1) // max(int(column.width * 1.1), 1)) for part in str(value).split("\n"))
        for column, value in zip(wanted, values, strict=True)
        if column.kind in _TEXT_KINDS and value
    ]
    return 13.2 * max([1, *lines]) + 3
