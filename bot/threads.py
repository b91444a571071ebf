"""The threads that speak to the database, so that the event loop never waits for a disk.

SQLite knows one writer at a time: one thread, first come first served (measured better than aiosqlite
and than a pool, reliability 3b). PostgreSQL gets a small pool for what people do and a thread of its own
for intake and postman, so that a burst of typing does not hold back the answers.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

POSTGRES_LANES = 4


class Threads:
    """`serve` runs what a person asked for, `post` what moves messages; both may be one thread."""

    def __init__(self, is_sqlite: bool) -> None:
        self.lanes = 1 if is_sqlite else POSTGRES_LANES
        self._desk = ThreadPoolExecutor(self.lanes, thread_name_prefix="desk")
        self._post = self._desk if is_sqlite else ThreadPoolExecutor(1, thread_name_prefix="post")

    async def serve(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._run(self._desk, lambda: function(*args, **kwargs))

    async def post(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._run(self._post, lambda: function(*args, **kwargs))

    async def _run(self, executor: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        """A running transaction is never abandoned: cancelling waits for its end first."""
        future = asyncio.get_running_loop().run_in_executor(executor, call)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await asyncio.wait([future])
            raise

    def close(self) -> None:
        self._desk.shutdown(wait=True)
        self._post.shutdown(wait=True)
