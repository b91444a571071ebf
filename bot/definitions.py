"""SOP definitions on the command line: which there are, what is wrong with them, what deserves a look."""

import hashlib
from collections.abc import Callable
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path

from bot.refusals import Refusal
from bot.settings import Settings
from sop.conditions import TRIGGERS
from sop.faults import Fault, InvalidDefinition
from sop.findings import Finding
from sop.linting import lint
from sop.loading import BUILT_IN, CYCLES, STEP_CYCLES, load_sop, read_sop, twice
from sop.places import line_of
from sop.procedures import DOCUMENTS, ROLES, Header, Sop, Stage, Step, Trigger
from sop.role_names import NAMES
from text.catalogue import catalogue, known, plain
from text.roles import role_names

_FIELDS = ("created", "revised", "effective", "approved", "number", "title", "office", "government")

_TOP_FIELDS = ("key", "version", "kind", "cycle", "defaults", "header", "trigger", "steps")
_HEAD_FIELDS = (*_TOP_FIELDS, *(field.name for record in (Header, Trigger) for field in fields(record)))
_STEP_FIELDS = tuple(field.name for field in fields(Step))
_WORDS: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "unknown_stage": (lambda word: f"sops.stage_{word}", tuple(Stage)),
    "unknown_role": (lambda word: f"sops.role_{word}", ROLES),
    "unknown_cycle": (
        lambda word: f"sops.cycle_{word}",
        tuple(dict.fromkeys((*CYCLES, *filter(None, STEP_CYCLES)))),
    ),
    "unknown_trigger": (lambda word: f"sops.trigger_{word}", TRIGGERS),
    "unknown_document": (lambda word: f"sops.document_{word}", DOCUMENTS),
}
"""For a word that is not known: how the catalogue calls the others, and which there are."""
LIKE = 0.7  # likeness of a word to what was probably meant
_TOML = {
    "Expected newline": "toml_rest",
    "Invalid value": "toml_value",
    "Unclosed array": "toml_list",
    "Cannot overwrite": "toml_twice",
    "Cannot declare": "toml_part",
    "Cannot mutate": "toml_part",
}
"""How the TOML reader's complaints begin, and which sentence says what to do."""


def definitions(settings: Settings) -> tuple[Sop, ...]:
    """Those that come along and those of SOP_DIR; raises Refusal with a sentence for each fault."""
    found: dict[tuple[str, int], Sop] = {}
    broken: list[str] = []
    for path in definition_files(settings):
        try:
            sop = load_sop(path)
            if (sop.key, sop.version) in found:
                raise twice(sop, path.name)
            found[(sop.key, sop.version)] = sop
        except InvalidDefinition as error:
            broken += faults(error)
    if broken:
        raise Refusal("\n".join(broken))
    return tuple(found.values())


def definition_files(settings: Settings) -> tuple[Path, ...]:
    folders = (BUILT_IN,) if settings.sop_dir is None else (BUILT_IN, settings.sop_dir)
    return tuple(path for folder in folders for path in sorted(folder.glob("*.toml")))


def definition(settings: Settings, key: str) -> Sop:
    """The latest version of one SOP."""
    known_sops = definitions(settings)
    versions = [sop for sop in known_sops if sop.key == key]
    if not versions:
        raise Refusal(f"SOP {key} tidak ada. Yang ada: {', '.join(sorted({sop.key for sop in known_sops}))}.")
    return max(versions, key=lambda sop: sop.version)


def definition_in(path: Path) -> Sop:
    """The definition in one file; raises Refusal that names line, step and reason of each fault."""
    try:
        return read_sop(path.read_bytes(), path.name)
    except OSError as error:
        raise Refusal(f"Berkas {path} tidak dapat dibaca: periksa nama dan izinnya.") from error
    except InvalidDefinition as error:
        raise Refusal("\n".join(faults(error))) from error


def located(settings: Settings, sop: Sop) -> tuple[Sop, Path]:
    """A definition with the file it was read from."""
    files = definition_files(settings)
    return sop, next(path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() == sop.sha256)


def remarks(sop: Sop, path: Path | None = None) -> tuple[str, ...]:
    """What deserves a look, in words, each once."""
    return tuple(dict.fromkeys(remark(finding, sop.header.office, path) for finding in lint(sop)))


def faults(error: InvalidDefinition) -> tuple[str, ...]:
    """Why a definition cannot run: a sentence for each fault, with file, line and step."""
    return tuple(_fault(error.file, fault) for fault in error.faults)


def _fault(file: str, fault: Fault) -> str:
    key, why = f"sops.fault_{_reason(fault)}", f"sops.why_{fault.value}"
    value = plain(why) if known(why) else fault.value
    said = _guided(fault, _said(key if known(key) else "sops.fault_other", value=value))
    at = _said("sops.fault_line", line=str(fault.line)) if fault.line else ""
    at += _said("sops.fault_step", step=fault.step) if fault.step else ""
    return plain("sops.fault", file=file, at=at, fault=said)


def _reason(fault: Fault) -> str:
    """The reason, or what the complaint of the TOML reader means for whoever writes the file."""
    if fault.reason != "unreadable_file":
        return fault.reason
    return next((key for said, key in _TOML.items() if fault.value.startswith(said)), fault.reason)


def _guided(fault: Fault, said: str) -> str:
    """What is wrong, then what was probably meant, or else everything that may stand there."""
    if fault.reason == "unknown_field":
        if fault.value in (*_HEAD_FIELDS, *_STEP_FIELDS):
            return plain("sops.fault_misplaced", value=fault.value)
        near = get_close_matches(fault.value, _STEP_FIELDS if fault.step else _HEAD_FIELDS, n=1)
        return plain("sops.fault_meant", fault=said, meant=near[0]) if near else said
    if fault.reason not in _WORDS:
        return said
    called, words = _WORDS[fault.reason]
    names = _names(called, words)
    spellings = (fault.value.lower(), fault.value.lower().replace("_", " "))
    near = [one for said_so in spellings for one in get_close_matches(said_so, names, n=1, cutoff=LIKE)]
    if near:
        return plain("sops.fault_meant", fault=said, meant=names[near[-1]])
    return plain("sops.fault_known", fault=said, known=", ".join(words))


def _names(called: Callable[[str], str], words: tuple[str, ...]) -> dict[str, str]:
    """What may stand in a field, by its own name and by what people call it."""
    said = {plain(called(word)).lower(): word for word in words if known(called(word))}
    return {word: word for word in words} | said | (NAMES if words is ROLES else {})


def remark(finding: Finding, office: str, path: Path | None = None) -> str:
    """A finding of the lint as a line; with the file it also tells where."""
    at = plain("sops.remark_step", step=finding.step) if finding.step else plain("sops.remark_header")
    line = _line(path, finding.step, finding.value) if path is not None else 0
    if line:
        at += f", {plain('sops.remark_line', line=line)}"
    return f"{at}: {remark_words(finding, office)}"


def remark_words(finding: Finding, office: str) -> str:
    """What a finding says, without its place."""
    values = {"value": _named(finding.value, office), "suggestion": _named(finding.suggestion, office)}
    return _said(f"sops.remark_{finding.key}", **values).strip()


def _line(path: Path, step: str, value: str) -> int:
    try:
        body = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return 0
    return line_of(body, step, value)


def _named(value: str, office: str) -> str:
    """The words for roles and header fields; anything else is said as it stands in the file."""
    if value in _FIELDS:
        return plain(f"sops.field_{value}")
    roles = value.split(", ")
    return role_names(roles, office) if all(role in ROLES for role in roles) else value


def _said(key: str, **values: str) -> str:
    """A text with the values it asks for; the others are left aside."""
    return plain(key, **{name: values.get(name, "") for name in catalogue()[key].fields})
