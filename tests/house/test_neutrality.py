"""The tree installs and runs on any machine: no paths of one, no package registry, no secrets."""

import re
import tomllib

from tests.house.trees import ROOT, named, texts

MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt|opt/[a-z]+)/[\w.-]+|[A-Z]:\\\\?Users")
REGISTRY = re.compile(r"https?://\S*(?:pypi|pythonhosted|/simple\b|nexus|artifactory|devpi)", re.IGNORECASE)
INDEX = re.compile(r"^\s*(?:-i|-f|--(?:extra-)?index-url|--find-links|--trusted-host)\b", re.MULTILINE)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)
WANTED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,]+\])?(?:==(\S+))?$", re.MULTILINE)
THIS = "tests/house/test_neutrality.py"


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {
        f"{named(path)}: {match[0]}"
        for path, text in texts()
        if named(path) != THIS
        for pattern in (MACHINE, REGISTRY)
        for match in pattern.finditer(text)
    }
    assert not found


def test_locks_name_no_index_and_pin_every_package_with_its_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text()
        assert not INDEX.search(lock)
        assert all(
            "--hash=sha256:" in block for block in re.split(r"\n(?=\S)", lock.strip()) if "==" in block
        )


def test_locks_hold_what_was_asked_for() -> None:
    for name in ("requirements", "requirements-dev"):
        locked = {
            package.lower(): version
            for package, version in PINNED.findall((ROOT / f"{name}.txt").read_text())
        }
        for package, version in WANTED.findall((ROOT / f"{name}.in").read_text()):
            assert locked[package.lower()] == (version or locked[package.lower()])


def test_every_package_of_the_house_is_installed_with_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    if isinstance(settings, dict):
        return  # found by pattern
    there = {
        named(path.parent).replace("/", ".")
        for package in settings
        for path in (ROOT / package.partition(".")[0]).rglob("__init__.py")
    }
    assert there <= set(settings)
