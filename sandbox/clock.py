"""The movable clock: office time for the whole sandbox, set, pushed forward or frozen by whoever plays."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Runs from a set point at `speed` seconds of office time per real second; 0 is frozen."""

    def __init__(self, start: datetime | None = None, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self.speed = 1.0
        self.set(start or datetime.now(UTC).astimezone())

    def set(self, instant: datetime) -> None:
        """Jump to an aware instant; its offset is the one that `now` shows from here on."""
        if instant.tzinfo is None:
            raise ValueError("the clock needs an offset, such as 2026-10-01T07:25:00+08:00")
        self._point = instant
        self._ticked = self._tick()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + timedelta(seconds=seconds))

    def run(self, speed: float) -> None:
        """From now on at this speed; never backwards."""
        if not 0 <= speed <= 1_000_000:
            raise ValueError("speed lies between 0 and 1000000")
        self.set(self.now())
        self.speed = speed

    def now(self) -> datetime:
        return self._point + timedelta(seconds=(self._tick() - self._ticked) * self.speed)

    def unix(self) -> float:
        """Seconds since 1970, as Telegram dates its messages."""
        return self.now().timestamp()

    def at(self, unix_seconds: float) -> datetime:
        """That instant on this clock's wall, for transcripts."""
        return datetime.fromtimestamp(unix_seconds, self._point.tzinfo)

    def text(self) -> str:
        """What GET /clock answers: ISO 8601 with offset."""
        return self.now().isoformat()
