"""The job runner: long work outside of the chat's transactions. Source: design 4, 6.

A job's function does what is slow (download, render, parse) and returns the deed that writes the result;
deed and "done" are one commit, so a result is never kept twice and never forgotten.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.clocks import Clock
from bot.telegrams import Telegram
from bot.threads import Threads
from storage import jobs
from storage.database import Database
from storage.jobs import Job

Deed = Callable[[Connection, datetime], None]
Kinds = Mapping[str, Callable[[Job], Awaitable[Deed | None]]]

LEASE_SECONDS = 600
RETRY_SECONDS = (5, 30, 120, 600)  # after each failure; the fifth is the last
AT_ONCE = 2
LOOK_SECONDS = 1.0
DOWNLOAD_BYTES = 20 << 20  # what a bot may fetch, telegram 3.6
LOG = logging.getLogger("kinerja.jobs")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A person's file in our store."""

    sha256: str
    size: int  # bytes


class TooLarge(Exception):
    """Telegram does not hand this file to bots."""


async def download(telegram: Telegram, blobs: Blobs, file_id: str) -> Downloaded:
    """Fetch one file into the store. Raises TooLarge, or OSError when Telegram does not give it out."""
    answered = await telegram.call("getFile", {"file_id": file_id})
    if not answered.ok:
        if "file is too big" in answered.words.lower():
            raise TooLarge
        raise OSError(f"getFile: {answered.known.value}")
    if answered.result.get("file_size", 0) > DOWNLOAD_BYTES:
        raise TooLarge
    content = await telegram.fetch(answered.result["file_path"])
    if len(content) > DOWNLOAD_BYTES:
        raise TooLarge
    return Downloaded(await asyncio.to_thread(blobs.keep, content), len(content))


class Runner:
    """Runs jobs of the given kinds. `gave_up` (job, connection, now) tells the desk in the same commit."""

    def __init__(
        self,
        database: Database,
        threads: Threads,
        clock: Clock,
        kinds: Kinds,
        spoken: Callable[[], None],
        gave_up: Callable[[Connection, Job, datetime], None],
    ) -> None:
        self.database = database
        self.threads = threads
        self.clock = clock
        self.kinds = kinds
        self.spoken = spoken
        self.gave_up = gave_up
        self.busy = True
        self._rung = asyncio.Event()
        self._stopping = False
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def is_home(self) -> bool:
        return not (self.busy or self._under_way)

    def ring(self) -> None:
        self.busy = True
        self._rung.set()

    def stop(self) -> None:
        """Start no more. A job that is cut off is released at the next boot."""
        self._stopping = True
        for task in self._under_way:
            task.cancel()
        self._rung.set()

    async def run(self) -> None:
        await self.threads.post(self._wake)
        while not self._stopping:
            self._rung.clear()
            for job in await self._claimed():
                task = asyncio.create_task(self._run(job))
                self._under_way.add(task)
                task.add_done_callback(self._home)
            if not self._rung.is_set():
                self.busy = False
                await self._rest()
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), LOOK_SECONDS)

    async def _claimed(self) -> tuple[Job, ...]:
        free = AT_ONCE - len(self._under_way)
        if free <= 0 or not self.kinds:
            return ()
        try:
            return await self.threads.post(self._claim, free)
        except Exception as error:
            LOG.error("jobs could not be claimed", exc_info=error)
            return ()

    def _claim(self, free: int) -> tuple[Job, ...]:
        now = self.clock.now()
        with self.database.writing() as connection:
            until = now + timedelta(seconds=LEASE_SECONDS)
            return jobs.claim(connection, tuple(self.kinds), now, until, free)

    async def _run(self, job: Job) -> None:
        try:
            deed = await self.kinds[job.kind](job)
            await self.threads.post(self._finish, job, deed)
        except Exception as error:  # one job's fault must not end the runner
            LOG.error("a job failed", exc_info=error, extra={"row": job.id, "kind": job.kind})
            await self.threads.post(self._failed, job, type(error).__name__)

    def _finish(self, job: Job, deed: Deed | None) -> None:
        now = self.clock.now()
        with self.database.writing() as connection:
            if jobs.done(connection, job.id) and deed is not None:
                deed(connection, now)

    def _failed(self, job: Job, error: str) -> None:
        now = self.clock.now()
        with self.database.writing() as connection:
            if job.attempts < len(RETRY_SECONDS):
                wait = timedelta(seconds=RETRY_SECONDS[job.attempts])
                jobs.again(connection, job.id, error, now + wait)
            else:
                jobs.dead(connection, job.id, error)
                self.gave_up(connection, job, now)

    def _home(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            LOG.error("a job could not be written down", exc_info=task.exception())
        self.ring()
        self.spoken()

    def _wake(self) -> None:
        with self.database.writing() as connection:
            jobs.release(connection)
