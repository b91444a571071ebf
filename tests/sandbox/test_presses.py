"""Presses on buttons, and the words that answer them."""

import asyncio
from typing import Any

import pytest

from sandbox.client import Pressed, SandboxError
from tests.sandbox.stages import Stage, staged

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def answered(stage: Stage, press: "asyncio.Task[Pressed]", **answer: Any) -> Pressed:
    """Fetch the press as a bot does and answer it."""
    [update] = await stage.pending(timeout=10)
    query = update["callback_query"]
    await stage.ok("answerCallbackQuery", callback_query_id=query["id"], **answer)
    return await press


@staged
async def test_a_press_by_label_reaches_the_bot_and_brings_the_toast_back(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Setuju?", "Setujui", "Tolak")
    press = asyncio.create_task(stage.people.press(ani, "Setujui"))
    done = await answered(stage, press, text="Tersimpan: disetujui")
    assert (done.message, done.data, done.toast, done.alert) == (
        card,
        "setujui",
        "Tersimpan: disetujui",
        False,
    )


@staged
async def test_the_latest_message_with_that_button_is_pressed_unless_one_is_named(stage: Stage) -> None:
    ani = await stage.person()
    older, newer = await stage.send(ani, "satu", "Buka"), await stage.send(ani, "dua", "Buka")
    await stage.send(ani, "tanpa tombol")
    assert (await stage.people.press(ani, "Buka", wait=0)).message == newer
    assert (await stage.people.press(ani, "Buka", message=older, wait=0)).message == older


@staged
async def test_a_button_that_is_not_there_cannot_be_pressed(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Setuju?", "Setujui")
    with pytest.raises(SandboxError, match=r"no button \[Hapus\].*\[Setujui\]"):
        await stage.people.press(ani, "Hapus", wait=0)
    await stage.ok("editMessageReplyMarkup", chat_id=ani, message_id=card)
    with pytest.raises(SandboxError, match=r"no button \[Setujui\]"):
        await stage.people.press(ani, "Setujui", wait=0)
    assert await stage.pending() == []


@staged
async def test_data_can_be_forged_and_old_messages_come_without_content(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Setuju?", "Setujui")
    await stage.people.press(ani, data="1|ap|orang-lain", message=card, wait=0)
    await stage.people.press(ani, "Setujui", old=True, wait=0)
    forged, old = [update["callback_query"] for update in await stage.pending()]
    assert forged["data"] == "1|ap|orang-lain"
    assert forged["message"]["text"] == "Setuju?"
    assert old["message"].keys() == {"chat", "message_id", "date"}
    assert old["message"]["date"] == 0


@staged
async def test_a_query_is_answered_once_and_within_fifteen_seconds(stage: Stage) -> None:
    await stage.people.clock(speed=0)
    ani = await stage.person()
    await stage.send(ani, "Setuju?", "Setujui")
    first = (await stage.people.press(ani, "Setujui", wait=0)).query_id
    second = (await stage.people.press(ani, "Setujui", wait=0)).query_id
    await stage.people.clock(advance=15)
    long = await stage.refused("answerCallbackQuery", callback_query_id=first, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    await stage.ok("answerCallbackQuery", callback_query_id=first)
    assert await stage.refused("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    await stage.people.clock(advance=1)
    assert await stage.refused("answerCallbackQuery", callback_query_id=second) == TOO_OLD
    assert await stage.refused("answerCallbackQuery", callback_query_id="tak dikenal") == TOO_OLD


@staged
async def test_buttons_that_open_or_copy_tell_what_without_an_update(stage: Stage) -> None:
    ani = await stage.person()
    rows = [[{"text": "Buka", "url": "https://x.id"}, {"text": "Salin", "copy_text": {"text": "K7QXA"}}]]
    await stage.send(ani, "Pilih", reply_markup={"inline_keyboard": rows})
    assert (await stage.people.press(ani, "Buka")).url == "https://x.id"
    assert (await stage.people.press(ani, "Salin")).url == "K7QXA"
    assert await stage.pending() == []


@staged
async def test_keys_of_the_reply_keyboard_say_their_label_and_share_the_contact(stage: Stage) -> None:
    ani = await stage.person("Ani", phone="+628123456789")
    keys = [["Tugas"], [{"text": "Bagikan nomor", "request_contact": True}]]
    with pytest.raises(SandboxError, match="no reply keyboard"):
        await stage.people.key(ani, "Tugas")
    with pytest.raises(SandboxError, match="no button asks"):
        await stage.people.contact(ani)
    await stage.send(ani, "Menu", reply_markup={"keyboard": keys})
    await stage.people.key(ani, "Tugas")
    await stage.people.key(ani, "Bagikan nomor")
    budi = await stage.people.person("Budi", phone="+62877")
    await stage.people.contact(ani, of=budi)
    await stage.people.contact(ani, phone="+62888")
    typed, own, other, stranger = [update["message"] for update in await stage.pending()]
    assert typed["text"] == "Tugas"
    assert own["contact"] == {"phone_number": "+628123456789", "first_name": "Ani", "user_id": ani}
    assert other["contact"]["user_id"] == budi
    assert "user_id" not in stranger["contact"]
