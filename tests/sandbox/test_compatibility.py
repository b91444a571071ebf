"""python-telegram-bot talks to the sandbox as to Telegram, and the real process starts and stops."""

import asyncio
import re
import sys

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken

from sandbox.client import Sandbox
from tests.sandbox.stages import Stage, staged

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Setujui", callback_data="1|ap", style="success")]])


@staged
async def test_cards_presses_and_edits_pass_through_the_library(stage: Stage) -> None:
    ani = await stage.person()
    async with stage.bot() as bot:
        assert (await bot.get_me()).username == "BotKinerjaBot"
        card = await bot.send_message(ani, "<b>Kartu</b>", parse_mode="HTML", reply_markup=KEYS)
        assert card.entities[0].type == "bold"
        press = asyncio.create_task(stage.people.press(ani, "Setujui"))
        [update] = await bot.get_updates(timeout=10)
        assert update.callback_query is not None
        assert update.callback_query.data == "1|ap"
        assert await update.callback_query.answer("Tersimpan", show_alert=True)
        assert (await press).alert
        await bot.edit_message_text("Selesai", ani, card.message_id)
        with pytest.raises(BadRequest, match="Message is not modified"):
            await bot.edit_message_text("Selesai", ani, card.message_id)
        reply = await bot.send_message(ani, "Ingat", reply_parameters=ReplyParameters(card.message_id))
        assert reply.reply_to_message is not None
        await bot.pin_chat_message(ani, card.message_id)
        await bot.delete_message(ani, card.message_id)


@staged
async def test_an_old_press_is_parsed_by_the_library(stage: Stage) -> None:
    ani = await stage.person()
    await stage.send(ani, "Kartu", "Setujui")
    await stage.people.press(ani, "Setujui", old=True, wait=0)
    async with stage.bot() as bot:
        [update] = await bot.get_updates()
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        assert not update.callback_query.message.is_accessible


@staged
async def test_files_pass_through_the_library_in_both_directions(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.upload(ani, ("isian.xlsx", b"isi"), caption="Ini")
    async with stage.bot() as bot:
        [update] = await bot.get_updates()
        assert update.message is not None
        assert update.message.document is not None
        file = await update.message.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"isi"
        sent = await bot.send_document(ani, b"%PDF", filename="laporan.pdf", caption="Laporan")
        assert sent.document is not None
        assert sent.document.file_name == "laporan.pdf"
        album = [InputMediaDocument(b"satu", filename="1.txt"), InputMediaDocument(b"dua", filename="2.txt")]
        assert len(await bot.send_media_group(ani, album)) == 2
        await bot.edit_message_media(InputMediaDocument(b"baru", filename="b.pdf"), ani, sent.message_id)
        assert (await bot.copy_message(ani, ani, sent.message_id)).message_id > sent.message_id


@staged
async def test_settings_pass_through_the_library(stage: Stage) -> None:
    ani = await stage.person()
    async with stage.bot() as bot:
        scope = BotCommandScopeChat(ani)
        await bot.set_my_commands([BotCommand("tugas", "Tugas saya")], scope=scope)
        assert (await bot.get_my_commands(scope=scope))[0].command == "tugas"
        assert await bot.delete_my_commands(scope=scope)
        assert await bot.set_chat_menu_button(ani)
        assert await bot.send_chat_action(ani, "typing")
        await bot.send_message(ani, "Menu", reply_markup=ReplyKeyboardMarkup([["Tugas"]], is_persistent=True))
        assert (await bot.get_webhook_info()).url == ""
        assert [key["text"] for key in (await stage.people.chat(ani))["keyboard"]["keyboard"][0]] == ["Tugas"]


@staged
async def test_the_library_raises_what_it_raises_at_telegram(stage: Stage) -> None:
    ani = await stage.person()
    async with stage.bot() as bot:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(5, "x")
        await stage.people.block(ani)
        with pytest.raises(Forbidden, match="blocked by the user"):
            await bot.send_message(ani, "x")
        await bot.set_webhook("https://kinerja.example/hook")
        with pytest.raises(Conflict):
            await bot.get_updates()
        stage.server.world.token = "1:diganti"
        with pytest.raises(InvalidToken):
            await bot.get_me()


@staged
async def test_the_page_and_all_it_loads_is_served_from_here(stage: Stage) -> None:
    async with stage.http.get(f"{stage.server.base_url}/") as answer:
        page = await answer.text()
        assert answer.content_type == "text/html"
    scripts = re.findall(r'(?:src|href)="([\w.]+)"', page)
    assert scripts == ["page.css", "chat.js", "page.js"]
    code = ""
    for name in scripts:
        async with stage.http.get(f"{stage.server.base_url}/{name}") as answer:
            assert answer.status == 200
            code += await answer.text()
    assert "http" not in page
    for path in sorted(set(re.findall(r'["`](/(?:sim|clock)[\w/]*)', code))):
        verb = (
            "get"
            if path.rsplit("/", 1)[1] in ("people", "chat", "wait", "transcript", "file", "clock")
            else "post"
        )
        async with stage.http.request(
            verb, f"{stage.server.base_url}{path}", params={"timeout": "0"}
        ) as answer:
            assert answer.status != 404, path


def test_it_starts_as_a_process_that_prints_its_addresses_and_stops_on_sigterm() -> None:
    asyncio.run(_started_process())


async def _started_process() -> None:
    words = ("-m", "sandbox", "--port", "0", "--token", "42:x", "--clock", "2026-10-01T07:25:00+08:00")
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    printed = [(await process.stdout.readline()).decode() for _ in range(4)]
    found = dict(line.strip().split("=", 1) for line in printed[1:])
    assert found["BOT_TOKEN"] == "42:x"
    assert printed[0].strip() == f"Halaman: {found['BOT_API_URL']}/"
    async with Sandbox(found["BOT_API_URL"]) as people:
        assert (await people.now()).isoformat().startswith("2026-10-01T07:2")
    process.terminate()
    await process.stdout.read()
    assert await process.wait() == 0
