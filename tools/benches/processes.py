"""Sandbox, application and other programs as processes of their own, as they run in an office."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sandbox.client import Sandbox
from sandbox.server import TOKEN

STOP_SECONDS = 20.0
LOOK_SECONDS = 0.02
ENTRY = {
    "application": ("bot", "run"),
    "echo": ("tools.benches.echo_bot",),
    "probed": ("tools.benches.probed_app",),
}


class Stalled(Exception):
    """A program under measurement ended, or did not do in time what was waited for."""


@asynccontextmanager
async def local_telegram(at: datetime) -> AsyncIterator[Sandbox]:
    """A sandbox in a process of its own whose clock starts at `at` and runs."""
    words = ("-m", "sandbox", "--port", "0", "--clock", at.isoformat())
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=PIPE)
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().split()[-1]
        async with Sandbox(address) as sandbox:
            yield sandbox
    finally:
        await _stopped(process)


@asynccontextmanager
async def program(
    entry: str, sandbox: Sandbox, folder: Path, more: Mapping[str, str] | None = None
) -> AsyncIterator[Process]:
    """One of `ENTRY` before that sandbox, its data in `folder`; told to stop at the end."""
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": sandbox.base_url,
        "CLOCK_URL": f"{sandbox.base_url}/clock",
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "SEND_PER_SECOND": "0",
        **(more or {}),
    }
    words = ("-m", *ENTRY[entry])
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, env=environment, stdout=DEVNULL, stderr=log
        )
    try:
        yield process
    finally:
        await _stopped(process)


async def said(sandbox: Sandbox) -> int:
    """How many messages the bot has sent or edited since the sandbox began."""
    calls = (await sandbox.counters())["calls"]
    return sum(count for method, count in calls.items() if method.startswith(("send", "edit")))


async def wait_for_words(sandbox: Sandbox, process: Process, wanted: int, seconds: float = 120.0) -> None:
    """Until the bot has sent or edited so many messages in all."""
    for _ in range(int(seconds / LOOK_SECONDS)):
        if await said(sandbox) >= wanted:
            return
        if process.returncode is not None:
            raise Stalled(f"the program ended with code {process.returncode}")
        await asyncio.sleep(LOOK_SECONDS)
    raise Stalled(f"{await said(sandbox)} of {wanted} messages after {seconds:.0f} s")


async def _stopped(process: Process) -> None:
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
