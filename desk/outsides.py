"""Paraf and approval given on paper: recorded by planner or Sekretaris, with a photo or scan of the sheet.

Source: practice 2.3. The sheet is kept as evidence of the bundle; the case goes on as if it had been done
here.
"""

from desk import enclosures, evidences, guards
from desk.guards import Held
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.moves import RecordOutside
from sop.procedures import Stage
from storage import bundles
from storage.database import Scope
from text.incoming import IncomingFile

SIGNED = (Stage.PARAF, Stage.APPROVE)
LONGEST_REASON = 300  # characters


def recordable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Open parafs and approvals of a case that the person at hand may record for their holders."""
    if case.state is not CaseState.OPEN:
        return ()
    found = bundles.of_case(work.connection, Scope(case.office_id), case.id)
    around = [guards.around(work, one) for one in found if one.state is BundleState.OPEN]
    return tuple(one.bundle for one in around if one.stage in SIGNED and guards.records(work, one))


def recording(work: Work, bundle_id: int, revision: int) -> Held:
    """The bundle a button or a question names, unchanged since; Refused otherwise."""
    held = guards.found(work, bundle_id)
    if held.bundle.state is not BundleState.OPEN:
        raise Refused("common.already_done", held.bundle)
    if held.case.state is CaseState.PAUSED:
        raise Refused("cases.case_paused", held.bundle)
    if held.stage not in SIGNED or not guards.records(work, held):
        raise Refused("orders.record_rights")
    if held.bundle.revision != revision:
        raise Refused("common.changed")
    return held


def record(work: Work, held: Held, file: IncomingFile | None, written: str) -> Moved:
    """Keep the sheet and go on; who, when and where stand in the words beside it."""
    reason = written.strip()
    if file is None:
        raise Refused("reports.outside_needs_scan")
    if not reason:
        raise Refused("outsides.words_wanted")
    if len(reason) > LONGEST_REASON:
        raise Refused("cases.reason_long", None, limit=LONGEST_REASON)
    if held.stage is Stage.APPROVE:
        enclosures.require_fetched(work, held.case)
    evidences.keep_file(work, held, 0, file, own=False)
    move = RecordOutside(held.bundle.id, reason)
    return make(work, held.scope, held.case.id, move, held.person.id, f"dicatat {held.person.name}")
