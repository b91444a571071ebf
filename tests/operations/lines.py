"""The command line as a person uses it, and small servers it may be pointed at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot import logs
from bot.__main__ import main

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@dataclass
class Shell:
    """Types commands in a folder of its own; `said` and `complained` hold what the last one printed."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    said: str = ""
    complained: str = ""

    def types(self, *words: str, **environment: str) -> int:
        settings = {"DATA_DIR": str(self.folder / "data"), "BOT_TOKEN": TOKEN, **environment}
        try:
            return main(words, settings)
        finally:
            logs.configure("text")
            printed = self.capture.readouterr()
            self.said, self.complained = printed.out, printed.err

    def is_refused(self, *words: str, **environment: str) -> str:
        """The one sentence of a refusal."""
        assert self.types(*words, **environment) == 2
        assert "Traceback" not in self.complained
        assert self.said == ""
        sentence = self.complained.strip()
        assert len(sentence.splitlines()) == 1
        assert sentence.endswith(".")
        return sentence


@contextmanager
def answering(status: int, body: str, date: str = "") -> Iterator[str]:
    """A server that answers everything alike; yields its address."""

    class Answer(BaseHTTPRequestHandler):
        """The one answer."""

        def do_POST(self) -> None:
            self.send_response_only(status)
            if date:
                self.send_header("Date", date)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
