"""`python -m bot verify BERKAS.pdf`: whether a file is an approved report or enclosed document."""

import hashlib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from desk.shelves import Checked

UNKNOWN = "Tidak dikenal: berkas ini tidak pernah dibuat oleh pemasangan ini, atau isinya sudah berubah."
SENTENCES = {
    "approved": "Sah: Laporan Kinerja {period}, {office}, disetujui {moment}; isinya sama persis.",
    "draft": "Konsep: Laporan Kinerja {period}, {office}, versi {version}, belum disetujui.",
    "outdated": "Tidak berlaku: Laporan Kinerja {period}, {office}, versi {version}, sudah ada penggantinya"
    " atau laporannya dibuka kembali.",
}
ENCLOSED = {
    "approved": "Sah: {kind} ({title}), {office}, disetujui {moment} oleh {approver} ({capacity})"
    " bersama Laporan Kinerja {period}; isinya sama persis.",
    "draft": "Konsep: {kind} ({title}), {office}, lampiran Laporan Kinerja {period}, belum disetujui.",
    "outdated": "Tidak berlaku: {kind} ({title}), {office}, lampiran Laporan Kinerja {period}, sudah diganti"
    " atau dihapus.",
}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.pdf", type=Path, help="berkas laporan yang diperiksa")


def execute(settings: Settings, options: Namespace) -> int:
    """0 for the approved file in force, 2 for anything else."""
    from bot.databases import opened
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import shelves
    from desk.works import Work

    try:
        sha256 = hashlib.sha256(options.file.read_bytes()).hexdigest()
    except OSError as error:
        raise Refusal(f"Berkas {options.file} tidak dapat dibaca: periksa nama dan izinnya.") from error
    database = opened(settings)
    try:
        with database.reading() as connection:
            found = shelves.by_file(Work(connection, office_now(settings)), sha256)
    finally:
        database.close()
    print(sentence(found))
    return 0 if found.verdict is shelves.Verdict.APPROVED else 2


def sentence(found: "Checked") -> str:
    """The verdict in words."""
    from screens.reports import period_name
    from sop.copies import load
    from sop.reports import ReportFigures
    from text.printing import moment

    if found.enclosure is not None:
        return _enclosed(found)
    if found.report is None:
        return UNKNOWN
    figures = load(ReportFigures, found.report.figures)
    approved_at = found.report.approved_at
    return SENTENCES[found.verdict].format(
        period=period_name(figures.period),
        office=figures.office,
        version=found.report.version,
        moment=moment(approved_at, figures.zone) if approved_at else "",
    )


def _enclosed(found: "Checked") -> str:
    """The verdict on a document that was enclosed with a report."""
    from screens.enclosures import kind_name
    from text.printing import moment

    one = found.enclosure
    assert one is not None
    assert found.office is not None
    assert found.period is not None
    return ENCLOSED[found.verdict].format(
        kind=kind_name(one.kind),
        title=one.title,
        office=found.office.name,
        period=found.period.brief,
        approver=one.approver,
        capacity=one.approved_as,
        moment=moment(one.approved_at, found.office.zone) if one.approved_at else "",
    )
