"""The clock's work: in memory only, re-armed when it stands still."""

import asyncio
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.app import Recurring, Wiring
from bot.clocks import RemoteClock
from desk.works import Work
from scheduler.ticks import Tick, Ticks
from storage.database import Database
from tests.delivery.fronts import letter
from tests.delivery.stages import Stage, play


def test_a_tick_writes_rows_and_the_postman_brings_them(database: Database, tmp_path: Path) -> None:
    told: set[int] = set()

    def remind(work: Work) -> int:
        return sum(letter(work, chat, "Pengingat", dedup=f"rung:{chat}") > 0 for chat in told)

    async def scene(stage: Stage) -> None:
        base = stage.front.wiring()
        wiring = Wiring(
            base.answer,
            base.announce,
            base.refuse,
            base.apology,
            base.resend_note,
            recurring=(Recurring("remind", 0.05, remind),),
        )
        await stage.boot(wiring=wiring)
        ani = await stage.person()
        mark = await stage.people.seq()
        told.add(ani)
        await stage.people.wait_for(ani, "Pengingat", mark)
        assert await stage.app.ticks.run("remind") == 1
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == ["Pengingat"]

    play(database, tmp_path, scene, booted=False)


def test_a_tick_that_stands_still_is_armed_again_after_three_intervals() -> None:
    async def scene() -> None:
        now = [100.0]
        came: list[str] = []

        async def deed() -> int:
            came.append("x")
            return 1

        ticks = Ticks((Tick("sweep", 60.0, deed),), lambda: now[0])
        ticks.start()
        now[0] += 180
        assert ticks.look() == ()
        now[0] += 1
        assert ticks.look() == ("sweep",)
        assert ticks.look() == ()
        await ticks.stop()

    asyncio.run(scene())


def test_a_failing_tick_counts_as_run_and_comes_again() -> None:
    async def scene() -> None:
        async def broken() -> int:
            raise KeyError

        ticks = Ticks((Tick("sweep", 60.0, broken),), lambda: 100.0)
        assert await ticks.run("sweep") == 0
        assert ticks.ran_at == {"sweep": 100.0}

    asyncio.run(scene())


def test_a_tick_at_work_ends_before_the_stop_returns() -> None:
    ended: list[str] = []

    async def scene() -> None:
        at_work, may_end = asyncio.Event(), asyncio.Event()

        async def deed() -> int:
            at_work.set()
            await may_end.wait()
            ended.append("deed")
            return 1

        ticks = Ticks([Tick("slow", 3600.0, deed)], time.monotonic)
        ticks.start()
        working = asyncio.create_task(ticks.run("slow"))
        await at_work.wait()
        stopping = asyncio.create_task(ticks.stop())
        may_end.set()
        await stopping
        ended.append("stop")
        assert await working == 1

    asyncio.run(scene())
    assert ended == ["deed", "stop"]


def test_a_tick_that_begins_when_another_ends_is_waited_for_too() -> None:
    ended: list[str] = []

    async def scene() -> None:
        at_work, go_on = asyncio.Event(), asyncio.Event()
        later: list[asyncio.Task[int]] = []

        async def first() -> int:
            at_work.set()
            await go_on.wait()
            later.append(asyncio.create_task(ticks.run("second")))
            ended.append("first")
            return 1

        async def second() -> int:
            for _ in range(50):  # turns of the loop, longer than a stop that does not wait takes
                await asyncio.sleep(0)
            ended.append("second")
            return 1

        ticks = Ticks((Tick("first", 60.0, first), Tick("second", 60.0, second)), lambda: 100.0)
        ticks.start()
        running = asyncio.create_task(ticks.run("first"))
        await at_work.wait()
        stopping = asyncio.create_task(ticks.stop())
        await asyncio.sleep(0)
        go_on.set()
        await stopping
        assert ended == ["first", "second"]
        await asyncio.gather(running, *later)

    asyncio.run(scene())


def test_office_time_follows_the_address_and_runs_on_without_it(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        clock = RemoteClock(f"{stage.server.base_url}/clock")
        wanted = await stage.people.clock(advance=86_400 * 30)
        await clock.refresh()
        assert abs((clock.now() - wanted).total_seconds()) < 60
        clock.url = f"{stage.server.base_url}/nowhere"
        await clock.refresh()
        assert abs((clock.now() - wanted).total_seconds()) < 60
        assert clock.now().utcoffset() is not None

    play(database, tmp_path, scene, booted=False)


def test_an_answer_that_was_on_its_way_does_not_turn_office_time_back() -> None:
    """The first answer is slow: it holds the older time and must not come after the newer one."""
    times = ["2026-10-01T08:13:00+08:00", "2026-10-01T08:17:00+08:00"]

    async def scene() -> None:
        asked, second_answered = asyncio.Event(), asyncio.Event()

        async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            text = times.pop(0)
            asked.set()
            if times:
                with suppress(TimeoutError):
                    await asyncio.wait_for(second_answered.wait(), 0.2)
            writer.write(f"HTTP/1.0 200 OK\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode())
            await writer.drain()
            writer.close()

        async def ask_again(clock: RemoteClock) -> None:
            await clock.refresh()
            second_answered.set()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        clock = RemoteClock(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        async with server:
            first = asyncio.create_task(clock.refresh())
            await asked.wait()
            await asyncio.gather(first, ask_again(clock))
        assert clock.now() >= datetime.fromisoformat("2026-10-01T08:17:00+08:00")

    asyncio.run(scene())
