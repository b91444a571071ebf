"""Running the application from the command line: the lock, the database, the app, and how it ended."""

import asyncio
import logging
import secrets
import sqlite3
from collections.abc import Callable

import sqlalchemy as sa

from bot import databases, locks
from bot.app import App, Wiring, run_until_stopped
from bot.moments import office_now
from bot.polling import Stopped
from bot.refusals import Refusal
from bot.settings import Settings
from desk import founders
from desk.people import TOKEN_BYTES
from desk.works import Work
from storage.database import Database
from text.catalogue import plain

Wired = Callable[[Settings, Database], Wiring]

LOG = logging.getLogger("kinerja.runs")


def _nobody(_: str) -> None:
    """Nobody listens."""


def run(settings: Settings, wired: Wired, tell: Callable[[str], None] = _nobody) -> int:
    """Run until told to stop; `tell` gets what whoever started it must know.

    Raises Refusal for what a person can put right: token, second poller, disk.
    """
    with locks.sole_process(settings):
        database = databases.prepared(settings, office_now(settings))
        try:
            _tell_founding(settings, database, tell)
            failure = asyncio.run(_running(settings, database, wired))
        finally:
            database.close()
    if isinstance(failure, Stopped):
        raise Refusal(str(failure))
    if isinstance(failure, sa.exc.OperationalError | sqlite3.OperationalError):
        raise Refusal(databases.UNREADABLE.format(place=databases.place(settings))) from failure
    if failure is not None:
        raise failure
    return 0


def _tell_founding(settings: Settings, database: Database, tell: Callable[[str], None]) -> None:
    """While there is no office: the word with which somebody sets one up in chat; no line of the log."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with database.writing() as connection:
        wanted = founders.invite(Work(connection, office_now(settings)), token)
    if wanted:
        tell(plain("founders.printed", token=token))


async def _running(settings: Settings, database: Database, wired: Wired) -> BaseException | None:
    app = App(settings, database, wired(settings, database))
    LOG.info("started")
    failure = await run_until_stopped(app)
    LOG.info("stopped")
    return failure
