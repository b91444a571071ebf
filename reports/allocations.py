"""The note on the division of work as a paper. Source: domain 3.6 (W4)."""

from itertools import count, groupby

from reports.documents import (
    Align,
    Block,
    Column,
    Document,
    Kop,
    Paragraph,
    Row,
    RowKind,
    Table,
    Title,
)
from reports.frames import REHEARSAL
from reports.pdf import pdf
from sop.allocations import Allocated, Allocation
from text.printing import moment

TITLE = "Catatan Pembagian Tugas"
NONE = "–"
QUESTIONS = "Pertanyaan tentang sebuah indikator disampaikan kepada petugasnya di bawah ini."
CENTRE = Align.CENTRE


def render_allocation(paper: Allocation) -> bytes:
    """The paper as a file; equal values give equal bytes."""
    return pdf(allocation_document(paper))


def allocation_document(paper: Allocation) -> Document:
    title = f"{TITLE} {paper.period}"
    blocks: tuple[Block, ...] = (
        Kop(paper.letterhead),
        Title(title.upper(), paper.office),
        Paragraph(f"{_opening(paper)} {QUESTIONS}"),
        *((Paragraph(f"Dasar: {paper.authority}."),) if paper.authority else ()),
        *_closing(paper),
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
        draft=REHEARSAL if paper.rehearsed else "",
    )


def _opening(paper: Allocation) -> str:
    if not paper.given_to:
        return f"Pembagian tugas pengumpulan data untuk Laporan Kinerja {paper.period}."
    return (
        f"Bahan Laporan Kinerja {paper.period} diserahkan oleh {paper.given_by} kepada {paper.given_to}"
        " untuk diolah."
    )


def _closing(paper: Allocation) -> tuple[Block, ...]:
    """Whoever processes knows what is missing and why it was not waited for."""
    if not paper.missing:
        return ()
    names = "; ".join(paper.missing)
    reason = f" Alasan: {paper.reason.rstrip('.')}." if paper.reason else ""
    return (Paragraph(f"Belum masuk saat pengumpulan ditutup: {names}.{reason}"),)


def _table(paper: Allocation) -> Table:
    columns = (
        Column("No", 10, CENTRE),
        Column("Indikator kinerja", 72),
        Column("Petugas", 46),
        Column("Tenggat", 40, CENTRE),
    )
    rows: list[Row] = []
    numbers = count(1)
    for head, found in groupby(paper.rows, key=lambda one: _head(one, paper.zone)):
        rows.append(Row((head,), RowKind.GROUP))
        rows += [_row(next(numbers), one, paper.zone) for one in found]
    return Table("Tabel 1. Pembagian tugas pengumpulan data kinerja", columns, tuple(rows))


def _head(one: Allocated, zone: str) -> str:
    """The unit, and who divided its work when."""
    if not one.by:
        return one.unit
    at = "" if one.at is None else f", {moment(one.at, zone)}"
    return f"{one.unit} – ditugaskan oleh {one.by}{at}"


def _row(number: int, one: Allocated, zone: str) -> Row:
    due = NONE if one.due_at is None else moment(one.due_at, zone)
    return Row((str(number), one.name, one.officer, due))
