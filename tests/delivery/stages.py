"""The real heart between a sandbox and a database, for one test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from bot.app import App, Pace, Wiring
from bot.clocks import SystemClock
from bot.settings import Settings
from desk.works import Work
from sandbox.client import Sandbox
from sandbox.server import Server
from storage.database import Database
from storage.inbox import INBOX
from storage.outbox import OUTBOX
from tests.delivery.fronts import EchoFront, letter

AT_ONCE = Pace(retry_seconds=(0.0, 0.0), repeat_seconds=0.02, poll_retry_seconds=(0.01,))


class HandClock(SystemClock):
    """The machine's clocks, set forward by hand."""

    def __init__(self) -> None:
        self.ahead_seconds = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead_seconds


def settings_for(server: Server, folder: Path, per_second: int = 0) -> Settings:
    return Settings(
        bot_token=server.token,
        bot_api_url=server.base_url,
        data_dir=folder,
        database_url="",
        sop_dir=None,
        clock_url="",
        send_per_second=per_second,
        webhook_url="",
        webhook_secret="",
        listen="",
        log_format="text",
    )


@dataclass
class Stage:
    server: Server
    people: Sandbox
    database: Database
    folder: Path
    front: EchoFront
    clock: HandClock = field(default_factory=HandClock)
    per_second: int = 0
    app: App = None  # type: ignore[assignment] # made by `boot`

    async def boot(self, pace: Pace = AT_ONCE, wiring: Wiring | None = None) -> App:
        """A new process, as far as the heart can tell."""
        settings = settings_for(self.server, self.folder, self.per_second)
        made = wiring or self.front.wiring()
        self.app = App(settings, self.database, made, clock=self.clock, random=Random(1), pace=pace)
        await self.app.start()
        return self.app

    async def person(self, name: str = "Ani") -> int:
        """Somebody who pressed Start and was answered."""
        number = await self.people.person(name)
        await self.people.start(number)
        if self.app is not None:
            await self.app.settled()
        return number

    async def write(self, chat_id: int, words: str, **rest: Any) -> int:
        """Put a row into the outbox and let the postman work."""
        row_ids: list[int] = []

        def deed(work: Work) -> int:
            row_ids.append(letter(work, chat_id, words, **rest))
            return 1

        await self.app.act(deed)
        return row_ids[0]

    async def said_to(self, chat: int) -> list[str]:
        """Texts of the bot in a chat, as the person reads them now."""
        return [entry["text"] for entry in await self.people.messages(chat) if entry["by_bot"]]

    def rows(self, table: sa.Table, **where: Any) -> list[Any]:
        wanted = sa.select(table).where(*(table.c[name] == value for name, value in where.items()))
        with self.database.reading() as connection:
            return list(connection.execute(wanted.order_by(*table.primary_key)).all())

    def out(self, **where: Any) -> list[Any]:
        return self.rows(OUTBOX, **where)

    def inbox(self, **where: Any) -> list[Any]:
        return self.rows(INBOX, **where)


Scene = Callable[[Stage], Awaitable[None]]


@asynccontextmanager
async def _stage(database: Database, folder: Path, **rest: Any) -> AsyncIterator[Stage]:
    async with Server() as server, Sandbox(server.base_url) as people:
        stage = Stage(server, people, database, folder, EchoFront(), **rest)
        try:
            yield stage
        finally:
            if stage.app is not None:
                await stage.app.stop()


def play(database: Database, folder: Path, scene: Scene, *, booted: bool = True, **rest: Any) -> None:
    """Run a scene on a fresh sandbox; with `booted` the heart runs before it begins."""

    async def run() -> None:
        async with _stage(database, folder, **rest) as stage:
            if booted:
                await stage.boot()
            await scene(stage)

    asyncio.run(run())
