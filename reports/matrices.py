"""Table B4: what every level of the office achieved, holder by holder, with what they said about it.

Source: domain 3.2 (B4), 4.3 step 5; the internal evaluation of a quarter, not that of the Inspektorat.
"""

from reports.closings import number_words
from reports.documents import Align, Cell, Column, Row, RowKind, Table
from reports.wordings import NONE, figure, sentence
from sop.levels import Level, LevelRow
from sop.reports import ReportFigures, ReportRow

INTERNAL = "Laporan Hasil Evaluasi internal"
CENTRE, RIGHT = Align.CENTRE, Align.RIGHT


def level_table(figures: ReportFigures, place: int) -> Table:
    quarter = figures.period.short
    heads = (
        ("No", 8, CENTRE),
        ("Indikator kinerja", 60, Align.LEFT),
        ("Satuan", 17, CENTRE),
        (f"Target {quarter}", 18, RIGHT),
        (f"Realisasi {quarter}", 20, RIGHT),
        ("Capaian (%)", 18, RIGHT),
        ("Hambatan", 44, Align.LEFT),
        ("Kegagalan", 41, Align.LEFT),
        ("Rekomendasi", 41, Align.LEFT),
    )
    columns = tuple(
        Column(title, width, align, f"({number})") for number, (title, width, align) in enumerate(heads, 1)
    )
    known = {row.code: row for row in figures.rows}
    rows: list[Row] = []
    for level in figures.levels:
        rows.append(Row((_holder(level),), RowKind.GROUP))
        shown = [(said, known[said.code]) for said in level.rows if said.code in known]
        rows.extend(_row(number, said, row) for number, (said, row) in enumerate(shown, 1))
    caption = f"Tabel {place}. Matriks akumulasi hasil kinerja {figures.period.title} seluruh jenjang jabatan"
    return Table(caption, columns, tuple(rows), size_pt=7.8)


def _holder(level: Level) -> str:
    """ "Jenjang 2 · Sekretaris Dinas · Lalu Hendra Saputra, S.E. · NIP …"."""
    parts = [f"Jenjang {level.rank}", level.title, level.name, number_words(level.number)]
    return " · ".join(part for part in parts if part)


def _row(number: int, said: LevelRow, row: ReportRow) -> Row:
    return Row(
        (
            str(number),
            Cell(row.name, small=said.remark),
            row.uom,
            figure(row.quarter_target, row.precision),
            figure(row.quarter_realization, row.precision),
            Cell(figure(row.quarter_achievement, 2), bold=True),
            sentence(said.obstacle) or NONE,
            sentence(said.failure) or NONE,
            sentence(said.recommendation) or NONE,
        )
    )
