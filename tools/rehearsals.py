"""A rehearsal that plays itself: `/latihan` by the admin, then everybody's cards of it until its archive.

Whoever takes part looks at messages headed LATIHAN only; the office's real cards lie beside them unanswered.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sop.books import OfficeBook
from tools import incidents, years
from tools.demo_levels import LOGGED
from tools.plays import Play

ADMIN = "ADMIN"
LATIHAN = "LATIHAN"
LOG = "Catat kegiatan"
SENT = "Selesai dikirim"
UNKNOWN = datetime.fromtimestamp(0, UTC)


@dataclass
class RehearsalPlay(Play):
    """The office rehearses one SOP. People sit together: an act takes seconds, and nobody is waited for."""

    minutes_between_acts: float = 0.25
    minutes_of_waiting: float = 2
    book: OfficeBook | None = None  # where a log is kept and a konseptor types for others
    quarter: int = 1
    logged: set[str] = field(default_factory=set)
    acted_at: datetime = UNKNOWN  # when somebody did something last

    async def begin(self) -> None:
        """The admin's two acts: the office's own SOP stands first."""
        await self.stage.say(ADMIN, "/latihan")
        await self.stage.press(ADMIN, await incidents.newest(self, ADMIN, "Mulai 1"))

    async def erase(self) -> None:
        await self.stage.press(ADMIN, "Hapus latihan")

    async def messages(self, who: str) -> list[dict[str, Any]]:
        return [one for one in await super().messages(who) if one["text"].startswith(LATIHAN)]

    async def act(self, who: str) -> bool:
        acted = await self._log(who) or await super().act(who)
        if acted:
            self.acted_at = await self.stage.sandbox.now()
        return acted

    async def _log(self, who: str) -> bool:
        """What belongs into a log, as soon as it is open."""
        if self.book is None or who in self.logged or not await self._sees(who, LOG):
            return False
        self.logged.add(who)
        mine = [one.code for one in self.book.indicators if one.owner == who and one.code in LOGGED]
        for code in mine:
            await years.log_lines(self, self.book, code, self.quarter)
        return bool(mine)

    async def _sees(self, who: str, label: str) -> bool:
        return any(
            button["text"] == label
            for message in await self.messages(who)
            for row in message["rows"]
            for button in row
        )

    async def _fill(self, who: str, messages: list[dict[str, Any]]) -> bool:
        return False if self.book and who in years.PREPARED else await super()._fill(who, messages)

    def expects(self, label: str) -> bool:
        return label in (*years.EXPECTED, SENT) or super().expects(label)
