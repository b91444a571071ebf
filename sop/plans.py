"""The year's action plan and its monitoring schedule: which report falls due when, when the office meets.

Source: domain 4.3 step 2 and 3.4. The days follow from the SOP's own limits, one step after the other from
the end of each quarter; only the meetings are the office's to choose. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sop.calendars import Calendar
from sop.dates import read_date
from sop.flows import flow
from sop.limits import END_OF_DAY, LimitUnit, due, read_limit
from sop.periods import Period
from sop.procedures import Sop, Stage
from sop.reports import Letterhead, Signature

QUARTERS = 4
_CHAINED = (LimitUnit.WORKING_TIME, LimitUnit.WORKING_DAYS)
_MEETING = re.compile(
    r"(?:rapat(?:\s+monev)?\s+)?(?:tw|triwulan)\s*(?P<quarter>iv|i{1,3}|[1-4])\s*[:,=]?\s+(?P<day>.+)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class PlanState(StrEnum):
    """How far the plan of a year is."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one year; a meeting that nobody moved is the day its quarter's recapitulation is due."""

    id: int
    year: int
    state: PlanState
    m1: date | None = None
    m2: date | None = None
    m3: date | None = None
    m4: date | None = None
    changed_by: int = 0
    changed_at: datetime | None = None
    approved_by: int = 0
    approved_at: datetime | None = None
    revision: int = 1

    @property
    def meetings(self) -> tuple[date | None, ...]:
        return (self.m1, self.m2, self.m3, self.m4)

    def with_meeting(self, meeting: "Meeting") -> "Plan":
        """The plan with one meeting on another day."""
        first, second, third, fourth = (
            meeting.day if quarter == meeting.quarter else day
            for quarter, day in enumerate(self.meetings, start=1)
        )
        return replace(self, m1=first, m2=second, m3=third, m4=fourth)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the schedule: a step of the SOP with its day in each quarter."""

    activity: str
    actors: tuple[str, ...]  # SOP roles
    days: tuple[date, ...]  # by quarter


@dataclass(frozen=True, slots=True)
class Schedule:
    """The monitoring schedule of a year."""

    year: int
    quarter_ends: tuple[date, ...]
    milestones: tuple[Milestone, ...]
    meetings: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting moved to another day."""

    quarter: int
    day: date


def schedule(sop: Sop, plan: Plan, calendar: Calendar) -> Schedule:
    """The schedule of a year by the SOP and the office's calendar."""
    periods = [Period(plan.year, quarter) for quarter in range(1, QUARTERS + 1)]
    chains = [_chain(sop, period, calendar) for period in periods]
    last = sop.steps_in(periods[-1])
    milestones = tuple(
        Milestone(step.activity, step.actors, tuple(chain[step.key] for chain in chains))
        for step in last
        if all(step.key in chain for chain in chains)
    )
    usual = [_recap_day(sop, period, chain) for period, chain in zip(periods, chains, strict=True)]
    meetings = tuple(set_ or day for set_, day in zip(plan.meetings, usual, strict=True))
    return Schedule(plan.year, tuple(period.last_day for period in periods), milestones, meetings)


def read_meeting(text: str, now: datetime, calendar: Calendar) -> Meeting | None:
    """Read "rapat TW III 8 Okt"; None where that is no meeting on a day."""
    found = _MEETING.fullmatch(text.strip())
    if found is None:
        return None
    read = read_date(found["day"], now, calendar)
    if read.day is None:
        return None
    written = found["quarter"].lower()
    return Meeting(_ROMAN.get(written) or int(written), read.day)


def _chain(sop: Sop, period: Period, calendar: Calendar) -> Mapping[str, date]:
    """The day each step with a limit of its own is due, one after the other from the end of a quarter."""
    steps = flow(sop, str(period))
    after = steps.runs[steps.fill.index :] if steps.fill is not None else ()
    cursor = calendar.at(period.last_day, END_OF_DAY)
    found: dict[str, date] = {}
    for step in (step for run in after for step in run.steps if step.printed and step.limit):
        limit = read_limit(step.limit)
        end = due(limit, cursor, calendar, period) if limit.unit in _CHAINED else None
        if end is not None:
            cursor = end
            found[step.key] = calendar.local_day(end)
    return found


def _recap_day(sop: Sop, period: Period, chain: Mapping[str, date]) -> date:
    """The day the office has its figures together; the last day of the chain without such a step."""
    gathering = (Stage.COLLECT, Stage.COMPILE)
    together = [
        chain[step.key] for step in sop.steps_in(period) if step.stage in gathering and step.key in chain
    ]
    return together[0] if together else max(chain.values(), default=period.last_day)


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One target of the plan as it is printed."""

    name: str
    uom: str
    annual: str
    quarters: tuple[str, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """Everything the paper of a plan prints; plain values, so that another process can draw it."""

    letterhead: Letterhead
    office: str
    zone: str
    year: int
    state: PlanState
    made_at: datetime
    approved_at: datetime | None
    rows: tuple[tuple[str, tuple[date, ...], str], ...]  # activity, day in each quarter, who is in charge
    actions: tuple[PlanAction, ...]
    signature: Signature
    rehearsed: bool = False
