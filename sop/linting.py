"""What looks wrong in an SOP but does not stop it: the "catatan impor" of a definition.

Findings are keys and values; the words for them are the screens' business. Source: domain 4.1-4.5.
"""

import re
from dataclasses import dataclass

from sop.limits import LimitNote, read_limit
from sop.procedures import Sop, Stage, Step

TYPOS = {
    "lam": "jam",
    "dn": "dan",
    "pebagian": "pembagian",
    "kabld": "kabid",
    "mandate": "mandat",
    "periodic": "periodik",
    "leveling": "penjenjangan",
    "perhari": "per hari",
    "presentase": "persentase",
    "di disposisi": "didisposisi",
    "di tindak": "ditindak",
    "perjanjian kerja": "perjanjian kinerja",
    "reformasi indonesia": "reformasi birokrasi",
}
"""Slips seen in printed SOPs, with what is meant."""

SUPERSEDED = {
    ("peraturan pemerintah", "79", "2005"): "Peraturan Pemerintah Nomor 12 Tahun 2017",
    ("peraturan pemerintah", "80", "2008"): "Peraturan Pemerintah Nomor 60 Tahun 2008",
    ("peraturan menteri", "12", "2015"): "Peraturan Menteri PANRB Nomor 88 Tahun 2021",
}
"""Legal bases that were replaced or are usually misquoted. Source: domain 4.1, 4.3."""

_PRODUCTS = ("disposisi", "catatan", "draf", "kertas kerja", "format", "hasil", "rekap", "laporan progres")
_GIVEN = ("perjanjian", "rencana aksi", "renaksi", "tusi", "dpa", "pk ")


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: step key (empty: the header), key of the remark, and the words it is about."""

    step: str
    key: str
    value: str = ""
    suggestion: str = ""


def lint(sop: Sop) -> tuple[Finding, ...]:
    """All remarks on a definition, header first, then in the order of its steps."""
    found = _header(sop)
    for place, step in enumerate(sop.steps):
        if step.printed:
            found += _step(sop, step, sop.steps[:place])
    printed = {step.stage for step in sop.steps if step.printed}
    found += [
        Finding("", f"no_{stage.value}") for stage in (Stage.APPROVE, Stage.ARCHIVE) if stage not in printed
    ]
    return tuple(found)


def _header(sop: Sop) -> list[Finding]:
    header = sop.header
    found = [
        Finding("", "blank_header", name) for name in ("created", "effective") if not getattr(header, name)
    ]
    if not header.number or re.search(r"/\s*/|^\s*/", header.number):
        found.append(Finding("", "incomplete_number", header.number))
    for law in header.legal_basis:
        for (kind, number, year), instead in SUPERSEDED.items():
            if re.search(rf"{kind}\b.*\b(?:no\.?|nomor) {number} tahun {year}", law.lower()):
                found.append(Finding("", "superseded_law", law, instead))
    words = " ".join((*header.legal_basis, *header.qualifications, header.warning, header.recording))
    return found + _typos("", words)


def _step(sop: Sop, step: Step, before: tuple[Step, ...]) -> list[Finding]:
    found = _typos(step.key, " ".join((step.raw, step.requirement, step.limit, step.output)))
    if not step.actors:
        found.append(Finding(step.key, "missing_actor"))
    elif "actors" in step.inferred:
        found.append(Finding(step.key, "inferred_actor", ", ".join(step.actors)))
    limit = read_limit(step.limit)
    if limit.note is not LimitNote.NONE:
        found.append(Finding(step.key, f"limit_{limit.note.value}", step.limit))
    if step.output and step.requirement.strip().lower() == step.output.strip().lower():
        found.append(Finding(step.key, "output_is_requirement", step.output))
    twin = next((other.key for other in before if step.output and _same(other.output, step.output)), "")
    if twin:
        found.append(Finding(step.key, "same_output", step.output, twin))
    return found + _unmade(step, before) + _foreign(sop, step)


def _typos(step: str, text: str) -> list[Finding]:
    plain = " ".join(text.lower().split())
    return [
        Finding(step, "typo", wrong, right)
        for wrong, right in TYPOS.items()
        if re.search(rf"\b{re.escape(wrong)}\b", plain)
    ]


def _unmade(step: Step, before: tuple[Step, ...]) -> list[Finding]:
    """Requirements that sound like the product of a step, but no earlier step makes them."""
    made = [other.output for other in before]
    pieces = [piece.strip(" .") for piece in re.split(r",|;|\b\d+\.\s", step.requirement)]
    return [
        Finding(step.key, "nobody_makes", piece)
        for piece in pieces
        if piece.lower().startswith(_PRODUCTS)
        and not piece.lower().startswith(_GIVEN)
        and not any(_alike(piece, output) for output in made)
    ]


def _foreign(sop: Sop, step: Step) -> list[Finding]:
    """Another office's name left over from a template."""
    named = re.findall(r"\b(?:Kepala Dinas|Dinas) ([A-Z]{2,}\w*)", step.raw)
    own = sop.header.office.lower()
    return [Finding(step.key, "foreign_office", name) for name in named if name.lower() not in own]


def _same(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()


def _alike(one: str, other: str) -> bool:
    """Whether two names of papers share most of their words, typing slips apart."""
    left, right = _words(one), _words(other)
    return bool(left and right) and len(left & right) * 2 > min(len(left), len(right))


def _words(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {TYPOS.get(word, word) for word in words}
