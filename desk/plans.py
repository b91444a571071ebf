"""The year's action plan and monitoring schedule: made, approved, and looked at again each quarter.

Source: domain 4.3 step 2 and peculiarity 9. What a step does follows from its place: the first such step of
a year's case makes the plan, a later one approves it, and in the case of a quarter it is a review.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from desk import calendars, charts, sops
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, Case
from sop.flows import flow
from sop.indicators import Indicator, Target
from sop.moves import Complete, SendBack
from sop.people import Chart, Seat
from sop.periods import read_period
from sop.plans import Plan, PlanState, Schedule, read_meeting, schedule
from sop.procedures import Sop, Stage, Step, Subject
from sop.tiers import office_roles
from storage import indicators
from storage import plans as rows
from storage.database import Scope

PLAN = Subject.PLAN  # what the steps at home here work on


class PlanAct(StrEnum):
    """What a step does with the plan."""

    MAKE = "make"
    APPROVE = "approve"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The plan of a year as it stands: its schedule, who is in charge, and the targets it is about."""

    act: PlanAct
    plan: Plan
    schedule: Schedule
    in_charge: tuple[str, ...]  # by milestone, printed
    actions: tuple[tuple[Indicator, Target, Seat], ...]

    @property
    def holders(self) -> int:
        return len({seat.id for _, _, seat in self.actions})


@dataclass(frozen=True, slots=True)
class PlanApproved:
    """The head approved the plan of a year."""

    held: Held


def plan_sheet(work: Work, sop: Sop, case: Case, step: Step) -> PlanSheet:
    """The plan behind a card."""
    scope, year = Scope(case.office_id), read_period(case.period).year
    chart = charts.chart(work, case.office_id)
    plan = rows.plan(work.connection, scope, year) or Plan(0, year, PlanState.DRAFT)
    found = schedule(sop, plan, calendars.calendar(work.connection, case.office_id))
    roles = charts.roles(work, case.office_id)
    in_charge = tuple(_in_charge(chart, office_roles(roles, one.actors)) for one in found.milestones)
    return PlanSheet(_act(sop, case, step), plan, found, in_charge, _actions(work, scope, chart, year))


def change(work: Work, held: Held, text: str) -> PlanSheet:
    """Move a meeting: "rapat TW III 8 Okt". Refused where that cannot be read or is no working day."""
    calendar = calendars.calendar(work.connection, held.bundle.office_id)
    meeting = read_meeting(text, work.now, calendar)
    if meeting is None:
        raise Refused("plans.meeting_unread")
    if not calendar.is_working_day(meeting.day):
        raise Refused("plans.meeting_closed")
    before = plan_sheet(work, held.sop, held.case, held.step)
    if meeting.day <= before.schedule.quarter_ends[meeting.quarter - 1]:
        raise Refused("plans.meeting_early")
    moved = before.plan.with_meeting(meeting)
    _keep(work, held, replace(moved, changed_by=held.person.id, changed_at=work.now))
    body = {"year": moved.year, "quarter": meeting.quarter, "day": meeting.day.isoformat()}
    record(work, held, "plan_changed", body)
    return plan_sheet(work, held.sop, held.case, held.step)


def decide(work: Work, held: Held) -> PlanAct:
    """The expected press: hand the plan up, approve it, or say that it stands."""
    sheet = plan_sheet(work, held.sop, held.case, held.step)
    approved = sheet.act is PlanAct.APPROVE
    if approved:
        stands = replace(sheet.plan, state=PlanState.APPROVED)
        _keep(work, held, replace(stands, approved_by=held.person.id, approved_at=work.now))
    elif sheet.act is PlanAct.MAKE:
        said = replace(sheet.plan, state=PlanState.DRAFT, changed_by=held.person.id, changed_at=work.now)
        _keep(work, held, said)
    record(work, held, f"plan_{sheet.act.value}", {"year": sheet.plan.year, "revision": sheet.plan.revision})
    _complete(work, held)
    if approved:
        work.happened(PlanApproved(held))
    return sheet.act


def send_back(work: Work, held: Held, reason: str) -> Moved:
    """The head asks for another plan, with the reason."""
    if not reason.strip():
        raise Refused("cases.reason_missing")
    move = SendBack(held.bundle.id, reason.strip()[:500])
    return make(work, held.scope, held.case.id, move, held.person.id, held.capacity)


def asked_back(work: Work, bundle: Bundle, case: Case) -> bool:
    """Whether a step may send the plan back: the one that approves it."""
    sop = sops.of_case(work, case)
    return _act(sop, case, sop.step(bundle.step)) is PlanAct.APPROVE


def _complete(work: Work, held: Held) -> Moved:
    return make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def _act(sop: Sop, case: Case, step: Step) -> PlanAct:
    if read_period(case.period).quarter:
        return PlanAct.REVIEW
    steps = [one for run in flow(sop, case.period).runs for one in run.steps]
    plans = [one.key for one in steps if one.stage is Stage.SETUP and one.subject == PLAN]
    return PlanAct.MAKE if plans[:1] == [step.key] else PlanAct.APPROVE


def _keep(work: Work, held: Held, said: Plan) -> None:
    if not rows.keep(work.connection, held.scope, said):
        raise Refused("common.changed", held.bundle)


def _in_charge(chart: Chart, roles: tuple[str, ...]) -> str:
    """Who a milestone waits for: one official by title, several by their number."""
    seats = [seat for seat in chart.with_role(*roles) if seat.holder_id is not None]
    return seats[0].title if len(seats) == 1 else ""


def _actions(work: Work, scope: Scope, chart: Chart, year: int) -> tuple[tuple[Indicator, Target, Seat], ...]:
    """What the plan is about: every target of the year with the seat that answers for it."""
    targets = indicators.targets(work.connection, scope, year)
    return tuple(
        (one, targets[one.id], chart.seat(one.owner_seat_id))
        for one in indicators.indicators(work.connection, scope)
        if one.id in targets and not one.ended
    )
