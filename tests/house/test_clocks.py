"""Below the scheduler nobody reads a clock or throws dice: both are handed in (law 5)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.trees import named, sources, tree

BELOW = ("handlers", "desk", "storage", "screens", "reports", "sop", "text")
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime", "gmtime", "sleep"},
}
DICE = {"uuid": {"uuid1", "uuid4"}, "os": {"urandom"}}
DICE_MODULES = {"secrets"}


def readings(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines that take the time or a random number from the machine."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rsplit(".", 1)[-1]
            if node.attr in CLOCKS.get(owner, set()) | DICE.get(owner, set()) or owner in DICE_MODULES:
                yield node.lineno, f"{owner}.{node.attr}"
            elif owner == "random" and isinstance(node.value, ast.Name) and node.attr.islower():
                yield node.lineno, f"random.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "secrets"):
            yield node.lineno, f"from {node.module}"
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            yield from ((node.lineno, f"random.{name.name}") for name in node.names if name.name != "Random")


def test_no_clock_and_no_dice_below_the_scheduler() -> None:
    found = {
        f"{named(path)}:{line} {what}"
        for path in sources(*BELOW)
        for line, what in readings(tree(path))
        if not _draws_from_what_it_was_given(path, what)
    }
    assert not found


def _draws_from_what_it_was_given(path: Path, what: str) -> bool:
    """`random.choice` is fine where `random` is an argument: the module itself is never imported."""
    imported = {
        name.name for node in ast.walk(tree(path)) if isinstance(node, ast.Import) for name in node.names
    }
    return what.startswith("random.") and what != "random.SystemRandom" and "random" not in imported


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime as d\nd.datetime.utcnow()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "import secrets\nsecrets.token_hex()",
        "import random\nrandom.random()",
        "from random import SystemRandom",
        "import uuid\nuuid.uuid4()",
    ],
)
def test_each_way_to_take_the_time_is_caught(planted: str) -> None:
    assert list(readings(ast.parse(planted)))
