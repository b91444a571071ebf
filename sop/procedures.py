"""An SOP as a record: its printed header and its steps, as read from a definition file.

Source: design 5; domain 4.5. The raw words of the paper are kept beside the cleaned reading, and whatever
the paper does not say is marked as inferred, so that an office can confirm or change it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from sop.conditions import holds_by, holds_in
from sop.periods import Cycle, Period


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
    REPEAT = "repeat"  # no task: the next case opens when its own day comes


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


class ActorRule(StrEnum):
    """Which of the seats that a step's roles name must act."""

    ANY = "any"  # the first one that somebody holds
    ALL = "all"  # everyone that somebody holds; each has a task of its own


class Subject(StrEnum):
    """What a step works on."""

    FIGURES = ""  # the figures of the period
    BUDGET = "budget"
    PLAN = "plan"  # action plan and monitoring schedule
    TARGETS = "targets"  # performance agreements and their targets
    ANNUAL = "annual"  # the figures of the whole year


class Opens(StrEnum):
    """When a case of a period opens by itself."""

    AFTER_PERIOD = "after_period"
    AT_PERIOD_START = "at_period_start"


class YearOpens(StrEnum):
    """When the case of a whole year opens, where an SOP has one beside those of shorter periods."""

    JANUARY = "january"  # of the year itself: targets and plans
    AFTER_LAST_QUARTER = "after_last_quarter"  # the annual report


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
    "finance_officer",
    "planner",
    "subcoordinator",
    "team_leader",
    "functional_official",
    "staff",
    "technical_unit_head",
)
"""The roles an SOP may name; an office maps each to an ordered list of its own. Source: domain 5."""

DOCUMENTS = ("quarterly_report", "annual_report", "pk", "renja", "renstra", "lppd", "lkpj")
"""The kinds of documents a step may sign or send. Source: domain 4.1 step 9."""

YEAR_THEN_QUARTER = "year_then_quarter"
"""The cycle of an SOP with a case for the year's plans and one for each of its quarters."""
ONCE = "once"
"""The cycle of an SOP whose cases belong to no kind of period: a letter."""
EVERY = "every"
"""The cycle of a step that belongs to every case of its SOP."""

NOT_PRINTED = "default"
"""The mark of a step that was added because every report needs it: shown as "bukan dari SOP"."""
WHOLE_STEP = "step"
"""The mark, in a definition, of a step that the paper does not have as a row of its own."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP. `inferred` names the fields that the paper does not state."""

    key: str
    raw: str  # the activity as printed
    activity: str  # the activity as the application says it
    stage: Stage
    actors: tuple[str, ...]  # SOP roles; `actor_rule` says which of their seats act
    actor_rule: ActorRule = ActorRule.ANY
    recipients: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()  # roles that get a silent copy before the recipients (tembusan)
    subject: Subject = Subject.FIGURES
    documents: tuple[str, ...] = ()  # what is signed or sent here
    requirement: str = ""
    limit: str = ""  # norm as printed, e.g. "15 menit"; with the unit of the heading where only that has one
    output: str = ""
    fan_out: FanOut = FanOut.NONE
    join: Join = Join()
    beside: bool = False  # holds up no later step of units or persons, only what waits for the whole office
    return_to: str = ""  # key of an earlier step
    cycle: str = ""  # a kind of period, "every", or empty: the SOP's own
    condition: str = ""  # see `sop.conditions`
    inferred: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether the paper has this step; defaults and steps read between its lines are not printed."""
        return NOT_PRINTED not in self.inferred and WHOLE_STEP not in self.inferred


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
    limit_unit: str = ""  # the unit of time, where only the heading of the table names one
    warning: str = ""
    recording: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """What opens a case (`sop.conditions.TRIGGERS`) and when it opens by itself."""

    kinds: tuple[str, ...]
    note: str = ""
    opens: Opens = Opens.AFTER_PERIOD
    year_opens: YearOpens = YearOpens.AFTER_LAST_QUARTER


@dataclass(frozen=True, slots=True)
class Sop:
    """One immutable version of an SOP; `sha256` is that of the file's bytes."""

    key: str
    version: int
    sha256: str
    header: Header
    cycle: str  # a kind of period, "year_then_quarter" or "once": what a case covers
    trigger: Trigger
    steps: tuple[Step, ...]
    kind: str = "collection"  # or "letter": which family of forms the desk offers

    def __hash__(self) -> int:
        return hash((self.key, self.version, self.sha256))

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)

    @property
    def own_cycle(self) -> str:
        """The kind of period that steps without a cycle of their own belong to; "once": to any."""
        return Cycle.QUARTER if self.cycle == YEAR_THEN_QUARTER else self.cycle

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The kinds of periods this SOP has cases of, the shortest first."""
        return tuple(cycle for cycle in Cycle if any(self.belongs(step, cycle) for step in self.steps))

    def belongs(self, step: Step, cycle: Cycle) -> bool:
        """Whether a step is part of the cases of a kind of period."""
        wanted = step.cycle or self.own_cycle
        if wanted == EVERY:
            return self.own_cycle in (ONCE, cycle) or any(one.cycle == cycle for one in self.steps)
        return wanted in (ONCE, cycle)

    def steps_in(self, period: Period) -> tuple[Step, ...]:
        """The steps of a case of that period, `repeat` among them."""
        return tuple(
            step
            for step in self.steps
            if self.belongs(step, period.cycle) and holds_in(step.condition, period)
        )

    def started_by(self, trigger: str) -> "Sop":
        """This SOP for a case that was opened so: without the steps whose condition leaves it out."""
        kept = tuple(step for step in self.steps if holds_by(step.condition, trigger))
        return self if len(kept) == len(self.steps) else replace(self, steps=kept)
