"""The quarterly report: frozen figures in, a neutral document out.

The outgoing report holds figures, causes and follow-ups, and nothing about punctuality.
Source: domain 3.1; practice 3.3; documents 9.
"""

from reports.budgets import budget_table
from reports.closings import closing
from reports.documents import Block, Document, Heading, Kop, Paragraph, Title, Together, Turn
from reports.frames import framed
from reports.matrices import INTERNAL, level_table
from reports.measurements import measurement_table, method_notes, objective_table
from reports.obstacles import obstacle_table, promise_table
from reports.summaries import bullets, charts, opening, tiles
from sop.reports import ReportFigures


def quarterly_report(figures: ReportFigures) -> Document:
    """The whole report in reading order. Pure."""
    title = f"Laporan Kinerja {figures.period.title}"
    return framed(
        figures, title, (*_first_page(figures, title), *_measurements(figures), *_analysis(figures))
    )


def _first_page(figures: ReportFigures, title: str) -> list[Block]:
    return [
        Kop(figures.letterhead),
        Title(title.upper(), f"{INTERNAL} · {figures.office}" if figures.levels else figures.office),
        opening(figures),
        tiles(figures),
        charts(figures),
        Heading("Ringkasan"),
        bullets(figures),
        Heading("Capaian per Sasaran Strategis"),
        objective_table(figures, 1),
    ]


def narratives(figures: ReportFigures) -> list[Block]:
    """What the units say about their quarter."""
    if not figures.narratives:
        return []
    return [Heading("Uraian Kinerja"), *(Paragraph(said.text, said.heading) for said in figures.narratives)]


def _measurements(figures: ReportFigures) -> list[Block]:
    """The landscape part: measurement, method, budget."""
    blocks: list[Block] = [Turn(landscape=True), Heading("Pengukuran Kinerja")]
    blocks += [measurement_table(figures, 2), method_notes(figures)]
    if figures.budget is not None:
        blocks += [
            Heading("Realisasi Anggaran"),
            budget_table(figures.budget, figures.period.quarter, 3),
        ]
    if figures.levels:
        place = 3 if figures.budget is None else 4
        blocks += [Heading("Matriks Seluruh Jenjang Jabatan"), level_table(figures, place)]
    return blocks


def _analysis(figures: ReportFigures) -> list[Block | Together]:
    """Upright again: what the units say, causes and follow-ups, the end."""
    number = 3 + (figures.budget is not None) + bool(figures.levels)
    blocks: list[Block | Together] = [Turn(landscape=False), *narratives(figures)]
    obstacles = number if figures.below_target else 0
    if obstacles:
        blocks += [Heading("Analisis dan Tindak Lanjut"), obstacle_table(figures, obstacles)]
        number += 1
    if figures.earlier_follow_ups:
        blocks += [Heading("Tindak Lanjut Triwulan Sebelumnya"), promise_table(figures, number)]
    blocks.append(closing(figures, obstacles))
    return blocks
