"""Who watches the poller: silence is noticed by the monotonic clock, never by hope. Source: telegram 4.4.

A poller can hang for ever after a network blip while everything else looks healthy, and taps made
meanwhile are lost after 150 seconds. So: 45 s of silence renews the HTTP client, 90 s end the process
for the supervisor to start it afresh.
"""

import asyncio
import logging
from enum import StrEnum

from bot.clocks import Clock
from bot.polling import Intake, Stopped
from bot.telegrams import Telegram

RENEW_SECONDS = 45.0
GIVE_UP_SECONDS = 90.0
LOOK_SECONDS = 1.0
SILENT = "Telegram tidak menjawab selama 90 detik: aplikasi berhenti agar dijalankan ulang."
LOG = logging.getLogger("kinerja.watchdogs")


class Alarm(StrEnum):
    """What a look at the poller found."""

    NONE = "none"
    RENEWED = "renewed"


class PollWatchdog:
    """Looks at `intake.heard_at`; renews the line once per silence."""

    def __init__(self, intake: Intake, telegram: Telegram, clock: Clock) -> None:
        self.intake = intake
        self.telegram = telegram
        self.clock = clock
        self._renewed_for: float | None = None  # the silence that was already dealt with

    async def run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> Alarm:
        """One look; raises Stopped after 90 seconds of silence."""
        heard_at = self.intake.heard_at
        silence = self.clock.monotonic() - heard_at
        if silence > GIVE_UP_SECONDS:
            raise Stopped(SILENT)
        if silence <= RENEW_SECONDS or self._renewed_for == heard_at:
            return Alarm.NONE
        LOG.error("no poll came back: renewing the HTTP client")
        self._renewed_for = heard_at
        self.intake.interrupt()
        await self.telegram.renew_poll_line()
        return Alarm.RENEWED
