"""Table PDF, warm and without import, against ReportLab with Paragraph cells. Source: documents 3."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from random import Random

from reportlab.lib import pagesizes, styles, units
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from reports.documents import Align, Column, Document, Row, Table, Turn
from reports.pdf import pdf
from tools.benches.figures import Figure, seconds

SIZES = (200, 2_000, 10_000)
GOAL = 0.4
GROWTH_GOAL = 1.3  # a row of the longest table over a row of the middle one: linear, with room for noise
TIMES = 3  # runs of the small tables; the long ones are run once

_WIDTHS_MM = (8, 42, 50, 18, 18, 18, 20, 22, 38, 33)
_HEADS = (
    "No.",
    "Sasaran",
    "Indikator",
    "Satuan",
    "Target",
    "Realisasi",
    "Capaian",
    "Predikat",
    "Hambatan",
    "Tindak lanjut",
)
_WORDS = (
    "persentase jumlah layanan industri kecil menengah yang terfasilitasi sertifikasi pembinaan pengawasan "
    "dokumen rencana triwulan belum selesai menunggu pembahasan koordinasi dengan kabupaten"
)


def measure(sizes: tuple[int, ...] = SIZES) -> tuple[Figure, ...]:
    """Sizes in rows, ascending."""
    _ours(cells(20))
    _theirs(cells(20))
    found: list[Figure] = []
    a_row: dict[int, float] = {}
    for rows in sizes:
        content = cells(rows)
        times = TIMES if rows <= 500 else 1
        ours = seconds(lambda: _ours(content), times)  # noqa: B023 - called at once
        theirs = seconds(lambda: _theirs(content), times)  # noqa: B023
        a_row[rows] = ours / rows
        found += [
            Figure(f"{rows} rows, ours", ours, "s"),
            Figure(f"{rows} rows, ReportLab", theirs, "s"),
            Figure(f"{rows} rows, ours to ReportLab's", ours / theirs, "times", GOAL),
        ]
    growth = a_row[sizes[-1]] / a_row[sizes[-2]]
    found.append(Figure(f"a row of {sizes[-1]} to a row of {sizes[-2]}", growth, "times", GROWTH_GOAL))
    return tuple(found)


def cells(rows: int) -> list[tuple[str, ...]]:
    """The same table for both: ten columns, four of them wrapped text, the same words in each run."""
    chance = Random(rows)
    return [_line(chance, number) for number in range(1, rows + 1)]


def _line(chance: Random, number: int) -> tuple[str, ...]:
    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(_WORDS.split(), k=chance.randint(least, most))).capitalize()

    target, real = chance.randint(50, 900), chance.randint(40, 900)
    return (
        str(number), words(4, 8), words(6, 12), "Persen", str(target), str(real),
        f"{real * 100 / target:.2f}".replace(".", ","), "Tinggi", words(4, 10), words(4, 8),
    )  # fmt: skip


def _ours(content: list[tuple[str, ...]]) -> bytes:
    columns = tuple(
        Column(head, width, Align.RIGHT if place in (0, 4, 5, 6) else Align.LEFT)
        for place, head, width in zip(count(), _HEADS, _WIDTHS_MM, strict=False)
    )
    table = Table("Tabel", columns, tuple(Row(line) for line in content), size_pt=7.5)
    moment = datetime(2026, 10, 5, tzinfo=UTC)
    return pdf(Document("Tabel", "", "", moment, "", "", "", (Turn(landscape=True), table)))


def _theirs(content: Iterable[tuple[str, ...]]) -> bytes:
    style = styles.ParagraphStyle("cell", fontName="Helvetica", fontSize=7.5, leading=9)
    rows = [[Paragraph(text, style) for text in line] for line in (_HEADS, *content)]
    table = LongTable(rows, colWidths=[width * units.mm for width in _WIDTHS_MM], repeatRows=1)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.25, "grey"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    target = BytesIO()
    margin = 15 * units.mm
    paper = SimpleDocTemplate(
        target, pagesize=pagesizes.landscape(pagesizes.A4), leftMargin=margin, rightMargin=margin
    )
    paper.build([table])
    return target.getvalue()
