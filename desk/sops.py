"""The SOPs an installation knows: kept in the database, each version immutable (law 10)."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from desk.works import Refused, Work
from sop.cases import Case
from sop.loading import BUILT_IN, read_sop
from sop.procedures import Sop
from storage import cases


@lru_cache(maxsize=64)
def _read(body: str, name: str) -> Sop:
    return read_sop(body.encode(), name)


_of_cases: WeakKeyDictionary[Any, dict[tuple[str, int, str], Sop]] = WeakKeyDictionary()  # by database


def of_case(work: Work, case: Case) -> Sop:
    """The very version the case was opened with, as far as it holds for what opened the case.

    Read once, since a version that runs never changes.
    """
    known = _of_cases.setdefault(work.connection.engine, {})
    begun = (case.sop_key, case.sop_version, case.trigger)
    if begun not in known:
        kept = cases.sop_body(work.connection, case.sop_key, case.sop_version)
        if kept is None:
            raise LookupError(f"SOP {case.sop_key} version {case.sop_version} is not kept")
        known[begun] = _read(kept[1], f"{case.sop_key}-{case.sop_version}").started_by(case.trigger)
    return known[begun]


def newest(work: Work, sop_key: str) -> Sop | None:
    """The version a new case would run on; None for a key nobody defined."""
    body = cases.newest_sop(work.connection, sop_key)
    return _read(body, sop_key) if body is not None else None


def every(work: Work) -> tuple[Sop, ...]:
    """The newest version of every SOP the installation knows."""
    return tuple(_read(body, "sop") for body in cases.newest_sops(work.connection))


def keep_definitions(work: Work, folders: Iterable[Path]) -> int:
    """Keep every definition of the folders that is not kept yet; returns how many are new.

    Raises InvalidDefinition for a file that cannot run, and Refused for one whose body changed although its
    version did not: running cases stand on the old body.
    """
    new = 0
    for path in (path for folder in (BUILT_IN, *folders) for path in sorted(folder.glob("*.toml"))):
        body = path.read_bytes()
        sop = read_sop(body, path.name)
        kept = cases.sop_body(work.connection, sop.key, sop.version)
        if kept is None:
            cases.keep_sop(work.connection, sop.key, sop.version, sop.sha256, body.decode())
            new += 1
        elif kept[0] != sop.sha256:
            raise Refused("cases.sop_changed", None, file=path.name, version=sop.version)
    return new
