"""`python -m bot restore BERKAS`: put a backup in the place of the database; refused while running."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.settings import Settings


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS", type=Path, help="cadangan dari python -m bot backup")


def execute(settings: Settings, options: Namespace) -> int:
    from bot import locks, restores
    from bot.moments import office_now

    with locks.sole_process(settings):
        done = restores.restore(settings, options.file, office_now(settings))
    taken = done.manifest.taken_at.astimezone()
    print(f"Cadangan {taken:%d-%m-%Y pukul %H.%M} sudah dipulihkan ({done.manifest.total} baris).")
    if done.aside is not None:
        print(f"Basis data sebelumnya disimpan di {done.aside}.")
    print("Keputusan sesudah waktu itu tidak ikut; kartu lama diperbarui saat tombolnya ditekan.")
    return 0
