"""The action plan and monitoring schedule of a year as a paper. Source: domain 3.4, 4.3 step 2."""

from reports.closings import BLANK_DATE, number_words
from reports.documents import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Kop,
    Paragraph,
    Row,
    Signing,
    Table,
    Title,
    Together,
)
from reports.frames import REHEARSAL
from reports.pdf import pdf
from sop.plans import PlanPaper, PlanState
from text.printing import long_date, moment, roman, short_date

TITLE = "Rencana Aksi dan Jadwal Monitoring Evaluasi"
DRAFT = "DRAF – belum disetujui"
CENTRE, RIGHT = Align.CENTRE, Align.RIGHT
QUARTERS = (1, 2, 3, 4)


def render_plan(paper: PlanPaper) -> bytes:
    """The paper as a file; equal values give equal bytes."""
    return pdf(plan_document(paper))


def plan_document(paper: PlanPaper) -> Document:
    title = f"{TITLE} Tahun {paper.year}"
    draft = DRAFT if paper.state is PlanState.DRAFT else ""
    words = (
        f"Jadwal di bawah ini diturunkan dari batas waktu SOP dan kalender kerja kantor tahun {paper.year}."
        " Setiap pemangku Perjanjian Kinerja melaporkan capaiannya pada jendela pelaporan triwulan."
    )
    blocks: tuple[Block | Together, ...] = (
        Kop(paper.letterhead),
        Title(title.upper(), paper.office),
        Paragraph(words),
        Heading("Jadwal Monitoring Evaluasi"),
        _schedule(paper),
        Heading("Rencana Aksi"),
        _actions(paper),
        Together((_signing(paper),)),
    )
    return Document(
        title=f"{title} – {paper.office}",
        subject=title,
        author=paper.office,
        created_at=paper.approved_at or paper.made_at,
        running_left=title,
        running_right=paper.office,
        footer=_footer(paper),
        blocks=blocks,
        draft=REHEARSAL if paper.rehearsed else draft,
    )


def _schedule(paper: PlanPaper) -> Table:
    columns = (
        Column("No", 8, CENTRE),
        Column("Kegiatan", 52),
        *(Column(f"TW {roman(quarter)}", 18, CENTRE) for quarter in QUARTERS),
        Column("Penanggung jawab", 36),
    )
    rows = tuple(
        Row((str(place), activity, *(short_date(day) for day in days), who))
        for place, (activity, days, who) in enumerate(paper.rows, 1)
    )
    return Table("Tabel 1. Jadwal monitoring evaluasi pengukuran kinerja", columns, rows, zebra=True)


def _actions(paper: PlanPaper) -> Table:
    columns = (
        Column("No", 8, CENTRE),
        Column("Indikator kinerja", 52),
        Column("Satuan", 17, CENTRE),
        Column("Target tahun", 16, RIGHT),
        *(Column(f"TW {roman(quarter)}", 11.5, RIGHT, over="Target") for quarter in QUARTERS),
        Column("Pemangku", 29),
    )
    rows = tuple(
        Row((str(place), one.name, one.uom, one.annual, *one.quarters, one.owner))
        for place, one in enumerate(paper.actions, 1)
    )
    return Table("Tabel 2. Rencana aksi per indikator", columns, rows, zebra=True, size_pt=8.0)


def _signing(paper: PlanPaper) -> Signing:
    who = paper.signature
    signed = long_date(who.signed_on) if who.signed_on else BLANK_DATE
    return Signing(
        signature=who,
        place_and_date=f"{who.city}, {signed}",
        number=number_words(who.number),
        copies_to=(),
        qr="",
        qr_lines=(),
        note="",
    )


def _footer(paper: PlanPaper) -> str:
    if paper.approved_at is not None and paper.state is PlanState.APPROVED:
        return f"disetujui {moment(paper.approved_at, paper.zone)}"
    return f"disusun {moment(paper.made_at, paper.zone)}"
