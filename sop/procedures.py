"""An SOP as a record: its printed header and its steps, as read from a definition file.

Source: design 5; domain 4.5. The raw words of the paper are kept beside the cleaned reading, and whatever
the paper does not say is marked as inferred, so that an office can confirm or change it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What kind of work a step is; each stage has one generic behaviour. Source: design 5."""

    SETUP = "setup"
    DISPOSE = "dispose"
    ASSIGN = "assign"
    DESIGN = "design"
    REQUEST = "request"
    LOG = "log"
    FILL = "fill"
    CHECK = "check"
    COLLECT = "collect"
    PROCESS = "process"
    VERIFY = "verify"
    COMPILE = "compile"
    PARAF = "paraf"
    APPROVE = "approve"
    DISPATCH = "dispatch"
    ARCHIVE = "archive"
    MEETING = "meeting"
    EXTERNAL = "external"
    REPEAT = "repeat"  # no task: closing the case opens the next one


class FanOut(StrEnum):
    """Over what a step multiplies; figures multiply by indicator on top of it."""

    NONE = "none"
    UNIT = "unit"  # one piece for each part of the office
    PERSON = "person"  # one piece for each addressed seat


class JoinKind(StrEnum):
    """When a step without fan-out may start although its predecessors fanned out."""

    ALL = "all"
    AT_LEAST = "at_least"
    LAST_CALL = "last_call"  # like ALL; the planner is expected to call


@dataclass(frozen=True, slots=True)
class Join:
    """How many parts (or persons) must have finished; `least` is read for AT_LEAST only."""

    kind: JoinKind = JoinKind.ALL
    least: int = 0


ROLES = (
    "head",
    "secretary",
    "division_head",
    "section_head",
    "subsection_head",
    "program_officer",
    "planner",
    "subcoordinator",
    "functional_official",
    "staff",
    "technical_unit_head",
)
"""The roles an SOP may name; an office maps each to an ordered list of its own. Source: domain 5."""

NOT_PRINTED = "default"
"""The mark of a step the paper does not have: shown as "bukan dari SOP"."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP. `inferred` names the fields that the paper does not state."""

    key: str
    raw: str  # the activity as printed
    activity: str  # the activity as the application says it
    stage: Stage
    actors: tuple[str, ...]  # SOP roles; the first that is held acts
    recipients: tuple[str, ...] = ()
    requirement: str = ""
    limit: str = ""  # norm as printed, e.g. "15 menit"
    output: str = ""
    fan_out: FanOut = FanOut.NONE
    join: Join = Join()
    return_to: str = ""  # key of an earlier step
    cycle: str = ""  # "year", "quarter", or empty: every case of the SOP
    condition: str = ""
    inferred: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether the paper has this step (defaults added by the loader are not printed)."""
        return NOT_PRINTED not in self.inferred


@dataclass(frozen=True, slots=True)
class Header:
    """What the SOP prints above its table, word for word."""

    number: str
    title: str
    office: str
    government: str = ""
    created: str = ""
    revised: str = ""
    effective: str = ""
    approved: str = ""
    approved_by: str = ""
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warning: str = ""
    recording: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """What opens a case: "calendar", "letter", "oral_order" or "standing_order"."""

    kinds: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sop:
    """One immutable version of an SOP; `sha256` is that of the file's bytes."""

    key: str
    version: int
    sha256: str
    header: Header
    cycle: str  # "quarter", "year" or "once": what a case covers
    trigger: Trigger
    steps: tuple[Step, ...]
    kind: str = "collection"  # or "letter": which family of forms the desk offers

    def __hash__(self) -> int:
        return hash((self.key, self.version, self.sha256))

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)
