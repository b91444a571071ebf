"""Delivery to a webhook."""

import asyncio

from aiohttp import web

from tests.sandbox.stages import Stage, staged


class Hook:
    """A bot's webhook that fails as often as told, then takes everything."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.taken: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def __aenter__(self) -> "Hook":
        self._runner = web.ServerRunner(web.Server(self._take))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.taken.put_nowait((update["message"]["text"], secret))
        return web.Response()


@staged
async def test_updates_are_brought_in_order_with_the_secret_until_they_are_taken(stage: Stage) -> None:
    ani = await stage.person()
    async with Hook(failures=1) as hook:
        await stage.ok("setWebhook", url=hook.url, secret_token="rahasia-1")
        await stage.people.say(ani, "satu")
        await stage.people.say(ani, "dua")
        assert [await hook.taken.get() for _ in range(2)] == [("satu", "rahasia-1"), ("dua", "rahasia-1")]
        assert await stage.people.idle()
        info = await stage.ok("getWebhookInfo")
        assert (info["url"], info["pending_update_count"]) == (hook.url, 0)
        assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
        await stage.ok("deleteWebhook")


@staged
async def test_polling_conflicts_with_a_webhook(stage: Stage) -> None:
    await stage.ok("setWebhook", url="https://kinerja.example/hook")
    refused = await stage.call("getUpdates")
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: can't use getUpdates method while webhook is active")
    await stage.ok("deleteWebhook", drop_pending_updates=True)
    assert await stage.pending() == []


@staged
async def test_a_webhook_elsewhere_must_be_https_and_its_secret_plain(stage: Stage) -> None:
    refused = await stage.refused("setWebhook", url="http://kinerja.example/hook")
    assert refused == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    refused = await stage.refused("setWebhook", url="https://x.id", secret_token="spasi tidak boleh")
    assert refused == "Bad Request: secret token contains unallowed characters"
