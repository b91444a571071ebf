"""Enclosures: documents beside the report that the head approves with the same press.

Which kinds there may be is written at the SOP's step of approval; one file of each kind goes up, a later one
takes its place. Source: domain 4.1 step 9; practice 1.3, 7.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sop.evidences import holds_program
from sop.flows import Flow
from sop.people import Holding
from sop.periods import Period
from sop.procedures import Stage

PDF = "application/pdf"
_MAGIC, _MAGIC_WITHIN = b"%PDF-", 1024  # readers take a file that begins within its first 1024 bytes
_WARNED = frozenset({"renstra", "renja"})  # what a stand-in had better not change; setting PK is allowed
_STAND_INS = (Holding.ACTING_VACANT, Holding.ACTING_TEMPORARY)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One file of a kind in a case; `sha256` is empty until it lies in the store.

    `revision` counts the files of the kind. Names and capacities are kept as they were on that day.
    """

    id: int
    office_id: int
    case_id: int
    kind: str  # of `sop.procedures.DOCUMENTS`
    revision: int
    title: str
    name: str  # of the file
    size: int  # bytes
    sha256: str
    person_id: int
    person: str
    capacity: str
    at: datetime
    removed_at: datetime | None
    approved_at: datetime | None
    approved_by: int  # person
    approver: str
    approved_as: str


@dataclass(frozen=True, slots=True)
class EnclosureUnusable:
    """A file that was taken at receipt and could not be kept after all; `why` names the sentence."""

    office_id: int
    enclosure: Enclosure
    why: str  # "lost", "too_large", "program", "not_pdf"


def own_report(period: Period) -> str:
    """The document that a case of this period makes itself."""
    return "quarterly_report" if period.quarter else "annual_report"


def kinds(steps: Flow, period: Period) -> tuple[str, ...]:
    """What may be enclosed in a case: what its approval names besides a report the application makes."""
    approvals = (step for run in steps.runs for step in run.steps if step.stage is Stage.APPROVE)
    named = dict.fromkeys(kind for step in approvals for kind in step.documents)
    return tuple(kind for kind in named if kind not in (own_report(period), "quarterly_report"))


def newest(every: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """Of each kind the newest file that was not taken away, in the order in which the kinds came."""
    found: dict[str, Enclosure] = {}
    for one in every:
        known = found.get(one.kind)
        if one.removed_at is None and (known is None or known.id < one.id):
            found[one.kind] = one
    return tuple(found.values())


def waiting(every: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """What goes up for approval now."""
    return tuple(one for one in newest(every) if one.approved_at is None)


def approved(every: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """What was approved last of each kind."""
    return newest(one for one in every if one.approved_at is not None)


def ill_advised(holding: Holding | None, enclosed: Iterable[Enclosure]) -> tuple[str, ...]:
    """Kinds that a stand-in is warned about before approving them; practice 7: a warning, never a lock."""
    if holding not in _STAND_INS:
        return ()
    return tuple(one.kind for one in enclosed if one.kind in _WARNED)


def is_pdf(name: str, mime: str) -> bool:
    """By name or declared type, at receipt."""
    return mime.lower() == PDF or name.lower().endswith(".pdf")


def flaw(content: bytes) -> str:
    """Why a file cannot be enclosed, by its first bytes: "program" or "not_pdf"; "" where it can."""
    if holds_program(content):
        return "program"
    return "" if _MAGIC in content[:_MAGIC_WITHIN] else "not_pdf"
