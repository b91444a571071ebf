"""Running a script: a coroutine that plays people on the stage of `tools.theatre`."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from desk import cases
from desk.works import Work
from sop.periods import read_period
from storage.database import Scope
from tools.demo_office import demo_book
from tools.theatre import Theatre, theatre

OPENING = datetime.fromisoformat("2026-10-01T07:25:00+08:00")
SOPS = Path(__file__).parents[1] / "engine" / "definitions"

Script = Callable[[Theatre], Awaitable[None]]


def play(script: Script, folder: Path, at: datetime = OPENING) -> None:
    """Play a script in the demo office, everybody connected, nothing opened yet."""

    async def run() -> None:
        async with theatre(folder, at, sop_folders=(SOPS,)) as stage:
            await stage.open_office(demo_book())
            await script(stage)

    asyncio.run(run())


async def open_letter(stage: Theatre) -> None:
    """Open the two-step SOP of the tests: the head disposes, each recipient reports back."""
    scope = Scope(stage.office_id)

    def opened(work: Work) -> int:
        cases.open_case(work, scope, "letter", read_period("2026"), by=0)
        return 1

    await stage.app.act(opened)
    await stage.settle()


async def heard(stage: Theatre, who: str, words: str) -> bool:
    """Whether some message of the application in somebody's chat says these words now."""
    said = [entry for entry in await stage.sandbox.messages(stage.cast[who]) if entry["by_bot"]]
    return any(words in entry["text"] for entry in said)


async def last_words(stage: Theatre, who: str) -> str:
    """The newest message of the application in somebody's chat, as it reads now."""
    said = [entry for entry in await stage.sandbox.messages(stage.cast[who]) if entry["by_bot"]]
    return str(said[-1]["text"]) if said else ""
