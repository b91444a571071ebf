"""The table layer on its own."""

from datetime import UTC, datetime

import pytest

from reports.documents import Align, Cell, Column, Document, Row, RowKind, Table, Turn
from reports.pdf import pdf
from tests.reports_pdf.papers import pages

COLUMNS = (Column("No", 10, Align.CENTRE), Column("Uraian", 158))


def paper(table: Table, landscape: bool = False) -> list[str]:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    document = Document("Judul", "", "Kantor", moment, "Kiri", "Kanan", "Kaki", (Turn(landscape), table))
    return [page.text for page in pages(pdf(document))]


def data(count: int, words: str = "isi") -> tuple[Row, ...]:
    return tuple(Row((str(number), f"{words} {number}")) for number in range(1, count + 1))


@pytest.mark.parametrize("count", [1, 41, 42, 43, 44, 45, 46, 90, 200])
def test_the_total_never_stands_without_the_last_row(count: int) -> None:
    total = Row((Cell("Jumlah seluruhnya"),), RowKind.TOTAL, span=2)
    last = paper(Table("Tabel 1", COLUMNS, (*data(count), total)))[-1]
    assert f"isi {count} Jumlah seluruhnya" in last


def test_a_small_table_is_not_divided() -> None:
    filler = Table("Tabel 1", COLUMNS, data(38))
    small = Table("Tabel 2", COLUMNS, data(8, "kecil"), whole=True)
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    document = Document("Judul", "", "Kantor", moment, "", "", "", (Turn(False), filler, small))
    found = [page.text for page in pages(pdf(document)) if "kecil" in page.text]
    assert len(found) == 1


def test_a_whole_table_longer_than_a_page_is_divided_after_all() -> None:
    assert len(paper(Table("Tabel 1", COLUMNS, data(100), whole=True))) > 1


def test_a_row_higher_than_a_page_is_refused_by_name() -> None:
    rows = (*data(2), Row(("3", "kata " * 20_000)))
    with pytest.raises(ValueError, match="row 3 of 'Tabel 1' is higher than a page"):
        paper(Table("Tabel 1", COLUMNS, rows))


def test_a_caption_never_stands_alone() -> None:
    for count in range(38, 46):
        filler = Table("Tabel 1", COLUMNS, data(count))
        after = Table("Tabel 2", COLUMNS, data(30, "lanjut"))
        moment = datetime(2026, 11, 20, tzinfo=UTC)
        document = Document("Judul", "", "", moment, "", "", "", (Turn(False), filler, after))
        page = next(page.text for page in pages(pdf(document)) if "Tabel 2" in page.text)
        assert "lanjut 1" in page
        assert "lanjut 2" in page


def test_twice_the_rows_take_twice_the_pages() -> None:
    once, twice = (len(paper(Table("Tabel 1", COLUMNS, data(count)))) for count in (300, 600))
    assert 2 * once - 1 <= twice <= 2 * once
