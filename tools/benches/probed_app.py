"""The application as `python -m bot run` starts it, with a probe in its event loop.

It draws the report in DATA_DIR a few times (`RENDERS`), notes how late the loop woke meanwhile, writes that
down and runs on until it is told to stop.
"""

import asyncio
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from bot import databases
from bot.app import App, run_until_stopped
from bot.moments import office_now
from bot.printers import REPORT
from bot.renders import drawn
from bot.settings import Settings, settings_from
from bot.wirings import wired
from storage.database import Database

FIGURES_FILE = "figures.json"
NAP_SECONDS = 0.005
SETTLING_SECONDS = 2.0  # starting up is not what is measured


@dataclass(frozen=True, slots=True)
class Probed:
    """How much later than asked the loop woke, nap by nap, and how long each report took."""

    lag_seconds: list[float]
    render_seconds: list[float]

    @staticmethod
    def file(folder: Path) -> Path:
        return folder / "probed.json"


async def probed(figures: str, renders: int) -> Probed:
    found = Probed([], [])
    await asyncio.sleep(SETTLING_SECONDS)
    watching = asyncio.create_task(_watch(found.lag_seconds))
    for _ in range(renders):
        began = perf_counter()
        await drawn(REPORT, figures)
        found.render_seconds.append(perf_counter() - began)
    watching.cancel()
    return found


async def _watch(lag_seconds: list[float]) -> None:
    while True:
        began = perf_counter()
        await asyncio.sleep(NAP_SECONDS)
        lag_seconds.append(perf_counter() - began - NAP_SECONDS)


async def _run(settings: Settings, database: Database) -> None:
    folder, renders = settings.data_dir, int(os.environ["RENDERS"])

    async def note() -> None:
        found = await probed((folder / FIGURES_FILE).read_text(encoding="utf-8"), renders)
        (draft := folder / "probed.draft").write_text(json.dumps(asdict(found)))
        draft.rename(Probed.file(folder))

    noting = asyncio.create_task(note())
    failure = await run_until_stopped(App(settings, database, wired(settings, database)))
    noting.cancel()
    if failure is not None:
        raise failure


def main() -> int:
    settings = settings_from(os.environ, needs_token=True)
    database = databases.prepared(settings, office_now(settings))
    try:
        asyncio.run(_run(settings, database))
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
