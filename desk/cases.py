"""Opening a case with the figures that are due, cancelling one, and who may do either.

Source: practice 1.4; design 5. A case is run by the planner, the Sekretaris or an admin of the office; the
right is looked up again at every press (law 4).
"""

import json
from typing import Any

from desk import agreements, charts, confirmations, divisions, people, sops
from desk.guards import RECORDERS, capacity
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import RUNNING, Bundle, BundleState, Case, CaseState
from sop.flows import flow
from sop.moves import CancelCase, OpenCase
from sop.people import Chart, Seat
from sop.periods import Period, read_period
from sop.procedures import Sop, Stage
from sop.slices import Item
from storage import bundles, cases, drafts, indicators, offices
from storage.database import Scope
from text.names import calm_title

LONGEST_REASON = 300  # characters
_REASON = "cancel_reason"  # in the body of the draft, until the confirming press


def open_case(
    work: Work,
    scope: Scope,
    sop_key: str,
    period: Period,
    by: int,
    *,
    quiet: bool = False,
    trigger: str = "calendar",
) -> Moved:
    """Open the case of a period; `quiet`: its first card is shown later, by whoever proposes it.

    `trigger` says what opened it: the SOP's conditions look at it.

    Raises Refused if there is one already, or the SOP is unknown or has nothing to do in such a period.
    """
    sop = sops.newest(work, sop_key)
    if sop is None:
        raise Refused("cases.sop_unknown", None, sop=sop_key[:40])
    if not _fits(sop, period):
        raise Refused("cases.no_steps", None, sop=sop.key, period=period.title)
    _require_new(work, scope, sop_key, period)
    case_id = _add(work, scope, sop, period, trigger)
    confirmations.propose_once(work, scope, sop)
    agreements.provide(work, scope, sop, period)
    chart = charts.chart(work, scope.office_id)
    due = due_items(work, scope, chart, period)
    items = divisions.as_last_quarter(work, scope, sop, period, chart, due)
    holders = () if period.quarter else agreements.holders(work, scope, period.year)
    return make(work, scope, case_id, OpenCase(items, holders), by, quiet=quiet)


def _add(work: Work, scope: Scope, sop: Sop, period: Period, trigger: str) -> int:
    return cases.add(
        work.connection,
        scope,
        {
            "sop_key": sop.key,
            "sop_version": sop.version,
            "period": str(period),
            "state": CaseState.OPEN,
            "opened_at": work.now,
            "authority": "",
            "trigger": trigger,
        },
    )


def due_items(work: Work, scope: Scope, chart: Chart, period: Period) -> tuple[Item, ...]:
    """Figures with a target in the quarter that a person fills in; derived ones compute themselves.

    None in the case of a whole year: its figures are those of its quarters.
    """
    if not period.quarter:
        return ()
    targets = indicators.targets(work.connection, scope, period.year)
    found = indicators.indicators(work.connection, scope)
    return tuple(
        Item(one.id, chart.part_of(chart.seat(one.owner_seat_id).unit_id).id, one.owner_seat_id)
        for one in found
        if not one.derived and one.id in targets and targets[one.id].quarters[period.quarter - 1] is not None
    )


def latest(work: Work, office_id: int) -> Case | None:
    """The most recent case of an office, open or done."""
    found = cases.latest(work.connection, Scope(office_id))
    return found[0] if found else None


def of_period(work: Work, office_id: int, period: str) -> tuple[Case, ...]:
    wanted = str(read_period(period))
    return tuple(case for case in cases.latest(work.connection, Scope(office_id)) if case.period == wanted)


def seen(work: Work, case_id: int) -> Case | None:
    """A case of an office in which the person at hand has a place; no right is implied."""
    assert work.person is not None
    offices_of = people.offices(work, work.person.id)
    found = (cases.case(work.connection, Scope(office_id), case_id) for office_id in offices_of)
    return next((case for case in found if case is not None), None)


def managed_offices(work: Work) -> tuple[int, ...]:
    """The offices whose cases the person at hand runs."""
    assert work.person is not None
    return tuple(one for one in people.offices(work, work.person.id) if manages(work, one))


def manages(work: Work, office_id: int) -> bool:
    """Whether the person at hand runs the cases of an office."""
    assert work.person is not None
    if office_id in offices.administered_by(work.connection, work.person.id):
        return True
    return any(seat.role in RECORDERS for seat in _own_seats(work, office_id))


def require_manager(work: Work, office_id: int) -> None:
    """Refuse whoever does not run the cases of the office; to a stranger to it the office does not exist."""
    assert work.person is not None
    if office_id not in people.offices(work, work.person.id):
        raise Refused("common.old_button")
    if not manages(work, office_id):
        raise Refused("cases.manage_rights")


def managed(work: Work, case_id: int) -> Case:
    """The case a button names, which has not ended, for whoever runs it; Refused otherwise."""
    case = seen(work, case_id)
    if case is None:
        raise Refused("common.old_button")
    work.office_id = case.office_id
    require_manager(work, case.office_id)
    return _still_open(case)


def running(work: Work, case_id: int) -> Case:
    """The case a button names, which does not stand still, for whoever runs it; Refused otherwise."""
    case = managed(work, case_id)
    if case.state is CaseState.PAUSED:
        raise Refused("cases.case_paused")
    return case


def title(work: Work, case: Case) -> str:
    """What a case is called: the SOP's title and the period."""
    return f"{calm_title(sops.of_case(work, case).header.title)} {read_period(case.period).title}"


def acting_as(work: Work, office_id: int) -> str:
    """In which capacity the person at hand runs the cases of an office."""
    assert work.person is not None
    seats = _own_seats(work, office_id)
    seat = next((one for one in seats if one.role in RECORDERS), None)
    return capacity(seat, work.person) if seat is not None else "admin"


def working(work: Work, case: Case) -> tuple[Bundle, ...]:
    """What is still to be done in a case: open and waiting bundles, oldest first."""
    every = bundles.of_case(work.connection, Scope(case.office_id), case.id)
    return tuple(one for one in every if one.state in (BundleState.OPEN, BundleState.WAITING))


def anchor(work: Work, case: Case) -> Bundle:
    """The bundle a question about the whole case hangs on: its first one that is no form."""
    sop = sops.of_case(work, case)
    every = bundles.of_case(work.connection, Scope(case.office_id), case.id)
    return next((one for one in every if sop.step(one.step).stage is not Stage.FILL), every[0])


def case_of(work: Work, office_id: int, bundle_id: int) -> Case:
    """The open case a question was asked about, for whoever still runs it."""
    bundle = bundles.bundle(work.connection, Scope(office_id), bundle_id)
    assert bundle is not None
    return managed(work, bundle.case_id)


def keep_reason(work: Work, case: Case, written: str) -> str:
    """Keep why a case is to be cancelled until the confirming press; returns the reason as kept."""
    reason = written.strip()
    if not reason:
        raise Refused("cases.reason_missing")
    if len(reason) > LONGEST_REASON:
        raise Refused("cases.reason_long", None, limit=LONGEST_REASON)
    _keep(work, case, {**_kept(work, case), _REASON: reason})
    return reason


def forget_reason(work: Work, case: Case) -> None:
    _keep(work, case, {name: value for name, value in _kept(work, case).items() if name != _REASON})


def cancel(work: Work, case: Case) -> Moved:
    """End a case for the reason typed before; every open task of it is closed. Refused without a reason."""
    assert work.person is not None
    reason = _kept(work, case).get(_REASON)
    if reason is None:
        raise Refused("common.old_button")
    forget_reason(work, case)
    office_id = case.office_id
    move = CancelCase(str(reason))
    return make(work, Scope(office_id), case.id, move, work.person.id, acting_as(work, office_id))


def collects(work: Work, case: Case) -> bool:
    """Whether a case is at its figures: one that still keeps its log has nobody to wait for yet."""
    logs = [
        step.key
        for run in flow(sops.of_case(work, case), case.period).runs
        for step in run.steps
        if step.stage is Stage.LOG
    ]
    counts = bundles.unfinished(work.connection, Scope(case.office_id), case.id) if logs else {}
    return not any(count for (step, _), count in counts.items() if step in logs)


def superiors(chart: Chart) -> tuple[Seat, ...]:
    """Who is told when a whole case ends without a result."""
    return chart.with_role("secretary", "head")


def _fits(sop: Sop, period: Period) -> bool:
    """Whether an SOP has anything to do in a case of that period."""
    return any(step.stage is not Stage.REPEAT for step in sop.steps_in(period))


def _require_new(work: Work, scope: Scope, sop_key: str, period: Period) -> None:
    found = cases.of_period(work.connection, scope, sop_key, str(period))
    if found is not None:
        cancelled = found.state is CaseState.CANCELLED
        raise Refused("cases.was_cancelled" if cancelled else "cases.already_open", None, period=period.title)


def _still_open(case: Case) -> Case:
    if case.state not in RUNNING:
        raise Refused("cases.case_closed")
    return case


def _own_seats(work: Work, office_id: int) -> tuple[Seat, ...]:
    assert work.person is not None
    return charts.chart(work, office_id).held_by(work.person.id)


def _kept(work: Work, case: Case) -> dict[str, Any]:
    assert work.person is not None
    bundle, scope = anchor(work, case), Scope(case.office_id)
    found = drafts.draft(work.connection, scope, work.person.id, bundle.id)
    kept: dict[str, Any] = json.loads(found.body) if found else {}
    return kept


def _keep(work: Work, case: Case, body: dict[str, Any]) -> None:
    assert work.person is not None
    bundle, scope = anchor(work, case), Scope(case.office_id)
    drafts.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(body, ensure_ascii=False))
