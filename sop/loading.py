"""Reads SOP definitions, one TOML file per version; what cannot run is refused with line, step and reason.

What only looks wrong loads and is listed by `sop.linting`. Whether the steps can run to their end is seen by
`sop.paths`; what every report needs and the paper lacks is added by `sop.defaults`.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from sop.conditions import TRIGGERS, UnreadableCondition, read_condition
from sop.defaults import with_defaults
from sop.faults import InvalidDefinition
from sop.limits import UnreadableLimit, read_limit
from sop.paths import check_paths
from sop.periods import Cycle
from sop.procedures import (
    DOCUMENTS,
    EVERY,
    ONCE,
    ROLES,
    YEAR_THEN_QUARTER,
    ActorRule,
    FanOut,
    Header,
    Join,
    JoinKind,
    Opens,
    Sop,
    Stage,
    Step,
    Subject,
    Trigger,
    YearOpens,
)

BUILT_IN = Path(__file__).parent / "definitions"
CYCLES = (*Cycle, YEAR_THEN_QUARTER, ONCE)
STEP_CYCLES = ("", *Cycle, EVERY)
KINDS = ("collection", "letter")
_TOP = {"key", "version", "kind", "cycle", "defaults", "header", "trigger", "steps"}
_PLAIN = ("requirement", "limit", "output", "return_to", "condition")
_LISTS = ("actors", "recipients", "copies", "documents", "inferred", "notes")
_NUMBER_ALONE = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?: ?- ?[0-9]+(?:[.,][0-9]+)?)?")


def load_definitions(*folders: Path) -> tuple[Sop, ...]:
    """All definitions of the folders, by file name; a key and version may occur only once."""
    found: dict[tuple[str, int], Sop] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        sop = load_sop(path)
        if (sop.key, sop.version) in found:
            raise InvalidDefinition(path.name, "", "version_twice", f"{sop.key} {sop.version}")
        found[(sop.key, sop.version)] = sop
    return tuple(found.values())


def load_sop(path: Path) -> Sop:
    """The definition in a file. Raises InvalidDefinition, also for a file that is not readable TOML."""
    try:
        return read_sop(path.read_bytes(), path.name)
    except OSError as error:
        raise InvalidDefinition(path.name, "", "unreadable_file", error.strerror or "") from error


def read_sop(body: bytes, file: str) -> Sop:
    """The definition in the bytes of a file; the same bytes are what storage keeps and hashes."""
    try:
        return _sop(tomllib.loads(body.decode("utf-8")), hashlib.sha256(body).hexdigest(), file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDefinition(file, "", "unreadable_file", str(error)).located("") from error
    except InvalidDefinition as error:
        raise error.located(body.decode("utf-8")) from error


def _sop(table: Mapping[str, Any], sha256: str, file: str) -> Sop:
    if unknown := set(table) - _TOP:
        raise InvalidDefinition(file, "", "unknown_field", ", ".join(sorted(unknown)))
    header = _header(_table(table, "header", file), file)
    cycle = _one_of(table.get("cycle", "quarter"), CYCLES, file, "", "unknown_cycle")
    sop = Sop(
        key=_text(table, "key", file, ""),
        version=_whole(table, "version", file),
        sha256=sha256,
        header=header,
        cycle=cycle,
        trigger=_trigger(_table(table, "trigger", file), cycle, file),
        steps=tuple(_step(row, header.limit_unit, file) for row in _tables(table.get("steps"), file)),
        kind=_one_of(table.get("kind", "collection"), KINDS, file, "", "unknown_kind"),
    )
    if table.get("defaults", True) is not False:
        sop = with_defaults(sop)
    check_paths(sop, file)
    return sop


def _table(table: Mapping[str, Any], name: str, file: str) -> Mapping[str, Any]:
    found = table.get(name)
    if not isinstance(found, dict):
        raise InvalidDefinition(file, "", "missing_field", name)
    return found


def _tables(found: object, file: str) -> list[Mapping[str, Any]]:
    if not isinstance(found, list) or not found or not all(isinstance(row, dict) for row in found):
        raise InvalidDefinition(file, "", "no_steps")
    return found


def _text(table: Mapping[str, Any], name: str, file: str, step: str) -> str:
    found = table.get(name)
    if not isinstance(found, str) or not found.strip():
        raise InvalidDefinition(file, step, "missing_field", name)
    return found


def _whole(table: Mapping[str, Any], name: str, file: str) -> int:
    found = table.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InvalidDefinition(file, "", "missing_field", name)
    return found


def _one_of(found: object, known: tuple[str, ...], file: str, step: str, reason: str) -> str:
    if not isinstance(found, str) or found not in known:
        raise InvalidDefinition(file, step, reason, found)
    return found


def _texts(table: Mapping[str, Any], name: str, file: str, step: str) -> tuple[str, ...]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise InvalidDefinition(file, step, "not_a_list", name)
    return tuple(found)


def _header(table: Mapping[str, Any], file: str) -> Header:
    names = {field.name for field in fields(Header)}
    if unknown := set(table) - names:
        raise InvalidDefinition(file, "", "unknown_field", ", ".join(sorted(unknown)))
    lists = ("legal_basis", "qualifications", "related", "equipment", "notes")
    printed = {name: str(table[name]) for name in names - set(lists) if name in table}
    if missing := {"number", "title", "office"} - set(printed):
        raise InvalidDefinition(file, "", "missing_field", min(missing))
    return Header(**printed, **{name: _texts(table, name, file, "") for name in lists})  # type: ignore[arg-type]


def _trigger(table: Mapping[str, Any], cycle: str, file: str) -> Trigger:
    if unknown := set(table) - {field.name for field in fields(Trigger)}:
        raise InvalidDefinition(file, "", "unknown_field", ", ".join(sorted(unknown)))
    kinds = _texts(table, "kinds", file, "")
    for kind in kinds:
        _one_of(kind, TRIGGERS, file, "", "unknown_trigger")
    if not kinds:
        raise InvalidDefinition(file, "", "missing_field", "trigger.kinds")
    usual = YearOpens.JANUARY if cycle == YEAR_THEN_QUARTER else YearOpens.AFTER_LAST_QUARTER
    opens = _one_of(table.get("opens", Opens.AFTER_PERIOD), tuple(Opens), file, "", "unknown_opening")
    year_opens = _one_of(table.get("year_opens", usual), tuple(YearOpens), file, "", "unknown_opening")
    return Trigger(kinds, str(table.get("note", "")), Opens(opens), YearOpens(year_opens))


def _step(row: Mapping[str, Any], limit_unit: str, file: str) -> Step:
    key = str(row.get("key", "")).strip()
    if not key:
        raise InvalidDefinition(file, "", "missing_field", "steps.key")
    if unknown := set(row) - {field.name for field in fields(Step)}:
        raise InvalidDefinition(file, key, "unknown_field", ", ".join(sorted(unknown)))
    plain = {name: str(row.get(name, "")) for name in _PLAIN}
    plain["limit"] = _limit(plain["limit"], limit_unit, file, key)
    _condition(plain["condition"], file, key)
    written: dict[str, Any] = {**plain, **_lists(row, file, key)}
    return Step(
        key=key,
        raw=_text(row, "raw", file, key),
        activity=_text(row, "activity", file, key),
        stage=Stage(_one_of(row.get("stage"), tuple(Stage), file, key, "unknown_stage")),
        fan_out=FanOut(_one_of(row.get("fan_out", "none"), tuple(FanOut), file, key, "unknown_fan_out")),
        join=_join(row.get("join", "all"), file, key),
        cycle=_one_of(row.get("cycle", ""), STEP_CYCLES, file, key, "unknown_cycle"),
        subject=Subject(_one_of(row.get("subject", ""), tuple(Subject), file, key, "unknown_subject")),
        actor_rule=ActorRule(
            _one_of(row.get("actor_rule", "any"), tuple(ActorRule), file, key, "unknown_rule")
        ),
        beside=_truth(row, "beside", file, key),
        **written,
    )


def _lists(row: Mapping[str, Any], file: str, step: str) -> dict[str, tuple[str, ...]]:
    lists = {name: _texts(row, name, file, step) for name in _LISTS}
    for role in (*lists["actors"], *lists["recipients"], *lists["copies"]):
        _one_of(role, ROLES, file, step, "unknown_role")
    for document in lists["documents"]:
        _one_of(document, DOCUMENTS, file, step, "unknown_document")
    return lists


def _truth(row: Mapping[str, Any], name: str, file: str, step: str) -> bool:
    found = row.get(name, False)
    if not isinstance(found, bool):
        raise InvalidDefinition(file, step, "not_a_truth", name)
    return found


def _limit(written: str, unit: str, file: str, step: str) -> str:
    """The norm with the unit of the heading, where the row itself has only a number."""
    alone = unit and _NUMBER_ALONE.fullmatch(written.strip())
    full = f"{written.strip()} {unit}" if alone else written
    try:
        read_limit(full)
    except UnreadableLimit as error:
        raise InvalidDefinition(file, step, "unreadable_limit", written) from error
    return full


def _condition(written: str, file: str, step: str) -> None:
    try:
        read_condition(written)
    except UnreadableCondition as error:
        raise InvalidDefinition(file, step, "unreadable_condition", written) from error


def _join(found: object, file: str, step: str) -> Join:
    """ "all", "last_call" or "at_least 3"."""
    words = str(found).split()
    if words in (["all"], ["last_call"]):
        return Join(JoinKind(words[0]))
    if len(words) == 2 and words[0] == "at_least" and words[1].isdigit() and int(words[1]):
        return Join(JoinKind.AT_LEAST, int(words[1]))
    raise InvalidDefinition(file, step, "unknown_join", found)
