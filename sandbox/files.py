"""Files on Telegram's side: stored once, named by ids, downloadable up to 20 MB."""

import struct
from hashlib import sha256
from typing import Any

from sandbox.chats import Json, StoredFile
from sandbox.parameters import Parameters, Upload
from sandbox.refusals import Refusal, bad_request
from sandbox.worlds import World

DOWNLOAD_BYTES = 20 << 20
PHOTO_BYTES = 10 << 20
_PHOTO_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


def store(world: World, upload: Upload, kind: str) -> StoredFile:
    """Every upload gets ids of its own, even for the same bytes; re-sending by file id keeps them."""
    number = next(world.numbers)
    seed = sha256(f"{world.token}/{number}/{len(upload.content)}".encode()).hexdigest()
    prefix = "BQACAgUAAx" if kind == "document" else "AgACAgUAAx"
    made = StoredFile(
        prefix + seed[:40], "AgAD" + seed[40:52], upload.name, upload.mime, upload.content, kind
    )
    world.files[made.file_id] = made
    return made


def sent_file(world: World, parameters: Parameters, field: str, value: Any) -> StoredFile:
    """What the bot sends: an upload under the field, `attach://part`, or a file id known here."""
    kind = "photo" if field == "photo" else "document"
    name = str(value or "")
    part = name.removeprefix("attach://") if name.startswith("attach://") else field
    upload = parameters.uploads.get(part)
    if upload is not None:
        check_upload(upload, kind)
        return store(world, upload, kind)
    if not name:
        raise bad_request(f"there is no {kind} in the request")
    known = world.files.get(name)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request("type of file mismatch")
    return known


def check_upload(upload: Upload, kind: str) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind != "photo":
        return
    if len(upload.content) > PHOTO_BYTES:
        size = len(upload.content)
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes"
        )
    if not upload.content.startswith(_PHOTO_SIGNS):
        raise bad_request("IMAGE_PROCESS_FAILED")


def file_body(stored: StoredFile) -> Json:
    """The part of a `Message` that carries the file."""
    ids: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    if stored.kind == "photo":
        width, height = _dimensions(stored.content)
        return {"photo": [{**ids, "file_size": stored.size, "width": width, "height": height}]}
    return {"document": {"file_name": stored.name, "mime_type": stored.mime, **ids, "file_size": stored.size}}


def _dimensions(content: bytes) -> tuple[int, int]:
    """Of a PNG from its header; anything else is shown as 800 by 600."""
    if content.startswith(_PHOTO_SIGNS[0]) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return 800, 600


def get_file(world: World, parameters: Parameters) -> Json:
    stored = world.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": world.file_path(stored),
    }


def downloaded(world: World, path: str) -> StoredFile:
    """What lies under a path of getFile; 404 once the hour is over."""
    found = world.paths.get(path)
    if found is None or found[1] < world.clock.unix():
        raise Refusal(404, "Not Found")
    return found[0]
