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
from storage import cases, confirmations, journals, offices
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
    """The newest version of every SOP on which a case can open."""
    return tuple(_read(body, "sop") for body in cases.newest_sops(work.connection))


def retire(work: Work, sop_key: str, number: int) -> Sop | None:
    """No new case opens on a version; cases that run on it stay. Returns what new cases run on instead.

    Refused where it is not kept, is retired already, or is the last one an office could open its cases on.
    """
    if version(work, sop_key, number) is None:
        raise Refused("sops.version_unknown", None, key=sop_key[:40], version=number)
    if not cases.retire_sop(work.connection, sop_key, number, work.now):
        raise Refused("sops.retired_before", None, key=sop_key, version=number)
    left = newest(work, sop_key)
    using = [office for office in offices.every(work.connection) if office.sop_key == sop_key]
    if left is None and using:
        named = {"key": sop_key, "version": number, "office": using[0].name}
        raise Refused("sops.only_version", None, **named)
    for office in using:
        journals.append(
            work.connection,
            Scope(office.id),
            journals.OFFICE_CHAIN,
            work.now,
            0,
            "",
            "sop_retired",
            {"key": sop_key, "version": number},
        )
    return left


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
