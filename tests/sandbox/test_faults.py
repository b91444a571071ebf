"""Planted troubles strike as often as asked, and leave behind exactly what their name says."""

from datetime import timedelta

import aiohttp
import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from sandbox.client import SandboxError
from tests.sandbox.stages import Stage, staged


async def texts(stage: Stage, chat: int) -> list[str]:
    return [message["text"] for message in await stage.people.messages(chat) if message["by_bot"]]


@staged
async def test_429_strikes_one_chat_as_often_as_asked(stage: Stage) -> None:
    ani, budi = await stage.person("Ani"), await stage.person("Budi")
    await stage.people.fault("429", "sendMessage", chat=ani, times=2, retry_after=7)
    await stage.send(budi, "tidak terkena")
    for _ in range(2):
        refused = await stage.call("sendMessage", chat_id=ani, text="x")
        assert refused["parameters"] == {"retry_after": 7}
    await stage.send(ani, "lewat")
    assert await texts(stage, ani) == ["lewat"]
    [fault] = await stage.people.faults()
    assert (fault["times"], fault["hits"]) == (0, 2)
    await stage.people.clear_faults()
    assert await stage.people.faults() == []


@staged
async def test_500_comes_as_json_and_502_as_a_page(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.fault("500")
    assert await stage.refused("sendMessage", chat_id=ani, text="x") == "Internal Server Error"
    await stage.people.fault("502")
    url = f"{stage.server.base_url}/bot{stage.server.token}/sendMessage"
    async with stage.http.post(url, json={"chat_id": ani, "text": "x"}) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert await texts(stage, ani) == []


@staged
async def test_a_line_dropped_before_delivers_nothing_and_one_dropped_after_delivers_once(
    stage: Stage,
) -> None:
    ani = await stage.person()
    for kind in ("drop_before", "drop_after"):
        await stage.people.fault(kind, "sendMessage")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await stage.call("sendMessage", chat_id=ani, text=kind)
    assert await texts(stage, ani) == ["drop_after"]


@staged
async def test_a_hanging_line_delivers_nothing_and_a_slow_answer_has_delivered(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.fault("hang", "sendMessage", seconds=0.01)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await stage.call("sendMessage", chat_id=ani, text="hang")
    await stage.people.fault("slow", "sendMessage", seconds=0.01)
    await stage.send(ani, "slow")
    assert await texts(stage, ani) == ["slow"]


@staged
async def test_python_telegram_bot_sees_the_errors_it_would_see_at_telegram(stage: Stage) -> None:
    ani = await stage.person()
    async with stage.bot() as bot:
        await stage.people.fault("429", "sendMessage", retry_after=7)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PTB_TIMEDELTA", "true")
            with pytest.raises(RetryAfter) as limited:
                await bot.send_message(ani, "x")
            assert limited.value.retry_after == timedelta(seconds=7)
        await stage.people.fault("drop_after", "sendMessage")
        with pytest.raises(NetworkError):
            await bot.send_message(ani, "x")
        await stage.people.fault("hang", "sendMessage", seconds=30)
        with pytest.raises(TimedOut):
            await bot.send_message(ani, "x", read_timeout=0.05)
    assert await texts(stage, ani) == ["x"]


@staged
async def test_an_unknown_kind_of_trouble_is_named(stage: Stage) -> None:
    with pytest.raises(SandboxError, match="drop_after"):
        await stage.people.fault("hujan")
