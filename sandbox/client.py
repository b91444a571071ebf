"""A thin typed client of the person API, for tests and tools.

Every method names the real endpoint; waiting is done by the server's long polls, never by sleeping.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import aiohttp


class SandboxError(Exception):
    """The sandbox refused: the person's screen offers no such thing."""


@dataclass(frozen=True, slots=True)
class Said:
    """An act of a person; `seq` is the mark after which to wait for the bot."""

    message: int
    chat: int
    seq: int
    messages: tuple[int, ...] = ()  # all ids of an album


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press and what answered it; `answered` is False when nothing came within the wait."""

    message: int
    data: str
    answered: bool
    toast: str
    alert: bool
    url: str
    query_id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Event:
    """One visible change: kind is message, edit, delete, pin or toast (person for people's own acts)."""

    seq: int
    chat: int
    kind: str
    message: int
    text: str
    by_bot: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A message of the bot that reached a person; edits are not listed, they never ring."""

    chat: int
    message: int
    at: datetime
    text: str
    rang: bool


class Sandbox:
    """One sandbox at `base_url`: `async with Sandbox(url) as sandbox: ...`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")

    async def __aenter__(self) -> "Sandbox":
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        return await self._ask("GET", path, params={k: str(v) for k, v in query.items() if v is not None})

    async def post(self, path: str, **wish: Any) -> Any:
        return await self._ask("POST", path, json={k: v for k, v in wish.items() if v is not None})

    async def _ask(self, verb: str, path: str, **rest: Any) -> Any:
        async with self._session.request(verb, self.base_url + path, **rest) as answer:
            if answer.content_type != "application/json":
                return await answer.text()
            found = await answer.json()
            if answer.status != 200:
                raise SandboxError(found.get("error") or found.get("description") or str(answer.status))
            return found

    # -- people --

    async def person(
        self, first_name: str, last_name: str = "", *, id: int = 0, username: str = "", phone: str = ""
    ) -> int:
        """A new account; returns its id, which is also the id of the private chat."""
        names = {"first_name": first_name, "last_name": last_name, "username": username, "phone": phone}
        return int((await self.post("/sim/person", id=id or None, **names))["id"])

    async def people(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.get("/sim/people"))["people"]
        return found

    async def start(self, person: int, payload: str = "") -> Said:
        return _said(await self.post("/sim/start", person=person, payload=payload))

    async def say(
        self, person: int, text: str, *, chat: int | None = None, reply_to: int | None = None
    ) -> Said:
        return _said(await self.post("/sim/say", person=person, chat=chat, text=text, reply_to=reply_to))

    async def key(self, person: int, label: str) -> Said:
        """Touch a button of the reply keyboard."""
        return _said(await self.post("/sim/key", person=person, label=label))

    async def press(
        self,
        person: int,
        label: str | None = None,
        *,
        message: int | None = None,
        data: str | None = None,
        old: bool = False,
        chat: int | None = None,
        wait: float = 10.0,
    ) -> Pressed:
        """Tap the button on the latest message that shows it, or on `message`; `data` forges a press."""
        wish = {"person": person, "label": label, "message": message, "data": data, "old": old, "chat": chat}
        found = await self.post("/sim/press", wait=wait, **wish)
        return Pressed(**{name: found[name] for name in Pressed.__slots__})

    async def upload(
        self,
        person: int,
        *files: tuple[str, bytes],
        photo: bool = False,
        caption: str = "",
        mime: str = "application/octet-stream",
        chat: int | None = None,
        reply_to: int | None = None,
    ) -> Said:
        """Send files as (name, content); several are an album."""
        form = aiohttp.FormData(quote_fields=False)
        where = {"person": person, "chat": chat or person, "reply_to": reply_to or 0}
        for name, value in {**where, "kind": "photo" if photo else "document", "caption": caption}.items():
            form.add_field(name, str(value))
        for name, content in files:
            form.add_field("file", BytesIO(content), filename=name, content_type=mime)
        return _said(await self._ask("POST", "/sim/upload", data=form))

    async def contact(
        self, person: int, *, of: int | None = None, phone: str | None = None, force: bool = False
    ) -> Said:
        """Share one's own number, another person's, or a phone that Telegram does not know."""
        return _said(await self.post("/sim/contact", person=person, of=of, phone=phone, force=force))

    async def edit(self, person: int, message: int, text: str) -> Said:
        return _said(await self.post("/sim/edit", person=person, message=message, text=text))

    async def block(self, person: int) -> None:
        await self.post("/sim/block", person=person)

    async def unblock(self, person: int) -> None:
        await self.post("/sim/unblock", person=person)

    async def deactivate(self, person: int) -> None:
        """Delete the account."""
        await self.post("/sim/deactivate", person=person)

    async def upgrade(self, group: int) -> int:
        """Make a group a supergroup; returns its new id."""
        return int((await self.post("/sim/upgrade", chat=group))["chat"])

    async def group(self, title: str, members: Sequence[int]) -> int:
        return int((await self.post("/sim/group", title=title, members=list(members)))["chat"])

    # -- looking --

    async def chat(self, chat: int) -> dict[str, Any]:
        found: dict[str, Any] = await self.get("/sim/chat", chat=chat)
        return found

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        """Messages of a chat in order, people's and the bot's."""
        return [entry for entry in (await self.chat(chat))["entries"] if entry["entry"] == "message"]

    async def transcript(self, chat: int) -> str:
        return str(await self.get("/sim/transcript", chat=chat))

    async def rang(self, person: int) -> list[Rung]:
        found = (await self.get("/sim/rang", person=person))["messages"]
        return [Rung(**{**line, "at": datetime.fromisoformat(line["at"])}) for line in found]

    async def counters(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.get("/sim/counters")
        return found

    async def file(self, file_id: str) -> bytes:
        """A file as the person opens it."""
        async with self._session.get(f"{self.base_url}/sim/file", params={"id": file_id}) as answer:
            if answer.status != 200:
                raise SandboxError(await answer.text())
            return await answer.read()

    # -- waiting --

    async def wait(self, chat: int, after: int, seconds: float = 10.0) -> list[Event]:
        """What the bot did in a chat after that mark: at least one event, or none when the time is over."""
        found = await self.get("/sim/wait", chat=chat, after=after, timeout=seconds)
        return [Event(**event) for event in found["events"]]

    async def wait_for(self, chat: int, words: str, after: int, seconds: float = 10.0) -> Event:
        """The first message, edit or toast after that mark that contains these words."""
        while True:
            events = await self.wait(chat, after, seconds)
            for event in events:
                if words in event.text:
                    return event
            if not events:
                raise SandboxError(f"no {words!r} in chat {chat}:\n{await self.transcript(chat)}")
            after = events[-1].seq

    async def idle(self, seconds: float = 10.0) -> bool:
        """True once the bot waits in getUpdates with nothing unconfirmed."""
        return bool((await self.get("/sim/idle", timeout=seconds))["idle"])

    async def seq(self) -> int:
        return int((await self.get("/sim/people"))["seq"])

    # -- the world --

    async def now(self) -> datetime:
        return datetime.fromisoformat(str(await self.get("/clock")))

    async def clock(
        self, *, set: datetime | None = None, advance: float | None = None, speed: float | None = None
    ) -> datetime:
        """Move the clock; `advance` in seconds, `speed` 0 freezes it."""
        wish = {"set": set.isoformat() if set else None, "advance": advance, "speed": speed}
        return datetime.fromisoformat(str(await self.post("/clock", **wish)))

    async def fault(
        self,
        kind: str,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
        retry_after: int = 1,
        seconds: float = 1.0,
    ) -> None:
        """Plant a trouble; kinds are listed in `sandbox.faults`."""
        wish = {
            "method": method,
            "chat_id": chat,
            "times": times,
            "retry_after": retry_after,
            "seconds": seconds,
        }
        await self.post("/sim/fault", kind=kind, **wish)

    async def faults(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.get("/sim/fault"))["faults"]
        return found

    async def clear_faults(self) -> None:
        await self._ask("DELETE", "/sim/fault")

    async def flood(self, on: bool) -> None:
        await self.post("/sim/flood", on=on)

    async def raw_update(self, body: dict[str, Any]) -> int:
        """Any object as an update, readable or not."""
        return int((await self._ask("POST", "/sim/update", json=body))["update_id"])

    async def jump(self, next_id: int) -> None:
        """Update ids go on from here."""
        await self.post("/sim/jump", next_id=next_id)


def _said(found: dict[str, Any]) -> Said:
    return Said(found["message"], found["chat"], found["seq"], tuple(found.get("messages", ())))
