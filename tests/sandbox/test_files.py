"""Files in both directions and their limits."""

from io import BytesIO

import aiohttp
import pytest

from sandbox.client import SandboxError
from tests.sandbox.stages import Stage, staged

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x04\x00\x00\x00\x03" + b"\x00" * 20


async def posted(stage: Stage, method: str, field: str, content: bytes, **rest: str) -> dict[str, object]:
    form = aiohttp.FormData()
    for name, value in rest.items():
        form.add_field(name, value)
    form.add_field(field, BytesIO(content), filename="laporan.pdf", content_type="application/pdf")
    async with stage.http.post(
        f"{stage.server.base_url}/bot{stage.server.token}/{method}", data=form
    ) as answer:
        found: dict[str, object] = await answer.json()
        return found


@staged
async def test_what_a_person_uploads_the_bot_downloads_within_the_hour(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.upload(ani, ("bukti.xlsx", b"isi berkas"), caption="Bukti")
    [update] = await stage.pending()
    document = update["message"]["document"]
    assert (document["file_name"], document["file_size"], update["message"]["caption"]) == (
        "bukti.xlsx",
        10,
        "Bukti",
    )
    path = (await stage.ok("getFile", file_id=document["file_id"]))["file_path"]
    url = f"{stage.server.base_url}/file/bot{stage.server.token}/{path}"
    async with stage.http.get(url) as answer:
        assert await answer.read() == b"isi berkas"
    await stage.people.clock(advance=3601)
    async with stage.http.get(url) as answer:
        assert answer.status == 404
    async with stage.http.get(f"{stage.server.base_url}/file/bot1:salah/{path}") as answer:
        assert answer.status == 401


@staged
async def test_an_album_is_several_updates_with_one_group_and_one_caption(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.upload(ani, ("a.png", PNG), ("b.png", PNG), photo=True, caption="Foto")
    first, second = [update["message"] for update in await stage.pending()]
    assert said.messages == (first["message_id"], second["message_id"])
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Foto", False)
    assert (first["photo"][0]["width"], first["photo"][0]["height"]) == (4, 3)


@staged
async def test_beyond_20_mb_nothing_can_be_downloaded(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.upload(ani, ("besar.bin", bytes((20 << 20) + 1)))
    [update] = await stage.pending()
    refused = await stage.refused("getFile", file_id=update["message"]["document"]["file_id"])
    assert refused == "Bad Request: file is too big"
    assert (await stage.refused("getFile", file_id="x")).startswith("Bad Request: wrong file_id")


@staged
async def test_the_bots_document_reaches_the_person_and_is_sent_again_by_its_id(stage: Stage) -> None:
    ani = await stage.person()
    sent = await posted(
        stage, "sendDocument", "document", b"%PDF-1.7", chat_id=str(ani), caption="Laporan TW III"
    )
    assert sent["ok"]
    shown = (await stage.people.messages(ani))[-1]
    assert await stage.people.file(shown["file"]["id"]) == b"%PDF-1.7"
    again = await stage.ok("sendDocument", chat_id=ani, document=shown["file"]["id"])
    assert again["document"]["file_id"] == shown["file"]["id"]
    refused = await stage.refused("sendDocument", chat_id=ani, document="tak dikenal")
    assert refused == "Bad Request: wrong file identifier/HTTP URL specified"
    with pytest.raises(SandboxError):
        await stage.people.file("tak dikenal")


@staged
async def test_uploads_have_their_limits(stage: Stage) -> None:
    ani = await stage.person()
    chat = {"chat_id": str(ani)}
    large = await posted(stage, "sendDocument", "document", bytes((50 << 20) + 1), **chat)
    assert (large["error_code"], large["description"]) == (413, "Request Entity Too Large")
    photo = await posted(stage, "sendPhoto", "photo", PNG + bytes(10 << 20), **chat)
    assert "is too big for a photo; the maximum size is 10485760 bytes" in str(photo["description"])
    text = await posted(stage, "sendPhoto", "photo", b"bukan gambar", **chat)
    assert text["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    empty = await posted(stage, "sendDocument", "document", b"", **chat)
    assert empty["description"] == "Bad Request: file must be non-empty"
    long = await posted(stage, "sendDocument", "document", b"x", caption="x" * 1025, **chat)
    assert long["description"] == "Bad Request: message caption is too long"


@staged
async def test_captions_and_media_can_be_changed_but_a_file_never_becomes_text(stage: Stage) -> None:
    ani = await stage.person()
    await posted(stage, "sendDocument", "document", b"satu", chat_id=str(ani), caption="lama")
    card = (await stage.people.messages(ani))[-1]["message"]
    refused = await stage.refused("editMessageText", chat_id=ani, message_id=card, text="x")
    assert refused == "Bad Request: there is no text in the message to edit"
    await stage.ok("editMessageCaption", chat_id=ani, message_id=card, caption="baru")
    media = '{"type": "document", "media": "attach://isi", "caption": "lagi"}'
    rest = {"chat_id": str(ani), "message_id": str(card), "media": media}
    assert (await posted(stage, "editMessageMedia", "isi", b"dua", **rest))["ok"]
    shown = (await stage.people.messages(ani))[-1]
    assert shown["text"] == "lagi"
    assert await stage.people.file(shown["file"]["id"]) == b"dua"
