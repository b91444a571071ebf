"""From process to first answer, and memory after a day of the demo office. Source: design 9."""

import asyncio
import shutil
from asyncio.subprocess import PIPE, Process
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sandbox.client import Sandbox
from tools.benches import processes
from tools.benches.answers import met
from tools.benches.crowds import PRAISI, settled_office
from tools.benches.figures import Figure
from tools.demo_office import demo_book

BOOTS = 5
BOOT_GOAL_SECONDS = 1.5
MEMORY_GOAL_MB = 150
HOURS = 9  # from ten in the morning until after closing time
SPOKEN = ("/tugas", "/isi", "1) 12", "/status", "/capaian", "/lanjut", "/laporan", "/bantuan", "terima kasih")
QUIET_SECONDS = 0.5


def measure(boots: int = BOOTS, hours: int = HOURS) -> tuple[Figure, ...]:
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        return asyncio.run(_measure(Path(folder), boots, hours))


async def _measure(folder: Path, boots: int, hours: int) -> tuple[Figure, ...]:
    (office := folder / "office").mkdir()
    cast = settled_office(office, demo_book())
    took: list[float] = []
    async with processes.local_telegram(PRAISI) as sandbox:
        await met(sandbox, cast)
        for number in range(boots):
            shutil.copytree(office, home := folder / f"boot-{number}")
            took.append(await _boot(sandbox, home, cast["KADIS"]))
        fresh_mb, memory_mb, messages = await _day(sandbox, office, cast, hours)
    return (
        Figure(
            f"start of the process to first answer, median of {boots}", median(took), "s", BOOT_GOAL_SECONDS
        ),
        Figure("memory after the first answers", fresh_mb, "MB"),
        Figure("messages of the day", messages, "messages"),
        Figure("memory after a day of the demo office", memory_mb, "MB", MEMORY_GOAL_MB),
    )


async def _boot(sandbox: Sandbox, folder: Path, person: int) -> float:
    """A command waits in the chat; how long until the new process has answered it."""
    before = await processes.said(sandbox)
    await sandbox.say(person, "/bantuan")
    began = perf_counter()
    async with processes.program("application", sandbox, folder) as process:
        await processes.wait_for_words(sandbox, process, before + 1)
        took = perf_counter() - began
        await sandbox.idle()
    return took


async def _day(sandbox: Sandbox, folder: Path, cast: dict[str, int], hours: int) -> tuple[float, float, int]:
    """Everybody speaks in every hour of the day; memory early and late, and messages sent."""
    before = await processes.said(sandbox)
    everybody = sorted(set(cast.values()))
    async with processes.program("application", sandbox, folder) as process:
        for hour in range(hours):
            for person in everybody:
                await sandbox.say(person, SPOKEN[hour % len(SPOKEN)])
            await _quiet(sandbox)
            if hour == 0:
                fresh_mb = await _memory_mb(process)
            await sandbox.clock(advance=timedelta(hours=1).total_seconds())
        await _quiet(sandbox)
        return fresh_mb, await _memory_mb(process), await processes.said(sandbox) - before


async def _quiet(sandbox: Sandbox) -> None:
    """Until the application waits for updates and has nothing more to say."""
    while True:
        await sandbox.idle()
        before = await processes.said(sandbox)
        await asyncio.sleep(QUIET_SECONDS)
        if await processes.said(sandbox) == before:
            return


async def _memory_mb(process: Process) -> float:
    """Resident memory of a process, as `ps` sees it."""
    asked = await asyncio.create_subprocess_exec("ps", "-o", "rss=", "-p", str(process.pid), stdout=PIPE)
    said, _ = await asked.communicate()
    return int(said) / 1024
