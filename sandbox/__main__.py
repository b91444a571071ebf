"""`python -m sandbox`: the local Telegram on its own, with its page."""

import argparse
import asyncio
import signal
import sys
from contextlib import suppress
from datetime import datetime

from sandbox.server import TOKEN, Server


def arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Telegram tiruan di komputer ini.")
    parser.add_argument("--port", type=int, default=8081, help="0 memilih port yang bebas")
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengarkan")
    parser.add_argument("--token", default=TOKEN, help="token bot yang diterima")
    parser.add_argument("--clock", type=_instant, help="jam awal, mis. 2026-10-01T07:25:00+08:00")
    parser.add_argument("--flood", action="store_true", help="berlakukan batas kecepatan Telegram")
    return parser.parse_args(words)


def _instant(word: str) -> datetime:
    try:
        instant = datetime.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{word}' bukan waktu ISO 8601") from None
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError("sertakan selisih waktunya, mis. 2026-10-01T07:25:00+08:00")
    return instant


async def run(options: argparse.Namespace) -> None:
    server = Server(options.port, options.host, options.token, options.clock, options.flood)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with server:
        print(f"Halaman: {server.base_url}/")
        print(f"BOT_API_URL={server.base_url}")
        print(f"BOT_TOKEN={server.token}")
        print(f"CLOCK_URL={server.base_url}/clock", flush=True)
        await stopped.wait()


def main() -> int:
    options = arguments(sys.argv[1:])
    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(run(options))
        except OSError as error:
            print(f"Port {options.port} tidak dapat dipakai: {error.strerror or error}", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
