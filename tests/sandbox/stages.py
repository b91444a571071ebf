"""A running sandbox for one test, with the person client, raw Bot API calls and a real client library."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from telegram import Bot

from sandbox.client import Sandbox
from sandbox.server import Server

MORNING = datetime.fromisoformat("2026-10-01T07:25:00+08:00")


@dataclass
class Stage:
    server: Server
    people: Sandbox
    http: aiohttp.ClientSession

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The whole answer of one Bot API call, refusals included."""
        url = f"{self.server.base_url}/bot{self.server.token}/{method}"
        async with self.http.post(url, json=parameters) as answer:
            found: dict[str, Any] = await answer.json()
            assert found["ok"] == (answer.status == 200)
            return found

    async def ok(self, method: str, **parameters: Any) -> Any:
        found = await self.call(method, **parameters)
        assert found["ok"], found
        return found["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        found = await self.call(method, **parameters)
        assert not found["ok"], found
        return str(found["description"])

    async def send(self, chat: int, text: str, *labels: str, **rest: Any) -> int:
        """A message of the bot with one row of buttons whose data is their label; its message id."""
        if labels:
            rest["reply_markup"] = keyboard(*labels)
        sent = await self.ok("sendMessage", chat_id=chat, text=text, **rest)
        return int(sent["message_id"])

    async def person(self, name: str = "Ani", **rest: Any) -> int:
        """Somebody who pressed Start, with that update already confirmed."""
        number = await self.people.person(name, **rest)
        await self.people.start(number)
        await self.forget()
        return number

    async def forget(self) -> None:
        """Confirm every update made so far."""
        await self.call("getUpdates", offset=-1)
        await self.call("getUpdates", offset=self.server.world.updates.next_id)

    async def pending(self, **parameters: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ok("getUpdates", **parameters)
        return found

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Bot]:
        base = self.server.base_url
        async with Bot(self.server.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as made:
            yield made


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()} for label in labels]]}


def staged(scenario: Callable[[Stage], Awaitable[None]]) -> Callable[[], None]:
    """Turns an async scenario into a test that starts with a fresh sandbox, its clock at MORNING."""

    def test() -> None:
        asyncio.run(_play(scenario))

    test.__name__ = scenario.__name__
    return test


async def _play(scenario: Callable[[Stage], Awaitable[None]]) -> None:
    async with (
        Server(clock=MORNING) as server,
        Sandbox(server.base_url) as people,
        aiohttp.ClientSession() as http,
    ):
        await scenario(Stage(server, people, http))
