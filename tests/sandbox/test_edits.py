"""Edits, deletions and pins."""

from typing import Any

from sandbox.refusals import NOT_MODIFIED
from tests.sandbox.stages import Stage, keyboard, staged


@staged
async def test_an_edit_without_a_keyboard_drops_the_keyboard(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu", "Setujui")
    await stage.ok("editMessageText", chat_id=ani, message_id=card, text="Selesai")
    [_, shown] = await stage.people.messages(ani)
    assert shown["rows"] == []
    assert shown["versions"] == ["Kartu"]


@staged
async def test_an_edit_that_changes_nothing_is_refused(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu", "Setujui")
    wish: dict[str, Any] = {"chat_id": ani, "message_id": card, "text": "Kartu"}
    refused = await stage.refused("editMessageText", **wish, reply_markup=keyboard("Setujui"))
    assert refused == f"Bad Request: {NOT_MODIFIED}"
    await stage.ok("editMessageText", **wish, reply_markup=keyboard("Tolak"))
    await stage.ok("editMessageReplyMarkup", chat_id=ani, message_id=card)
    refused = await stage.refused("editMessageReplyMarkup", chat_id=ani, message_id=card)
    assert refused == f"Bad Request: {NOT_MODIFIED}"


@staged
async def test_edits_never_ring(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu")
    await stage.ok("editMessageText", chat_id=ani, message_id=card, text="Kartu 2")
    await stage.send(ani, "diam", disable_notification=True)
    assert [(line.text, line.rang) for line in await stage.people.rang(ani)] == [
        ("Kartu 2", True),
        ("diam", False),
    ]


@staged
async def test_only_the_bots_own_messages_without_reply_keyboard_can_be_edited(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.say(ani, "halo")
    keys = await stage.send(ani, "Menu", reply_markup={"keyboard": [["Tugas"]]})
    for message in (said.message, keys):
        refused = await stage.refused("editMessageText", chat_id=ani, message_id=message, text="x")
        assert refused == "Bad Request: message can't be edited"
    refused = await stage.refused("editMessageText", chat_id=ani, message_id=999, text="x")
    assert refused == "Bad Request: message to edit not found"


@staged
async def test_a_message_can_be_deleted_for_48_hours(stage: Stage) -> None:
    await stage.people.clock(speed=0)
    ani = await stage.person()
    first, second = await stage.send(ani, "satu"), await stage.send(ani, "dua")
    await stage.people.clock(advance=48 * 3600)
    await stage.ok("deleteMessage", chat_id=ani, message_id=first)
    await stage.people.clock(advance=1)
    refused = await stage.refused("deleteMessage", chat_id=ani, message_id=second)
    assert refused == "Bad Request: message can't be deleted for everyone"
    refused = await stage.refused("deleteMessage", chat_id=ani, message_id=first)
    assert refused == "Bad Request: message to delete not found"
    assert "(pesan dihapus)" in await stage.people.transcript(ani)


@staged
async def test_many_are_deleted_at_once_and_missing_ones_passed_over(stage: Stage) -> None:
    ani = await stage.person()
    ids = [await stage.send(ani, text) for text in ("satu", "dua")]
    assert await stage.ok("deleteMessages", chat_id=ani, message_ids=[*ids, 999])
    assert [m["deleted"] for m in await stage.people.messages(ani)] == [False, True, True]


@staged
async def test_pins_come_and_go(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu")
    await stage.ok("pinChatMessage", chat_id=ani, message_id=card)
    assert (await stage.people.chat(ani))["pinned"] == [card]
    await stage.ok("unpinChatMessage", chat_id=ani)
    assert (await stage.people.chat(ani))["pinned"] == []
