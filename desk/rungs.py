"""Rungs follow their bundle: armed when it opens, void when it closes or waits (law 6).

Forms that open before the order (Pra-isi) have no window yet: nobody is reminded of what nobody has asked
for. Their window starts when the order has reached their part. Source: practice 1.4, 3.5.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from desk import clocks
from desk.works import Work
from sop.calendars import Calendar
from sop.cases import Bundle, BundleState
from sop.changes import (
    BundleClosed,
    BundleHeld,
    BundleOpened,
    BundleReleased,
    CasePaused,
    CaseResumed,
    TasksClosed,
)
from sop.deadlines import (
    FILL_DAYS,
    PlannedRung,
    ResponseWindow,
    response_window,
    year_final_by,
)
from sop.events import Event, TierPassed
from sop.flows import Flow, flow
from sop.limits import BOUND, read_limit, working_days
from sop.limits import due as limit_due
from sop.people import Chart
from sop.periods import read_period
from sop.procedures import Sop, Stage, Subject
from storage import bundles, cases, marks, pauses, requests
from storage import rungs as rung_rows
from storage.database import Scope

_AFTER_FILL = frozenset(
    (Stage.FILL, Stage.CHECK, Stage.COLLECT, Stage.VERIFY, Stage.COMPILE, Stage.PARAF, Stage.APPROVE)
)


def follow(
    work: Work,
    scope: Scope,
    sop: Sop,
    chart: Chart,
    after: Iterable[Bundle],
    events: Iterable[Event],
    new: Collection[int] = (),
) -> None:
    """Arm and void what the events of one move ask for; `new`: bundles this move has made."""
    known = {bundle.id: bundle for bundle in after}
    told = tuple(events)
    for event in told:
        match event:
            case BundleOpened(bundle) if known[bundle.id].state is BundleState.OPEN:
                arm(work, scope, sop, chart, known[bundle.id], first=bundle.id in new)
            case BundleReleased(bundle_id=bundle_id) if known[bundle_id].state is BundleState.OPEN:
                arm(work, scope, sop, chart, known[bundle_id])
            case BundleClosed(bundle_id=bundle_id) | BundleHeld(bundle_id=bundle_id):
                rung_rows.void(work.connection, scope, bundle_id)
            case CasePaused(case_id=case_id):
                rung_rows.rest(work.connection, scope, case_id)
            case CaseResumed(case_id=case_id):
                _arm_rested(work, scope, sop, chart, case_id)
            case _:
                pass
    _start_early_forms(work, scope, sop, chart, known, told)


def arm(work: Work, scope: Scope, sop: Sop, chart: Chart, bundle: Bundle, *, first: bool = False) -> None:
    """Arm the ladder of a bundle from the start of its window; an earlier ladder becomes void.

    What this window has said already is not said again, whatever the calendar says now. `first`: the bundle
    is new, so that there is no earlier ladder to look for.
    """
    started = window_start(work, scope, sop, bundle)
    if started is None:
        if not first:
            rung_rows.void(work.connection, scope, bundle.id)
        return
    ladder = _ladder(work, scope, sop, chart, bundle, started, first=first)
    if first:
        rung_rows.arm_first(work.connection, scope, bundle.id, ladder)
        return
    spoken = rung_rows.fired(work.connection, scope, bundle.id, started)
    planned = [rung for rung in ladder if (rung.kind, rung.level) not in spoken]
    rung_rows.arm(work.connection, scope, bundle.id, planned)


def _arm_rested(work: Work, scope: Scope, sop: Sop, chart: Chart, case_id: int) -> None:
    """What was armed when the case began to stand still is armed again, with the time that was left."""
    for bundle_id in sorted(rung_rows.resting(work.connection, scope, case_id)):
        bundle = bundles.bundle(work.connection, scope, bundle_id)
        assert bundle is not None
        arm(work, scope, sop, chart, bundle)


def proposal(case_id: int) -> str:
    """The mark that says when the order of a case was proposed to whoever gives it."""
    return f"proposed:{case_id}"


def window_of(sop: Sop, chart: Chart, bundle: Bundle) -> ResponseWindow:
    step = sop.step(bundle.step)
    days = max(FILL_DAYS, working_days(read_limit(step.limit)))
    return response_window(step.stage, chart.seat(bundle.seat_id).role, days)


def window_start(work: Work, scope: Scope, sop: Sop, bundle: Bundle) -> datetime | None:
    """When the response window of a bundle began; None for a form whose order has not come yet.

    What lay ready while forms were open early, such as the order, is waited for since it was proposed.
    """
    stage = sop.step(bundle.step).stage
    if stage not in _AFTER_FILL:
        proposed = marks.moment(work.connection, scope, proposal(bundle.case_id))
        return bundle.opened_at if proposed is None else max(bundle.opened_at, proposed)
    if stage is not Stage.FILL:
        return bundle.opened_at
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    before = _steps_before_fill(flow(sop, case.period))
    if not before:
        return bundle.opened_at
    last, unfinished = bundles.ordered(work.connection, scope, case.id, before, bundle.part)
    if unfinished:
        return None
    return bundle.opened_at if last is None else max(bundle.opened_at, last)


def due_at(work: Work, scope: Scope, sop: Sop, chart: Chart, bundle: Bundle) -> datetime | None:
    """When a bundle's window ends; None where its holder is not reminded or was not asked yet."""
    window = window_of(sop, chart, bundle)
    if not window.reminds_holder:
        return None
    started = window_start(work, scope, sop, bundle)
    if started is None:
        return None
    clock = clocks.clock(work, scope.office_id)
    stood = pauses.of_case(work.connection, scope, bundle.case_id)
    bound = fixed_end(work, scope, sop, bundle, clock.calendar)
    if bound is not None:
        return clock.until(bound, started, stood)
    end = asked_until(work, scope, sop, bundle) or clock.after(started, window.days)
    return clock.stretched(end, started, stood)


def asked_until(work: Work, scope: Scope, sop: Sop, bundle: Bundle) -> datetime | None:
    """The deadline a request set for the forms.

    None without one, for a figure that came back, and for rows that joined the format later.
    """
    if sop.step(bundle.step).stage is not Stage.FILL or bundle.round > 1:
        return None
    if not any(step.stage is Stage.REQUEST for step in sop.steps):
        return None
    asked = requests.newest(work.connection, scope, bundle.case_id)
    if asked is None or asked.until is None or asked.until <= bundle.opened_at:
        return None
    return None if _joined_later(work, scope, sop, bundle) else asked.until


def _joined_later(work: Work, scope: Scope, sop: Sop, bundle: Bundle) -> bool:
    """Whether all figures of a form came after its unit had been asked: their window begins with them."""
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    before = _steps_before_fill(flow(sop, case.period))
    last, _ = bundles.ordered(work.connection, scope, case.id, before, bundle.part)
    if last is None or bundle.opened_at <= last:
        return False
    return all(task.opened_at > last for task in bundles.tasks_of(work.connection, scope, bundle.id))


def fixed_end(work: Work, scope: Scope, sop: Sop, bundle: Bundle, calendar: Calendar) -> datetime | None:
    """The date a bundle is bound to by its SOP (a quarter's end, the end of February); None without one.

    A year's figures have to be final by the end of the February after it, whatever a paper says.
    """
    step = sop.step(bundle.step)
    limit = read_limit(step.limit)
    if limit.unit not in BOUND and step.subject is not Subject.ANNUAL:
        return None
    case = cases.case(work.connection, scope, bundle.case_id)
    assert case is not None
    if step.subject is Subject.ANNUAL:
        return year_final_by(read_period(case.period).year, calendar)
    return limit_due(limit, bundle.opened_at, calendar, read_period(case.period))


def _ladder(
    work: Work, scope: Scope, sop: Sop, chart: Chart, bundle: Bundle, started: datetime, *, first: bool
) -> tuple[PlannedRung, ...]:
    """The reminders of a window; a log that runs with its period has one at the end of each month."""
    clock = clocks.clock(work, scope.office_id)
    window = window_of(sop, chart, bundle)
    stood = () if first else pauses.of_case(work.connection, scope, bundle.case_id)
    if sop.step(bundle.step).stage is Stage.LOG:
        case = cases.case(work.connection, scope, bundle.case_id)
        assert case is not None
        return clock.log_ladder(window, read_period(case.period), started, stood)
    bound = fixed_end(work, scope, sop, bundle, clock.calendar)
    end = asked_until(work, scope, sop, bundle) or (bound and clock.until(bound, started))
    return clock.ladder(window, started, end, stood)


def _start_early_forms(
    work: Work,
    scope: Scope,
    sop: Sop,
    chart: Chart,
    known: Mapping[int, Bundle],
    events: tuple[Event, ...],
) -> None:
    """Start the window of forms that stood open before their order, now that a move has completed it."""
    ended = {event.step for event in events if isinstance(event, TasksClosed)}
    ended |= {step for event in events if isinstance(event, TierPassed) for step in event.steps}
    if all(sop.step(step).stage in _AFTER_FILL for step in ended):
        return
    for bundle in known.values():
        is_form = bundle.state is BundleState.OPEN and sop.step(bundle.step).stage is Stage.FILL
        if is_form and not rung_rows.known(work.connection, scope, bundle.id):
            arm(work, scope, sop, chart, bundle)


def _steps_before_fill(steps: Flow) -> tuple[str, ...]:
    if steps.fill is None:
        return ()
    return tuple(step.key for run in steps.before(steps.fill) for step in run.steps)
