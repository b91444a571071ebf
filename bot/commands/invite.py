"""`python -m bot invite [--all]`: one-time links as CSV. Links made here are confirmed by themselves."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from desk.people import Invited
    from desk.works import Work

HEADINGS = ("nama", "jabatan", "payload")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--all",
        action="store_true",
        dest="everyone",
        help="termasuk yang sudah terhubung; akun lamanya diganti saat tautan baru dipakai",
    )


def execute(settings: Settings, options: Namespace) -> int:
    """Writes name, position and what the person types or opens; links made earlier stop working."""
    import csv
    import sys

    from bot.databases import opened
    from bot.moments import office_now
    from desk.works import Work

    database = opened(settings)
    try:
        with database.writing() as connection:
            work = Work(connection, office_now(settings))
            made = list(_invited(work, options.everyone))
    finally:
        database.close()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEADINGS)
    for one in made:
        titles = "; ".join(seat.title for seat in one.invitee.seats)
        writer.writerow((one.invitee.person.name, titles, f"/start {one.token}"))
    return 0


def _invited(work: "Work", everyone: bool) -> "Iterator[Invited]":
    """One invitation a person, even where somebody has a seat in two offices."""
    import secrets

    from bot.refusals import Refusal
    from desk import offices, people

    office_ids = offices.ids(work)
    if not office_ids:
        raise Refusal("Belum ada kantor: jalankan python -m bot import BERKAS.xlsx lebih dahulu.")
    met: set[int] = set()
    for office_id in office_ids:
        for invitee in people.invitees(work, office_id, everyone=everyone):
            if invitee.person.id not in met:
                met.add(invitee.person.id)
                token = secrets.token_urlsafe(people.TOKEN_BYTES)
                yield people.invite(work, office_id, invitee.person.id, token)
