"""The two clocks of the house (law 5).

*Office time* is for everything stored or shown; it comes from `CLOCK_URL` where that is set, so that a
demo can live in another week. *Monotonic time* is for back-off, rate limits and watchdogs; it is never
stored and never jumps.
"""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

READ_SECONDS = 1.0
ANSWER_SECONDS = 2.0
LOG = logging.getLogger("kinerja.clocks")


class Clock(Protocol):
    """What the rest of the house asks for."""

    def now(self) -> datetime:
        """Office time, aware UTC."""

    def monotonic(self) -> float:
        """Seconds on a clock that only runs forward."""

    async def start(self) -> None:
        """Know the time before anybody asks."""

    async def stop(self) -> None:
        """Stop following anything."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass


class RemoteClock(SystemClock):
    """Office time read once a second from an address that answers plain ISO 8601 with offset.

    Between two readings, and while the address does not answer, the monotonic clock carries it on.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._read_at = time.monotonic()
        self._reading = datetime.now(UTC)
        self._following: asyncio.Task[None] | None = None
        self._asking = asyncio.Lock()  # an answer on its way must not overwrite a newer one

    def now(self) -> datetime:
        return self._reading + timedelta(seconds=time.monotonic() - self._read_at)

    async def start(self) -> None:
        await self.refresh()
        self._following = asyncio.create_task(self._follow(), name="clock")

    async def stop(self) -> None:
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait([self._following])

    async def refresh(self) -> None:
        """Read the address now; keeps the time it has when there is no proper answer."""
        async with self._asking:
            await self._ask()

    async def _ask(self) -> None:
        try:
            reading = datetime.fromisoformat((await asyncio.to_thread(_fetched, self.url)).strip())
        except (OSError, ValueError):
            LOG.warning("CLOCK_URL does not answer with a time")
            return
        if reading.tzinfo is None:
            LOG.warning("CLOCK_URL answers without an offset")
            return
        self._read_at, self._reading = time.monotonic(), reading.astimezone(UTC)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(READ_SECONDS)
            await self.refresh()


def _fetched(url: str) -> str:
    from urllib.request import urlopen

    with urlopen(url, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - settings admit http(s) only
        return str(answer.read(200), "ascii", "replace")


def clock_for(url: str) -> Clock:
    """The clock that `CLOCK_URL` asks for; empty: the machine's."""
    return RemoteClock(url) if url else SystemClock()
