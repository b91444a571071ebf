"""Letting a case stand still and go on again, and who hears of it.

Source: design 5 (moves every case offers). Whoever runs the case may do either; the reason is mandatory.
"""

from desk import cases, charts
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.moves import Pause, Resume
from sop.pauses import Pause as Stillness
from storage import cards as card_rows
from storage import cases as case_rows
from storage import pauses, rungs
from storage.database import Scope


def pause(work: Work, case: Case, written: str) -> Moved:
    """Let a case stand still for the reason typed."""
    reason = written.strip()
    if len(reason) > cases.LONGEST_REASON:
        raise Refused("cases.reason_long", None, limit=cases.LONGEST_REASON)
    return _make(work, case, Pause(reason))


def resume(work: Work, case: Case) -> Moved:
    return _make(work, case, Resume())


def current(work: Work, case: Case) -> Stillness | None:
    """The pause that lasts; None where the case does not stand still."""
    if case.state is not CaseState.PAUSED:
        return None
    return pauses.of_case(work.connection, Scope(case.office_id), case.id)[-1]


def rests(work: Work, bundle: Bundle) -> bool:
    """Whether a bundle belongs to a case that stands still."""
    case = case_rows.case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return case is not None and case.state is CaseState.PAUSED


def asked(work: Work, case: Case) -> tuple[int, ...]:
    """Persons with an open card of the case: they hear that it stands still, or goes on."""
    chart = charts.chart(work, case.office_id)
    holders = [
        chart.seat(one.seat_id).holder_id
        for one in cases.working(work, case)
        if one.state is BundleState.OPEN and is_shown(work, one)
    ]
    return tuple(dict.fromkeys(person_id for person_id in holders if person_id is not None))


def was_asked(work: Work, bundle: Bundle) -> bool:
    """Whether somebody waits for a bundle: an order lying ready for its day is not yet asked for."""
    return bool(rungs.asked(work.connection, Scope(bundle.office_id), [bundle.id]))


def is_shown(work: Work, bundle: Bundle) -> bool:
    """Whether anybody has the card of a bundle in front of them."""
    return bool(card_rows.live(work.connection, Scope(bundle.office_id), bundle.id))


def _make(work: Work, case: Case, move: Pause | Resume) -> Moved:
    assert work.person is not None
    acting_as = cases.acting_as(work, case.office_id)
    return make(work, Scope(case.office_id), case.id, move, work.person.id, acting_as)
