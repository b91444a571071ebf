"""Every button has a route, every route a button, and no two buttons share an act (law 4)."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.routes import AWAITED, COMMANDS, TAPS
from tests.house.trees import named, sources, tree

ACT = re.compile(r"[a-z]{2,3}")
WRITERS = {"Tap", "_tap"}  # calls that pack an act, as their first argument


def acts(path: Path) -> Iterator[str]:
    """Acts a file of screens makes: its constants, and those it writes out where they are packed."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str() as act)):
                if name.isupper() and ACT.fullmatch(act):
                    yield act
            case ast.Call(func=ast.Name(id=called), args=[ast.Constant(value=str() as act), *_]):
                if called in WRITERS and ACT.fullmatch(act):
                    yield act


def made() -> dict[str, set[str]]:
    """Act -> the files that make it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sources("screens"):
        for act in acts(path):
            found[act].add(named(path))
    return found


def test_every_button_has_a_route() -> None:
    assert not {act: files for act, files in made().items() if act not in TAPS}


def test_every_route_has_a_button() -> None:
    assert not TAPS.keys() - made().keys()


def test_an_act_belongs_to_one_area() -> None:
    assert not {act: files for act, files in made().items() if len(files) > 1}


def test_a_button_without_a_route_would_be_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text('LOST = "zzz"\nButton("x", packed(Tap("zzy", "1")))\nshort = "ab"\nONE = "x"\n')
    assert set(acts(planted)) == {"zzz", "zzy"}


def test_every_awaited_answer_is_asked_for() -> None:
    """What a draft waits for is written where it is asked; a route for nothing would hide a mistake."""
    written = {
        node.value
        for path in sources("handlers", "desk")
        if named(path) != "handlers/routes.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not AWAITED.keys() - written


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands_are_telegrams(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
    assert 3 <= len(COMMANDS[name].does) <= 256
