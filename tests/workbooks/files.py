"""Workbooks made for a test: the demo office with cells changed, and archives with parts changed."""

import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.templates import written
from tools.demo_office import demo_book

DEMO = written(demo_book(plh=True))


def edited(change: Callable[[Workbook], None], data: bytes = DEMO) -> bytes:
    """The file after an admin's work on it."""
    workbook = load_workbook(BytesIO(data))
    change(workbook)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def place(sheet: Worksheet, code: str, heading: str) -> str:
    """Address of the cell in the row of a code and the column of a heading."""
    heads = next(row for row in sheet.iter_rows() if row[0].value == "Kode")
    column = next(cell.column_letter for cell in heads if cell.value == heading)
    row = next(row[0].row for row in sheet.iter_rows(min_row=heads[0].row) if row[0].value == code)
    return f"{column}{row}"


@cache
def _loaded() -> Workbook:
    """The demo office without the spare rows, kept open for the many tests that retype one cell."""
    workbook = load_workbook(BytesIO(DEMO))
    for sheet in workbook.worksheets[1:]:
        last = max(row[0].row for row in sheet.iter_rows() if row[0].value is not None)
        sheet.delete_rows(last + 1, sheet.max_row - last)
    return workbook


def typed(sheet: str, code: str, heading: str, value: Any) -> tuple[bytes, str]:
    """The demo office with one cell retyped, and that cell's full address."""
    cells = _loaded()[sheet]
    address = place(cells, code, heading or "Nilai")
    before = cells[address].value, cells[address].number_format
    cells[address] = value
    file = BytesIO()
    _loaded().save(file)
    cells[address].value, cells[address].number_format = before
    return file.getvalue(), f"{sheet}!{address}"


def parts(data: bytes = DEMO) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return file.getvalue()
