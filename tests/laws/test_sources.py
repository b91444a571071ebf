"""Laws 2, 3 and 8 as the code itself keeps them: nothing waits, nothing talks to the network, no floats."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.trees import named, sources, tree

ROOMS = ("handlers", "desk", "screens", "storage", "sop", "text")
NETWORK = {"telegram", "httpx", "asyncio", "socket", "urllib.request", "http", "aiohttp", "requests"}
MOMENTS = {"sop/joins.py", "storage/outcomes.py"}  # instants in order and seconds to wait, no figures
LIKENESS = {"sop/role_names.py", "sop/step_remarks.py"}  # how near two names on paper are, no figures
FIGURES = ("sop", "desk", "storage", "screens", "text", "handlers")


def imports(module: ast.Module) -> Iterator[str]:
    """Each import, as the module and as its top package."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from names
        yield from (name.split(".")[0] for name in names)


def waits(module: ast.Module) -> Iterator[int]:
    """Lines that suspend, or could."""
    kinds = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    for node in ast.walk(module):
        if isinstance(node, ast.stmt | ast.expr) and isinstance(node, kinds):
            yield node.lineno


def floats(module: ast.Module) -> Iterator[int]:
    """Lines with a float literal or `float(...)`."""
    for node in ast.walk(module):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        if isinstance(node, ast.expr) and (literal or made):
            yield node.lineno


def found(rooms: tuple[str, ...], look: object) -> set[str]:
    assert callable(look)
    return {f"{named(path)}:{line}" for path in sources(*rooms) for line in look(tree(path))}


def test_nothing_inside_a_transaction_talks_to_the_network() -> None:
    guilty = {named(path): set(imports(tree(path))) & NETWORK for path in sources(*ROOMS)}
    assert not {path: names for path, names in guilty.items() if names}


def test_nothing_inside_a_transaction_waits() -> None:
    assert not found(ROOMS, waits)


def test_no_figure_is_a_float() -> None:
    assert {line.split(":")[0] for line in found(FIGURES, floats)} <= MOMENTS | LIKENESS


@pytest.mark.parametrize(
    ("planted", "look"),
    [
        ("import asyncio", lambda module: set(imports(module)) & NETWORK),
        ("from telegram.ext import Application", lambda module: set(imports(module)) & NETWORK),
        ("async def f():\n    await g()", lambda module: list(waits(module))),
        ("x = 0.5", lambda module: list(floats(module))),
        ("x = float('1')", lambda module: list(floats(module))),
    ],
    ids=["asyncio", "telegram", "await", "literal", "float"],
)
def test_each_way_to_break_them_is_caught(planted: str, look: object) -> None:
    assert callable(look)
    assert look(ast.parse(planted))


def test_the_rooms_are_there() -> None:
    assert all(Path(named(path)).suffix == ".py" for path in sources(*ROOMS))
    assert len(sources(*ROOMS)) > 150
