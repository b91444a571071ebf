"""The note on the division of work as a paper. Source: domain 3.6 (W4)."""

from reports.documents import (
    Align,
    Block,
    Column,
    Document,
    Kop,
    Paragraph,
    Row,
    Table,
    Title,
)
from reports.pdf import pdf
from sop.allocations import Allocation
from text.printing import moment

TITLE = "Catatan Pembagian Tugas"
NO_DAY = "–"
CENTRE = Align.CENTRE


def render_allocation(paper: Allocation) -> bytes:
    """The paper as a file; equal values give equal bytes."""
    return pdf(allocation_document(paper))


def allocation_document(paper: Allocation) -> Document:
    title = f"{TITLE} {paper.period}"
    words = (
        f"Bahan Laporan Kinerja {paper.period} diserahkan oleh {paper.given_by} kepada {paper.given_to}"
        " untuk diolah. Pertanyaan tentang sebuah indikator disampaikan kepada petugasnya di bawah ini."
    )
    blocks: tuple[Block, ...] = (
        Kop(paper.letterhead),
        Title(title.upper(), paper.office),
        Paragraph(words),
        *((Paragraph(f"Dasar: {paper.authority}."),) if paper.authority else ()),
        _table(paper),
    )
    made = f"disusun {moment(paper.made_at, paper.zone)}"
    return Document(
        title=f"{title} – {paper.office}",
        subject=title,
        author=paper.office,
        created_at=paper.made_at,
        running_left=title,
        running_right=paper.office,
        footer=made,
        blocks=blocks,
        draft="",
    )


def _table(paper: Allocation) -> Table:
    columns = (
        Column("No", 8, CENTRE),
        Column("Indikator kinerja", 50),
        Column("Unit", 41),
        Column("Petugas", 32),
        Column("Tenggat", 37, CENTRE),
    )
    rows = tuple(
        Row(
            (
                str(place),
                one.name,
                one.unit,
                one.officer,
                NO_DAY if one.due_at is None else moment(one.due_at, paper.zone),
            )
        )
        for place, one in enumerate(paper.rows, 1)
    )
    return Table("Tabel 1. Pembagian tugas pengumpulan data kinerja", columns, rows, zebra=True)
