"""Typed answers, kept before they are acknowledged, against an echo bot that keeps nothing.

Two hundred people with an open form type figures; both bots find the same messages waiting and answer each
with one call over loopback. Bot, sandbox and this driver are three processes. A run is timed from a tenth
of the answers on, so that neither is charged for starting. Source: design 9.
"""

import asyncio
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sandbox.client import Sandbox
from sandbox.server import TOKEN
from tools.benches import processes
from tools.benches.crowds import PRAISI, crowd_book, settled_office
from tools.benches.figures import Figure

PEOPLE = 200
TYPED = 4  # answers of each person in a run
PAIRS = 5
FIGURES = 3  # rows of a form
GOAL = 0.4
UNTIMED = 10  # one in so many answers comes before the clock starts


def measure(people: int = PEOPLE, typed: int = TYPED, pairs: int = PAIRS) -> tuple[Figure, ...]:
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        return asyncio.run(_measure(Path(folder), people, typed, pairs))


async def _measure(folder: Path, people: int, typed: int, pairs: int) -> tuple[Figure, ...]:
    (office := folder / "office").mkdir()
    cast = settled_office(office, crowd_book(people, FIGURES))
    ours: list[float] = []
    theirs: list[float] = []
    calls: list[float] = []
    async with processes.local_telegram(PRAISI) as sandbox:
        fillers = await met(sandbox, cast)
        for number in range(pairs):
            shutil.copytree(office, home := folder / f"run-{number}")
            theirs.append((await _run("echo", sandbox, home, fillers, typed))[0])
            speed, called = await _run("application", sandbox, home, fillers, typed)
            ours.append(speed)
            calls.append(called)
    ratio = median(own / bare for own, bare in zip(ours, theirs, strict=True))
    return (
        Figure("echo bot, median", median(theirs), "answers/s"),
        Figure("ours, median", median(ours), "answers/s"),
        Figure("Bot API calls for one answer of ours", median(calls), "calls"),
        Figure(f"ours to the echo bot's, median of {pairs} pairs", ratio, "times", GOAL, at_least=True),
    )


async def met(sandbox: Sandbox, cast: dict[str, int]) -> list[int]:
    """Everybody has pressed Start some day before; returns those who fill in."""
    for telegram_id, code in {telegram_id: code for code, telegram_id in cast.items()}.items():
        await sandbox.person(code, id=telegram_id)
        await sandbox.start(telegram_id)
    while updates := (await sandbox.get(f"/bot{TOKEN}/getUpdates"))["result"]:
        await sandbox.get(f"/bot{TOKEN}/getUpdates", offset=updates[-1]["update_id"] + 1, limit=1)
    return [telegram_id for code, telegram_id in cast.items() if code.startswith("STAF")]


async def _run(
    entry: str, sandbox: Sandbox, folder: Path, fillers: list[int], typed: int
) -> tuple[float, float]:
    """Answers a second, and calls an answer: everything was typed before the program starts."""
    for turn in range(typed):
        for person in fillers:
            await sandbox.say(person, f"{turn % FIGURES + 1}) {12 + turn}")
    everything, before = typed * len(fillers), await processes.said(sandbox)
    early = everything // UNTIMED
    async with processes.program(entry, sandbox, folder) as process:
        await processes.wait_for_words(sandbox, process, before + early)
        begun, began = await processes.said(sandbox) - before, perf_counter()
        await processes.wait_for_words(sandbox, process, before + everything)
        took = perf_counter() - began
        await sandbox.idle()
    return (everything - begun) / took, (await processes.said(sandbox) - before) / everything
