"""`python -m bot open --office KODE --period 2026-Q3`: open a case, also while the application runs."""

from argparse import ArgumentParser, Namespace

from bot.settings import Settings


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--office", metavar="KODE", required=True, help="kode kantor di buku kerja")
    parser.add_argument("--sop", metavar="SOP", default="", help="kunci SOP; bila kosong, SOP kantor itu")
    parser.add_argument(
        "--period", metavar="PERIODE", required=True, help="2026-Q3, 2026-H2, 2026-M07, atau 2026"
    )


def execute(settings: Settings, options: Namespace) -> int:
    """One short transaction; what it says to people is sent by the running application."""
    from bot import databases
    from bot.moments import office_now
    from bot.refusals import Refusal
    from desk import openings, sops
    from desk.works import Refused, Work
    from handlers import notices
    from screens import sentences
    from sop.periods import read_period

    now = office_now(settings)
    database = databases.opened(settings)
    folders = (settings.sop_dir,) if settings.sop_dir is not None else ()
    try:
        with database.writing() as connection:
            work = Work(connection, now)
            sops.keep_definitions(work, folders)
            openings.open_named(work, options.office, options.sop, options.period)
            notices.announce(work, work.events)
    except Refused as refused:
        raise Refusal(sentences.refusal(refused.key, refused.values)) from refused
    finally:
        database.close()
    print(f"{read_period(options.period).title} dibuka untuk kantor {options.office}.")
    return 0
