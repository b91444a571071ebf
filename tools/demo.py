"""`make demo`: the demo office on this machine, opened in a browser and played by hand.

Sandbox and application run in this process; everybody of the office is connected and the quarter's order
lies before the head. Nothing is kept: the next start begins on Thu 1 Oct 2026 07.25 WITA again.
"""

import argparse
import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.wirings import RECURRING
from tools.demo_office import demo_book
from tools.theatre import theatre

OPENING = datetime.fromisoformat("2026-10-01T07:25:00+08:00")
PORT = 8081


async def demo(folder: Path, port: int) -> None:
    """Run until interrupted."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with theatre(folder, OPENING, port=port, ticks=RECURRING) as stage:
        await stage.open_office(demo_book())
        await stage.sandbox.clock(speed=1)
        await stage.tick()
        print(f"Kantor demo siap: {stage.sandbox.base_url}/")
        print("Pilih orang di sebelah kiri; kartu pertama ada pada Kepala Dinas. Hentikan dengan Ctrl+C.")
        await stopped.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description="The demo office, to be played by hand.")
    parser.add_argument("--port", type=int, default=PORT, help="port of the page (0 picks a free one)")
    options = parser.parse_args()
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    with TemporaryDirectory(prefix="kinerja-demo-") as folder:
        try:
            asyncio.run(demo(Path(folder), options.port))
        except OSError as error:
            print(f"Kantor demo tidak dapat dibuka: {error.strerror or error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
