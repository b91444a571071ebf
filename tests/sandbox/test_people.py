"""People, groups, transcripts, counters and waiting."""

import asyncio
from collections.abc import Awaitable

import pytest

from sandbox.client import SandboxError
from tests.sandbox.stages import MORNING, Stage, staged


@staged
async def test_the_transcript_reads_like_the_chat(stage: Stage) -> None:
    await stage.people.clock(set=MORNING, speed=0)
    ani = await stage.people.person("Ani", "Lestari")
    await stage.people.start(ani, "kode123")
    card = await stage.send(ani, "<b>Kartu</b>\nIsi data", "Isi", "Nanti", parse_mode="HTML")
    press = await stage.people.press(ani, "Isi", wait=0)
    await stage.ok("answerCallbackQuery", callback_query_id=press.query_id, text="Dibuka")
    await stage.people.clock(advance=60)
    await stage.ok("editMessageText", chat_id=ani, message_id=card, text="Selesai")
    await stage.people.say(ani, "82,5", reply_to=card)
    await stage.people.upload(ani, ("bukti jalan – TW III.xlsx", b"x" * 1200), caption="Bukti")
    await stage.send(ani, "Terima kasih", disable_notification=True)
    await stage.people.block(ani)
    assert await stage.people.transcript(ani) == (
        "Ani Lestari (obrolan pribadi)\n"
        "\n"
        "-- Kamis, 1 Oktober 2026 --\n"
        "\n"
        "07.25  Ani Lestari: /start kode123\n"
        "07.25  Bot Kinerja: Kartu\n"
        "       Isi data\n"
        "       [Isi] [Nanti]\n"
        "07.25  Ani Lestari menekan [Isi] -> \u201cDibuka\u201d\n"
        "07.26  Bot Kinerja: (pesan 07.25 diubah)\n"
        "       Selesai\n"
        "07.26  Ani Lestari: \u21b3 Selesai\n"
        "       82,5\n"
        "07.26  Ani Lestari: [berkas] bukti jalan \u2013 TW III.xlsx (1 kB)\n"
        "       Bukti\n"
        "07.26  Bot Kinerja: Terima kasih\n"
        "       (tanpa bunyi)\n"
        "07.26  * Ani Lestari memblokir bot\n"
    )


@staged
async def test_buttons_stand_in_brackets_row_by_row(stage: Stage) -> None:
    ani = await stage.person()
    await stage.send(ani, "Kartu", "Setujui", "Kembalikan")
    assert "[Setujui] [Kembalikan]\n" in await stage.people.transcript(ani)


@staged
async def test_start_carries_its_payload_as_a_command(stage: Stage) -> None:
    ani = await stage.people.person("Ani", username="ani", phone="+62811")
    await stage.people.start(ani, "kode_123-x")
    [update] = await stage.pending()
    message = update["message"]
    assert message["text"] == "/start kode_123-x"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["username"] == message["chat"]["username"] == "ani"
    assert message["chat"]["id"] == ani


@staged
async def test_waiting_returns_what_the_bot_did_and_nothing_the_person_did(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.say(ani, "halo")
    waiting = asyncio.create_task(stage.people.wait(ani, said.seq))
    card = await stage.send(ani, "Halo juga")
    [event] = await waiting
    assert (event.kind, event.message, event.text) == ("message", card, "Halo juga")
    await stage.ok("editMessageText", chat_id=ani, message_id=card, text="Sudah")
    assert (await stage.people.wait_for(ani, "Sudah", said.seq)).kind == "edit"
    assert await stage.people.wait(ani, await stage.people.seq(), seconds=0) == []
    with pytest.raises(SandboxError, match="Sudah"):
        await stage.people.wait_for(ani, "tidak ada", await stage.people.seq(), seconds=0)


@staged
async def test_everything_a_person_did_is_counted(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu", "Isi")
    said = await stage.people.say(ani, "82")
    await stage.people.edit(ani, said.message, "83")
    await stage.people.press(ani, "Isi", wait=0)
    await stage.people.upload(ani, ("a.txt", b"x"), ("b.txt", b"y"))
    await stage.ok("deleteMessage", chat_id=ani, message_id=card)
    counted = await stage.people.counters()
    wanted = {"starts": 1, "received": 1, "typed": 1, "edits": 1, "presses": 1, "files": 2}
    assert counted["people"][str(ani)] == wanted
    assert counted["calls"]["sendmessage"] == 1
    assert counted["updates"]["callback_query"] == 1


@staged
async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(stage: Stage) -> None:
    ani, budi = await stage.person("Ani"), await stage.person("Budi")
    room = await stage.people.group("Bagian Umum", [ani, budi])
    hello = await stage.send(room, "Halo, semua")
    await stage.people.say(ani, "siapa ini?", chat=room)
    await stage.people.say(ani, "/tugas", chat=room)
    await stage.people.say(budi, "terima kasih", chat=room, reply_to=hello)
    joined, *heard = await stage.pending()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert [update["message"]["text"] for update in heard] == ["/tugas", "terima kasih"]
    assert heard[0]["message"]["chat"]["type"] == "group"
    transcript = await stage.people.transcript(room)
    assert "Ani: siapa ini?" in transcript
    assert "Budi: \u21b3 Halo, semua" in transcript


@staged
async def test_out_of_a_group_the_bot_is_forbidden(stage: Stage) -> None:
    ani = await stage.person()
    room = await stage.people.group("Bagian Umum", [ani])
    await stage.people.post("/sim/remove_bot", person=ani, chat=room)
    refused = await stage.refused("sendMessage", chat_id=room, text="x")
    assert refused == "Forbidden: bot was kicked from the group chat"


@staged
async def test_an_upgraded_group_names_its_successor_and_a_deleted_account_is_gone(stage: Stage) -> None:
    ani = await stage.person()
    room = await stage.people.group("Bagian Umum", [ani])
    successor = await stage.people.upgrade(room)
    refused = await stage.call("sendMessage", chat_id=room, text="x")
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused["parameters"] == {"migrate_to_chat_id": successor}
    await stage.send(successor, "di sini")
    await stage.people.deactivate(ani)
    assert await stage.refused("sendMessage", chat_id=ani, text="x") == "Forbidden: user is deactivated"
    with pytest.raises(SandboxError, match="deleted the account"):
        await stage.people.say(ani, "halo")


@staged
async def test_what_a_person_cannot_do_is_said_plainly(stage: Stage) -> None:
    ani, budi = await stage.people.person("Ani"), await stage.person("Budi")
    card = await stage.send(budi, "Kartu")
    await stage.people.block(budi)
    cases: list[tuple[Awaitable[object], str]] = [
        (stage.people.say(ani, "halo"), "has not pressed Start"),
        (stage.people.say(12345, "halo"), "no person 12345"),
        (stage.people.say(budi, "halo"), "has blocked the bot"),
        (stage.people.edit(budi, card, "x"), "only one's own"),
        (stage.people.person("Cici", id=budi), "exists already"),
        (stage.people.person(" "), "first_name is missing"),
    ]
    for act, words in cases:
        with pytest.raises(SandboxError, match=words):
            await act


@staged
async def test_albums_ring_once(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.upload(ani, ("a.pdf", b"a"), ("b.pdf", b"b"))
    files = [m["file"]["id"] for m in await stage.people.messages(ani) if m["message"] in said.messages]
    media = [{"type": "document", "media": number} for number in files]
    assert len(await stage.ok("sendMediaGroup", chat_id=ani, media=media)) == 2
    assert [line.rang for line in await stage.people.rang(ani)] == [True, False]
    few = await stage.refused("sendMediaGroup", chat_id=ani, media=media[:1])
    assert few == "Bad Request: too few messages to send as an album"
