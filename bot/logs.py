"""The log: ids and our own words, never what a person typed and never the token. Source: design law 12.

Messages of exceptions are left out, since drivers quote values in them ("Key (name)=(…) already
exists"); the kind of exception and the lines it passed through remain.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from random import Random
from types import TracebackType
from typing import TextIO

QUIET = ("httpx", "httpcore", "telegram", "apscheduler", "alembic", "fontTools", "asyncio")
WORDS = ("incident", "kind", "method", "state", "step", "command")
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
LOG_BYTES = 10_000_000
LOG_FILES = 5

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class Redaction(logging.Filter):
    """Replaces anything that looks like a bot token, whoever logs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        shown = record.getMessage()
        record.msg, record.args = TOKEN.sub("‹token›", shown), None
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, from, message, and the ids given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **_identifiers(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["trace"] = trace(*record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """The same for human eyes."""

    def format(self, record: logging.LogRecord) -> str:
        said = " ".join(f"{name}={value}" for name, value in _identifiers(record).items())
        at = f"{_moment(record):%Y-%m-%d %H:%M:%S}Z"
        line = f"{at} {record.levelname.lower():8}{record.name}: {record.getMessage()} {said}".rstrip()
        if record.exc_info and record.exc_info[0]:
            line += "".join(f"\n    {passed}" for passed in trace(*record.exc_info))
        return line


class LogFile(RotatingFileHandler):
    """A rotating file whose folder appears with the first line, not before."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def configure(layout: str, *, stream: TextIO | None = None, file: Path | None = None) -> None:
    """Send everything to `stream` and to a rotating `file`; replaces what an earlier call set up."""
    handlers: list[logging.Handler] = []
    if stream is not None:
        handlers.append(logging.StreamHandler(stream))
    if file is not None:
        handlers.append(
            LogFile(file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
        )
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if handler.get_name() == "kinerja":
            root.removeHandler(handler)
            handler.close()
    for handler in handlers:
        handler.set_name("kinerja")
        handler.setFormatter(JsonLines() if layout == "json" else TextLines())
        handler.addFilter(Redaction())
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def incident(random: Random) -> str:
    """A short code that a person can read out and the log can be searched for: "K-3F2A"."""
    return f"K-{random.randrange(16**4):04X}"


def trace(
    kind: type[BaseException], error: BaseException | None, frames: TracebackType | None
) -> tuple[str, ...]:
    """Where an exception passed and what kind it was, without its message."""
    passed = (
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)
    )
    cause = error.__cause__ or error.__context__ if error is not None else None
    below = trace(type(cause), cause, cause.__traceback__) if cause is not None else ()
    return (*below, *passed, f"{kind.__module__}.{kind.__qualname__}")


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _identifiers(record: logging.LogRecord) -> dict[str, object]:
    """Numbers and agreed words only: a name or an answer handed over by mistake stays out."""
    given = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return {
        name: value
        for name, value in sorted(given.items())
        if isinstance(value, int | float) or (name in WORDS and isinstance(value, str))
    }
