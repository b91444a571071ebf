"""The wiring of the heart: intake, lanes, postman, jobs and ticks around one database and one bot."""

import asyncio
import logging
import secrets
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.clocks import Clock, clock_for
from bot.jobs import Kinds, Runner
from bot.lanes import RETRY_SECONDS, Lanes
from bot.limits import Limits
from bot.polling import RETRY_SECONDS as POLL_RETRY_SECONDS
from bot.polling import WAIT_SECONDS as POLL_WAIT_SECONDS
from bot.polling import Intake, Stopped
from bot.postman import Postman
from bot.settings import Settings
from bot.suspects import Suspects
from bot.telegrams import Telegram
from bot.threads import Threads
from bot.toasts import Toasts
from bot.verdicts import REPEAT_SECONDS
from bot.watchdogs import PollWatchdog
from desk.desk import Desk
from desk.people import TOKEN_BYTES
from desk.works import Announce, Answer, Refuse, Work
from scheduler.ticks import Tick, Ticks
from storage import inbox, outcomes
from storage.database import Database
from storage.inbox import Outage
from storage.jobs import Job
from text.screens import Screen

STOP_SECONDS = 8.0
IN_SERVICE = "in-service"  # file in DATA_DIR
LOG = logging.getLogger("kinerja.app")


def _token() -> str:
    """The secret of an invitation: 22 base64url characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def _nothing(*_: object) -> None:
    """The hook nobody hung anything on."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Work of the clock: every `seconds` the desk does this deed in one transaction.

    A deed that works in batches names their size: a full one means that there is more, which follows at
    once in a transaction of its own.
    """

    name: str
    seconds: float
    deed: Callable[[Work], int]
    batch: int = 0  # 0: one transaction does it all


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the house above the heart hands in.

    `apology` draws the message under an incident code; `resend_note` marks a second copy. `met` hears the
    user name under which Telegram knows the application: links are made of it. `outage`,
    `unreachable` and `gave_up` run inside the transaction that found out, with its connection.
    """

    answer: Answer
    announce: Announce
    refuse: Refuse
    apology: Callable[[str], Screen]
    resend_note: str
    met: Callable[[Work, str], None] = _nothing
    outage: Callable[[Connection, Outage], None] = _nothing
    unreachable: Callable[[Connection, int, datetime], None] = _nothing
    gave_up: Callable[[Connection, Job, datetime], None] = _nothing
    recurring: tuple[Recurring, ...] = ()
    jobs: Callable[["App"], Kinds] = field(default=lambda app: {})


@dataclass(frozen=True, slots=True)
class Pace:
    """Waits that tests shorten; the defaults are the house's."""

    retry_seconds: tuple[float, ...] = RETRY_SECONDS
    repeat_seconds: float = REPEAT_SECONDS
    poll_retry_seconds: tuple[float, ...] = POLL_RETRY_SECONDS
    poll_wait_seconds: int = POLL_WAIT_SECONDS


class App:
    """The running application: `start`, `settled`, `stop`; `failure` says why it ended by itself."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        wiring: Wiring,
        *,
        clock: Clock | None = None,
        random: Random | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.settings = settings
        self.database = database
        self.wiring = wiring
        self.clock = clock or clock_for(settings.clock_url)
        self.blobs = Blobs(settings.blobs)
        self.threads = Threads(database.is_sqlite)
        self.telegram = Telegram(settings.bot_token, settings.bot_api_url)
        self.desk = Desk(database, wiring.answer, wiring.announce, wiring.refuse, _token)
        self.pace = pace or Pace()
        self.ended = asyncio.Event()
        self.failure: BaseException | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._build(random or SystemRandom(), self.pace)

    def _build(self, random: Random, pace: Pace) -> None:
        shared = (self.database, self.threads, self.telegram, self.clock)
        self.postman = Postman(
            *shared,
            limits=Limits(self.settings.send_per_second),
            random=random,
            blob=self.blobs.read,
            resend_note=self.wiring.resend_note,
            unreachable=self.wiring.unreachable,
            repeat_seconds=pace.repeat_seconds,
        )
        self.toasts = Toasts(*shared, spoken=self.postman.ring)
        self.lanes = self._built_lanes(random, pace)
        self.intake = Intake(
            *shared,
            arrived=self.lanes.ring,
            outage=self.wiring.outage,
            retry_seconds=pace.poll_retry_seconds,
            wait_seconds=pace.poll_wait_seconds,
        )
        self.watchdog = PollWatchdog(self.intake, self.telegram, self.clock)
        self.runner = Runner(
            self.database,
            self.threads,
            self.clock,
            self.wiring.jobs(self),
            spoken=self.postman.ring,
            gave_up=self.wiring.gave_up,
        )
        self.ticks = Ticks([self._tick(work) for work in self.wiring.recurring], self.clock.monotonic)

    def _built_lanes(self, random: Random, pace: Pace) -> Lanes:
        return Lanes(
            self.desk,
            self.telegram.bot_id,
            self.threads,
            self.clock,
            random,
            self.wiring.apology,
            self.toasts,
            Suspects(self.settings.data_dir / IN_SERVICE, self.threads.lanes),
            spoken=self._spoken,
            retry_seconds=pace.retry_seconds,
        )

    async def start(self) -> None:
        """Everything runs when this returns; nothing is promised about Telegram being there."""
        await self.clock.start()
        await self.telegram.start()
        self._run("postman", self.postman.run())
        self._run("lanes", self.lanes.run())
        self._run("jobs", self.runner.run())
        self._run("intake", self.intake.run())
        self._run("watchdog", self.watchdog.run())
        self._run("introduction", self._introduce())
        self.ticks.start()

    async def _introduce(self) -> None:
        """Ask Telegram for our user name; without an answer the name of the last run still serves."""
        answered = await self.telegram.call("getMe", {})
        if not answered.ok:
            return

        def deed(work: Work) -> int:
            self.wiring.met(work, answered.result["username"])
            return 1

        await self.act(deed)

    async def act(self, deed: Callable[[Work], int]) -> int:
        """One transaction of the clock or of the command line, on the writer thread."""
        count = await self.threads.serve(lambda: self.desk.act(deed, self.clock.now()))
        self._spoken()
        return count

    async def settled(self) -> None:
        """Wait until nothing is left to fetch, serve or send.

        Rows and chats that wait for a retry do not count; what our own pace holds back does.
        """
        while not await self._is_settled():
            if self.failure is not None:
                raise self.failure
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Within ten seconds: no more intake, the running transaction and the letters under way end."""
        await self.ticks.stop()
        await self._cancel("watchdog", "introduction", "intake")
        await self.intake.leave()
        self.lanes.stop()
        self.runner.stop()
        await self._finish("lanes", "jobs")
        if self.toasts.under_way:
            await asyncio.wait(self.toasts.under_way, timeout=STOP_SECONDS / 4)
        self.postman.stop()
        await self._finish("postman")
        await self.telegram.stop()
        await self.clock.stop()
        self.threads.close()

    async def _is_settled(self) -> bool:
        rounds = self.intake.rounds
        if not rounds or not self._is_home():
            return False
        if await self.threads.post(self._has_rows):
            self._spoken()
            self.lanes.ring()
            return False
        pending = await self.telegram.call("getWebhookInfo", {})
        if pending.ok and pending.result["pending_update_count"]:
            return False
        return self._is_home() and rounds == self.intake.rounds

    def _is_home(self) -> bool:
        home = self.postman.is_home and self.runner.is_home and not self.lanes.busy
        return home and not self.toasts.under_way and not self.ticks.running

    def _has_rows(self) -> bool:
        paused = self.postman.limits.paused_chats(self.clock.monotonic())
        with self.database.reading() as connection:
            waiting = inbox.oldest(connection, self.telegram.bot_id, self.lanes.held_lanes(), 1)
            return bool(waiting) or outcomes.has_claimable(connection, paused)

    def _spoken(self) -> None:
        self.postman.ring()
        self.runner.ring()

    def _tick(self, work: Recurring) -> Tick:
        return Tick(work.name, work.seconds, lambda: self._drained(work))

    async def _drained(self, work: Recurring) -> int:
        """Do a deed of the clock until a batch is not full; between batches others get their turn."""
        total = count = await self.act(work.deed)
        while work.batch and count >= work.batch:
            count = await self.act(work.deed)
            total += count
        return total

    def _run(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._task_ended)
        self._tasks[name] = task

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        """A part that ends by an exception ends the application: half a heart is worse than a restart."""
        if task.cancelled() or task.exception() is None:
            return
        self.failure = self.failure or task.exception()
        if not isinstance(self.failure, Stopped):
            LOG.error("a part of the application failed", exc_info=self.failure)
        self.ended.set()

    async def _cancel(self, *names: str) -> None:
        for task in (self._tasks[name] for name in names if name in self._tasks):
            task.cancel()
        await self._finish(*names)

    async def _finish(self, *names: str) -> None:
        tasks = [self._tasks[name] for name in names if name in self._tasks]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS / 2)
            for task in late:
                task.cancel()


async def run_until_stopped(app: App) -> BaseException | None:
    """Run until SIGTERM or SIGINT, or until a part fails; returns what failed."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.ended.set)
    await app.start()
    await app.ended.wait()
    await app.stop()
    return app.failure
