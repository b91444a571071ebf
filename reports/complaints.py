"""What was found wrong while a workbook was read, and how it is told: one cell, one sentence each.

Source: documents 7.4 ("collect all errors with addresses, never stop at the first").
"""

from dataclasses import dataclass

from reports.sentences import sentence
from sop.books import Fault, Sheet

_DAMAGE = ("sheet_missing", "head_missing", "column_missing", "line_missing")


@dataclass(frozen=True, slots=True)
class BookError:
    """One complaint: where, what stands there, and a sentence that says what to do."""

    sheet: str
    cell: str  # "F7"; empty where no single cell is meant
    found: str
    sentence: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class Reading:
    """What has been read so far: faults, and where each field of each row stands."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.headings: dict[tuple[Sheet, str], tuple[str, str]] = {}  # (sheet, field) → letter, heading
        self.places: dict[tuple[Sheet, int, str], tuple[str, str]] = {}  # cells off the table's columns

    def report(
        self, sheet: Sheet, row: int, field: str, problem: str, found: str = "", **values: str
    ) -> None:
        self.faults.append(Fault(sheet, row, field, problem, found, tuple(values.items())))

    def is_damaged(self) -> bool:
        """Whether a sheet or a column is gone: then the rows cannot be compared with each other."""
        return any(fault.problem in _DAMAGE for fault in self.faults)

    def is_spoiled(self, finding: Fault) -> bool:
        """Whether a finding rests on a cell that could not be read: it would only confuse."""
        fields = (finding.field, *finding.also)
        return any(
            (fault.sheet is finding.sheet and fault.field in fields and finding.row in (0, fault.row))
            or (fault.sheet, fault.row) in finding.beside
            for fault in self.faults
        )

    def error(self, fault: Fault) -> BookError:
        """The fault in words, with the address of its cell."""
        letter, heading = self.places.get(
            (fault.sheet, fault.row, fault.field), self.headings.get((fault.sheet, fault.field), ("", ""))
        )
        cell = f"{letter}{fault.row}" if letter and fault.row else ""
        words = {**dict(fault.values), "heading": heading, "found": fault.found}
        return BookError(fault.sheet.value, cell, fault.found, sentence(f"fault_{fault.problem}", **words))
