"""The counter: one update or one tick comes in, one transaction goes through."""

from collections.abc import Callable
from datetime import datetime

from desk.works import Announce, Answer, Refuse, Refused, Token, Work
from storage import inbox
from storage.database import Database
from text.incoming import Incoming
from text.screens import Toast


class Desk:
    """Serves what comes in. `answer`, `announce`, `refuse` and `token` are handed in by the wiring."""

    def __init__(
        self, database: Database, answer: Answer, announce: Announce, refuse: Refuse, token: Token
    ) -> None:
        self.database = database
        self.answer = answer
        self.announce = announce
        self.refuse = refuse
        self.token = token

    def serve(self, bot_id: int, incoming: Incoming, now: datetime) -> Toast | None:
        """Handle one inbox row whole: domain change, journal, outbox rows and `done` commit together.

        A refusal undoes what the act had begun; the sentence that says so and `done` are a transaction of
        their own, for refusals are rare and a savepoint would cost every other act two statements. Any
        other exception leaves the database as it was and reaches the caller, who counts it (law 1).
        """
        try:
            with self.database.writing() as connection:
                work = Work(connection, now, incoming=incoming, token=self.token)
                self.answer(work, incoming)
                self.announce(work, work.events)
                inbox.done(connection, bot_id, incoming.update_id, now)
                return work.toast
        except Refused as refused:
            refusal, about = refused, work.office_id
        with self.database.writing() as connection:
            work = Work(connection, now, incoming=incoming, office_id=about)
            self.refuse(work, incoming, refusal)
            inbox.done(connection, bot_id, incoming.update_id, now)
            return work.toast

    def act(self, deed: Callable[[Work], int], now: datetime) -> int:
        """One transaction of the clock or the command line; returns how much was done."""
        with self.database.writing() as connection:
            work = Work(connection, now, tell=self.announce)
            count = deed(work)
            self.announce(work, work.events)
            return count
