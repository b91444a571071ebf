"""The movable clock, alone and over HTTP."""

from datetime import datetime, timedelta

import pytest

from sandbox.client import SandboxError
from sandbox.clock import Clock
from tests.sandbox.stages import MORNING, Stage, staged


class Hand:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_runs_at_real_speed_from_its_set_point() -> None:
    hand = Hand()
    clock = Clock(MORNING, hand)
    hand.seconds += 90
    assert clock.text() == "2026-10-01T07:26:30+08:00"


def test_a_change_of_speed_counts_from_now_on_and_zero_freezes() -> None:
    hand = Hand()
    clock = Clock(MORNING, hand)
    clock.run(60)
    hand.seconds += 60
    clock.run(0)
    hand.seconds += 999
    assert clock.now() == MORNING + timedelta(hours=1)
    clock.advance(30)
    assert clock.text() == "2026-10-01T08:25:30+08:00"


def test_a_naive_instant_and_a_backward_speed_are_refused() -> None:
    clock = Clock(MORNING)
    with pytest.raises(ValueError, match="offset"):
        clock.set(datetime(2026, 10, 1))  # noqa: DTZ001 - this is what is refused
    with pytest.raises(ValueError, match="speed"):
        clock.run(-1)


@staged
async def test_the_clock_is_read_and_moved_over_http(stage: Stage) -> None:
    assert await stage.people.clock(speed=0) - MORNING < timedelta(minutes=5)
    await stage.people.clock(set=datetime.fromisoformat("2026-12-31T23:59:00+09:00"))
    async with stage.http.post(f"{stage.server.base_url}/clock", data={"advance": "120"}) as answer:
        assert answer.content_type == "text/plain"
        assert await answer.text() == "2027-01-01T00:01:00+09:00"
    with pytest.raises(SandboxError, match="offset"):
        await stage.people.post("/clock", set="2026-10-01T07:25:00")


@staged
async def test_messages_are_dated_by_the_movable_clock(stage: Stage) -> None:
    await stage.people.clock(set=MORNING, speed=0)
    ani = await stage.person()
    sent = await stage.ok("sendMessage", chat_id=ani, text="x")
    assert sent["date"] == int(MORNING.timestamp())
