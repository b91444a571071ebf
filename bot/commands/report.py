"""`python -m bot report --office KODE --period 2026-Q3 --out FOLDER`: the very file the chat sends."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from sop.periods import Period
    from sop.reports import FrozenReport


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--office", required=True, metavar="KODE", help="kode kantor, misalnya DISPERIN")
    parser.add_argument(
        "--period", required=True, metavar="2026-Q3", help="triwulan laporan, atau 2026 untuk setahun"
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", type=Path, help="folder tujuan")


def execute(settings: Settings, options: Namespace) -> int:
    """Draws the frozen figures again: equal figures give equal bytes, here and in the chat."""
    from reports.renders import render
    from screens.reports import file_name
    from sop.copies import load
    from sop.reports import ReportFigures, ReportState

    report = _report(settings, options.office, _period(options.period))
    figures = load(ReportFigures, report.figures)
    made = render(figures)
    file = options.out / file_name(figures)
    _write(file, made.pdf)
    state = "sudah disetujui" if report.state is ReportState.APPROVED else "konsep, belum disetujui"
    print(f"{file} ({state}, SHA-256 {made.sha256})")
    return 0


def _period(written: str) -> "Period":
    from bot.refusals import Refusal
    from sop.periods import read_period

    try:
        return read_period(written)
    except ValueError as error:
        raise Refusal(
            f"Periode {written} tidak terbaca: tulis misalnya 2026-Q3, atau 2026 untuk laporan tahunan."
        ) from error


def _report(settings: Settings, office: str, period: "Period") -> "FrozenReport":
    from bot.databases import opened
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import shelves
    from desk.works import Work

    database = opened(settings)
    try:
        with database.reading() as connection:
            report = shelves.of_period(Work(connection, office_now(settings)), office, period)
    finally:
        database.close()
    if report is None:
        raise Refusal(
            f"Belum ada laporan {period.title} untuk kantor {office}:"
            " periksa kode kantornya, atau susun laporannya di aplikasi."
        )
    return report


def _write(file: Path, content: bytes) -> None:
    from bot.refusals import Refusal

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise Refusal(f"Berkas {file} tidak dapat ditulis: periksa folder dan izinnya.") from error
