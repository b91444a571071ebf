"""Every text an official reads exists, is used, and is filled with exactly what it asks for."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.trees import named, sources, tree
from text.catalogue import catalogue, find

KEY = re.compile(r"([a-z_]+)\.([a-z][a-z_0-9]*)")
BUILT = re.compile(r"([a-z_]+)\.[a-z_0-9]*")
READERS = ("bot", "handlers", "desk", "screens", "reports", "text", "tools")
FILLERS = {"words", "plain"}
# What a refusal of the law may say to an official; the rest are ids that tell nobody anything.
NAMED = {"step", "seat"}

# Keys built from data: prefix -> what stands behind it. Each is built in one place, and tried there.
FROM_DATA = {
    "cases.": "the law's own keys, tried below",
    "checks.": "told_enterer, told_between, told_above",
    "corrections.": "sop.corrections.Unread",
    "nouns.": "what a card is about, by stage, tried in tests/chats",
    "workbooks.": "complaints, refusals, hints and sheet names, tried in tests/workbooks",
}

AREAS = {key.split(".")[0] for key in catalogue()}


def literals(path: Path) -> Iterator[str]:
    """Every text of a file that looks like a key."""
    for node in ast.walk(tree(path)):
        said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if (match := KEY.fullmatch(said)) and match[1] in AREAS:
            yield said


def prefixes(path: Path) -> Iterator[str]:
    """The fixed beginnings of keys that are built from data: f"orders.instruction_{number}"."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            begins = str(node.values[0].value)
            if (match := BUILT.fullmatch(begins)) and match[1] in AREAS:
                yield begins


def built() -> set[str]:
    return {prefix for path in sources(*READERS) for prefix in prefixes(path)}


def test_every_key_in_the_code_exists() -> None:
    begins = built()
    unknown = {
        (key, named(path))
        for path in sources(*READERS)
        for key in literals(path)
        if key not in catalogue() and key not in begins
    }
    assert not unknown


def test_every_text_is_used() -> None:
    used = {key for path in sources(*READERS) for key in literals(path)}
    begins = tuple(prefix for prefix in built() if not prefix.endswith(".") or prefix in FROM_DATA)
    assert not {key for key in catalogue() if key not in used and not key.startswith(begins)}


def test_every_prefix_has_texts() -> None:
    assert not {prefix for prefix in built() if not any(key.startswith(prefix) for key in catalogue())}


def test_whole_areas_are_built_from_data_only_where_it_is_written_down() -> None:
    assert {prefix for prefix in built() if prefix.endswith(".")} == FROM_DATA.keys()


def filled(path: Path) -> Iterator[tuple[int, str, set[str]]]:
    """Calls that fill a text by a written key: line, key, names of the values."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Name(id=called), args=[ast.Constant(value=str() as key)], keywords=values):
                if called in FILLERS and all(value.arg for value in values):
                    yield node.lineno, key, {str(value.arg) for value in values}


def refused(path: Path) -> Iterator[tuple[int, str, set[str]]]:
    """Refusals of the desk by a written key: line, key, names of the values."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(
                func=ast.Name(id="Refused"), args=[ast.Constant(value=str() as key), *_], keywords=values
            ):
                if all(value.arg for value in values):
                    yield node.lineno, key, {str(value.arg) for value in values}


@pytest.mark.parametrize("look", [filled, refused], ids=["texts", "refusals"])
def test_every_text_gets_exactly_the_values_it_asks_for(look: object) -> None:
    assert callable(look)
    wrong = {
        f"{named(path)}:{line} {key}: {sorted(values ^ find(key).fields)}"
        for path in sources(*READERS)
        for line, key, values in look(path)
        if values != find(key).fields
    }
    assert not wrong


def law() -> dict[str, list[set[str]]]:
    """Refusals of the engine: key -> the names of the values at each place."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for path in sources("sop"):
        for node in ast.walk(tree(path)):
            match node:
                case ast.Call(func=ast.Name(id="Refusal"), args=[ast.Constant(value=str() as key), *rest]):
                    names = {
                        str(name.value)
                        for one in rest
                        if isinstance(one, ast.Dict)
                        for name in one.keys
                        if isinstance(name, ast.Constant)
                    }
                    found[key].append(names)
    return found


def test_the_law_refuses_in_words() -> None:
    assert len(law()) > 15
    assert not {key for key in law() if f"cases.{key}" not in catalogue()}


@pytest.mark.parametrize("key", sorted(law()))
def test_a_refusal_of_the_law_gets_exactly_what_it_names(key: str) -> None:
    for names in law()[key]:
        assert find(f"cases.{key}").fields == names & NAMED


def test_no_refusal_is_longer_than_an_alert() -> None:
    """A toast holds 200 characters; values get their share of them."""
    long = {key for key in law() if sum(len(words) for words, _ in find(f"cases.{key}").pieces) > 120}
    assert not long
