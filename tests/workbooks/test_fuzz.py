"""Whatever arrives, the reader answers with a book, a list of complaints or one refusal. Reliability 27."""

from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random

import pytest
from openpyxl import Workbook

from reports.guards import RefusedFileError
from reports.workbooks import read_book
from sop.books import Sheet
from tests.workbooks.files import DEMO, edited, packed, parts

CONTENTS: tuple[object, ...] = (
    None, "", " ", "=1/0", '=HYPERLINK("http://x")', "#REF!", 0, -1, 1e300, 0.1 + 0.2, 10**17, True, False,
    "NaN", "inf", "\u0661\u0662", "１２３", "1.2.3", "1,2,3", "--", "Rp", "%", "x" * 32_000, "\u202eabc",
    "\u200b", "\u00a0", "CONTOH", "Kode", date(1900, 1, 1), date(2026, 2, 28), time(8, 15),
    timedelta(hours=30), "31-02-2026", "IKU-1", "KADIS", "> > >", "A > A", "(X)", "Plt.", "Penerima laporan",
    "Rasio", "IV", "{found}", "<b>", "'", "\n\n",
)  # fmt: skip


def _answered(data: bytes) -> None:
    try:
        book, errors = read_book(data)
    except RefusedFileError:
        return  # it cannot be raised without its sentence
    assert (book is None) == bool(errors)
    for error in errors:
        assert error.sentence
        assert error.sheet in {sheet.value for sheet in Sheet}


@pytest.mark.parametrize("seed", range(8))
def test_any_content_in_any_cell_is_answered(seed: int) -> None:
    print(f"seed {seed}")
    chance = Random(seed)
    _answered(edited(_scribbler(chance, chance.choice((1, 3, 30, 300)))))


def _scribbler(chance: Random, count: int) -> Callable[[Workbook], None]:
    def scribble(book: Workbook) -> None:
        for _ in range(count):
            sheet = book[chance.choice([sheet.value for sheet in Sheet])]
            row, column = chance.randint(1, 40), chance.randint(1, 24)
            sheet.cell(row, column).value = chance.choice(CONTENTS)  # type: ignore[assignment]
        if chance.random() < 0.5:
            sheet = book[chance.choice([sheet.value for sheet in Sheet])]
            sheet.merge_cells("A5:C9")

    return scribble


@pytest.mark.parametrize("seed", range(4))
def test_any_damage_to_the_bytes_is_answered(seed: int) -> None:
    print(f"seed {seed}")
    chance = Random(seed)
    for _ in range(40):
        data = bytearray(DEMO)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        _answered(bytes(data[: chance.randint(len(data) // 2, len(data))] if chance.random() < 0.3 else data))


@pytest.mark.parametrize("seed", range(4))
def test_any_damage_inside_the_parts_is_answered(seed: int) -> None:
    print(f"seed {seed}")
    chance = Random(seed)
    whole = parts()
    for _ in range(8):
        name = chance.choice(list(whole))
        body = bytearray(whole[name])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(body))
            body[at : at + chance.randint(0, 9)] = chance.choice((b"", b"9", b"<", b'"', b"e", b"A1"))
        _answered(packed({**whole, name: bytes(body)}))
