"""`python -m bot backup [BERKAS]`: an archive of rows and files, also while the application runs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.settings import Settings


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="BERKAS",
        nargs="?",
        type=Path,
        help="nama cadangan, misalnya kinerja.tar.gz; bila kosong, disimpan di DATA_DIR/backups",
    )


def execute(settings: Settings, options: Namespace) -> int:
    from bot import backups, databases
    from bot.moments import office_now

    now = office_now(settings)
    file = options.file or backups.named(settings, "cadangan", now)
    database = databases.opened(settings)
    try:
        manifest = backups.take(database, settings.blobs, file, now)
    finally:
        database.close()
    print(f"Cadangan tersimpan di {file} ({manifest.total} baris, sudah dibaca ulang).")
    return 0
