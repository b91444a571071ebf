"""The SOPs an installation knows: kept in the database, each version immutable (law 10)."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from desk.works import Refused, Work
from sop.cases import Case
from sop.confirmations import refined
from sop.loading import BUILT_IN, read_sop
from sop.procedures import Sop
from storage import cases, confirmations
from storage.database import Scope


@lru_cache(maxsize=64)
def _read(body: str, name: str) -> Sop:
    return read_sop(body.encode(), name)


Ran = tuple[int, str, int, str, datetime]  # office, key, version, trigger, and when the case opened
_of_cases: WeakKeyDictionary[Any, dict[Ran, Sop]] = WeakKeyDictionary()  # by database


def of_case(work: Work, case: Case) -> Sop:
    """The very version the case was opened with, as far as it holds for what opened the case.

    Its actors are those the office had confirmed by then. Read once: none of it changes for a case that runs.
    """
    known = _of_cases.setdefault(work.connection.engine, {})
    ran = (case.office_id, case.sop_key, case.sop_version, case.trigger, case.opened_at)
    if ran not in known:
        written = version(work, case.sop_key, case.sop_version)
        if written is None:
            raise LookupError(f"SOP {case.sop_key} version {case.sop_version} is not kept")
        sop, scope = written.started_by(case.trigger), Scope(case.office_id)
        found = confirmations.in_force(work.connection, scope, sop.key, sop.version, case.opened_at)
        known[ran] = refined(sop, found.chosen) if found is not None else sop
    return known[ran]


def version(work: Work, sop_key: str, number: int) -> Sop | None:
    """One version of an SOP as it is written."""
    kept = cases.sop_body(work.connection, sop_key, number)
    return _read(kept[1], f"{sop_key}-{number}") if kept is not None else None


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
