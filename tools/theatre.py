"""The whole office on stage: sandbox, application and every official, for chat tests, the play and the demo.

People are named by the code of their row in the workbook. Everything goes over HTTP as in real life; the
clock is the sandbox's and moves only by hand.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from typing import TypeVar

from bot import databases as database_openings
from bot.app import App, Pace, Recurring
from bot.clocks import RemoteClock
from bot.settings import Settings
from bot.wirings import RECURRING, wired
from desk import charts, offices, people, sops
from desk.works import Work
from sandbox.client import Pressed, Said, Sandbox
from sandbox.clock import Clock
from sandbox.server import Server
from sop.books import OfficeBook
from storage import people as person_rows
from storage.database import Database, Scope

Looked = TypeVar("Looked")
AT_ONCE = Pace(retry_seconds=(0.0, 0.0), repeat_seconds=0.02)


class StandingClock(RemoteClock):
    """The sandbox's clock moves only by hand: between two readings nothing carries it on."""

    def now(self) -> datetime:
        return self._reading


@dataclass
class Theatre:
    """A running office. `office_id` and `cast` (row code → Telegram id) are known once it is open."""

    sandbox: Sandbox
    server: Server
    settings: Settings
    database: Database
    app: App
    ticks: tuple[Recurring, ...] = ()  # what the application does by its own clock, beside `tick`
    office_id: int = 0
    cast: dict[str, int] = field(default_factory=dict)
    restarts: bool = False  # restart the application between every two acts

    async def restart(self) -> None:
        """A new process as far as the application can tell: nothing survives but the database."""
        await self.app.stop()
        self.app = _app(self.settings, self.database, self.ticks)
        await self.app.start()
        await self.app.settled()

    async def settle(self) -> None:
        await self.app.settled()
        if self.restarts:
            await self.restart()

    async def say(self, who: str, words: str, *, reply_to: int = 0) -> Said:
        said = await self.sandbox.say(self.cast[who], words, reply_to=reply_to)
        await self.settle()
        return said

    async def send(self, who: str, name: str, content: bytes, caption: str = "") -> Said:
        """Send one PDF; the application has fetched it when this returns."""
        said = await self.sandbox.upload(
            self.cast[who], (name, content), caption=caption, mime="application/pdf"
        )
        await self.settle()
        return said

    async def press(self, who: str, label: str, *, message: int = 0) -> Pressed:
        """Press a visible button by its label, on the newest message that has it."""
        pressed = await self.sandbox.press(self.cast[who], label, message=message)
        await self.settle()
        return pressed

    async def advance(self, **span: float) -> None:
        """Move the clock and let what fell due be told."""
        await self.sandbox.clock(advance=timedelta(**span).total_seconds())
        await self.tick()

    async def at(self, moment: datetime) -> None:
        await self.sandbox.clock(set=moment)
        await self.tick()

    async def tick(self) -> None:
        """Every recurring deed once, in the order of the table, until nothing more is due."""
        assert isinstance(self.app.clock, RemoteClock)
        await self.app.clock.refresh()
        for recurring in RECURRING:
            while await self.app.act(recurring.deed):
                pass
        await self.settle()

    async def open_office(self, book: OfficeBook) -> None:
        """Import the workbook and connect everybody in it, as an admin and the people would."""
        await self.app.act(lambda work: _imported(work, book))
        self.office_id = self.read(lambda work: offices.ids(work)[-1])
        for person_id, (name, phone, codes) in self.read(self._seated).items():
            telegram_id = await self.sandbox.person(name, phone=phone)
            await self.sandbox.start(telegram_id, await self._link(person_id))
            self.cast |= dict.fromkeys(codes, telegram_id)
        await self.settle()

    async def succeed(self, seat: str, name: str, phone: str) -> None:
        """Whoever holds a seat from now on follows their invitation; the one before keeps their chat."""
        chart = self.read(lambda work: charts.chart(work, self.office_id))
        person_id = next(one.holder_id for one in chart.seats if one.code == seat)
        assert person_id is not None
        self.cast[f"{seat}-LAMA"] = self.cast[seat]
        self.cast[seat] = await self.sandbox.person(name, phone=phone)
        await self.sandbox.start(self.cast[seat], await self._link(person_id))
        await self.settle()

    async def take_in(self, book: OfficeBook) -> None:
        """The workbook once more, as an admin sends it again."""
        await self.app.act(lambda work: _imported(work, book))
        await self.settle()

    async def second_device(self, who: str) -> int:
        """Another account of somebody, bound by a link that adds instead of replacing."""
        chart = self.read(lambda work: charts.chart(work, self.office_id))
        seat = next(seat for seat in chart.seats if seat.code == who)
        assert seat.holder_id is not None
        telegram_id = await self.sandbox.person(f"{seat.holder_name} (kedua)")
        await self.sandbox.start(telegram_id, await self._link(seat.holder_id, adds=True))
        await self.settle()
        return telegram_id

    def read(self, look: Callable[[Work], Looked]) -> Looked:
        """Look into the database as the desk does; changes nothing."""
        with self.database.reading() as connection:
            return look(Work(connection, self.app.clock.now()))

    def _seated(self, work: Work) -> dict[int, tuple[str, str, list[str]]]:
        """Name, phone and seats of everybody who holds one."""
        seats = charts.chart(work, self.office_id).seats
        found: dict[int, tuple[str, str, list[str]]] = {}
        for one in person_rows.with_seats(work.connection, Scope(self.office_id)):
            codes = [seat.code for seat in seats if seat.holder_id == one.id]
            found[one.id] = (one.name, one.phone, codes)
        return found

    async def _link(self, person_id: int, adds: bool = False) -> str:
        made: list[str] = []

        def invite(work: Work) -> int:
            token = token_urlsafe(people.TOKEN_BYTES)
            made.append(people.invite(work, self.office_id, person_id, token, adds=adds).token)
            return 1

        await self.app.act(invite)
        return made[0]


def _imported(work: Work, book: OfficeBook) -> int:
    offices.apply(work, book)
    return 1


def _app(settings: Settings, database: Database, ticks: tuple[Recurring, ...]) -> App:
    wiring = replace(wired(settings, database), recurring=ticks)
    clock = None if ticks else StandingClock(settings.clock_url)
    return App(settings, database, wiring, clock=clock, random=Random(1), pace=AT_ONCE)


@asynccontextmanager
async def theatre(
    folder: Path,
    at: datetime,
    *,
    database_url: str = "",
    sop_folders: tuple[Path, ...] = (),
    port: int = 0,
    ticks: tuple[Recurring, ...] = (),
) -> AsyncIterator[Theatre]:
    """Sandbox and application running, nobody in the office yet; office time stands still at `at`.

    In a play time passes and the recurring work happens where its script says so, however fast the machine
    is; with `ticks` the application does these by itself, and carries its clock on as in life.
    """
    clock = Clock(at)
    clock.run(0)
    async with Server(clock=clock, port=port) as server, Sandbox(server.base_url) as sandbox:
        settings = _settings(server, folder, database_url)
        database = database_openings.prepared(settings, at)
        with database.writing() as connection:
            sops.keep_definitions(Work(connection, at), sop_folders)
        stage = Theatre(sandbox, server, settings, database, _app(settings, database, ticks), ticks)
        await stage.app.start()
        try:
            yield stage
        finally:
            await stage.app.stop()
            database.close()


def _settings(server: Server, folder: Path, database_url: str) -> Settings:
    return Settings(
        bot_token=server.token,
        bot_api_url=server.base_url,
        data_dir=folder,
        database_url=database_url or f"sqlite:///{folder / 'kinerja.db'}",
        sop_dir=None,
        clock_url=f"{server.base_url}/clock",
        send_per_second=0,
        webhook_url="",
        webhook_secret="",
        listen="",
        log_format="text",
    )
