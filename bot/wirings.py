"""The whole house on one page: what answers, announces and refuses, what the clock does, which jobs run."""

from datetime import datetime

from sqlalchemy import Connection

from bot.app import Recurring, Wiring
from bot.settings import Settings
from desk import accounts, held_notices, openings
from desk.works import Work
from handlers import notices, outages, router
from screens import sentences
from storage.database import Database
from storage.inbox import Outage
from text.catalogue import plain

RECURRING = (
    Recurring("openings", 30.0, openings.open_due),
    Recurring("notices", 5.0, held_notices.open_due),
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
        recurring=RECURRING,
    )


def _unreachable(connection: Connection, chat_id: int, now: datetime) -> None:
    work = Work(connection, now)
    accounts.unreachable(work, chat_id)
    notices.announce(work, work.events)


def _outage(connection: Connection, outage: Outage) -> None:
    outages.tell(Work(connection, outage.until_at), outage.from_at, outage.until_at)
