"""When cases open by themselves: forms early, the proposal on the first working day, standing orders.

Source: practice 1.4; domain 4.3 (loop logic), 4.4 step 1. Decided once per office and local day, from
`now` and the calendar; the row (office, kind, date) makes it happen once (law 6). Closing a case opens
nothing: what "repeats" opens on the day its period begins, so two years may have cases open at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from desk import calendars, cases, charts, guards, isolations, orders, rungs, sops
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.calendars import Calendar
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.flows import flow
from sop.moves import Dispose, OpenForms
from sop.openings import Moment, Series, series, series_of
from sop.people import Office
from sop.periods import Cycle, Period, period_of, read_period
from sop.procedures import Sop, Stage
from storage import bundles, marks, offices
from storage import cases as case_rows
from storage import rungs as rung_rows
from storage.database import Scope

DECIDED = "opening"  # the mark of a local day on which an office's openings were decided
EARLY_WORKING_DAYS = 5  # Pra-isi: forms open so many working days before the quarter ends
PROPOSAL_WORKING_DAYS = 10  # after its day: an outage may last that long and nothing is missed


@dataclass(frozen=True, slots=True)
class ProposalDue:
    """What a case begins with, its order as a rule, is to be shown to whoever decides it."""

    bundle: Bundle


@dataclass(frozen=True, slots=True)
class StandingOrderUsed:
    """A case opened on an order given earlier: its giver gets one silent line."""

    bundle: Bundle
    authority: str


def open_due(work: Work) -> int:
    """Open what is due in every office; returns how many cases were opened or proposed.

    An office in which that fails holds up no other; it is tried again an hour later, and the hour after.
    """
    return sum(_open_in(work, office) for office in offices.every(work.connection) if office.sop_key)


def _open_in(work: Work, office: Office) -> int:
    """Decide once on a local day; a closed day is over with that, whatever is edited later on it."""
    scope = Scope(office.id)
    local = work.now.astimezone(ZoneInfo(office.zone))
    if not marks.first_today(work.connection, scope, DECIDED, local.date(), work.now):
        return 0
    opened = None
    if marks.first_today(work.connection, scope, f"{DECIDED}:{local:%H}", local.date(), work.now):
        deed = partial(_open_today, office=office, today=local.date())
        opened = isolations.apart(work, "openings", deed, office_id=office.id)
    if opened is None:
        marks.forget(work.connection, scope, DECIDED, local.date())
    return opened or 0


def _open_today(work: Work, office: Office, today: date) -> int:
    calendar = calendars.calendar(work.connection, office.id)
    if not calendar.is_working_day(today):
        return 0
    sop = sops.newest(work, office.sop_key)
    if sop is None:
        return 0
    return sum(_open_series(work, Scope(office.id), sop, one, today, calendar) for one in series(sop))


def _open_series(work: Work, scope: Scope, sop: Sop, one: Series, today: date, calendar: Calendar) -> int:
    """What a day opens of one kind of case."""
    opened = 0
    running = period_of(one.cycle, today)
    if one.opens is Moment.AFTER_PERIOD and today >= early_day(running, calendar):
        opened += _open_early(work, scope, sop.key, running)
    period = one.due_on(today)
    if period is None or not _owed(work, scope, sop, one, period, today, calendar):
        return opened
    begin = _open_at_start if one.opens is Moment.AT_START else _propose
    return opened + begin(work, scope, sop.key, period)


def _owed(
    work: Work, scope: Scope, sop: Sop, one: Series, period: Period, today: date, calendar: Calendar
) -> bool:
    """Whether a case is due, late as it may be: it is there, its day is near, or the one before was run."""
    if case_rows.of_period(work.connection, scope, sop.key, str(period)) is not None:
        return True
    if today <= last_proposal_day(period, calendar, one.opens):
        return True
    before = case_rows.of_period(work.connection, scope, sop.key, str(period.previous))
    goes_on = before is not None and before.state is not CaseState.CANCELLED
    return one.opens is Moment.AT_START and goes_on


def openable(work: Work, office_id: int) -> tuple[Period, ...]:
    """Periods a person may open by hand now: over, running where the SOP runs with them, or near their end.

    Of those only the ones that have no case so far.
    """
    scope = Scope(office_id)
    office = offices.office(work.connection, scope)
    sop = sops.newest(work, office.sop_key) if office is not None and office.sop_key else None
    if office is None or office.rehearses or sop is None:
        return ()
    calendar = calendars.calendar(work.connection, office_id)
    today = calendar.local_day(work.now)
    return tuple(
        period
        for one in series(sop)
        for period in _near(work, scope, sop, one, today, calendar)
        if case_rows.of_period(work.connection, scope, sop.key, str(period)) is None
    )


def _near(
    work: Work, scope: Scope, sop: Sop, one: Series, today: date, calendar: Calendar
) -> tuple[Period, ...]:
    """The periods of one kind of case that a person might want to open on a day, earlier first."""
    running = period_of(one.cycle, today)
    if one.opens is Moment.AFTER_LAST_QUARTER:
        years = (running.previous, running)
        return tuple(year for year in years if _is_over(work, scope, sop, year))
    if one.opens is Moment.AT_START:
        return (running,) if one.cycle is Cycle.YEAR else (running.previous, running)
    near = (running,) if today >= early_day(running, calendar) else ()
    return (running.previous, *near)


def _is_over(work: Work, scope: Scope, sop: Sop, year: Period) -> bool:
    """Whether the last period of a year, a quarter or what the SOP has instead, was carried through."""
    closing = period_of(Cycle(sop.own_cycle), year.last_day)
    last = case_rows.of_period(work.connection, scope, sop.key, str(closing))
    return last is not None and last.state is CaseState.DONE


def open_year(work: Work, scope: Scope, sop_key: str, year: int) -> Moved | None:
    """The year's case is due, its last quarter being approved; None where the SOP has none or it is there."""
    sop, period = sops.newest(work, sop_key), Period(year)
    kind = series_of(sop, period) if sop is not None else None
    if kind is None or kind.opens is not Moment.AFTER_LAST_QUARTER:
        return None
    if case_rows.of_period(work.connection, scope, sop_key, str(period)) is not None:
        return None
    return open_by_hand(work, scope, sop_key, period, by=0)


def open_asked(work: Work, office_id: int, written: str) -> Period:
    """Open the period a button names, for whoever runs the cases of the office."""
    cases.require_manager(work, office_id)
    assert work.person is not None
    scope = Scope(office_id)
    office = offices.office(work.connection, scope)
    assert office is not None
    period = next((one for one in openable(work, office_id) if str(one) == written), None)
    if period is None:
        if case_rows.of_period(work.connection, scope, office.sop_key, written) is not None:
            raise Refused("cases.already_open", None, period=read_period(written).title)
        raise Refused("common.old_button")
    open_by_hand(work, scope, office.sop_key, period, work.person.id)
    return period


def open_named(work: Work, office_code: str, sop_key: str, written: str) -> Moved:
    """Open a case from the command line; an empty `sop_key` means the office's own."""
    office = offices.by_code(work.connection, office_code)
    if office is None:
        raise Refused("cases.office_unknown", None, code=office_code[:40])
    try:
        period = read_period(written)
    except ValueError as error:
        raise Refused("cases.period_unreadable", None, written=written[:40]) from error
    return open_by_hand(work, Scope(office.id), sop_key or office.sop_key, period, by=0)


def open_by_hand(work: Work, scope: Scope, sop_key: str, period: Period, by: int) -> Moved:
    """Open a case because somebody asked for it: what it begins with is shown, or follows a standing order.

    Raises Refused as `cases.open_case` does. `by` 0: the command line, or the clock.
    """
    authority = _standing_order(work, scope, sop_key, period)
    moved = cases.open_case(work, scope, sop_key, period, by, quiet=authority is not None)
    marks.first_ever(work.connection, scope, rungs.proposal(moved.case.id), work.now)
    if authority is not None:
        _begin(work, scope, moved.case, _beginning(work, scope, moved.case), authority)
    return moved


def open_on_word(work: Work, office_id: int, written: str, reason: str) -> Moved:
    """Open a quarter on an oral order: the orders it begins with are recorded as given (practice 2.1).

    Where a standing order covers the year nothing has to be recorded.
    """
    cases.require_manager(work, office_id)
    assert work.person is not None
    if not reason.strip():
        raise Refused("orders.reason_missing")
    scope, person_id = Scope(office_id), work.person.id
    period = next((one for one in on_word(work, office_id) if str(one) == written), None)
    if period is None:
        raise Refused("letters.period_closed", None, period=read_period(written).title)
    key = charts.chart(work, office_id).office.sop_key
    if case_rows.standing_order(work.connection, scope, key, period.year) is not None:
        return open_by_hand(work, scope, key, period, person_id)
    moved = cases.open_case(work, scope, key, period, person_id, quiet=True)
    marks.first_ever(work.connection, scope, rungs.proposal(moved.case.id), work.now)
    first = next(iter(orders.recordable(work, moved.case)), None)
    if first is not None:
        orders.record_oral(work, guards.around(work, first), reason)
    else:  # whoever opens it gives the order himself
        _begin(work, scope, moved.case, _beginning(work, scope, moved.case), None)
    return moved


def on_word(work: Work, office_id: int) -> tuple[Period, ...]:
    """The quarters that an oral order may open now, for whoever runs the cases of the office."""
    sop = sops.newest(work, charts.chart(work, office_id).office.sop_key)
    allowed = sop is not None and "oral_order" in sop.trigger.kinds
    return openable(work, office_id) if allowed and cases.manages(work, office_id) else ()


def early_day(period: Period, calendar: Calendar) -> date:
    """The local day on which the forms of a period open."""
    return calendar.working_day_before(period.last_day + timedelta(days=1), EARLY_WORKING_DAYS)


def last_proposal_day(period: Period, calendar: Calendar, opens: Moment = Moment.AFTER_PERIOD) -> date:
    """Until when a period without a case opens by itself; an office that began later owes it to nobody."""
    day = period.first_day - timedelta(days=1) if opens is Moment.AT_START else period.last_day
    return calendar.working_day_after(day, PROPOSAL_WORKING_DAYS)


def _standing_order(work: Work, scope: Scope, sop_key: str, period: Period) -> str | None:
    """The order given for the whole year; None without one, or where the case begins with something else."""
    sop = sops.newest(work, sop_key)
    runs = flow(sop, str(period)).runs if sop is not None else ()
    if not runs or runs[0].first.stage is not Stage.DISPOSE:
        return None
    return case_rows.standing_order(work.connection, scope, sop_key, period.year)


def _open_early(work: Work, scope: Scope, sop_key: str, period: Period) -> int:
    """Forms open before the order; the order itself is proposed after the period."""
    if case_rows.of_period(work.connection, scope, sop_key, str(period)) is not None:
        return 0
    moved = cases.open_case(work, scope, sop_key, period, by=0, quiet=True)
    make(work, scope, moved.case.id, OpenForms(), by=0, capacity="jadwal")
    for bundle in _beginning(work, scope, moved.case):
        rung_rows.void(work.connection, scope, bundle.id)
    return 1


def _open_at_start(work: Work, scope: Scope, sop_key: str, period: Period) -> int:
    """The case runs with its period: whatever it begins with is shown at once."""
    if case_rows.of_period(work.connection, scope, sop_key, str(period)) is not None:
        return 0
    open_by_hand(work, scope, sop_key, period, by=0)
    return 1


def _propose(work: Work, scope: Scope, sop_key: str, period: Period) -> int:
    """On the first working day after the period: open the case if need be and show what it begins with."""
    found = case_rows.of_period(work.connection, scope, sop_key, str(period))
    case = found or cases.open_case(work, scope, sop_key, period, by=0, quiet=True).case
    return int(propose(work, scope, case))


def propose(work: Work, scope: Scope, case: Case) -> bool:
    """Show what a case begins with, or follow a standing order; False where that was done before."""
    case = case_rows.locked(work.connection, scope, case.id) or case
    first = _beginning(work, scope, case)
    if case.state is CaseState.PAUSED:
        return False  # proposed on the first working day after the pause
    if not first or not marks.first_ever(work.connection, scope, rungs.proposal(case.id), work.now):
        return False
    year = read_period(case.period).year
    _begin(work, scope, case, first, case_rows.standing_order(work.connection, scope, case.sop_key, year))
    return True


def _begin(work: Work, scope: Scope, case: Case, first: tuple[Bundle, ...], authority: str | None) -> None:
    """Show what a case begins with; an order follows the standing one where there is `authority`."""
    sop = sops.of_case(work, case)
    for bundle in first:
        if authority is not None and sop.step(bundle.step).stage is Stage.DISPOSE:
            _follow_standing_order(work, scope, case, bundle, authority)
            continue
        rungs.arm(work, scope, sop, charts.chart(work, scope.office_id), bundle)
        work.happened(ProposalDue(bundle))


def _follow_standing_order(work: Work, scope: Scope, case: Case, order: Bundle, authority: str) -> None:
    orders.record_branches(work, scope, case, order, by=0)
    case_rows.cite(work.connection, scope, case.id, authority)
    make(work, scope, case.id, Dispose(order.id), by=0, capacity="perintah tetap")
    work.happened(StandingOrderUsed(order, authority))


def _beginning(work: Work, scope: Scope, case: Case) -> tuple[Bundle, ...]:
    """What a case begins with, whatever its stage, as far as it has still to be decided."""
    steps = flow(sops.of_case(work, case), case.period)
    places = {
        bundle: steps.run_of(bundle.step).index
        for bundle in bundles.of_case(work.connection, scope, case.id)
        if bundle.state is not BundleState.VOID
    }
    first = min(places.values(), default=0)
    return tuple(
        bundle for bundle, place in places.items() if place == first and bundle.state is BundleState.OPEN
    )
