"""Telegram's undocumented speed limits, as token buckets on real time (retry_after is real seconds too).

Source: telegram brief 3.10: 30 a second overall, 1 a second per private chat in bursts of 3, and 20 a minute
per group.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.refusals import too_many


@dataclass(slots=True)
class Bucket:
    """Holds up to `burst` tokens and refills at `per_second`."""

    per_second: float
    burst: float
    tokens: float
    at: float

    def seconds_until(self, cost: int, now: float) -> float:
        """Refill, then tell how long until `cost` tokens are there; 0 when they are."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.per_second)
        self.at = now
        return max(0.0, (cost - self.tokens) / self.per_second)


class Floods:
    """Switchable; a refused call costs nothing."""

    def __init__(self, on: bool = False, tick: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._tick = tick
        self._all = Bucket(30, 30, 30, tick())
        self._chats: dict[int, Bucket] = {}

    def pass_or_refuse(self, chat_id: int, cost: int = 1) -> None:
        """Raises 429 with retry_after in whole seconds, at least 1."""
        if not self.on:
            return
        now = self._tick()
        mine = self._chats.get(chat_id)
        if mine is None:
            mine = Bucket(1, 3, 3, now) if chat_id > 0 else Bucket(20 / 60, 20, 20, now)
            self._chats[chat_id] = mine
        cost = min(cost, int(mine.burst))
        wait = max(mine.seconds_until(cost, now), self._all.seconds_until(cost, now))
        if wait > 1e-9:
            raise too_many(max(1, math.ceil(wait)))
        mine.tokens -= cost
        self._all.tokens -= cost
