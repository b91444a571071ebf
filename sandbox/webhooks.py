"""Delivery to a webhook: one update after the other, repeated with growing pauses until it is taken."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from sandbox.chats import Json
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.updates import Update, checked_kinds
from sandbox.worlds import World

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 60.0
_SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def set_webhook(world: World, parameters: Parameters) -> bool:
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if url and not _reachable(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256 or not set(secret) <= _SECRET:
        raise bad_request("secret token contains unallowed characters")
    if parameters.flag("drop_pending_updates"):
        world.updates.drop()
    world.webhook = {"secret": secret, "max_connections": parameters.integer("max_connections", 40)}
    world.updates.hook(url, checked_kinds(parameters.tree("allowed_updates")))
    return True


def _reachable(url: str) -> bool:
    """Telegram wants HTTPS; plain HTTP is let through to this machine only."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    )


def delete_webhook(world: World, parameters: Parameters) -> bool:
    if parameters.flag("drop_pending_updates"):
        world.updates.drop()
    world.webhook = {}
    world.updates.hook("", None)
    return True


def webhook_info(world: World, _: Parameters) -> Json:
    world.updates.forget_expired()
    made: Json = {
        "url": world.updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.queue),
    }
    if world.updates.webhook_url:
        made["max_connections"] = world.webhook["max_connections"]
    if world.updates.allowed:
        made["allowed_updates"] = world.updates.allowed
    for name in ("last_error_date", "last_error_message"):
        if name in world.webhook:
            made[name] = world.webhook[name]
    return made


class Postman:
    """Brings updates to the webhook for as long as one is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        updates = self._world.updates
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
            pause = FIRST_PAUSE_SECONDS
            while True:
                await updates.bell.until(lambda: bool(updates.webhook_url and updates.queue), 3600)
                updates.forget_expired()
                if not updates.webhook_url or not updates.queue:
                    continue
                update = updates.queue[0]
                if await self._deliver(session, update):
                    self._taken(update)
                    pause = FIRST_PAUSE_SECONDS
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _taken(self, update: Update) -> None:
        queue = self._world.updates.queue
        if queue and queue[0] is update:
            queue.popleft()
            self._world.updates.bell.ring()

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> bool:
        world = self._world
        headers = {"Content-Type": "application/json"}
        if world.webhook.get("secret"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = world.webhook["secret"]
        try:
            async with session.post(
                world.updates.webhook_url, data=update.text.encode(), headers=headers
            ) as answer:
                if 200 <= answer.status < 300:
                    return True
                trouble = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            trouble = f"Connection failed: {error}"
        world.webhook["last_error_date"] = int(world.clock.unix())
        world.webhook["last_error_message"] = trouble
        return False
