"""Role names as printed SOPs write them, read into roles; slips of scan and pen are forgiven and told.

Source: domain 4.1-4.4, 5. A name that resembles none is no role: nothing is invented.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR = 0.8
LONGEST_NAME = 60  # letters; what is longer is a sentence
NAMES = {
    "kepala dinas": "head",
    "kepala opd": "head",
    "kepala badan": "head",
    "kepala kantor": "head",
    "kadis": "head",
    "kadin": "head",
    "kaban": "head",
    "camat": "head",
    "lurah": "head",
    "direktur": "head",
    "pimpinan": "head",
    "sekretaris": "secretary",
    "sekretaris dinas": "secretary",
    "sekdin": "secretary",
    "wakil direktur": "secretary",
    "wadir": "secretary",
    "kepala bidang": "division_head",
    "kabid": "division_head",
    "kepala bagian": "division_head",
    "kabag": "division_head",
    "kepala uptd": "technical_unit_head",
    "ka uptd": "technical_unit_head",
    "kepala seksi": "section_head",
    "kasi": "section_head",
    "kepala instalasi": "section_head",
    "kepala sub bagian": "subsection_head",
    "kasubag": "subsection_head",
    "kasubbag": "subsection_head",
    "kasubag program": "program_officer",
    "kasubbag program": "program_officer",
    "kasubag perencanaan": "program_officer",
    "sub koordinator program dan pelaporan": "program_officer",
    "kasubag keuangan": "finance_officer",
    "kasubbag keuangan": "finance_officer",
    "bendahara": "finance_officer",
    "perencana": "planner",
    "jafung perencana": "planner",
    "sub koordinator": "subcoordinator",
    "subkoordinator": "subcoordinator",
    "ketua tim": "team_leader",
    "ketua tim kerja": "team_leader",
    "pejabat fungsional": "functional_official",
    "jafung": "functional_official",
    "jafung teknis": "functional_official",
    "jfk": "functional_official",
    "jft": "functional_official",
    "staf": "staff",
    "jfu": "staff",
    "pelaksana": "staff",
    "operator": "staff",
}
"""How a role is written, and which one it is; the words a sentence may hold."""

_BARE = {name.replace(" ", ""): role for name, role in NAMES.items()}
_LONGEST_FIRST = sorted(NAMES, key=len, reverse=True)
_IN_TEXT = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in _LONGEST_FIRST)})\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A role and where its name stands in the text (lower case)."""

    role: str
    start: int
    end: int


def role_of(name: str) -> tuple[str, bool]:
    """The role of one name, and whether its spelling had to be guessed; ("", False) for no role."""
    bare = re.sub(r"[^a-z]", "", name.lower())
    if not 0 < len(bare) <= LONGEST_NAME:
        return "", False
    if bare in _BARE:
        return _BARE[bare], False
    near = max(_BARE, key=lambda known: SequenceMatcher(None, bare, known).ratio())
    if SequenceMatcher(None, bare, near).ratio() < NEAR:
        return "", False
    return _BARE[near], True


def roles_in(text: str) -> tuple[Named, ...]:
    """Every role a sentence names, in its order."""
    return tuple(
        Named(NAMES[found[0]], found.start(), found.end())
        for found in _IN_TEXT.finditer(" ".join(text.lower().split()))
    )
