"""Work in a process of its own: bytes in, bytes out, and its memory and its faults go with it.

Neither the event loop nor the writer thread waits for it; when the application is killed, the process ends at
its closed pipe.
"""

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

SECRETS = ("BOT_TOKEN", "DATABASE_URL", "WEBHOOK_SECRET")  # such a process needs none of them
HOUSE = Path(__file__).resolve().parents[1]
SECONDS = 300.0


class ChildFailed(Exception):
    """The process ended without an answer, or took too long."""


async def answered(module: str, *arguments: str, said: bytes) -> bytes:
    """What `python -m MODULE ARGUMENTS` answers to some bytes; raises ChildFailed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(said), SECONDS)
    except TimeoutError as error:
        raise ChildFailed from error
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise ChildFailed
    return answer


def _environment() -> dict[str, str]:
    """Ours without the secrets, and with the way to this very house."""
    kept = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return {**kept, "PYTHONPATH": str(HOUSE)}
