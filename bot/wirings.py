"""The whole house on one page: what answers, announces and refuses, what the clock does, which jobs run."""

from datetime import datetime

from sqlalchemy import Connection

from bot import books, intakes, renders
from bot.app import App, Recurring, Wiring
from bot.jobs import Kinds
from bot.settings import Settings
from desk import accounts, expiries, held_notices, openings, rehearsals, reminders, retentions, takeovers
from desk.works import Work
from handlers import notices, outages, router
from screens import sentences
from storage.database import Database
from storage.inbox import Outage
from storage.jobs import Job
from text.catalogue import plain

RECURRING = (
    Recurring("expiries", 60.0, expiries.close_due),
    Recurring("openings", 30.0, openings.open_due),
    Recurring("rungs", 10.0, reminders.sweep, batch=reminders.BATCH),
    Recurring("notices", 5.0, held_notices.open_due, batch=held_notices.BATCH),
    Recurring("takeovers", 20.0, takeovers.take_effect),
    Recurring("retention", 3600.0, retentions.forget),
    Recurring("rehearsals", 3600.0, rehearsals.erase_old),
)


def wired(settings: Settings, database: Database) -> Wiring:
    """The application as the command line runs it."""
    return Wiring(
        answer=router.answer,
        announce=notices.announce,
        refuse=router.refuse,
        apology=sentences.incident,
        resend_note=plain("common.resent"),
        met=accounts.introduce,
        outage=_outage,
        unreachable=_unreachable,
        gave_up=_gave_up,
        recurring=RECURRING,
        jobs=_jobs,
    )


def _unreachable(connection: Connection, chat_id: int, now: datetime) -> None:
    work = Work(connection, now)
    accounts.unreachable(work, chat_id)
    notices.announce(work, work.events)


def _outage(connection: Connection, outage: Outage) -> None:
    outages.tell(Work(connection, outage.until_at), outage.from_at, outage.until_at)


def _jobs(app: App) -> Kinds:
    drawing = renders.Renders(app.database, app.threads, app.blobs, notices.announce)
    fetching = intakes.Intakes(app.telegram, app.blobs, notices.announce)
    reading = books.Books(app.telegram, app.blobs, notices.announce)
    return {**drawing.kinds, **fetching.kinds, **reading.kinds}


def _gave_up(connection: Connection, job: Job, now: datetime) -> None:
    renders.gave_up(connection, job, now, notices.announce)
    intakes.gave_up(connection, job, now, notices.announce)
    books.gave_up(connection, job, now, notices.announce)
