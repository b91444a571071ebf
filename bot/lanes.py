"""Lanes: every sender's updates in their order, each in one transaction. Source: laws 1, 2; telegram 4.4.

An exception rolls the update back and is counted in a commit of its own; the third sets the row aside
with an incident code and an apology. A death of the process is counted at boot for the rows that were in
service, the oldest of their lanes; ten deaths set a row aside the same way.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from random import Random

from sqlalchemy import Connection

from bot import gate, logs
from bot.clocks import Clock
from bot.suspects import Suspects
from bot.threads import Threads
from bot.toasts import Toasts
from desk.desk import Desk
from storage import inbox, outbox
from storage.inbox import AlreadyServed, Waiting
from storage.troubles import is_database_trouble
from text.encoding import encoded
from text.incoming import Incoming
from text.screens import Screen, Toast

RETRY_SECONDS = (1.0, 5.0)  # after the first and the second exception; the third is the last
DEATHS = 10
BATCH = 64
TURN = 16  # rows served before intake and postman get the writer thread
TROUBLE_SECONDS = 1.0
LOOK_SECONDS = 1.0  # the fallback when nobody rang
LOG = logging.getLogger("kinerja.lanes")


@dataclass(frozen=True, slots=True)
class Served:
    """What is left to do once a row was served: answer the tap, hold the lane."""

    row: Waiting
    incoming: Incoming | None = None
    toast: Toast | None = None
    held_seconds: float | None = None  # the row is still open: nothing of its lane may overtake it


class Lanes:
    """Serves the inbox through the desk; `apology` draws what a person reads under an incident code."""

    def __init__(
        self,
        desk: Desk,
        bot_id: int,
        threads: Threads,
        clock: Clock,
        random: Random,
        apology: Callable[[str], Screen],
        toasts: Toasts,
        suspects: Suspects,
        spoken: Callable[[], None],
        retry_seconds: tuple[float, ...] = RETRY_SECONDS,
    ) -> None:
        self.desk = desk
        self.bot_id = bot_id
        self.threads = threads
        self.clock = clock
        self.random = random
        self.apology = apology
        self.toasts = toasts
        self.suspects = suspects
        self.spoken = spoken
        self.retry_seconds = retry_seconds
        self.busy = True  # until the first look found nothing
        self._rung = asyncio.Event()
        self._stopping = False
        self._held: dict[int, float] = {}  # lane: not before, monotonic

    def ring(self) -> None:
        """There may be something in the inbox."""
        self.busy = True
        self._rung.set()

    def stop(self) -> None:
        """Finish the rows in hand and no more."""
        self._stopping = True
        self._rung.set()

    async def run(self) -> None:
        await self.threads.serve(self._wake)
        while not self._stopping:
            self._rung.clear()
            rows = await self.threads.serve(self._look)
            if rows:
                await self._serve_all(rows)
            elif not self._rung.is_set():
                self.busy = False
                await self._rest()

    def held_lanes(self) -> set[int]:
        """Senders whose next try has to wait."""
        now = self.clock.monotonic()
        return {lane for lane, until in tuple(self._held.items()) if until > now}

    async def _rest(self) -> None:
        now = self.clock.monotonic()
        wait = min([LOOK_SECONDS, *(until - now for until in self._held.values())])
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), max(wait, 0.0))

    def _look(self) -> tuple[Waiting, ...]:
        held = self.held_lanes()
        self._held = {lane: until for lane, until in self._held.items() if lane in held}
        try:
            with self.desk.database.reading() as connection:
                return inbox.oldest(connection, self.bot_id, held, BATCH)
        except Exception as error:
            LOG.error("the inbox could not be read", exc_info=error)
            return ()

    async def _serve_all(self, rows: tuple[Waiting, ...]) -> None:
        """One thread serves in the order of arrival; several take a lane each."""
        if self.threads.lanes == 1:
            await self._serve_in_turns(rows)
            return
        lanes = groupby(sorted(rows, key=lambda row: row.lane), key=lambda row: row.lane)
        await asyncio.gather(*(self._serve_in_turns(tuple(lane)) for _, lane in lanes))

    async def _serve_in_turns(self, rows: tuple[Waiting, ...]) -> None:
        for start in range(0, len(rows), TURN):
            if self._stopping:
                return
            served = await self.threads.serve(self._serve_turn, rows[start : start + TURN])
            self._follow_up(served)

    def _serve_turn(self, rows: Iterable[Waiting]) -> list[Served]:
        served: list[Served] = []
        for row in rows:
            if row.lane not in self._held:
                with self.suspects.serving(row.update_id):
                    served.append(self._serve(row))
                held_seconds = served[-1].held_seconds
                if held_seconds is not None:
                    self._held[row.lane] = self.clock.monotonic() + held_seconds
        return served

    def _serve(self, row: Waiting) -> Served:
        try:
            incoming = gate.incoming(row)
        except gate.Unreadable as error:
            return self._set_aside(row, None, error, row.attempts + 1)
        try:
            return Served(row, incoming, self._handle(row, incoming))
        except AlreadyServed:
            return Served(row)
        except Exception as error:  # one update's fault must not become another's
            return self._failed(row, incoming, error)

    def _handle(self, row: Waiting, incoming: Incoming | None) -> Toast | None:
        if incoming is not None:
            return self.desk.serve(self.bot_id, incoming, self.clock.now())
        with self.desk.database.writing() as connection:
            inbox.done(connection, self.bot_id, row.update_id, self.clock.now())
        return None

    def _failed(self, row: Waiting, incoming: Incoming | None, error: Exception) -> Served:
        numbers = {"update_id": row.update_id, "lane": row.lane, "attempt": row.attempts + 1}
        LOG.error("an update failed", exc_info=error, extra=numbers)
        if is_database_trouble(error):
            return Served(row, held_seconds=TROUBLE_SECONDS)
        if row.attempts >= len(self.retry_seconds):
            return self._set_aside(row, incoming, error, row.attempts + 1)
        wait = self.retry_seconds[row.attempts]
        next_at = self.clock.now() + timedelta(seconds=wait)
        try:
            with self.desk.database.writing() as connection:
                inbox.failed(connection, self.bot_id, row.update_id, type(error).__name__, next_at)
        except Exception as trouble:
            LOG.error("a failure could not be counted", exc_info=trouble)
            return Served(row, held_seconds=TROUBLE_SECONDS)
        return Served(row, held_seconds=wait)

    def _set_aside(
        self, row: Waiting, incoming: Incoming | None, error: BaseException, attempts: int
    ) -> Served:
        """The row is dead and the person knows, in one commit."""
        incident = logs.incident(self.random)
        try:
            with self.desk.database.writing() as connection:
                self._bury(connection, row, incident, type(error).__name__, attempts)
        except Exception as trouble:
            LOG.error("an update could not be set aside", exc_info=trouble)
            return Served(row, held_seconds=TROUBLE_SECONDS)
        LOG.error("an update was set aside", extra={"incident": incident, "update_id": row.update_id})
        return Served(row, incoming)

    def _bury(self, connection: Connection, row: Waiting, incident: str, reason: str, attempts: int) -> None:
        now = self.clock.now()
        buried = inbox.set_aside(connection, self.bot_id, row.update_id, incident, reason, attempts, now)
        if not buried or row.lane <= 0:
            return
        apology = outbox.Draft(
            chat_id=row.lane,  # a sender's private chat carries the sender's own number
            kind=outbox.Kind.INFO,
            priority=0,
            method=outbox.Method.SEND,
            payload=encoded(self.apology(incident)),
            made_at=now,
            dedup=f"incident:{self.bot_id}:{row.update_id}",
        )
        outbox.append(connection, apology)

    def _follow_up(self, served: list[Served]) -> None:
        """On the event loop, after the commit: taps get their word, the postman its ring."""
        for one in served:
            if one.incoming is not None and one.incoming.callback_id:
                self.toasts.answer(one.incoming, one.toast)
        self.spoken()

    def _wake(self) -> None:
        """At boot: count what may have killed us, bury what did so ten times, keep promised pauses."""
        now, monotonic = self.clock.now(), self.clock.monotonic()
        longest = max(self.retry_seconds, default=0.0)
        with self.desk.database.writing() as connection:
            for lane, until in inbox.held_lanes(connection, self.bot_id, now).items():
                self._held[lane] = monotonic + min((until - now).total_seconds(), longest)
            for row in inbox.count_deaths(connection, self.bot_id, self.suspects.of_last_life):
                if row.boots >= DEATHS:
                    incident = logs.incident(self.random)
                    self._bury(connection, row, incident, "process ended", row.attempts)
                    LOG.error(
                        "an update was set aside", extra={"incident": incident, "update_id": row.update_id}
                    )
