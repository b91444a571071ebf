"""`python -m bot import BERKAS.xlsx [--dry-run]`: load the office, or bring it to what the workbook says."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from sop.books import OfficeBook


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.xlsx", type=Path, help="buku kerja kantor")
    parser.add_argument("--dry-run", action="store_true", help="hanya menampilkan perubahannya")


def execute(settings: Settings, options: Namespace) -> int:
    """0 when applied or only shown; a clash or an unreadable cell is a Refusal that lists them all."""
    from bot.databases import opened
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import offices
    from desk.works import Work
    from handlers import notices
    from screens.offices import lines

    book = _book(options.file)
    database = opened(settings)
    try:
        with database.writing() as connection:
            work = Work(connection, office_now(settings))
            found = (offices.differences if options.dry_run else offices.apply)(work, book)
            notices.announce(work, work.events)
    finally:
        database.close()
    if found.clashes:
        raise Refusal("\n".join(("Berkas belum dapat diterapkan; tidak ada yang diubah:", *lines(found))))
    print("\n".join(lines(found)))
    if found.applied:
        print("Belum diterapkan (--dry-run)." if options.dry_run else "Diterapkan.")
    return 0


def _book(file: Path) -> "OfficeBook":
    from bot.refusals import Refusal
    from reports.guards import RefusedFileError
    from reports.workbooks import read_book

    try:
        book, errors = read_book(file.read_bytes())
    except OSError as error:
        raise Refusal(f"Berkas {file} tidak dapat dibaca: periksa nama dan izinnya.") from error
    except RefusedFileError as refusal:
        raise Refusal(f"{file}: {refusal}") from refusal
    if book is None:
        title = f"{file}: ada {len(errors)} isian yang perlu diperbaiki; tidak ada yang diubah."
        raise Refusal("\n".join((title, *(f"  {error}" for error in errors))))
    return book
