"""A whole year that plays itself: the year's case, four quarters, the next year's beside the last report.

The officials do what their buttons expect (`tools.plays`); the calendar brings the next moment. What does not
go by itself stands where it happens: a proposal, a meeting recorded, a last call, a successor.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sop.books import OfficeBook
from tools import incidents
from tools.demo_levels import LEVELS, LOGGED, logged, year_answers
from tools.plays import Incident, Play, by_name

ZONE = "+08:00"
MAKER, ABSENT, SUCCEEDED, ADMIN = "SUBKOR-PROGRAM", "JFT-UPTD", "SUBKOR-WASI", "ADMIN"
EXPECTED = (
    "Setuju",
    "Sampaikan ke pimpinan",
    "Setujui",
    "Tidak berubah",
    "Terima usulan",
    "Tidak ada",
    "Lengkapi",
    "Minta konfirmasi",
)
LOG_DAYS = ("02-10", "05-12", "08-11", "11-10")
OPENINGS = ("04-01", "07-01", "10-01")
PREPARED = frozenset(owner for owner, _ in LEVELS.values())
FORM_OF = re.compile(r"TW (IV|I{1,3}) 2026")
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


def moment(day: str, clock: str = "08:20") -> datetime:
    """ "2026-02-10" on the office's wall."""
    return datetime.fromisoformat(f"{day}T{clock}:00{ZONE}")


@dataclass
class YearPlay(Play):
    """The office through a year; `quarter` is the one whose figures are asked."""

    book: OfficeBook | None = None
    quarter: int = 1
    away: set[str] = field(default_factory=set)  # who does not look at the chat

    async def run(self) -> None:
        """January to January."""
        assert self.book is not None
        await super().run()
        for quarter, day in enumerate(LOG_DAYS, 1):
            await self.log(quarter, f"2026-{day}")
            opening = f"2026-{OPENINGS[quarter - 1]}" if quarter <= len(OPENINGS) else "2027-01-04"
            await self.stage.at(moment(opening))
            self.quarter, self.numbered = quarter, False
            self.answers = by_name(self.book, year_answers(self.book, quarter))
            self.away = {ABSENT} if quarter == 2 else set()
            await super().run()
            if quarter == 2:
                await self.last_call()
                await self.succession()

    async def act(self, who: str) -> bool:
        return False if who in self.away else await super().act(who)

    async def _fill(self, who: str, messages: list[dict[str, Any]]) -> bool:
        """Officials whose figures a konseptor prepares do not type: they confirm."""
        return False if who in PREPARED else await super()._fill(who, messages)

    async def log(self, quarter: int, day: str) -> None:
        """Two lines of the log for each figure that is kept so, on a day in the middle of the quarter."""
        assert self.book is not None
        await self.stage.at(moment(day))
        for code in LOGGED:
            await log_lines(self, self.book, code, quarter)

    async def last_call(self) -> None:
        """Somebody is away: a last call, and after it the report goes on without the figure."""
        await self.stage.say(MAKER, "/laporan")
        await self.stage.press(MAKER, "Panggilan terakhir")
        await self.stage.press(MAKER, "Kirim")
        await self.stage.advance(days=4)
        await self.stage.say(MAKER, "/laporan")
        await self.stage.press(MAKER, "Proses tanpa yang belum masuk")
        await self.stage.press(MAKER, "Petugas sedang berhalangan")
        await super().run()
        self.away = set()

    async def succession(self) -> None:
        """A new official from August on; the cards follow at the date."""
        await self.stage.say(ADMIN, "/kantor")
        await self.stage.press(ADMIN, await incidents.newest(self, ADMIN, r"Ganti pejabat.*"))
        await self.stage.press(ADMIN, await self._page_with(r"Sub Koordinator Pengawasan Industri.*"))
        for answer in ("198705142012031991", "Rina Maharani Putri, S.T.", "0812 0000 7711"):
            await self.stage.say(ADMIN, answer)
        await self.stage.say(ADMIN, "3 Agustus 2026")
        await self.stage.say(ADMIN, "SK 821.2/45/2026")
        await self.stage.press(ADMIN, "Simpan")
        await self.stage.at(moment("2026-08-03"))
        self.stage.cast[SUCCEEDED] = await self.stage.second_device(SUCCEEDED)

    async def _page_with(self, pattern: str) -> str:
        """The label of a seat, on whatever page of the list it stands."""
        for _ in range(5):
            try:
                return await incidents.newest(self, ADMIN, pattern)
            except LookupError:
                await self.stage.press(ADMIN, await incidents.newest(self, ADMIN, r".*(?:erikut|›|»).*"))
        raise LookupError(f"no seat {pattern}")

    def expects(self, label: str) -> bool:
        return label in EXPECTED or super().expects(label)

    def list_of(self, text: str) -> str:
        """Only the form of the quarter that is asked; another year's is not typed by mistake."""
        found = FORM_OF.search(text)
        return super().list_of(text) if found and _QUARTERS[found[1]] == self.quarter else ""


async def log_lines(play: Play, book: OfficeBook, code: str, quarter: int) -> None:
    """What the owner of a figure types into the log in a quarter."""
    one = next(one for one in book.indicators if one.code == code)
    await play.stage.say(one.owner, "/catat")
    overview = (await play.messages(one.owner))[-1]["text"]
    found = re.search(rf"^(\d+)\. {re.escape(one.name)}", overview, re.MULTILINE)
    number = f"{found[1]}) " if found else ""
    whole = logged(book, code, quarter)
    for words, amount in (
        ("kegiatan gelombang pertama", whole // 2),
        ("gelombang kedua", whole - whole // 2),
    ):
        await play.stage.say(one.owner, f"{number}{words}, {amount}")


def proposed(who: str, number: int, words: str) -> Incident:
    """A holder asks for other targets before agreeing."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Usulkan perubahan")
        await play.stage.say(who, f"{number}) {words}")

    return Incident(who, "Setuju", act)


def reviewed_outside(who: str) -> Incident:
    """The plan was looked at in a meeting; it is recorded, not pressed."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Sudah di luar aplikasi")
        await play.stage.say(who, "Ditinjau dalam rapat pimpinan Rabu pagi, notulen pada Sekretariat")

    return Incident(who, "Tidak berubah", act)


def year_incidents() -> tuple[Incident, ...]:
    """One of each kind in the year; the last call and the successor come with the calendar."""
    return (
        proposed("SUBKOR-WASI", 2, "2/2/1/1; kasus lama masih diselesaikan"),
        reviewed_outside(MAKER),
        incidents.returned("KABID-PSDI", "Wirausaha industri baru"),
        incidents.corrected("KABID-WASI", "Pengaduan industri", "2; satu kasus tercatat dua kali"),
    )
