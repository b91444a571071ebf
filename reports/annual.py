"""The report of a whole year: annual targets against what became of them, quarters as columns.

The raw material of the LKjIP in the order of its third chapter: per sasaran, against last year, causes and
follow-ups, budget. Source: domain 3.3; practice 4.5; documents 9.
"""

from reports.budgets import budget_table
from reports.closings import closing
from reports.documents import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Kop,
    Row,
    RowKind,
    Table,
    Title,
    Together,
    Turn,
)
from reports.frames import framed
from reports.measurements import average_words, method_notes, rating_cell
from reports.obstacles import obstacle_table
from reports.quarterly import narratives
from reports.summaries import bullets, charts, opening, tiles
from reports.wordings import NONE, components, figure, plain
from sop.figures import LAST_QUARTER
from sop.periods import ROMAN
from sop.reports import Figure, ReportFigures, ReportRow
from text.standings import LIMIT, REACH

CENTRE, RIGHT = Align.CENTRE, Align.RIGHT
MOST_KEPT = 12  # rows of a small table that is not divided over pages


def annual_report(figures: ReportFigures) -> Document:
    """The whole report in reading order. Pure."""
    title = f"Laporan Kinerja {figures.period.title}"
    return framed(
        figures, title, (*_first_page(figures, title), *_measurements(figures), *_analysis(figures))
    )


def _first_page(figures: ReportFigures, title: str) -> list[Block]:
    said = bullets(figures).items + _compared(figures)
    return [
        Kop(figures.letterhead),
        Title(title.upper(), figures.office),
        opening(figures),
        tiles(figures),
        charts(figures),
        Heading("Ringkasan"),
        Bullets(said),
        Heading("Capaian per Sasaran Strategis"),
        _objective_table(figures, 1),
    ]


def _compared(figures: ReportFigures) -> tuple[str, ...]:
    """How many indicators did better than a year before; a target to be met has no direction."""
    turns = [_turn(row) for row in figures.rows]
    better, same, worse = (turns.count(sign) for sign in (1, 0, -1))
    if not better + same + worse:
        return ()
    year = figures.period.year - 1
    return (
        f"Dibanding tahun {year}, dari {better + same + worse} indikator yang dapat dibandingkan:"
        f" {better} membaik, {same} tetap, {worse} menurun.",
    )


def _turn(row: ReportRow) -> int | None:
    """1 better than last year, 0 as then, -1 worse; None where either is unknown."""
    now, before = row.to_date_realization.value, row.last_year.value
    if now is None or before is None or row.sense not in (REACH, LIMIT):
        return None
    change = now - before if row.sense == REACH else before - now
    return int(change > 0) - int(change < 0)


def _objective_table(figures: ReportFigures, place: int) -> Table:
    """Averages per sasaran against the annual targets."""
    columns = (
        Column("No", 8, CENTRE),
        Column("Sasaran strategis", 94),
        Column("Indikator", 17, CENTRE),
        Column("Capaian (%)", 24, RIGHT),
        Column("Predikat", 25, CENTRE),
    )
    rows = tuple(
        Row(
            (
                str(at),
                group.name,
                str(len(group.rows)),
                Cell(plain(group.average), bold=True),
                rating_cell(figures, group.rating),
            )
        )
        for at, group in enumerate(figures.groups, 1)
    )
    caption = f"Tabel {place}. Rata-rata capaian terhadap target tahunan menurut sasaran strategis"
    return Table(caption, columns, rows, whole=len(rows) <= MOST_KEPT)


def _measurements(figures: ReportFigures) -> list[Block]:
    """The landscape part: measurement, method, budget."""
    blocks: list[Block] = [Turn(landscape=True), Heading("Pengukuran Kinerja")]
    blocks += [_measurement_table(figures, 2), method_notes(figures)]
    if figures.budget is not None:
        blocks += [Heading("Realisasi Anggaran"), budget_table(figures.budget, LAST_QUARTER, 3)]
    return blocks


def _measurement_table(figures: ReportFigures, place: int) -> Table:
    """Every indicator, grouped by sasaran, with the office's average as its last row."""
    rows: list[Row] = []
    for group in figures.groups:
        rows.append(Row((f"Sasaran: {group.name}",), RowKind.GROUP))
        rows.extend(_measurement_row(figures, row) for row in group.rows)
    average = figures.average
    cells = (
        Cell(average_words(figures), align=RIGHT),
        plain(average.capped),
        rating_cell(figures, average.rating),
        "",
    )
    rows.append(Row(cells, RowKind.TOTAL, span=10))
    caption = f"Tabel {place}. Pengukuran kinerja {figures.period.title}"
    return Table(caption, _columns(figures), tuple(rows), size_pt=7.8)


def _columns(figures: ReportFigures) -> tuple[Column, ...]:
    year = figures.period.year
    heads = (
        ("No", 7.0, CENTRE, "", ""),
        ("Indikator kinerja", 60.0, Align.LEFT, "", ""),
        ("Satuan", 17.0, CENTRE, "", ""),
        (f"Realisasi {year - 1}", 18.0, RIGHT, "", ""),
        (f"Target {year}", 18.0, RIGHT, "", ""),
        *((f"TW {roman}", 17.0, RIGHT, f"Realisasi {year}", "") for roman in ROMAN[1:]),
        ("Setahun", 19.0, RIGHT, f"Realisasi {year}", ""),
        ("Capaian (%)", 18.0, RIGHT, "", "=(10)/(5)"),
        ("Predikat", 21.0, CENTRE, "", ""),
        ("Penanggung jawab", 21.0, Align.LEFT, "", ""),
    )
    return tuple(
        Column(title, width, align, f"({place}){formula}", over)
        for place, (title, width, align, over, formula) in enumerate(heads, 1)
    )


def _measurement_row(figures: ReportFigures, row: ReportRow) -> Row:
    decimals = row.precision
    return Row(
        (
            str(row.number),
            row.name,
            row.uom,
            figure(row.last_year, decimals),
            figure(row.annual_target, decimals),
            *(_of_quarter(one, decimals) for one in row.quarters),
            Cell(figure(row.to_date_realization, decimals), _parts(row), bold=row.scored),
            Cell(
                figure(row.to_date_achievement, 2),
                bold=row.scored,
                bar=row.to_date_achievement.value if row.scored else None,
                bar_tone=figures.tone(row.rating),
            ),
            rating_cell(figures, row.rating),
            row.owner,
        )
    )


def _parts(row: ReportRow) -> str:
    """Numerator and denominator of a ratio, under the figure of the year."""
    return components(row.to_date_components) if row.to_date_components is not None else ""


def _of_quarter(value: Figure, decimals: int) -> str:
    """A quarter in which nothing was to be measured is a dash: four of "tidak diukur" would say no more."""
    return NONE if value.value is None else figure(value, decimals)


def _analysis(figures: ReportFigures) -> list[Block | Together]:
    """Upright again: what the units say, causes and follow-ups, the end."""
    blocks: list[Block | Together] = [Turn(landscape=False), *narratives(figures)]
    obstacles = (3 if figures.budget is None else 4) if figures.below_target else 0
    if obstacles:
        blocks += [Heading("Analisis dan Tindak Lanjut"), obstacle_table(figures, obstacles)]
    blocks.append(closing(figures, obstacles))
    return blocks
