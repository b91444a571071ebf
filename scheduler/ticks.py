"""The clock's work: one interval tick for each row of a table, in memory only. Source: law 6.

APScheduler carries no promise here: deadlines are rows, a tick only asks the desk to look. A tick that
could not run is made up for by the next one, and the watch re-arms whatever missed three intervals.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

MISSED_INTERVALS = 3
WATCH_SECONDS = 1.0
STOP_SECONDS = 5.0
LOG = logging.getLogger("kinerja.ticks")


@dataclass(frozen=True, slots=True)
class Tick:
    """Recurring work: `deed` runs every `seconds` and returns how much it did."""

    name: str
    seconds: float
    deed: Callable[[], Awaitable[int]]


class Ticks:
    """Runs the table. `monotonic` is the clock of the watch, never stored."""

    def __init__(self, table: Sequence[Tick], monotonic: Callable[[], float]) -> None:
        self.table = {tick.name: tick for tick in table}
        self.monotonic = monotonic
        self.ran_at: dict[str, float] = {}
        self.running: set[str] = set()
        self._scheduler: AsyncIOScheduler | None = None
        self._watch: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()

    def start(self) -> None:
        """Arm every tick; the first of each comes one interval from now."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # 0.2 s that a command need not pay

        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for tick in self.table.values():
            self.ran_at[tick.name] = self.monotonic()
            self._arm(tick)
        self._scheduler.start()
        self._watch = asyncio.create_task(self._keep_watch(), name="ticks")

    async def stop(self) -> None:
        """No new tick; one that is at work ends, for its transaction would end anyway."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])
        if self._scheduler is not None:
            self._scheduler.pause()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended(), STOP_SECONDS)
            self._scheduler.shutdown(wait=False)

    async def _ended(self) -> None:
        """Until no tick is at work; one that was handed out just now begins first and is waited for too."""
        await asyncio.sleep(0)
        while self.running:
            await self._idle.wait()

    async def run(self, name: str) -> int:
        """Let one tick do its work now; a failure is logged and tried again an interval later."""
        self.running.add(name)
        self._idle.clear()
        try:
            return await self.table[name].deed()
        except Exception as error:  # one tick's fault must not end the others
            LOG.error("a tick failed", exc_info=error, extra={"step": name})
            return 0
        finally:
            self.running.discard(name)
            if not self.running:
                self._idle.set()
            self.ran_at[name] = self.monotonic()

    def look(self) -> tuple[str, ...]:
        """Re-arm what missed three intervals; returns the names."""
        now = self.monotonic()
        missed = tuple(
            tick.name
            for tick in self.table.values()
            if tick.name not in self.running
            and now - self.ran_at[tick.name] > MISSED_INTERVALS * tick.seconds
        )
        for name in missed:
            LOG.error("a tick stood still and was armed again", extra={"step": name})
            self.ran_at[name] = now
            self._arm(self.table[name])
        return missed

    def _arm(self, tick: Tick) -> None:
        assert self._scheduler is not None
        self._scheduler.add_job(
            self.run,
            "interval",
            args=(tick.name,),
            seconds=tick.seconds,
            id=tick.name,
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
            replace_existing=True,
        )

    async def _keep_watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            self.look()
