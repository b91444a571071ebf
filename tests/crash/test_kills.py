"""SIGKILL at every named point and at random moments. Source: reliability 5, rows 4 and 5."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from sandbox.client import Sandbox
from sandbox.server import Server
from storage.database import Database
from tests.conftest import Show
from tests.crash.application import POINTS
from tests.crash.launchers import HEAD, KILLED, Tally, World

OCCURRENCES = 5
RANDOM_KILLS = 200
SEED = 20261120
LAST_WAIT_SECONDS = 0.05

pytestmark = pytest.mark.crash


def in_a_world(
    database: Database, folder: Path, seed: int, scene: Callable[[World], Awaitable[Tally]]
) -> Tally:
    async def run() -> Tally:
        async with Server() as server, Sandbox(server.base_url) as people:
            world = World(server, people, database, folder, Random(seed))
            await world.open()
            return await scene(world)

    return asyncio.run(run())


def agree(tally: Tally, show: Show) -> None:
    show("killed", HEAD, tally.line())
    assert (tally.lost, tally.twice) == (0, 0)
    assert tally.copies <= 2


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_a_named_point_loses_and_doubles_nothing(
    own_database: Database, tmp_path: Path, show: Show, point: str
) -> None:
    async def scene(world: World) -> Tally:
        for occurrence in range(1, OCCURRENCES + 1):
            code = await world.run(world.life(point=point, occurrence=occurrence), acts=3)
            assert code == KILLED
        assert await world.run(world.life(repeat_seconds=LAST_WAIT_SECONDS), acts=1) == 0
        return await world.tally(f"{own_database.engine.dialect.name}, {point}", OCCURRENCES)

    agree(in_a_world(own_database, tmp_path, SEED, scene), show)


def test_two_hundred_random_kills_lose_and_double_nothing(
    sqlite_database: Database, tmp_path: Path, show: Show
) -> None:
    print(f"seed {SEED}")
    random = Random(SEED)

    async def scene(world: World) -> Tally:
        for _ in range(RANDOM_KILLS):
            steps, seconds = random.randint(1, 40), random.uniform(0.0, 0.01)
            life = world.life(bomb_steps=steps, bomb_seconds=seconds)
            assert await world.run(life, acts=3) == KILLED
            with sqlite_database.reading() as connection:
                assert connection.scalar(sa.text("PRAGMA quick_check")) == "ok"
        assert await world.run(world.life(repeat_seconds=LAST_WAIT_SECONDS), acts=1) == 0
        return await world.tally("sqlite, random moments", RANDOM_KILLS)

    agree(in_a_world(sqlite_database, tmp_path, SEED, scene), show)
