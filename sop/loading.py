"""Reads SOP definitions, one TOML file per version; what cannot run is refused with every fault at once.

A fault keeps neither the next field nor the next step from being read; what follows from one is not listed
beside it. What only looks wrong loads and is listed by `sop.linting`. Whether the steps can run to their end
is seen by `sop.paths`; what every report needs and the paper lacks is added by `sop.defaults`.
"""

import hashlib
import re
import tomllib
from collections.abc import Container, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sop.conditions import TRIGGERS, UnreadableCondition, read_condition
from sop.defaults import with_defaults
from sop.faults import Fault, InvalidDefinition, Spot
from sop.limits import UnreadableLimit, read_limit
from sop.paths import check_steps, check_ways
from sop.periods import Cycle
from sop.procedures import (
    DOCUMENTS,
    EVERY,
    ONCE,
    ROLES,
    WHOLE_STEP,
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
_STEP = {field.name for field in fields(Step)}
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
            raise twice(sop, path.name)
        found[(sop.key, sop.version)] = sop
    return tuple(found.values())


def twice(sop: Sop, file: str) -> InvalidDefinition:
    """The refusal of a file whose key and version another one has already."""
    return InvalidDefinition(file, [Fault("", "version_twice", f"{sop.key} {sop.version}")])


def load_sop(path: Path) -> Sop:
    """The definition in a file. Raises InvalidDefinition, also for a file that is not readable TOML."""
    try:
        return read_sop(path.read_bytes(), path.name)
    except OSError as error:
        raise InvalidDefinition(path.name, [Fault("", "unreadable_file", error.strerror or "")]) from error


def read_sop(body: bytes, file: str) -> Sop:
    """The definition in the bytes of a file; the same bytes are what storage keeps and hashes."""
    try:
        text = body.decode("utf-8-sig")  # an editor's byte order mark is no fault of the author's
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise InvalidDefinition(file, [Fault("", "not_utf8")]) from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidDefinition(file, [Fault("", "unreadable_file", str(error))]).located("") from error
    whole = Spot([])
    sop = _sop(table, hashlib.sha256(body).hexdigest(), whole)
    if whole.found:
        raise InvalidDefinition(file, whole.found).located(text)
    return sop


def _sop(table: Mapping[str, Any], sha256: str, spot: Spot) -> Sop:
    _fields(table, _TOP, ("key", "version", "header", "trigger"), spot)
    header = _header(_table(table, "header", spot), spot)
    cycle = _one_of(table.get("cycle", "quarter"), CYCLES, spot, "unknown_cycle")
    sop = Sop(
        key=_text(table, "key", spot),
        version=_whole(table, "version", spot),
        sha256=sha256,
        header=header,
        cycle=cycle,
        trigger=_trigger(_table(table, "trigger", spot), cycle, spot),
        steps=_steps(table.get("steps"), header.limit_unit, spot),
        kind=_one_of(table.get("kind", "collection"), KINDS, spot, "unknown_kind"),
    )
    if re.search(r"\s", sop.key):
        spot.note("key_unfit", sop.key)
    added = _truth(table, "defaults", spot, usual=True)
    check_steps(sop.steps, spot)
    if not all(fault.aside for fault in spot.found):
        return sop
    if added:
        sop = with_defaults(sop)
    check_ways(sop, spot)
    return sop


def _fields(table: Mapping[str, Any], known: Container[str], needed: tuple[str, ...], spot: Spot) -> None:
    """Note what is unknown and what is missing; one misspelt name is not both."""
    unknown = [name for name in table if name not in known]
    for name in unknown:
        spot.note("unknown_field", name)
    for name in needed:
        if name not in table and not get_close_matches(name, unknown):
            spot.note("missing_field", name)


def _table(table: Mapping[str, Any], name: str, spot: Spot) -> Mapping[str, Any] | None:
    found = table.get(name)
    if isinstance(found, dict):
        return found
    if found is not None:
        spot.note("missing_field", name)
    return None


def _text(table: Mapping[str, Any], name: str, spot: Spot) -> str:
    found = table.get(name, "")
    if name in table and not (isinstance(found, str) and found.strip()):
        spot.note("missing_field", name)
    return str(found)


def _whole(table: Mapping[str, Any], name: str, spot: Spot) -> int:
    found = table.get(name, 1)
    if isinstance(found, int) and not isinstance(found, bool) and found >= 1:
        return found
    spot.note("not_a_number", name)
    return 1


def _one_of(found: object, known: tuple[str, ...], spot: Spot, reason: str) -> str:
    if isinstance(found, str) and found in known:
        return found
    spot.note(reason, found)
    return known[0]


def _texts(table: Mapping[str, Any], name: str, spot: Spot) -> tuple[str, ...]:
    found = table.get(name, [])
    if isinstance(found, list) and all(isinstance(text, str) for text in found):
        return tuple(found)
    spot.note("not_a_list", name)
    return ()


def _header(table: Mapping[str, Any] | None, spot: Spot) -> Header:
    if table is None:
        return Header("", "", "")
    names = {field.name for field in fields(Header)}
    lists = ("legal_basis", "qualifications", "related", "equipment", "notes")
    _fields(table, names, ("number", "title", "office"), spot)
    printed = {name: str(table.get(name, "")) for name in names - set(lists)}
    return Header(**printed, **{name: _texts(table, name, spot) for name in lists})  # type: ignore[arg-type]


def _trigger(table: Mapping[str, Any] | None, cycle: str, spot: Spot) -> Trigger:
    if table is None:
        return Trigger(())
    _fields(table, {field.name for field in fields(Trigger)}, ("kinds",), spot)
    kinds = _texts(table, "kinds", spot)
    for kind in kinds:
        _one_of(kind, TRIGGERS, spot, "unknown_trigger")
    if table.get("kinds") == []:
        spot.note("missing_field", "kinds")
    usual = YearOpens.JANUARY if cycle == YEAR_THEN_QUARTER else YearOpens.AFTER_LAST_QUARTER
    opens = _one_of(table.get("opens", Opens.AFTER_PERIOD), tuple(Opens), spot, "unknown_opening")
    year_opens = _one_of(table.get("year_opens", usual), tuple(YearOpens), spot, "unknown_opening")
    return Trigger(kinds, str(table.get("note", "")), Opens(opens), YearOpens(year_opens))


def _steps(found: object, limit_unit: str, spot: Spot) -> tuple[Step, ...]:
    if not isinstance(found, list) or not found or not all(isinstance(row, dict) for row in found):
        spot.note("no_steps")
        return ()
    keys = [str(row.get("key", "")).strip() for row in found]
    return tuple(
        _step(row, limit_unit, spot.at(key, place))
        for place, (row, key) in enumerate(zip(found, keys, strict=True), start=1)
    )


def _step(row: Mapping[str, Any], limit_unit: str, spot: Spot) -> Step:
    _fields(row, _STEP, ("key", "raw", "activity", "stage"), spot)
    if "key" in row and not spot.step:
        spot.note("missing_field", "key")
    plain = {name: str(row.get(name, "")) for name in _PLAIN}
    plain["limit"] = _limit(plain["limit"], limit_unit, spot)
    _condition(plain["condition"], spot)
    written: dict[str, Any] = {**plain, **_lists(row, spot)}
    return Step(
        key=spot.step,
        raw=_text(row, "raw", spot),
        activity=_text(row, "activity", spot),
        stage=Stage(_one_of(row.get("stage", Stage.SETUP), tuple(Stage), spot, "unknown_stage")),
        fan_out=FanOut(_one_of(row.get("fan_out", "none"), tuple(FanOut), spot, "unknown_fan_out")),
        join=_join(row.get("join", "all"), spot),
        cycle=_one_of(row.get("cycle", ""), STEP_CYCLES, spot, "unknown_cycle"),
        subject=Subject(_one_of(row.get("subject", ""), tuple(Subject), spot, "unknown_subject")),
        actor_rule=ActorRule(_one_of(row.get("actor_rule", "any"), tuple(ActorRule), spot, "unknown_rule")),
        beside=_truth(row, "beside", spot),
        **written,
    )


def _lists(row: Mapping[str, Any], spot: Spot) -> dict[str, tuple[str, ...]]:
    lists = {name: _texts(row, name, spot) for name in _LISTS}
    for role in (*lists["actors"], *lists["recipients"], *lists["copies"]):
        _one_of(role, ROLES, spot, "unknown_role")
    for document in lists["documents"]:
        _one_of(document, DOCUMENTS, spot, "unknown_document")
    for name in lists["inferred"]:
        if name not in (*_STEP, WHOLE_STEP):
            spot.note("unknown_field", name)
    return lists


def _truth(row: Mapping[str, Any], name: str, spot: Spot, *, usual: bool = False) -> bool:
    found = row.get(name, usual)
    if isinstance(found, bool):
        return found
    spot.note("not_a_truth", name)
    return usual


def _limit(written: str, unit: str, spot: Spot) -> str:
    """The norm with the unit of the heading, where the row itself has only a number."""
    alone = unit and _NUMBER_ALONE.fullmatch(written.strip())
    full = f"{written.strip()} {unit}" if alone else written
    try:
        read_limit(full)
    except UnreadableLimit:
        bare = _NUMBER_ALONE.fullmatch(full.strip())
        spot.note("limit_without_unit" if bare else "unreadable_limit", full.strip() if alone else written)
    return full


def _condition(written: str, spot: Spot) -> None:
    try:
        read_condition(written)
    except UnreadableCondition:
        spot.note("unreadable_condition", written)


def _join(found: object, spot: Spot) -> Join:
    """ "all", "last_call" or "at_least 3"."""
    words = str(found).split()
    if words in (["all"], ["last_call"]):
        return Join(JoinKind(words[0]))
    if len(words) == 2 and words[0] == "at_least" and words[1].isdigit() and int(words[1]):
        return Join(JoinKind.AT_LEAST, int(words[1]))
    spot.note("unknown_join", found)
    return Join()
