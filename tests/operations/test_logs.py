"""The log carries ids; it knows neither tokens nor what people typed."""

import io
import json
import logging
from collections.abc import Iterator
from random import Random

import pytest

from bot import logs
from tests.operations.lines import TOKEN

log = logging.getLogger("kinerja.test")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    yield stream
    logs.configure("text")


def test_a_line_is_one_json_object_with_its_ids(written: io.StringIO) -> None:
    logs.configure("json", stream=written)
    log.info("served", extra={"office_id": 1, "update_id": 77, "answer": "85,5", "kind": "text"})
    line = json.loads(written.getvalue())
    assert (line["message"], line["level"], line["office_id"], line["update_id"]) == ("served", "info", 1, 77)
    assert line["kind"] == "text"
    assert "answer" not in line


@pytest.mark.parametrize("layout", ["json", "text"])
def test_a_token_never_appears(written: io.StringIO, layout: str) -> None:
    logs.configure(layout, stream=written)
    log.warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert "bot‹token›/getMe" in written.getvalue()
    assert TOKEN not in written.getvalue()


@pytest.mark.parametrize("layout", ["json", "text"])
def test_a_trace_shows_the_way_but_not_the_words(written: io.StringIO, layout: str) -> None:
    logs.configure(layout, stream=written)
    try:
        try:
            raise KeyError("Budi Santoso")
        except KeyError as error:
            raise ValueError("198503122010011002") from error
    except ValueError:
        log.exception("unforeseen", extra={"incident": "K-3F2A"})
    shown = written.getvalue()
    assert all(
        part in shown for part in ("builtins.ValueError", "builtins.KeyError", "test_logs.py", "K-3F2A")
    )
    assert "Budi" not in shown
    assert "1985" not in shown


def test_libraries_speak_up_only_when_something_is_wrong(written: io.StringIO) -> None:
    logs.configure("text", stream=written)
    for name in logs.QUIET:
        logging.getLogger(name).info("HTTP Request: POST …")
    assert written.getvalue() == ""


def test_configuring_twice_writes_once(written: io.StringIO) -> None:
    logs.configure("text", stream=written)
    logs.configure("text", stream=written)
    log.info("once")
    assert written.getvalue().count("once") == 1


def test_an_incident_code_can_be_read_out() -> None:
    assert logs.incident(Random(3)) == logs.incident(Random(3))
    assert all(len(logs.incident(Random(seed))) == 6 for seed in range(50))
