"""The tables of measurement: averages per sasaran, and Table C1 with its columns and its method.

Source: domain 2.4, 2.5, 3.1; documents 9.
"""

from reports.documents import Align, Cell, Column, Notes, Row, RowKind, Table
from reports.wordings import NONE, components, figure, percent, plain, sentence
from sop.indicators import Missing
from sop.reports import Band, Components, Figure, ReportFigures, ReportGroup, ReportRow
from text import printing

CENTRE, RIGHT = Align.CENTRE, Align.RIGHT
MOST_KEPT = 12  # rows of a small table that is not divided over pages
FORMULAS = {
    "linear": "(2 × target − realisasi) ÷ target × 100, paling rendah 0",
    "reciprocal": "target ÷ realisasi × 100",
}


def objective_table(figures: ReportFigures, place: int) -> Table:
    """Averages per sasaran, beside those of the quarter before."""
    period = figures.period
    before = period.previous.short if period.quarter > 1 else "TW lalu"
    columns = (
        Column("No", 8, CENTRE),
        Column("Sasaran strategis", 80),
        Column("Indikator", 15, CENTRE),
        Column(f"{before} (%)", 15, RIGHT),
        Column(f"{period.short} (%)", 16, RIGHT),
        Column("Selisih", 13, RIGHT),
        Column("Predikat", 21, CENTRE),
    )
    rows = tuple(_objective_row(figures, group, at) for at, group in enumerate(figures.groups, 1))
    caption = f"Tabel {place}. Rata-rata capaian s.d. triwulan menurut sasaran strategis, {period.title}"
    return Table(caption, columns, rows, whole=len(rows) <= MOST_KEPT)


def _objective_row(figures: ReportFigures, group: ReportGroup, at: int) -> Row:
    now, before = group.average, group.previous_average
    change = NONE
    if now is not None and before is not None:
        change = ("+" if now > before else "") + plain(now - before)
    return Row(
        (
            str(at),
            group.name,
            str(len(group.rows)),
            plain(before),
            Cell(plain(now), bold=True),
            change,
            rating_cell(figures, group.rating),
        )
    )


def rating_cell(figures: ReportFigures, rating: str) -> Cell:
    """A rating as a badge; a dash where nothing was rated."""
    return Cell(rating, badge=figures.tone(rating)) if rating else Cell(NONE, align=CENTRE)


def measurement_table(figures: ReportFigures, place: int) -> Table:
    """Table C1: every indicator, grouped by sasaran, with the office's average as its last row."""
    rows: list[Row] = []
    for group in figures.groups:
        rows.append(Row((f"Sasaran: {group.name}",), RowKind.GROUP))
        rows.extend(_measurement_row(figures, group, row) for row in group.rows)
    rows.append(_average_row(figures))
    caption = f"Tabel {place}. Pengukuran kinerja {figures.period.title}"
    return Table(caption, _measurement_columns(figures), tuple(rows), size_pt=7.8)


def _has_programs(figures: ReportFigures) -> bool:
    """Whether the second column says more than the group's line above the rows."""
    return any(row.program for row in figures.rows)


def _measurement_columns(figures: ReportFigures) -> tuple[Column, ...]:
    """Without programs their column is left out, and the numbers and formulas move up by one."""
    quarter = figures.period.title.partition(" Tahun")[0]
    to_date, programs = f"s.d. {quarter}", _has_programs(figures)
    wide = 0 if programs else 1
    first = [("No", 7, CENTRE, ""), ("Sasaran/ Program", 14, Align.LEFT, "")][: 2 - wide]
    heads = [
        *first,
        ("Indikator kinerja", 44 + 6 * wide, Align.LEFT, ""),
        ("Satuan", 15, CENTRE, ""),
        ("Target tahunan", 15, RIGHT, ""),
        ("Target", 14, RIGHT, quarter),
        ("Realisasi", 16, RIGHT, quarter),
        ("Capaian (%)", 15, RIGHT, quarter),
        ("Target", 14, RIGHT, to_date),
        ("Realisasi", 16, RIGHT, to_date),
        ("Capaian (%)", 17, RIGHT, to_date),
        ("Predikat", 21, CENTRE, ""),
        ("Capaian thd target tahunan (%)", 18, RIGHT, ""),
        ("Penanggung jawab", 20 + 4 * wide, Align.LEFT, ""),
        ("Keterangan", 21 + 4 * wide, Align.LEFT, ""),
    ]
    return tuple(
        Column(title, width, align, _number(place, len(first)), over)
        for place, (title, width, align, over) in enumerate(heads, 1)
    )


def _number(place: int, first: int) -> str:
    """The number below a head, with the formula of a calculated column; `first`: columns before the name."""
    formulas = {6: (5, 4), 9: (8, 7), 11: (8, 3)}  # counted from the indicator's name on
    of = formulas.get(place - first)
    return f"({place})=({of[0] + first})/({of[1] + first})" if of else f"({place})"


def _measurement_row(figures: ReportFigures, group: ReportGroup, row: ReportRow) -> Row:
    carried, decimals = row.carried, row.precision
    program = (row.program or group.code,) if _has_programs(figures) else ()
    return Row(
        (
            str(row.number),
            *program,
            row.name,
            row.uom,
            figure(row.annual_target, decimals),
            figure(row.quarter_target, decimals),
            _ratio(row.quarter_realization, decimals, row.quarter_components),
            figure(row.quarter_achievement, 2),
            figure(row.to_date_target, decimals, carried),
            _ratio(row.to_date_realization, decimals, row.to_date_components, carried),
            _achievement(figures, row),
            rating_cell(figures, row.rating),
            figure(row.against_annual, 2, carried),
            row.owner,
            sentence(row.remark) or NONE,
        )
    )


def _achievement(figures: ReportFigures, row: ReportRow) -> Cell:
    achievement = row.to_date_achievement
    return Cell(
        figure(achievement, 2, row.carried),
        bold=row.scored,
        bar=achievement.value if row.scored else None,
        bar_tone=figures.tone(row.rating),
    )


def _ratio(value: Figure, decimals: int, parts: Components | None, carried: bool = False) -> str | Cell:
    """A realization, with numerator and denominator in a smaller line where it has them."""
    words = figure(value, decimals, carried)
    return words if parts is None else Cell(words, components(parts))


def average_words(figures: ReportFigures) -> str:
    """What the office's average is made of."""
    average = figures.average
    return (
        f"Rata-rata capaian ({average.scored} indikator dinilai dari {average.due} yang terukur,"
        f" seluruhnya {average.total})"
    )


def _average_row(figures: ReportFigures) -> Row:
    average = figures.average
    cells = (
        Cell(average_words(figures), align=RIGHT),
        plain(average.capped),
        rating_cell(figures, average.rating),
        "",
        "",
        "",
    )
    return Row(cells, RowKind.TOTAL, span=10 if _has_programs(figures) else 9)


def method_notes(figures: ReportFigures) -> Notes:
    """Formula, scale and average in words, so that a reader can redo the sum."""
    method = figures.method
    items = [
        "Capaian = realisasi ÷ target × 100. Untuk indikator yang makin rendah makin baik:"
        f" {FORMULAS[method.minimize_formula]}.",
        f"Predikat: {scale_words(method.scale, method.inclusive)}.",
        _average_words(figures),
        _reading_words(figures.rows),
    ]
    return Notes("Catatan pengukuran", (*items, *method.notes))


def _reading_words(rows: tuple[ReportRow, ...]) -> str:
    """How to read the table; only what occurs in it is explained."""
    words = "Perhitungan memakai angka tanpa pembulatan; angka dibulatkan hanya saat dicetak."
    if any(row.to_date_components for row in rows):
        words += " Baris kecil di bawah realisasi: pembilang / penyebut."
    if any(row.carried for row in rows):
        words += " Angka dalam kurung berasal dari triwulan sebelumnya: ditampilkan, tidak dinilai."
    if any(row.to_date_realization.missing is Missing.NOT_FILLED for row in rows):
        words += " Data menyusul: angka belum termasuk dalam rata-rata dan disusulkan kemudian."
    return words


def _average_words(figures: ReportFigures) -> str:
    average, cap = figures.average, figures.method.cap_percent
    words = f"Rata-rata adalah rataan sederhana {average.scored} indikator yang dinilai"
    if not cap:
        return f"{words}."
    return (
        f"{words}; capaian di atas {cap}% dihitung {cap}%."
        f" Tanpa batas tersebut rata-ratanya {percent(average.raw)}."
    )


def scale_words(scale: tuple[Band, ...], inclusive: bool = False) -> str:
    """ "Sangat Tinggi > 90; Tinggi > 75–90; …"; with reached thresholds "Tinggi ≥ 76 dan < 91"."""
    sign, rest, join = ("≥", "<", " dan < ") if inclusive else (">", "≤", "–")
    words, upper = [], ""
    for band in scale:
        if band.above is None:
            words.append(f"{band.word} {rest} {upper}" if upper else band.word)
            continue
        lower = printing.exact(band.above)
        words.append(f"{band.word} {sign} {lower}" + (f"{join}{upper}" if upper else ""))
        upper = lower
    return "; ".join(words)
