"""The tree as text and as syntax, for tests about the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "scheduler", "desk", "storage", "screens", "reports", "sop", "text")
PACKAGES = (*FLOORS, "sandbox", "tools", "tests")
GENERATED = ROOT / "storage" / "migrations" / "versions"
HIDDEN = (
    ".venv",
    ".git",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "data",
    "out",
)


@cache
def sources(*packages: str) -> tuple[Path, ...]:
    """The Python files of packages, generated migrations aside."""
    found = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(path for path in found if GENERATED not in path.parents)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file that belongs to the project."""
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not set(path.relative_to(ROOT).parts) & set(HIDDEN):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # fonts and pictures
