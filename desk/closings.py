"""Closing a collection before everything is in: it takes a reason, which stands where the missing are named.

Source: practice 3.4; domain 4.2 step 5. Nothing is asked where only checks are left.
"""

from desk import cases, compilations
from desk.guards import capacity
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Case
from sop.closings import Closing
from sop.events import LastCallClosed
from sop.journals import events
from sop.moves import Proceed
from sop.people import Chart
from storage import indicators, journals
from storage.database import Scope
from text.printing import weekday_moment

LONGEST_REASON = 300  # characters


def missing(work: Work, case: Case, chart: Chart) -> tuple[tuple[str, int], ...]:
    """Units and how many of their figures would be left out now. Refused before the last call has ended."""
    found = compilations.progress(work, case)
    if found.called_until is None:
        raise Refused("compilations.call_first")
    if not found.is_over(work.now):
        until = weekday_moment(found.called_until, chart.office.zone)
        raise Refused("compilations.too_early", None, until=until)
    return found.missing


def close(work: Work, case: Case, chart: Chart, reason: str = "") -> Moved:
    """Close the collection after the last call: what is missing is reported as "menyusul"."""
    if missing(work, case, chart) and not reason.strip():
        raise Refused("cases.reason_missing")
    if len(reason) > LONGEST_REASON:
        raise Refused("cases.reason_long", None, limit=LONGEST_REASON)
    assert work.person is not None
    seat = compilations.seats_of_recorder(work, chart)[0]
    move = Proceed(reason.strip())
    return make(work, Scope(case.office_id), case.id, move, work.person.id, capacity(seat, work.person))


def closing(work: Work, case: Case) -> Closing | None:
    """How the collection of a case was closed without some figures; None where that was not done."""
    scope = Scope(case.office_id)
    lines = journals.told(work.connection, scope, case.id, Proceed.__name__)
    if not lines:
        return None
    told = next(event for event in events(lines[-1].body) if isinstance(event, LastCallClosed))
    names = {one.id: one.name for one in indicators.indicators(work.connection, scope)}
    return Closing(told.reason, tuple(names[item] for item in told.missing))


def asked(work: Work, office_id: int, bundle_id: int) -> tuple[Case, Chart]:
    """The case a typed reason is about, for whoever may still close its collection."""
    return compilations.running(work, cases.case_of(work, office_id, bundle_id).id)
