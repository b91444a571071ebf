"""Reads SOP definitions: one TOML file per version, refused with file, step and reason where it cannot run.

What only looks wrong loads and is listed by `sop.linting`. Steps that the paper lacks but every report needs
are added and marked, so that they are shown as "bukan dari SOP" (domain 4.0; design 5).
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sop.limits import UnreadableLimit, read_limit
from sop.procedures import (
    NOT_PRINTED,
    ROLES,
    FanOut,
    Header,
    Join,
    JoinKind,
    Sop,
    Stage,
    Step,
    Trigger,
)

BUILT_IN = Path(__file__).parent / "definitions"
CYCLES = ("quarter", "year", "once")
TRIGGERS = ("calendar", "letter", "oral_order", "standing_order")
KINDS = ("collection", "letter")
_TOP = {"key", "version", "kind", "cycle", "defaults", "header", "trigger", "steps"}
_PLAIN = ("requirement", "limit", "output", "return_to", "condition")
_ENDS = (Stage.DISPATCH, Stage.ARCHIVE, Stage.REPEAT)


class InvalidDefinition(ValueError):
    """A definition that cannot run: file, step (empty: the header), a key of the reason and what it names."""

    def __init__(self, file: str, step: str, reason: str, value: object = "") -> None:
        at = f", step {step}" if step else ""
        super().__init__(f"{file}{at}: {reason.replace('_', ' ')}{f': {value}' if value != '' else ''}")
        self.file = file
        self.step = step
        self.reason = reason
        self.value = value


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
        table = tomllib.loads(body.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidDefinition(file, "", "unreadable_file", str(error)) from error
    if unknown := set(table) - _TOP:
        raise InvalidDefinition(file, "", "unknown_field", ", ".join(sorted(unknown)))
    steps = tuple(_step(row, file) for row in _tables(table.get("steps"), file))
    if table.get("defaults", True) is not False:
        steps = with_defaults(steps)
    sop = Sop(
        key=_text(table, "key", file, ""),
        version=_whole(table, "version", file),
        sha256=hashlib.sha256(body).hexdigest(),
        header=_header(_table(table, "header", file), file),
        cycle=_one_of(table.get("cycle", "quarter"), CYCLES, file, "", "unknown_cycle"),
        trigger=_trigger(_table(table, "trigger", file), file),
        steps=steps,
        kind=_one_of(table.get("kind", "collection"), KINDS, file, "", "unknown_kind"),
    )
    check_flow(sop, file)
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


def _trigger(table: Mapping[str, Any], file: str) -> Trigger:
    kinds = _texts(table, "kinds", file, "")
    for kind in kinds:
        _one_of(kind, TRIGGERS, file, "", "unknown_trigger")
    if not kinds:
        raise InvalidDefinition(file, "", "missing_field", "trigger.kinds")
    return Trigger(kinds, str(table.get("note", "")))


def _step(row: Mapping[str, Any], file: str) -> Step:
    key = str(row.get("key", "")).strip()
    if not key:
        raise InvalidDefinition(file, "", "missing_field", "steps.key")
    if unknown := set(row) - {field.name for field in fields(Step)}:
        raise InvalidDefinition(file, key, "unknown_field", ", ".join(sorted(unknown)))
    stage = _one_of(row.get("stage"), tuple(Stage), file, key, "unknown_stage")
    fan_out = _one_of(row.get("fan_out", "none"), tuple(FanOut), file, key, "unknown_fan_out")
    lists = {name: _texts(row, name, file, key) for name in ("actors", "recipients", "inferred", "notes")}
    for role in (*lists["actors"], *lists["recipients"]):
        _one_of(role, ROLES, file, key, "unknown_role")
    plain = {
        name: str(row.get(name, "")) for name in ("requirement", "limit", "output", "return_to", "condition")
    }
    try:
        read_limit(plain["limit"])
    except UnreadableLimit as error:
        raise InvalidDefinition(file, key, "unreadable_limit", plain["limit"]) from error
    return Step(
        key=key,
        raw=_text(row, "raw", file, key),
        activity=_text(row, "activity", file, key),
        stage=Stage(stage),
        fan_out=FanOut(fan_out),
        join=_join(row.get("join", "all"), file, key),
        cycle=_one_of(row.get("cycle", ""), ("", "quarter", "year"), file, key, "unknown_cycle"),
        actors=lists["actors"],
        recipients=lists["recipients"],
        inferred=lists["inferred"],
        notes=lists["notes"],
        requirement=plain["requirement"],
        limit=plain["limit"],
        output=plain["output"],
        return_to=plain["return_to"],
        condition=plain["condition"],
    )


def _join(found: object, file: str, step: str) -> Join:
    """ "all", "last_call" or "at_least 3"."""
    words = str(found).split()
    if words in (["all"], ["last_call"]):
        return Join(JoinKind(words[0]))
    if len(words) == 2 and words[0] == "at_least" and words[1].isdigit() and int(words[1]):
        return Join(JoinKind.AT_LEAST, int(words[1]))
    raise InvalidDefinition(file, step, "unknown_join", found)


def with_defaults(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with paraf and approval before the first dispatch, archive or repeat, and an archive."""
    rows = list(steps)
    stages = {step.stage for step in rows}
    if Stage.APPROVE not in stages:
        place = next((at for at, step in enumerate(rows) if step.stage in _ENDS), len(rows))
        rows.insert(place, _default(rows, place, "approve", Stage.APPROVE, "head"))
    if Stage.PARAF not in stages:
        place = next(at for at, step in enumerate(rows) if step.stage is Stage.APPROVE)
        rows.insert(place, _default(rows, place, "paraf", Stage.PARAF, "secretary"))
    if Stage.ARCHIVE not in stages:
        place = next((at for at, step in enumerate(rows) if step.stage is Stage.REPEAT), len(rows))
        rows.insert(place, _default(rows, place, "archive", Stage.ARCHIVE, "planner", "program_officer"))
    return tuple(_one_initial_each(rows))


_DEFAULT_ACTIVITIES = {
    Stage.PARAF: "Membubuhkan paraf pada konsep laporan",
    Stage.APPROVE: "Menyetujui laporan",
    Stage.ARCHIVE: "Mengirimkan, memberi nomor, dan mengarsipkan laporan",
}


def _default(rows: list[Step], place: int, key: str, stage: Stage, *actors: str) -> Step:
    return Step(
        key=key,
        raw="",
        activity=_DEFAULT_ACTIVITIES[stage],
        stage=stage,
        actors=actors,
        cycle=rows[place - 1].cycle if place else "",
        inferred=(NOT_PRINTED,),
    )


def _one_initial_each(rows: list[Step]) -> list[Step]:
    """A paraf of several officials becomes one step for each, in rank order: all of them initial."""
    spread: list[Step] = []
    for step in rows:
        if step.stage is not Stage.PARAF or len(step.actors) < 2:
            spread.append(step)
            continue
        for place, actor in enumerate(step.actors, start=1):
            key = step.key if place == 1 else f"{step.key}.{place}"
            spread.append(replace(step, key=key, actors=(actor,)))
    return spread


def check_flow(sop: Sop, file: str) -> None:
    """Refuse what could never run to its end: unknown or later returns, unreachable and endless steps."""
    keys = [step.key for step in sop.steps]
    for place, step in enumerate(sop.steps):
        if step.key in keys[:place]:
            raise InvalidDefinition(file, step.key, "key_twice", step.key)
        if step.return_to and step.return_to not in keys:
            raise InvalidDefinition(file, step.key, "unknown_return", step.return_to)
        if step.return_to and step.return_to not in keys[:place]:
            raise InvalidDefinition(file, step.key, "return_to_later_step", step.return_to)
        if step.stage is Stage.REPEAT and place + 1 < len(sop.steps):
            raise InvalidDefinition(file, sop.steps[place + 1].key, "unreachable", "after_repeat")
    for cycle in ("quarter", "year"):
        _check_cycle([step for step in sop.steps if step.cycle in ("", cycle)], file)


def _check_cycle(steps: list[Step], file: str) -> None:
    filled = addressed = False
    for place, step in enumerate(steps):
        if step.stage is Stage.FILL and filled:
            raise InvalidDefinition(file, step.key, "second_fill")
        if step.stage is Stage.CHECK and not filled:
            raise InvalidDefinition(file, step.key, "unreachable", "check_before_fill")
        fanned = any(before.fan_out is not FanOut.NONE for before in steps[:place])
        quorum = step.join.kind is JoinKind.AT_LEAST
        if quorum and (step.fan_out is not FanOut.NONE or step.stage is Stage.CHECK or not fanned):
            raise InvalidDefinition(file, step.key, "endless", "join")
        if step.fan_out is FanOut.PERSON and step.stage is not Stage.FILL and addressed and not step.actors:
            raise InvalidDefinition(file, step.key, "unreachable", "no_recipient")
        filled = filled or step.stage is Stage.FILL
        addressed = True
