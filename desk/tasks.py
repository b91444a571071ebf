"""What waits for a person, as lines: for `/tugas`, reminders and `/status`."""

from collections.abc import Iterable
from datetime import datetime

from desk import calendars, charts, people, rungs, sheets, sops
from desk.cards import CardWanted
from desk.guards import Held, capacity
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.duties import Duty, DutyGroup, Timing
from sop.flows import flow
from sop.people import Seat
from sop.periods import read_period
from sop.procedures import Sop, Stage
from storage import bundles, cases
from storage import people as person_rows
from storage.database import Scope


def mine(work: Work) -> tuple[DutyGroup, ...]:
    """The unfinished duties of the person at hand, by capacity, the most urgent first."""
    assert work.person is not None
    found: list[DutyGroup] = []
    for office_id in people.offices(work, work.person.id):
        chart = charts.chart(work, office_id)
        for seat in (one for one in chart.seats if work.person.id in (one.holder_id, one.konseptor_id)):
            listed = duties(work, bundles.working(work.connection, Scope(office_id), [seat.id]))
            listed = tuple(one for one in listed if may_act(one, work.person.id))
            if listed:
                found.append(_group(work, seat, listed))
    return tuple(found)


def duties(work: Work, found: Iterable[Bundle]) -> tuple[Duty, ...]:
    """Bundles of one office as lines, in their order."""
    listed = tuple(found)
    if not listed:
        return ()
    scope = Scope(listed[0].office_id)
    counts = bundles.figures(work.connection, scope, [bundle.id for bundle in listed])
    known = {id_: cases.case(work.connection, scope, id_) for id_ in {bundle.case_id for bundle in listed}}
    named = _capacities(work, listed)
    return tuple(
        _duty(work, bundle, case, named[bundle.seat_id], counts.get(bundle.id, (0, 0)))
        for bundle in listed
        if (case := known[bundle.case_id]) is not None
    )


def duty(work: Work, bundle: Bundle) -> Duty:
    return duties(work, [bundle])[0]


def asked_at(work: Work, bundle: Bundle) -> datetime:
    """Since when a bundle is waited for."""
    scope = Scope(bundle.office_id)
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    return rungs.window_start(work, scope, sops.of_case(work, case), bundle) or bundle.opened_at


def may_act(duty: Duty, person_id: int) -> bool:
    """Whether the card is this person's: the holder's, and of a form also the konseptor's."""
    prepares = duty.stage == Stage.FILL and duty.seat.konseptor_id == person_id
    return prepares or duty.seat.holder_id == person_id


def show(work: Work, held: Held) -> None:
    """The person wants the card of a bundle again, as a new message."""
    bundle = held.bundle
    if not may_act(duty(work, bundle), held.person.id):
        raise Refused("common.not_yours", None, holder=held.seat.title)
    if bundle.state is BundleState.WAITING:
        raise Refused("common.waiting", bundle)
    if bundle.state is not BundleState.OPEN:
        raise Refused("common.already_done", bundle)
    work.happened(CardWanted(bundle, held.person.id))


def _group(work: Work, seat: Seat, found: tuple[Duty, ...]) -> DutyGroup:
    assert work.person is not None
    by_state = {
        state: tuple(one for one in found if one.bundle.state is state)
        for state in (BundleState.OPEN, BundleState.WAITING)
    }
    return DutyGroup(
        found[0].office,
        capacity(seat, work.person),
        tuple(sorted(by_state[BundleState.OPEN], key=lambda one: one.urgency)),
        by_state[BundleState.WAITING],
    )


def _capacities(work: Work, listed: tuple[Bundle, ...]) -> dict[int, str]:
    """How the holder of each seat is called; every seat and every person is looked up once."""
    chart = charts.chart(work, listed[0].office_id)
    seats = {bundle.seat_id: chart.seat(bundle.seat_id) for bundle in listed}
    held = {seat.holder_id for seat in seats.values()} - {None}
    holders = {id_: person_rows.person(work.connection, id_) for id_ in held if id_}
    return {
        id_: capacity(seat, holder) if (holder := holders.get(seat.holder_id or 0)) else seat.title
        for id_, seat in seats.items()
    }


def _duty(work: Work, bundle: Bundle, case: Case, named: str, counts: tuple[int, int]) -> Duty:
    scope = Scope(bundle.office_id)
    sop = sops.of_case(work, case)
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    due_at = None
    rests = case.state is CaseState.PAUSED
    if bundle.state is BundleState.OPEN and not rests:
        due_at = rungs.due_at(work, scope, sop, chart, bundle)
    calendar = calendars.calendar(work.connection, bundle.office_id)
    today = calendar.local_day(work.now)
    step = sop.step(bundle.step)
    timing = Timing.RESTING if rests else Timing.NONE
    if due_at is not None:
        due_day = calendar.local_day(due_at)
        timing = Timing.TODAY if due_day == today else Timing.AHEAD if due_day > today else Timing.PASSED
    return Duty(
        bundle=bundle,
        office=chart.office,
        period=read_period(case.period),
        activity=step.activity,
        stage=step.stage,
        part=chart.unit(bundle.part).name if bundle.part else "",
        seat=seat,
        capacity=named,
        due_at=due_at,
        timing=timing,
        unfinished=counts[0],
        figures=counts[1],
        repairs=sheets.repairs(work, bundle),
        after_log=step.stage is Stage.FILL and _after_log(sop, case),
    )


def _after_log(sop: Sop, case: Case) -> bool:
    """Whether the forms of a case stand behind a log, which the clock ends."""
    steps = flow(sop, case.period)
    before = steps.before(steps.fill) if steps.fill is not None else ()
    return any(run.first.stage is Stage.LOG for run in before)
