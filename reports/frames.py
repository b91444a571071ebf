"""What every report has around its pages: title, running heads, footer, and the mark of a draft.

Source: domain 3.0; practice 4.3; documents 9.
"""

from reports.documents import Block, Document, Together
from sop.reports import ReportFigures, ReportState
from text.printing import moment

DRAFT = "DRAF – belum disetujui"
REHEARSAL = "LATIHAN – bukan laporan resmi"  # its first word lies across every page


def framed(figures: ReportFigures, title: str, blocks: tuple[Block | Together, ...]) -> Document:
    """A document of these blocks; its date is that of the approval, or of the draft."""
    return Document(
        title=f"{title} – {figures.office}",
        subject=f"Capaian kinerja {figures.office}, {figures.period.title}",
        author=figures.office,
        created_at=figures.approved_at or figures.frozen_at,
        running_left=title,
        running_right=figures.office,
        footer=_footer(figures),
        blocks=blocks,
        draft=_band(figures),
    )


def _band(figures: ReportFigures) -> str:
    """What every page says on top before the paper is official, or since it never will be."""
    if figures.rehearsed:
        return REHEARSAL
    return DRAFT if figures.state is ReportState.DRAFT else ""


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
