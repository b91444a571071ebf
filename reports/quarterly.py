"""The quarterly report: frozen figures in, a neutral document or the finished file out.

`quarterly_report` decides order and words; `render` is what a worker process calls, since figures are
plain values and can be pickled. The outgoing report holds figures, causes and follow-ups, and nothing
about punctuality. Source: domain 3.1; practice 3.3; documents 9.
"""

import hashlib
from dataclasses import dataclass

from reports.budgets import budget_table
from reports.closings import closing
from reports.documents import Block, Document, Heading, Kop, Paragraph, Title, Together, Turn
from reports.measurements import measurement_table, method_notes, objective_table
from reports.obstacles import obstacle_table, promise_table
from reports.pdf import pdf
from reports.summaries import bullets, charts, opening, tiles
from sop.reports import ReportFigures, ReportState
from text.printing import moment

DRAFT = "DRAF – belum disetujui"
REHEARSAL = "LATIHAN – bukan laporan resmi"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file and its SHA-256 in hexadecimal."""

    pdf: bytes
    sha256: str


def render(figures: ReportFigures) -> Rendered:
    """The report as a file; equal figures give equal bytes."""
    content = pdf(quarterly_report(figures))
    return Rendered(content, hashlib.sha256(content).hexdigest())


def quarterly_report(figures: ReportFigures) -> Document:
    """The whole report in reading order. Pure."""
    title = f"Laporan Kinerja {figures.period.title}"
    return Document(
        title=f"{title} – {figures.office}",
        subject=f"Capaian kinerja {figures.office}, {figures.period.title}",
        author=figures.office,
        created_at=figures.approved_at or figures.frozen_at,
        running_left=title,
        running_right=figures.office,
        footer=_footer(figures),
        blocks=(*_first_page(figures, title), *_measurements(figures), *_analysis(figures)),
        draft=_band(figures),
    )


def _band(figures: ReportFigures) -> str:
    """What every page says on top before the paper is official, or since it never will be."""
    if figures.rehearsed:
        return REHEARSAL
    return DRAFT if figures.state is ReportState.DRAFT else ""


def _first_page(figures: ReportFigures, title: str) -> list[Block]:
    return [
        Kop(figures.letterhead),
        Title(title.upper(), figures.office),
        opening(figures),
        tiles(figures),
        charts(figures),
        Heading("Ringkasan"),
        bullets(figures),
        Heading("Capaian per Sasaran Strategis"),
        objective_table(figures, 1),
    ]


def _narratives(figures: ReportFigures) -> list[Block]:
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
    return blocks


def _analysis(figures: ReportFigures) -> list[Block | Together]:
    """Upright again: what the units say, causes and follow-ups, the end."""
    number = 3 if figures.budget is None else 4
    blocks: list[Block | Together] = [Turn(landscape=False), *_narratives(figures)]
    obstacles = number if figures.below_target else 0
    if obstacles:
        blocks += [Heading("Analisis dan Tindak Lanjut"), obstacle_table(figures, obstacles)]
        number += 1
    if figures.earlier_follow_ups:
        blocks += [Heading("Tindak Lanjut Triwulan Sebelumnya"), promise_table(figures, number)]
    blocks.append(closing(figures, obstacles))
    return blocks


def _footer(figures: ReportFigures) -> str:
    """Code, version and moment: what tells two prints apart."""
    parts = [f"Dokumen {figures.verification_code}"] if figures.verification_code else []
    parts.append(f"versi {figures.version}")
    if figures.format_version:
        parts.append(f"format data versi {figures.format_version}")
    if figures.state is ReportState.APPROVED and figures.approved_at is not None:
        parts.append(f"disetujui {moment(figures.approved_at, figures.zone)}")
    else:
        parts.append(f"disusun {moment(figures.frozen_at, figures.zone)}")
    return " · ".join(parts)
