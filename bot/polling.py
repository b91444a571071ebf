"""Intake: updates become inbox rows before Telegram is told that we have them. Source: law 1; telegram 4.4.

Rows and offset are one commit; only the next getUpdates confirms them. A poll after an empty one goes
without offset, and so does the first: everything before was confirmed already, and ids may start again
at random after a week of silence, below any offset remembered.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Connection

from bot import gate
from bot.clocks import Clock
from bot.telegrams import Answered, Telegram
from bot.threads import Threads
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival, Outage
from storage.troubles import is_fault_of_values

WAIT_SECONDS = 25
OUTAGE_SECONDS = 120
RETRY_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0)
OTHER_POLLER = (
    "Telegram menolak (409): ada proses lain yang memakai BOT_TOKEN ini, atau webhook masih terpasang. "
    "Hentikan proses lain itu, lalu jalankan kembali."
)
BAD_TOKEN = "Telegram menolak BOT_TOKEN ({code}): salin ulang token dari @BotFather."  # noqa: S105
LOG = logging.getLogger("kinerja.polling")

Desk = Callable[[Connection, Outage], None]


class Stopped(Exception):
    """The application cannot go on; the message is one plain sentence for whoever runs it."""


class Intake:
    """The one poller. `heard_at` is when Telegram last answered, in monotonic seconds."""

    def __init__(
        self,
        database: Database,
        threads: Threads,
        telegram: Telegram,
        clock: Clock,
        arrived: Callable[[], None],
        outage: Desk,
        retry_seconds: tuple[float, ...] = RETRY_SECONDS,
        wait_seconds: int = WAIT_SECONDS,
    ) -> None:
        self.database = database
        self.threads = threads
        self.telegram = telegram
        self.clock = clock
        self.arrived = arrived
        self.outage = outage
        self.retry_seconds = retry_seconds
        self.wait_seconds = wait_seconds
        self.heard_at = clock.monotonic()
        self.rounds = 0  # polls that came back
        self._first = True
        self._poll: asyncio.Task[Answered] | None = None

    async def run(self) -> None:
        """Poll until cancelled; raises Stopped when another process polls or the token is refused."""
        offset: int | None = None
        failures = 0
        while True:
            answered = await self._polled(offset)
            if answered is not None and answered.ok and await self._kept(answered.result):
                failures = 0
                ids = [update["update_id"] for update in answered.result if _has_id(update)]
                offset = ids[-1] + 1 if ids else None
                continue
            if answered is not None:
                _refuse_hopeless(answered)
                LOG.warning("getUpdates failed", extra={"kind": answered.known.value})
            await asyncio.sleep(self.retry_seconds[min(failures, len(self.retry_seconds) - 1)])
            failures += 1

    def interrupt(self) -> None:
        """Give up the poll that is under way: its line is about to be renewed."""
        if self._poll is not None:
            self._poll.cancel()

    async def leave(self) -> None:
        """A clean stop: a poll was under way until now, so no tap was lost before this moment."""
        if not self._first:
            await self.threads.post(self._keep, [])

    async def _polled(self, offset: int | None) -> Answered | None:
        """One long poll; None when the watchdog interrupted it."""
        wait_seconds = 0 if self._first else self.wait_seconds  # the first one says at once that we listen
        self._poll = asyncio.create_task(self.telegram.updates(offset, wait_seconds))
        try:
            await asyncio.wait([self._poll])
        except asyncio.CancelledError:
            self._poll.cancel()
            raise
        return None if self._poll.cancelled() else self._poll.result()

    async def _kept(self, updates: object) -> bool:
        """Commit a batch; False leaves it with Telegram, who will hand it out again."""
        arrivals = _filed(updates)
        try:
            await self.threads.post(self._keep_all, arrivals)
        except Exception as error:  # a full disk must not end the intake
            LOG.error("a batch could not be kept", exc_info=error)
            return False
        self.heard_at = self.clock.monotonic()
        self.rounds += 1
        if arrivals:
            self.arrived()
        return True

    def _keep_all(self, arrivals: list[Arrival]) -> None:
        """One commit; where a row cannot be stored as it is, row by row without that one (law 1)."""
        try:
            self._keep(arrivals)
        except Exception as error:
            if not is_fault_of_values(error):
                raise
            self._keep([])
            for arrival in arrivals:
                self._keep_alone(arrival)

    def _keep_alone(self, arrival: Arrival) -> None:
        try:
            self._keep([arrival])
        except Exception as error:
            if not is_fault_of_values(error):
                raise
            said = {"update_id": arrival.update_id}
            LOG.error("an update could not be stored and was left out", exc_info=error, extra=said)

    def _keep(self, arrivals: list[Arrival]) -> None:
        now, bot_id = self.clock.now(), self.telegram.bot_id
        with self.database.writing() as connection:
            before = inbox.polled_at(connection, bot_id)
            silent = self._first or self.clock.monotonic() - self.heard_at > OUTAGE_SECONDS
            if before is not None and silent and now - before > timedelta(seconds=OUTAGE_SECONDS):
                outage = Outage(bot_id, before, now)
                inbox.note_outage(connection, outage)
                self.outage(connection, outage)
            next_id = arrivals[-1].update_id + 1 if arrivals else 0
            inbox.keep(connection, bot_id, arrivals, next_id, now)
        self._first = False


def _filed(updates: object) -> list[Arrival]:
    filed: list[Arrival] = []
    for update in updates if isinstance(updates, list) else []:
        try:
            filed.append(gate.arrival(update))
        except gate.Unreadable:
            LOG.error("an update without an id was left out")
    return filed


def _has_id(update: object) -> bool:
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)


def _refuse_hopeless(answered: Answered) -> None:
    if answered.code == 409:
        raise Stopped(OTHER_POLLER)
    if answered.code in (401, 404):
        raise Stopped(BAD_TOKEN.format(code=answered.code))
