"""What the clock closes because its time is over: a log whose period ended, an agreement nobody gave.

Source: domain 4.3 (steps 1 and 3), practice 5.4. Neither ever blocks the case: what is there counts, what is
missing is said so. One duty that cannot be closed holds up no other.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from desk import agreements, charts, clocks, isolations, log_entries, sops
from desk.guards import Held
from desk.moves import make
from desk.works import Work
from sop.calendars import Calendar
from sop.cases import Bundle, BundleState, Case
from sop.limits import END_OF_DAY, due, read_limit
from sop.moves import Complete
from sop.people import Person
from sop.periods import read_period
from sop.procedures import Sop, Stage, Step, Subject
from storage import bundles, cases, offices, pauses
from storage.database import Scope

CLOCK = Person(0, "", "", "", "")
CAPACITY = "jadwal"
_BEFORE: dict[tuple[Stage, Subject], Callable[[Work, Held], object]] = {
    (Stage.LOG, Subject.FIGURES): log_entries.prefill,
    (Stage.SETUP, agreements.TARGETS): agreements.leave_unconfirmed,
}
"""What is kept of a duty before the clock closes it, by stage and subject; only these are closed by it."""


def close_due(work: Work) -> int:
    """Close what is over in every office; returns how many duties that were."""
    every = (*offices.every(work.connection), *offices.rooms(work.connection))
    return sum(_close_in(work, Scope(office.id)) for office in every if office.sop_key)


def _close_in(work: Work, scope: Scope) -> int:
    closed = 0
    for case in cases.open_cases(work.connection, scope):
        sop = sops.of_case(work, case)
        over = _over(work, scope, case, sop)
        if not over:
            continue
        for bundle in bundles.of_case(work.connection, scope, case.id):
            is_open = bundle.step in over and bundle.state is BundleState.OPEN
            if is_open and _is_over(work, case, sop.step(bundle.step), bundle):
                deed = partial(_close, scope=scope, case=case, sop=sop, bundle_id=bundle.id)
                done = isolations.apart(
                    work, "expiries", deed, office_id=scope.office_id, bundle_id=bundle.id
                )
                closed += done or 0
    return closed


def _over(work: Work, scope: Scope, case: Case, sop: Sop) -> frozenset[str]:
    """The steps of a case whose time may be over."""
    clock = clocks.clock(work, scope.office_id)
    return frozenset(
        step.key
        for step in sop.steps
        if (step.stage, step.subject) in _BEFORE
        and work.now > clock.until(_end(step, case, clock.calendar), case.opened_at)
    )


def _is_over(work: Work, case: Case, step: Step, bundle: Bundle) -> bool:
    if step.stage is Stage.LOG:
        return work.now > log_entries.closes_at(work, case, bundle)
    clock = clocks.clock(work, case.office_id)
    stood = pauses.of_case(work.connection, Scope(case.office_id), case.id)
    return work.now > clock.until(_end(step, case, clock.calendar), bundle.opened_at, stood)


def _end(step: Step, case: Case, calendar: Calendar) -> datetime:
    """Midnight after the period for a log, else the end of the step's own limit."""
    period = read_period(case.period)
    if step.stage is not Stage.LOG:
        end = due(read_limit(step.limit), case.opened_at, calendar, period)
        if end is not None:
            return end
    return calendar.at(period.last_day, END_OF_DAY)


def _close(work: Work, *, scope: Scope, case: Case, sop: Sop, bundle_id: int) -> int:
    locked = cases.locked(work.connection, scope, case.id)
    bundle = bundles.bundle(work.connection, scope, bundle_id)
    if locked is None or bundle is None or bundle.state is not BundleState.OPEN:
        return 0
    held = _held(work, locked, sop, bundle)
    _BEFORE[(held.step.stage, held.step.subject)](work, held)
    make(work, scope, case.id, Complete(bundle_id), by=0, capacity=CAPACITY)
    return 1


def _held(work: Work, case: Case, sop: Sop, bundle: Bundle) -> Held:
    chart = charts.chart(work, case.office_id)
    return Held(bundle, case, sop, sop.step(bundle.step), chart.seat(bundle.seat_id), chart, CLOCK)
