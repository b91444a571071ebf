"""SOP definitions on the command line: what is wrong with them, what is in them, how they flow."""

from collections.abc import Iterator

from bot.refusals import Refusal
from bot.settings import Settings
from sop.linting import Finding
from sop.loading import BUILT_IN, InvalidDefinition, load_definitions
from sop.procedures import FanOut, Sop, Stage, Step

FAULTS = {
    "version_twice": "kunci dan versi {value} dipakai dua kali",
    "unreadable_file": "berkas tidak dapat dibaca sebagai TOML ({value})",
    "unknown_field": "isian {value} tidak dikenal",
    "missing_field": "isian {value} belum ada",
    "no_steps": "belum ada satu langkah pun",
    "not_a_list": "isian {value} harus berupa daftar",
    "unknown_join": "isian join {value} tidak dikenal",
    "unreadable_limit": "batas waktu {value} tidak terbaca",
    "key_twice": "nomor langkah {value} dipakai dua kali",
    "unknown_return": "langkah tujuan pengembalian {value} tidak ada",
    "return_to_later_step": "pengembalian ke langkah {value} menuju ke depan",
    "unreachable": "langkah ini tidak akan pernah terbuka ({value})",
    "endless": "langkah ini tidak akan pernah selesai ({value})",
    "second_fill": "pengisian hanya boleh satu langkah",
}
REMARKS = {
    "no_approve": "tidak ada langkah pengesahan; paraf dan persetujuan ditambahkan",
    "no_archive": "tidak ada langkah pengarsipan; langkah itu ditambahkan",
    "blank_header": "kepala SOP kosong: {value}",
    "incomplete_number": "nomor SOP belum lengkap: {value}",
    "superseded_law": "{value} sudah diganti: {suggestion}",
    "missing_actor": "pelaksana tidak disebut",
    "inferred_actor": "pelaksana disimpulkan: {value}",
    "limit_not_from_sop": "batas waktu kosong: dipakai satu hari kerja",
    "limit_typo": "batas waktu {value} dibaca dengan perbaikan ejaan",
    "limit_upper": "batas waktu {value}: dipakai batas atasnya",
    "limit_rounded_up": "batas waktu {value} dibulatkan ke atas",
    "output_is_requirement": "output sama dengan persyaratannya: {value}",
    "same_output": "output {value} sama dengan langkah {suggestion}",
    "typo": "ejaan {value}, mungkin {suggestion}",
    "nobody_makes": "persyaratan {value} tidak dihasilkan langkah mana pun",
    "foreign_office": "menyebut kantor lain: {value}",
}


def definitions(settings: Settings) -> tuple[Sop, ...]:
    """Those that come along and those of SOP_DIR; raises Refusal with file, step and reason."""
    folders = (BUILT_IN,) if settings.sop_dir is None else (BUILT_IN, settings.sop_dir)
    try:
        return load_definitions(*folders)
    except InvalidDefinition as error:
        at = f", langkah {error.step}" if error.step else ""
        fault = FAULTS.get(error.reason, "isian {value} tidak dikenal").format(value=error.value)
        raise Refusal(f"SOP {error.file}{at}: {fault}.") from error


def definition(settings: Settings, key: str) -> Sop:
    """The latest version of one SOP."""
    known = definitions(settings)
    versions = [sop for sop in known if sop.key == key]
    if not versions:
        raise Refusal(f"SOP {key} tidak ada. Yang ada: {', '.join(sorted({sop.key for sop in known}))}.")
    return max(versions, key=lambda sop: sop.version)


def remark(finding: Finding) -> str:
    """A finding of the lint as a line."""
    at = f"langkah {finding.step}" if finding.step else "kepala"
    said = REMARKS.get(finding.key, finding.key.replace("_", " ") + " {value}")
    return f"{at}: {said.format(value=finding.value, suggestion=finding.suggestion).strip()}"


def listing(sop: Sop) -> Iterator[str]:
    """The header and each step with the cleaned reading of it."""
    yield f"{sop.key} versi {sop.version}: {sop.header.title} ({sop.header.office})"
    for step in sop.steps:
        origin = "" if step.printed else " [bukan dari SOP]"
        yield f"{step.key:>4}  {step.activity}{origin}"
        yield f"      {', '.join(part for part in _reading(step) if part)}"


def diagram(sop: Sop) -> Iterator[str]:
    """The flow in Mermaid's language; a dashed line is a return."""
    yield "flowchart TD"
    for step in sop.steps:
        label = step.activity.replace('"', "'")
        yield f'    s{step.key}["{step.key}. {label}"]'
    for earlier, later in zip(sop.steps, sop.steps[1:], strict=False):
        yield f"    s{earlier.key} --> s{later.key}"
    for step in sop.steps:
        if step.return_to:
            yield f"    s{step.key} -. dikembalikan .-> s{step.return_to}"
    if sop.steps[-1].stage is Stage.REPEAT:
        yield f"    s{sop.steps[-1].key} --> s{sop.steps[0].key}"


def _reading(step: Step) -> tuple[str, ...]:
    return (
        f"tahap {step.stage}",
        "/".join(step.actors),
        f"kepada {'/'.join(step.recipients)}" if step.recipients else "",
        f"batas {step.limit}" if step.limit else "",
        f"per {step.fan_out}" if step.fan_out is not FanOut.NONE else "",
        f"kembali ke {step.return_to}" if step.return_to else "",
    )
