"""Table E1: causes and follow-ups of what is below target, worst first; and last quarter's promises.

Source: domain 3.1 E and F; practice 3.3; documents 9.
"""

from reports.documents import Align, Cell, Column, Row, Table
from reports.wordings import NONE, day, figure, sentence, through
from sop.reports import ReportFigures, ReportRow

CENTRE, RIGHT = Align.CENTRE, Align.RIGHT


def obstacle_table(figures: ReportFigures, place: int) -> Table:
    columns = (
        Column("No", 8, CENTRE, "(1)"),
        Column("Indikator", 31, Align.LEFT, "(2)"),
        Column("Capaian (%)", 14.5, RIGHT, "(3)"),
        Column("Faktor penghambat dan pendukung", 37, Align.LEFT, "(4)"),
        Column("Tindak lanjut", 32, Align.LEFT, "(5)"),
        Column("Penanggung jawab", 26, Align.LEFT, "(6)"),
        Column("Batas waktu", 19.5, CENTRE, "(7)"),
    )
    rows = tuple(_obstacle_row(row, at) for at, row in enumerate(figures.below_target, 1))
    reach = through(figures.period)
    caption = f"Tabel {place}. Faktor dan tindak lanjut indikator dengan capaian {reach} di bawah 100%"
    return Table(caption, columns, rows, zebra=True)


def _obstacle_row(row: ReportRow, at: int) -> Row:
    return Row(
        (
            str(at),
            row.name,
            Cell(figure(row.to_date_achievement, 2), bold=True),
            _factors(row) or NONE,
            sentence(row.follow_up) or NONE,
            row.follow_up_by or row.owner,
            day(row.follow_up_due),
        )
    )


def _factors(row: ReportRow) -> str:
    """Both factors under their names, the obstacle alone without one."""
    if not row.supporting_factor:
        return sentence(row.obstacle)
    hindering = f"Penghambat: {row.obstacle}\n" if row.obstacle else ""
    return f"{hindering}Pendukung: {row.supporting_factor}"


def promise_table(figures: ReportFigures, place: int) -> Table:
    """What was promised a quarter ago and what became of it."""
    columns = (
        Column("No", 8, CENTRE, "(1)"),
        Column("Indikator", 46, Align.LEFT, "(2)"),
        Column("Tindak lanjut yang direncanakan", 52, Align.LEFT, "(3)"),
        Column("Penanggung jawab", 26, Align.LEFT, "(4)"),
        Column("Batas waktu", 18, CENTRE, "(5)"),
        Column("Hasil", 18, CENTRE, "(6)"),
    )
    rows = tuple(
        Row(
            (
                str(at),
                made.indicator,
                sentence(made.follow_up),
                made.by or NONE,
                day(made.due),
                made.outcome or NONE,
            )
        )
        for at, made in enumerate(figures.earlier_follow_ups, 1)
    )
    return Table(f"Tabel {place}. Tindak lanjut triwulan sebelumnya", columns, rows, zebra=True)
