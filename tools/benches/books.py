"""The office's workbook with 2000 figures: written, read back, validated. Source: documents 7.2.

Plain openpyxl writes the same values without a style: the floor of what the library costs.
"""

import resource
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context

from openpyxl import Workbook, load_workbook

from reports.templates import written
from reports.workbooks import read_book
from sop.books import OfficeBook
from tools.benches.crowds import crowd_book
from tools.benches.figures import Figure, seconds

ROWS = 2_000
WRITE_GOAL = 1.2
BOTH_GOAL_SECONDS = 2.0
MEMORY_GOAL_MB = 256
TIMES = 3


def measure(rows: int = ROWS, times: int = TIMES) -> tuple[Figure, ...]:
    book = crowd_book(people=max(rows // 10, 1), figures=10)
    warm = written(book)
    values = _values(warm)
    plain = seconds(lambda: _plain(values), times)
    write = seconds(lambda: written(book), times)
    read = seconds(lambda: _read(warm), times)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        memory_mb = child.submit(_peak_mb, book).result()
    return (
        Figure(f"{rows} figures, plain openpyxl writes", plain, "s"),
        Figure(f"{rows} figures, ours writes", write, "s"),
        Figure("ours to plain openpyxl", write / plain, "times", WRITE_GOAL),
        Figure("read back and validated", read, "s"),
        Figure("written, read back and validated", write + read, "s", BOTH_GOAL_SECONDS),
        Figure("peak memory of a process that does both", memory_mb, "MB", MEMORY_GOAL_MB),
    )


def _read(content: bytes) -> OfficeBook:
    book, errors = read_book(content)
    assert book is not None, errors[:3]
    return book


def _values(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _plain(values: dict[str, list[tuple[object, ...]]]) -> bytes:
    book = Workbook()
    for title, rows in values.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _peak_mb(book: OfficeBook) -> float:
    """Memory of this process at its highest once it has written and read the book."""
    _read(written(book))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
