"""A proposed definition as a file: every doubt is a comment where it belongs. Source: domain 4.5.

The file is for a person to correct: it says at its top what to do next, and loads once the doubts that stop
it have been answered.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.definitions import faults, remark_words
from sop.faults import InvalidDefinition
from sop.findings import Finding
from sop.loading import read_sop
from sop.printed import PrintedSop
from sop.procedures import YEAR_THEN_QUARTER, FanOut, Header, Step
from sop.proposals import Proposal
from text.catalogue import plain

CHECK = "python -m bot sop check"
_HEADER = (
    "number",
    "title",
    "office",
    "government",
    "created",
    "revised",
    "effective",
    "approved",
    "approved_by",
)
_NEEDED = ("number", "title", "office")
_HEADER_LISTS = ("legal_basis", "qualifications", "related", "equipment")
_REGION = re.compile(r"(?:kabupaten|kota|provinsi) (.+)")


def definition_text(printed: PrintedSop, proposal: Proposal) -> str:
    """The TOML of a proposal."""
    lines = [
        *_comments(plain("sops.read_intro", command=f"{CHECK} BERKAS").split("\n")),
        *_comments(_doubts(proposal.findings, "", printed.header.office)),
        f"key = {_quoted(key_of(printed.header))}",
        "version = 1",
        'kind = "collection"',
        f"cycle = {_quoted(proposal.cycle)}",
        "",
        "[header]",
        *_header(printed),
        "",
        "[trigger]",
        *_trigger(proposal.cycle),
    ]
    for step in proposal.steps:
        lines += ["", *_step(step, proposal.findings, printed.header.office)]
    return "\n".join(lines) + "\n"


def key_of(header: Header) -> str:
    """A key from the region's name, else from the office's: letters, digits and dashes."""
    for name in (header.government, header.office):
        region = _REGION.search(name.lower())
        words = re.findall(r"[a-z0-9]+", region[1] if region else "")
        if words:
            return "-".join(words[:4])
    return "-".join(re.findall(r"[a-z0-9]+", header.office.lower())[:4]) or "sop-baru"


def summary(proposal: Proposal, text: str, file: Path) -> Iterator[str]:
    """What was written, and whether it runs; else what keeps it from running."""
    yield plain("sops.read_done", file=str(file), steps=len(proposal.steps), count=len(proposal.findings))
    try:
        read_sop(text.encode(), file.name)
    except InvalidDefinition as error:
        yield from (plain("sops.read_stops", fault=fault) for fault in faults(error))
    else:
        yield plain("sops.read_runs", command=f"{CHECK} {file}")


def _header(printed: PrintedSop) -> Iterator[str]:
    header = printed.header
    for name in _HEADER:
        value = getattr(header, name)
        if value or name in _NEEDED:
            yield f"{name} = {_quoted(value or plain('sops.read_fill_in'))}"
    if printed.limit_unit:
        yield f"limit_unit = {_quoted(printed.limit_unit)}"
    for name in _HEADER_LISTS:
        if getattr(header, name):
            yield f"{name} = {_listed(getattr(header, name))}"
    for name in ("warning", "recording"):
        if getattr(header, name):
            yield f"{name} = {_quoted(getattr(header, name))}"


def _trigger(cycle: str) -> Iterator[str]:
    """Standing and oral orders; years with quarters open by the calendar."""
    if cycle != YEAR_THEN_QUARTER:
        yield 'kinds = ["standing_order", "oral_order"]'
        return
    yield 'kinds = ["calendar", "standing_order"]'
    yield 'opens = "at_period_start"'
    yield 'year_opens = "january"'


def _step(step: Step, findings: Iterable[Finding], office: str) -> Iterator[str]:
    yield "[[steps]]"
    yield from _comments(_doubts(findings, step.key, office))
    if step.inferred:
        named = ", ".join(plain(f"sops.field_{name}") for name in step.inferred)
        yield from _comments([plain("sops.read_doubt", said=plain("sops.read_inferred", fields=named))])
    yield f"key = {_quoted(step.key)}"
    yield f"raw = {_quoted(step.raw)}"
    yield f"activity = {_quoted(step.activity)}"
    yield f"stage = {_quoted(step.stage)}"
    yield f"actors = {_listed(step.actors)}"
    if step.recipients:
        yield f"recipients = {_listed(step.recipients)}"
    for name in ("requirement", "limit", "output", "return_to", "cycle"):
        if getattr(step, name):
            yield f"{name} = {_quoted(getattr(step, name))}"
    if step.fan_out is not FanOut.NONE:
        yield f"fan_out = {_quoted(step.fan_out)}"
    for name in ("inferred", "notes"):
        if getattr(step, name):
            yield f"{name} = {_listed(getattr(step, name))}"


def _doubts(findings: Iterable[Finding], step: str, office: str) -> Iterator[str]:
    for finding in findings:
        if finding.step == step:
            yield plain("sops.read_doubt", said=remark_words(finding, office))


def _comments(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"# {' '.join(line.split())}"


def _listed(values: Iterable[str]) -> str:
    entries = [_quoted(value) for value in values]
    if sum(map(len, entries)) < 80:
        return f"[{', '.join(entries)}]"
    return "[\n" + "".join(f"  {entry},\n" for entry in entries) + "]"


def _quoted(value: str) -> str:
    """A TOML string: its escapes are those of JSON."""
    return json.dumps(str(value), ensure_ascii=False)
