"""What looks wrong in one step of an SOP, seen beside the steps before it. Source: domain 4.1-4.4."""

import re
from difflib import SequenceMatcher

from sop.findings import Finding
from sop.limits import LimitNote, LimitUnit, read_limit
from sop.procedures import Sop, Stage, Step
from sop.slips import POSTS, TYPOS, VAGUE_OUTPUTS, VAGUE_RECIPIENTS, WORDINGS

HANDLING_SECONDS = 5 * 60  # a norm this short is the handling, not the time to look at it
NEARLY = 0.85  # likeness of two names of one paper
_PRODUCTS = ("disposisi", "catatan", "draf", "kertas kerja", "format", "hasil", "rekap", "laporan progres")
_GIVEN = ("perjanjian", "rencana aksi", "renaksi", "tusi", "dpa", "pk ")
_LOOKING = (Stage.APPROVE, Stage.CHECK, Stage.VERIFY)
_DEED = re.compile(r"^(?:me(?:m|n|ng|ny|l|r)\w+kan|ter\w{4,}(?:kan|i))\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:Kepala )?(?:Dinas|Badan) (?P<name>[A-Z]{2,}\w*|[A-Z][a-z]\w+)")
_NOT_A_FIELD = re.compile(r"^(?:Me[a-z]+|Kabupaten|Kota|Provinsi|Daerah|Terkait)$")


def step_remarks(sop: Sop, step: Step, before: tuple[Step, ...]) -> list[Finding]:
    """All remarks on a step."""
    if any(other.raw == step.raw for other in before):
        return _people(step)  # one row of the paper that runs as several steps
    printed = " ".join((step.raw, step.requirement, step.limit, step.output))
    return [
        *typos(step.key, printed),
        *_wordings(step),
        *_people(step),
        *_limit(step),
        *_papers(step, before),
        *_foreign(sop, step),
    ]


def typos(step: str, text: str) -> list[Finding]:
    plain = " ".join(text.lower().split())
    return [
        Finding(step, "typo", wrong, right)
        for wrong, right in TYPOS.items()
        if re.search(rf"\b{re.escape(wrong)}\b", plain)
    ]


def _wordings(step: Step) -> list[Finding]:
    plain = " ".join((step.raw, step.requirement, step.output)).lower()
    found = [
        Finding(step.key, key, word)
        for word, key in WORDINGS.items()
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain)
    ]
    if any(text.count("(") != text.count(")") for text in (step.raw, step.requirement, step.output)):
        found.append(Finding(step.key, "unbalanced_bracket"))
    if re.search(r"\btriwulan i\b(?!,| ?(?:-|–|dan|s/d))", step.raw.lower()):
        found.append(Finding(step.key, "first_quarter_only"))
    if "setiap triwulan" in plain and "setiap tahun" in plain:
        found.append(Finding(step.key, "two_periods"))
    return found


def _people(step: Step) -> list[Finding]:
    found = []
    if not step.actors:
        found.append(Finding(step.key, "missing_actor"))
    elif "actors" in step.inferred:
        found.append(Finding(step.key, "inferred_actor", ", ".join(step.actors)))
    if step.return_to and "return_to" in step.inferred:
        found.append(Finding(step.key, "undrawn_return", step.return_to))
    raw = step.raw.lower()
    return found + [Finding(step.key, "vague_recipient", name) for name in VAGUE_RECIPIENTS if name in raw]


def _limit(step: Step) -> list[Finding]:
    limit = read_limit(step.limit)
    found = []
    if limit.note is not LimitNote.NONE:
        found.append(Finding(step.key, f"limit_{limit.note.value}", step.limit))
    timed = limit.unit is LimitUnit.WORKING_TIME
    if step.stage in _LOOKING and timed and limit.amount <= HANDLING_SECONDS:
        found.append(Finding(step.key, "handling_norm", step.limit))
    if step.stage is Stage.FILL and timed:
        found.append(Finding(step.key, "filling_norm", step.limit))
    return found


def _papers(step: Step, before: tuple[Step, ...]) -> list[Finding]:
    output = step.output.strip()
    found = []
    if output and _same(step.requirement, output):
        found.append(Finding(step.key, "output_is_requirement", output))
    twin = next((other.key for other in before if output and _same(other.output, output)), "")
    if twin:
        found.append(Finding(step.key, "same_output", output, twin))
    if _DEED.match(output) or output.lower().rstrip(".").split(",")[0] in VAGUE_OUTPUTS:
        found.append(Finding(step.key, "output_is_deed", output))
    if "yang diterima" in output.lower():
        found.append(Finding(step.key, "receipt_needed", output))
    signed = any(other.stage is Stage.APPROVE for other in before) or step.stage is Stage.APPROVE
    if re.search(r"\bditanda ?tangani\b", output.lower()) and not signed:
        found.append(Finding(step.key, "signed_too_early", output))
    return found + _unmade(step, before) + _renamed(step, before)


def _unmade(step: Step, before: tuple[Step, ...]) -> list[Finding]:
    """Requirements that sound like the product of a step, but no earlier step makes them."""
    made = [other.output for other in before]
    if step.stage is Stage.DISPOSE:
        return []  # its sheet is made by the step itself
    pieces = [piece.strip(" .") for piece in re.split(r",|;|\b\d+\.\s", step.requirement)]
    return [
        Finding(step.key, "nobody_makes", piece)
        for piece in pieces
        if piece.lower().startswith(_PRODUCTS)
        and not piece.lower().startswith(_GIVEN)
        and not any(_alike(piece, output) for output in made)
    ]


def _renamed(step: Step, before: tuple[Step, ...]) -> list[Finding]:
    """One paper under two nearly equal names: as an output, then as a requirement."""
    if not step.requirement or any(_same(step.requirement, other.output) for other in before):
        return []
    return [
        Finding(step.key, "wording_differs", step.requirement, other.output)
        for other in before[-1:]
        if SequenceMatcher(None, step.requirement.lower(), other.output.lower()).ratio() > NEARLY
    ]


def _foreign(sop: Sop, step: Step) -> list[Finding]:
    """Another office's name or head left over from a template."""
    own = sop.header.office.lower()
    said = "\n".join((step.raw, step.requirement, step.output))
    found = [
        Finding(step.key, "foreign_office", named["name"])
        for named in _OFFICE.finditer(said)
        if named["name"].lower() not in own and not _NOT_A_FIELD.match(named["name"])
    ]
    return found + [
        Finding(step.key, "foreign_post", post)
        for post, kinds in POSTS.items()
        if re.search(rf"\b{post}\b", said.lower()) and not any(kind in own for kind in kinds)
    ]


def _same(one: str, other: str) -> bool:
    return one.strip().lower() == other.strip().lower()


def _alike(one: str, other: str) -> bool:
    """Whether two names of papers share most of their words, typing slips apart."""
    left, right = _words(one), _words(other)
    return bool(left and right) and len(left & right) * 2 > min(len(left), len(right))


def _words(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {TYPOS.get(word, word) for word in words}
