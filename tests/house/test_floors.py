"""Each contract of the floors has been seen to fail: a rule that cannot break proves nothing."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.trees import FLOORS, ROOT

TREE = (*FLOORS, "sandbox", "tools")
# Contract, then what is planted where: module, what it must not import.
PLANTS = {
    "Floors: each knows only the floors below": (
        ("sop", "text.planted_target"),
        ("text", "storage.planted_target"),
        ("storage", "desk.planted_target"),
        ("screens", "handlers.planted_target"),
        ("desk", "screens.planted_target"),
        ("handlers", "scheduler.planted_target"),
        ("scheduler", "bot.planted_target"),
    ),
    "Handlers and scheduler reach rows only through the desk": (
        ("handlers", "storage.planted_target"),
        ("scheduler", "storage.planted_target"),
    ),
    "The desk neither draws screens nor reports": (
        ("desk", "screens.planted_target"),
        ("desk", "reports.planted_target"),
    ),
    "Storage, screens and reports do not know each other": (
        ("storage", "screens.planted_target"),
        ("screens", "reports.planted_target"),
        ("reports", "storage.planted_target"),
    ),
    "Law and words know nothing of the house": (
        ("sop", "text.planted_target"),
        ("text", "sop.planted_target"),
    ),
    "The sandbox is a stranger": (("sandbox", "text.planted_target"), ("sandbox", "telegram")),
    "Nobody imports the sandbox or the tools": (
        ("desk", "sandbox.planted_target"),
        ("bot", "tools.planted_target"),
    ),
    "Only bot knows Telegram": tuple((floor, "telegram") for floor in FLOORS[1:]),
    "Only storage (and the wiring in bot) knows SQL": (
        ("desk", "sqlalchemy"),
        ("handlers", "sqlmodel"),
        ("sop", "alembic"),
    ),
    "Only reports writes PDF and workbooks": (("storage", "fpdf"), ("screens", "openpyxl")),
    "Only the scheduler knows APScheduler": (("desk", "apscheduler"), ("handlers", "apscheduler")),
}


def planted(package: str, target: str) -> str:
    return f"planted_in_{package}_{target.partition('.')[0]}"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the linter says about each contract in a copy of the house with every plant in it."""
    copy = tmp_path_factory.mktemp("house")
    for package in TREE:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
        (copy / package / "planted_target.py").write_text("")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package, target in {plant for plants in PLANTS.values() for plant in plants}:
        (copy / package / f"{planted(package, target)}.py").write_text(f"import {target}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    assert "Broken contracts" in ran.stdout, ran.stdout + ran.stderr
    return _sections(ran.stdout)


def _sections(printed: str) -> dict[str, str]:
    """The report of the broken contracts by name."""
    report = re.sub(r"\s+", " ", printed.split("Broken contracts", 1)[1])
    names = sorted(PLANTS, key=report.index)
    starts = [report.index(name) for name in names]
    return {
        name: report[start:end]
        for name, start, end in zip(names, starts, [*starts[1:], len(report)], strict=True)
    }


def test_every_contract_has_its_plants() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert {contract["name"] for contract in settings["contracts"]} == set(PLANTS)
    assert set(settings["root_packages"]) == set(TREE)


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_import_breaks_the_contract(verdicts: dict[str, str], contract: str) -> None:
    missed = {
        f"{package} -> {target}"
        for package, target in PLANTS[contract]
        if f"{package}.{planted(package, target)}" not in verdicts[contract]
    }
    assert not missed
