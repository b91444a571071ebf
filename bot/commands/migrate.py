"""`python -m bot migrate`: bring the database to today's schema."""

from argparse import ArgumentParser, Namespace

from bot.settings import Settings


def arguments(_parser: ArgumentParser) -> None:
    """No arguments."""


def execute(settings: Settings, _options: Namespace) -> int:
    from bot import databases, locks
    from bot.moments import office_now

    with locks.sole_process(settings):
        databases.prepared(settings, office_now(settings), upgrade_shared=True).close()
    print(f"Basis data {databases.place(settings)} sudah memakai susunan terbaru.")
    return 0
