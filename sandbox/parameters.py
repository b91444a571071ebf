"""The parameters of one call, whichever way they came: query, form, multipart or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.refusals import Refusal, bad_request

UPLOAD_BYTES = 50 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Parameters:
    """Values as they came; the readers turn strings of a form into what the method expects."""

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'field "{name}" must be a valid Number') from None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value is True or str(value).lower() in ("true", "1", "yes")

    def tree(self, name: str) -> Any:
        """A JSON value, also when a form brought it as a string; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            kind = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
            raise bad_request(f"can't parse {kind} JSON object") from None


async def read_parameters(request: web.BaseRequest) -> Parameters:
    """Query first, then the body over it."""
    values: dict[str, Any] = dict(parse_qsl(request.query_string, keep_blank_values=True))
    uploads: dict[str, Upload] = {}
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_parts(request, values, uploads)
    elif request.body_exists:
        body = await request.read()
        if kind == "application/json":
            values.update(_object(body))
        elif kind == "application/x-www-form-urlencoded":
            values.update(parse_qsl(body.decode(), keep_blank_values=True))
    return Parameters(values, uploads)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON object")
    return found


async def _read_parts(request: web.BaseRequest, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            content = part.file.read()
            part.file.close()
            if len(content) > UPLOAD_BYTES:
                raise Refusal(413, "Request Entity Too Large")
            uploads[_free(name, uploads)] = Upload(part.filename, part.content_type, content)
        else:
            values[name] = part if isinstance(part, str) else bytes(part).decode()


def _free(name: str, uploads: dict[str, Upload]) -> str:
    """Several files under one field name, as a page sends an album, keep their order."""
    if name not in uploads:
        return name
    return next(f"{name}#{n}" for n in range(2, 100) if f"{name}#{n}" not in uploads)
