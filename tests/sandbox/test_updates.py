"""getUpdates: confirming, waiting, conflicting and forgetting as Telegram does."""

import asyncio

from tests.sandbox.stages import Stage, staged


@staged
async def test_an_offset_confirms_everything_below_it(stage: Stage) -> None:
    ani = await stage.person()
    for text in ("satu", "dua", "tiga"):
        await stage.people.say(ani, text)
    first = await stage.pending()
    assert [update["message"]["text"] for update in first] == ["satu", "dua", "tiga"]
    assert await stage.pending() == first
    assert await stage.pending(offset=first[0]["update_id"] + 1) == first[1:]
    assert await stage.pending(offset=first[0]["update_id"], limit=1) == first[1:2]


@staged
async def test_a_negative_offset_keeps_only_the_last(stage: Stage) -> None:
    ani = await stage.person()
    for text in ("satu", "dua", "tiga"):
        await stage.people.say(ani, text)
    assert [update["message"]["text"] for update in await stage.pending(offset=-1)] == ["tiga"]
    assert len(await stage.pending()) == 1


@staged
async def test_a_long_poll_returns_as_soon_as_something_happens(stage: Stage) -> None:
    ani = await stage.person()
    polling = asyncio.create_task(stage.pending(timeout=50))
    assert await stage.people.idle()
    await stage.people.say(ani, "halo")
    assert [update["message"]["text"] for update in await polling] == ["halo"]
    assert not await stage.people.idle(seconds=0)


@staged
async def test_a_second_poller_ends_the_first_with_409(stage: Stage) -> None:
    older = asyncio.create_task(stage.call("getUpdates", timeout=50))
    assert await stage.people.idle()
    newer = asyncio.create_task(stage.call("getUpdates", timeout=50))
    assert await older == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    ani = await stage.people.person("Ani")
    await stage.people.start(ani)
    assert (await newer)["ok"]


@staged
async def test_a_poller_that_hung_up_is_not_taken_for_an_idle_bot(stage: Stage) -> None:
    polling = asyncio.create_task(stage.call("getUpdates", timeout=50))
    assert await stage.people.idle()
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    gone = stage.server.world.updates
    assert await gone.bell.until(lambda: not gone.idle, 5)


@staged
async def test_stopping_the_sandbox_ends_open_polls(stage: Stage) -> None:
    polling = asyncio.create_task(stage.pending(timeout=50))
    assert await stage.people.idle()
    await stage.server.stop()
    assert await polling == []


@staged
async def test_kinds_are_chosen_when_an_update_is_made_not_when_it_is_fetched(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.say(ani, "satu")
    await stage.pending(allowed_updates=["message"])
    await stage.people.edit(ani, said.message, "dua")
    await stage.people.block(ani)
    assert len(await stage.pending(allowed_updates=["message", "edited_message"])) == 1
    await stage.people.unblock(ani)
    await stage.people.edit(ani, said.message, "tiga")
    assert [sorted(update)[0] for update in await stage.pending()] == ["message", "edited_message"]


@staged
async def test_a_press_is_forgotten_after_150_seconds_and_a_message_after_a_day(stage: Stage) -> None:
    await stage.people.clock(speed=0)
    ani = await stage.person()
    await stage.send(ani, "Setuju?", "Setuju")
    await stage.people.press(ani, "Setuju", wait=0)
    await stage.people.say(ani, "halo")
    await stage.people.clock(advance=149)
    assert len(await stage.pending()) == 2
    await stage.people.clock(advance=1)
    assert [update["message"]["text"] for update in await stage.pending()] == ["halo"]
    await stage.people.clock(advance=24 * 3600 - 150)
    assert await stage.pending() == []


@staged
async def test_update_ids_can_jump_either_way_without_losing_anything(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.jump(900_000_000)
    await stage.people.say(ani, "jauh")
    [far] = await stage.pending()
    assert far["update_id"] == 900_000_000
    await stage.pending(offset=far["update_id"] + 1)
    await stage.people.jump(5)
    await stage.people.say(ani, "dekat")
    [near] = await stage.pending(offset=far["update_id"] + 1)
    assert near["update_id"] == 5


@staged
async def test_an_edit_after_the_fact_does_not_change_an_update_already_made(stage: Stage) -> None:
    ani = await stage.person()
    said = await stage.people.say(ani, "82,5")
    await stage.people.edit(ani, said.message, "85,2")
    made, edited = await stage.pending()
    assert made["message"]["text"] == "82,5"
    assert edited["edited_message"]["text"] == "85,2"


@staged
async def test_any_object_can_be_made_an_update(stage: Stage) -> None:
    number = await stage.people.raw_update({"message": {"message_id": "bukan angka"}})
    assert await stage.pending() == [{"update_id": number, "message": {"message_id": "bukan angka"}}]


@staged
async def test_another_token_is_unauthorized(stage: Stage) -> None:
    async with stage.http.get(f"{stage.server.base_url}/bot1:salah/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@staged
async def test_an_unknown_method_is_not_found(stage: Stage) -> None:
    assert await stage.refused("sendNothing") == "Not Found"
