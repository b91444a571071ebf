"""Opening a finished case again: for a reason, by whoever runs it (law 9).

The report and every later one of the year is marked outdated; what was approved stays as it was until it is
approved anew.
"""

from desk import cases
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Case, CaseState
from sop.moves import Reopen
from storage.database import Scope


def finished(work: Work, case_id: int) -> Case:
    """The finished case a button names, for whoever runs it; Refused otherwise."""
    case = cases.seen(work, case_id)
    if case is None:
        raise Refused("common.old_button")
    cases.require_manager(work, case.office_id)
    if case.state is not CaseState.DONE:
        raise Refused("cases.case_closed" if case.state is CaseState.CANCELLED else "cases.case_not_done")
    return case


def reopen(work: Work, case: Case, written: str) -> Moved:
    """Open it at its compilation, for the reason typed."""
    assert work.person is not None
    reason = written.strip()
    if len(reason) > cases.LONGEST_REASON:
        raise Refused("cases.reason_long", None, limit=cases.LONGEST_REASON)
    acting_as = cases.acting_as(work, case.office_id)
    return make(work, Scope(case.office_id), case.id, Reopen(reason), work.person.id, acting_as)
