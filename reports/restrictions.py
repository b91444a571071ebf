"""Lists, number rules and prompts that guide an admin's typing; a courtesy, the reader checks again.

Source: documents 7.1.
"""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports import columns as layout
from reports.columns import Column, Kind
from reports.sentences import hint, sentence
from reports.vocabularies import EVERY
from sop.books import Sheet

_LISTS = "Daftar"
_NUMBERS = (Kind.FIGURE, Kind.COUNT, Kind.RUPIAH, Kind.YEAR, Kind.DIGITS)


def draw_lists(workbook: Workbook) -> None:
    """The words of every list on a hidden sheet, each under the name that the lists refer to."""
    sheet = workbook.create_sheet(_LISTS)
    for place, vocabulary in enumerate(EVERY, 1):
        for row, word in enumerate(vocabulary.offered, 1):
            sheet.cell(row, place, word)
        letter = get_column_letter(place)
        span = f"{_LISTS}!${letter}$1:${letter}${len(vocabulary.offered)}"
        workbook.defined_names[vocabulary.name] = DefinedName(vocabulary.name, attr_text=span)
    sheet.sheet_state = "hidden"


def restrict(sheet: Worksheet, column: Column, kind: Sheet, cells: str) -> None:
    """The list, the number rule, or only the prompt of a column."""
    prompt = hint(kind.value, column.field)
    if column.kind is Kind.CHOICE and column.words is not None:
        offer(sheet, column.words.name, cells, prompt)
    elif column.picks is not None:
        source = f"{column.picks.value}!$A${layout.HEAD_ROW + 1}:$A${layout.HEAD_ROW + layout.SPARE_ROWS}"
        offer(sheet, source, cells, prompt, strict=False)
    elif column.kind in _NUMBERS:
        low = "-1E+15" if column.kind is Kind.FIGURE else "0"
        rule = DataValidation("decimal", operator="between", formula1=low, formula2="1E+15", allow_blank=True)
        _prompt(rule, prompt, sentence("number_refused"))
        rule.add(cells)
        sheet.add_data_validation(rule)
    elif prompt:
        rule = DataValidation(allow_blank=True)
        _prompt(rule, prompt, "")
        rule.add(cells)
        sheet.add_data_validation(rule)


def offer(sheet: Worksheet, source: str, cells: str, prompt: str, strict: bool = True) -> None:
    rule = DataValidation("list", formula1=f"={source}", allow_blank=True, showErrorMessage=strict)
    _prompt(rule, prompt, sentence("list_refused") if strict else "")
    rule.add(cells)
    sheet.add_data_validation(rule)


def _prompt(rule: DataValidation, prompt: str, error: str) -> None:
    if prompt:
        rule.promptTitle, rule.prompt, rule.showInputMessage = sentence("prompt_title"), prompt[:255], True
    if error:
        rule.error, rule.showErrorMessage = error, True
