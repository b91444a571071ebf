"""What is written about the house is true of it."""

import re
from pathlib import Path

import pytest

from tests.house.trees import PACKAGES, ROOT, sources, texts
from tools import sop_pages

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
SECTIONS = ("## Situation", "## Choice", "## Turned down", "## Price", "## Since then")
LONGEST_RECORD = 80  # lines: one page
WANTED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,]+\])?(?:==\S+)?$", re.MULTILINE)


@pytest.mark.parametrize("record", DECISIONS, ids=lambda record: record.stem)
def test_each_decision_says_why_and_at_what_price(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    places = [text.find(section) for section in SECTIONS]
    assert -1 not in places
    assert places == sorted(places)
    assert len(text.splitlines()) <= LONGEST_RECORD


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(record.name[:4]) for record in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_each_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    wanted = {
        package
        for name in ("requirements.in", "requirements-dev.in")
        for package in WANTED.findall((ROOT / name).read_text())
    }
    given = set(re.findall(r"^\| `([^`]+)` \|", reasons, re.MULTILINE))
    assert given == wanted


def test_the_glossary_holds_only_words_in_use() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    words = {
        word
        for row in re.findall(r"^\|.+\|(.+)\|$", glossary, re.MULTILINE)
        for word in re.findall(r"`([^`]+)`", row)
    }
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources(*PACKAGES))
    assert len(words) > 40
    assert not {word for word in words if not re.search(rf"\b{re.escape(word)}", code, re.IGNORECASE)}


def test_the_architecture_names_only_what_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    missing = {path for path in re.findall(r"`([a-z_]+/[\w/.-]*)`", page) if not (ROOT / path).exists()}
    assert not missing


def test_the_pages_of_the_sops_are_current() -> None:
    wanted = sop_pages.texts()
    found = {path.name: path for path in sop_pages.FOLDER.iterdir()}
    assert found.keys() == wanted.keys() | {f"{sop.key}.png" for _, sop in sop_pages.sops()}, "run make docs"
    stale = {name for name, text in wanted.items() if found[name].read_text(encoding="utf-8") != text}
    assert not stale, "run make docs"


def test_nothing_was_left_for_later() -> None:
    mark = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b")
    assert not {
        str(path) for path, text in texts() if path.suffix in (".py", ".md", ".toml") and mark.search(text)
    }
