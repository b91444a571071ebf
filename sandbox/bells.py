"""Waiting without sleeping: a bell wakes everybody who waits for news."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung after each change; waiters look again at what they wait for."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """True as soon as `ready()` holds, False once so many real seconds have gone by."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not ready():
            left = end - loop.time()
            if left <= 0:
                return False
            await self._once(left)
        return True

    async def _once(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._waiting.add(future)
        timer = loop.call_later(seconds, _finish, future)
        try:
            await future
        finally:
            timer.cancel()
            self._waiting.discard(future)


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
