"""The HTTP side: one port for the Bot API, files, the clock, the person API and the page."""

import asyncio
import hmac
import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox import scenes
from sandbox.clock import Clock
from sandbox.faults import Fault
from sandbox.files import downloaded
from sandbox.floods import Floods
from sandbox.methods import METHODS, call, chat_of, poll
from sandbox.parameters import Parameters, read_parameters
from sandbox.refusals import Misuse, Refusal, bad_request
from sandbox.webhooks import Postman
from sandbox.worlds import World

TOKEN = "700000000:sandbox-token-for-loopback-only"  # noqa: S105 - opens nothing but this sandbox
REQUEST_BYTES = 128 << 20
_PAGE = Path(__file__).parent / "page"
_PAGES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/chat.js": ("chat.js", "text/javascript"),
}


class Server:
    """One sandbox in this process: `async with Server() as sandbox: ...`, or start and stop it by hand."""

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        token: str = TOKEN,
        clock: Clock | datetime | None = None,
        flood: bool = False,
        username: str = "BotKinerjaBot",
        name: str = "Bot Kinerja",
    ) -> None:
        self.host = host
        self.port = port
        made = clock if isinstance(clock, Clock) else Clock(clock)
        self.world = World(token, made, Floods(flood), username, name)
        self._postman = Postman(self.world)
        self._closing = asyncio.Event()

    @property
    def base_url(self) -> str:
        """Where it all is; the Bot API lies under it at `/bot<token>/<method>`."""
        return f"http://{self.host}:{self.port}"

    @property
    def token(self) -> str:
        return self.world.token

    async def start(self) -> None:
        server = web.Server(
            self._handle, request_factory=_request, handler_cancellation=True, access_log=None
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._postman.start()

    async def stop(self) -> None:
        self._closing.set()
        self.world.updates.close()
        self.world.bell.ring()
        await self._postman.stop()
        await self._runner.cleanup()

    async def __aenter__(self) -> "Server":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        try:
            if path.startswith("/bot"):
                return await self._bot_call(request, path[4:])
            if path.startswith("/file/bot"):
                return self._file(path[9:])
            return await self._own(request, path)
        except Refusal as refusal:
            return _json(refusal.body(), refusal.code)
        except (Misuse, ValueError) as misuse:
            return _json({"error": str(misuse)}, 400)
        except web.HTTPRequestEntityTooLarge:
            return _json(Refusal(413, "Request Entity Too Large").body(), 413)

    def _check_token(self, token: str) -> None:
        if not hmac.compare_digest(token.encode(), self.world.token.encode()):
            raise Refusal(401, "Unauthorized")

    async def _bot_call(self, request: web.BaseRequest, rest: str) -> web.StreamResponse:
        token, _, name = rest.partition("/")
        self._check_token(token)
        method = name.lower()
        if method != "getupdates" and method not in METHODS:
            raise Refusal(404, "Not Found")
        parameters = await read_parameters(request)
        fault = self.world.faults.strike(method, chat_of(parameters))
        try:
            if fault is not None:
                return await self._faulty(request, fault, method, parameters)
            return _bytes(await self._answer(method, parameters))
        except (ValueError, TypeError) as error:
            raise bad_request("wrong parameter in request") from error

    async def _answer(self, method: str, parameters: Parameters) -> bytes:
        self.world.calls[method] += 1
        if method == "getupdates":
            return await poll(self.world, parameters)
        result = call(self.world, method, parameters)
        return _encoded({"ok": True, "result": result})

    async def _faulty(
        self, request: web.BaseRequest, fault: Fault, method: str, parameters: Parameters
    ) -> web.StreamResponse:
        refusal = fault.refusal()
        if refusal is not None:
            raise refusal
        if fault.kind == "502":
            return web.Response(
                status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html"
            )
        answer = await self._answer(method, parameters) if fault.kind in ("slow", "drop_after") else b""
        if fault.kind in ("hang", "slow"):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), fault.seconds)
        if fault.kind == "slow":
            return _bytes(answer)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    def _file(self, rest: str) -> web.StreamResponse:
        token, _, path = rest.partition("/")
        self._check_token(token)
        stored = downloaded(self.world, path)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _own(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        if path in _PAGES:
            name, kind = _PAGES[path]
            return web.Response(body=(_PAGE / name).read_bytes(), content_type=kind, charset="utf-8")
        if path == "/clock":
            return await self._clock(request)
        if path.startswith("/sim/"):
            return await self._sim(request, path[5:])
        raise Refusal(404, "Not Found")

    async def _clock(self, request: web.BaseRequest) -> web.StreamResponse:
        """GET tells the time; POST takes `set`, `advance` and `speed`, in that order."""
        clock = self.world.clock
        if request.method == "POST":
            wish = (await read_parameters(request)).values
            if wish.get("set"):
                clock.set(datetime.fromisoformat(str(wish["set"])))
            if wish.get("advance"):
                clock.advance(float(wish["advance"]))
            if wish.get("speed") not in (None, ""):
                clock.run(float(wish["speed"]))
        return web.Response(text=clock.text(), headers={"X-Clock-Speed": f"{clock.speed:g}"})

    async def _sim(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        if name == "fault":
            return await self._plant(request)
        if name == "file":
            return self._stored(request.query.get("id", ""))
        table = scenes.GET if request.method == "GET" else scenes.POST
        scene = table.get(name)
        if scene is None:
            raise Refusal(404, "Not Found")
        answer = await scene(self.world, await read_parameters(request))
        if isinstance(answer, str):
            return web.Response(text=answer)
        return _json(answer)

    async def _plant(self, request: web.BaseRequest) -> web.StreamResponse:
        faults = self.world.faults
        if request.method == "POST":
            return _json(faults.plant((await read_parameters(request)).values))
        if request.method == "DELETE":
            faults.clear()
        return _json({"faults": faults.listed()})

    def _stored(self, file_id: str) -> web.StreamResponse:
        """A file as the person opens it, without the bot's hour and size limit."""
        stored = self.world.files.get(file_id)
        if stored is None:
            raise Misuse("no such file")
        shown = stored.mime if stored.mime in ("application/pdf", "image/png", "image/jpeg") else ""
        headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(stored.name)}"}
        return web.Response(
            body=stored.content, content_type=shown or "application/octet-stream", headers=headers
        )


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """aiohttp's request with room for the largest upload."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=REQUEST_BYTES)


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _bytes(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, content_type="application/json")


def _json(value: Any, status: int = 200) -> web.Response:
    return _bytes(_encoded(value), status)


async def serve(server: Server) -> None:
    """Run until this task is cancelled."""
    await server.start()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()
