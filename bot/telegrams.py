"""Telegram's Bot API through python-telegram-bot's HTTP client, one method: `call`.

We stand on the client and its errors, not on `Bot.send_message` and its kin: those fold "503 with a JSON
body" (not accepted) and "connection cut" (perhaps accepted) into one NetworkError, and the difference
decides whether a message may be sent again (telegram 4.6). `call` never raises for what Telegram or the
network did; it says what is known.
"""

import json
import logging
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

# httpcore asks for this optional module at each of its locks; known to be absent it is not looked for on
# disk every time (measured: a quarter of the CPU of a call).
sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]

READ_SECONDS = 20.0
UPLOAD_SECONDS = 60.0
CONNECT_SECONDS = 10.0
SPARE_SECONDS = 10.0  # a long poll may answer this much later than it promised
DEFAULT_RETRY_SECONDS = 3.0  # a 429 that does not say how long
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class Known(StrEnum):
    """What is known about a call afterwards."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # 4xx: Telegram read it and said no
    LIMITED = "limited"  # 429
    UNAVAILABLE = "unavailable"  # 5xx with Telegram's own words: not accepted
    NOT_SENT = "not sent"  # no connection: surely never arrived
    UNKNOWN = "unknown"  # the line broke after it may have arrived


@dataclass(frozen=True, slots=True)
class Answered:
    """How one call ended. `words` are Telegram's description, never shown to people."""

    known: Known
    result: Any = None
    code: int = 0
    words: str = ""
    retry_seconds: float = 0.0
    moved_to: int = 0

    @property
    def ok(self) -> bool:
        return self.known is Known.ACCEPTED


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that travels with a call, as the form field `field`."""

    field: str
    name: str
    content: bytes
    mime: str


class _Form:
    """What the HTTP client asks of its (final) RequestData, with fields that are text already."""

    __slots__ = ("json_parameters", "multipart_data")

    def __init__(self, fields: dict[str, str], upload: Upload | None) -> None:
        self.json_parameters = fields
        self.multipart_data: dict[str, tuple[str, bytes, str]] = {}
        if upload is not None:
            self.multipart_data[upload.field] = (upload.name, upload.content, upload.mime)


class Telegram:
    """One bot's line to Telegram. The token stays inside; no log line shows it."""

    def __init__(self, token: str, api_url: str) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # at INFO it logs addresses with the token
        self.bot_id = int(token.partition(":")[0])
        self._methods = f"{api_url}/bot{token}/"
        self._files = f"{api_url}/file/bot{token}/"
        self._trust = httpx.create_ssl_context()
        self._free_lines: list[HTTPXRequest] = []
        self._lines: list[HTTPXRequest] = []
        self._poll_line = self._new_line()

    async def call(self, method: str, fields: Mapping[str, Any], upload: Upload | None = None) -> Answered:
        """Call a method; values that are not text travel as JSON."""
        seconds = UPLOAD_SECONDS if upload else READ_SECONDS
        async with self._line() as line:
            return await self._ask(line, method, fields, upload, seconds)

    async def updates(self, offset: int | None, wait_seconds: int) -> Answered:
        """One long poll. Only the offset of the next call tells Telegram that a batch was kept."""
        fields: dict[str, Any] = {"timeout": wait_seconds, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            fields["offset"] = offset
        seconds = wait_seconds + SPARE_SECONDS
        return await self._ask(self._poll_line, "getUpdates", fields, None, seconds)

    async def fetch(self, file_path: str) -> bytes:
        """The bytes of a file that getFile named; raises OSError when they cannot be had."""
        try:
            async with self._line() as line:
                code, body = await line.do_request(
                    self._files + file_path, "GET", read_timeout=UPLOAD_SECONDS
                )
        except TelegramError as error:
            raise OSError("the file could not be fetched") from error
        if code != 200:
            raise OSError(f"the file could not be fetched: {code}")
        return body

    async def renew_poll_line(self) -> None:
        """A fresh HTTP client for polling: the old one's pool may be stuck after a network blip."""
        stuck, self._poll_line = self._poll_line, self._new_line()
        await stuck.shutdown()

    async def start(self) -> None:
        await self._poll_line.initialize()

    async def stop(self) -> None:
        for line in (*self._lines, self._poll_line):
            await line.shutdown()

    @asynccontextmanager
    async def _line(self) -> AsyncIterator[HTTPXRequest]:
        """The line used last among the free ones, else a new one: few stay warm.

        One connection a line, since httpcore's pool looks at every idle connection for every call.
        """
        if self._free_lines:
            line = self._free_lines.pop()
        else:
            line = self._new_line()
            self._lines.append(line)
        try:
            yield line
        finally:
            self._free_lines.append(line)

    def _new_line(self) -> HTTPXRequest:
        return HTTPXRequest(
            connection_pool_size=1,
            connect_timeout=CONNECT_SECONDS,
            pool_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            write_timeout=READ_SECONDS,
            httpx_kwargs={"verify": self._trust},
        )

    async def _ask(
        self,
        line: HTTPXRequest,
        method: str,
        fields: Mapping[str, Any],
        upload: Upload | None,
        seconds: float,
    ) -> Answered:
        form = cast(RequestData, _Form({name: _text(value) for name, value in fields.items()}, upload))
        try:
            code, body = await line.do_request(
                self._methods + method, "POST", form, read_timeout=seconds, write_timeout=seconds
            )
        except NetworkError as error:
            never_left = isinstance(error.__cause__, NEVER_LEFT)
            return Answered(Known.NOT_SENT if never_left else Known.UNKNOWN, words=_kind(error))
        return _understood(code, body)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _understood(code: int, body: bytes) -> Answered:
    try:
        said = json.loads(body)
        ok = said["ok"] is True
    except (ValueError, KeyError, TypeError):  # a proxy's page, or half an answer
        known = Known.REFUSED if 400 <= code < 500 and code != 408 else Known.UNKNOWN
        return Answered(known, code=code, words="not JSON")
    if ok:
        return Answered(Known.ACCEPTED, result=said.get("result"), code=code)
    code = said.get("error_code", code)
    hints = said.get("parameters") or {}
    return Answered(
        _known(code),
        code=code,
        words=str(said.get("description", "")),
        retry_seconds=float(hints.get("retry_after") or DEFAULT_RETRY_SECONDS) if code == 429 else 0.0,
        moved_to=int(hints.get("migrate_to_chat_id") or 0),
    )


def _known(code: int) -> Known:
    if code == 429:
        return Known.LIMITED
    return Known.UNAVAILABLE if code >= 500 else Known.REFUSED


def _kind(error: BaseException) -> str:
    """The kind of trouble, without its message: that could hold the address."""
    cause = error.__cause__
    return type(cause).__name__ if cause is not None else type(error).__name__
