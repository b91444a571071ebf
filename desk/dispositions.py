"""The disposition tree: which seats an order went to, who has seen it, and what became of it.

Branches of the stages request and assign follow from the moves themselves; those of an order are written
with its instruction and note before it goes out (`desk.orders`). Source: practice 2.1, 3.2, 3.5.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk import charts, people
from desk.works import Refused, Work
from sop.cases import Bundle, Case
from sop.changes import BundleOpened, BundleReleased
from sop.dispositions import Branch, Disposition, received, tree, visible
from sop.events import Assigned, CopiesSent, StepDone
from sop.letters import Letter
from sop.people import Chart
from sop.procedures import Stage
from storage import bundles, cases, dispositions, journals, letters
from storage.database import Scope
from text.catalogue import plain

if TYPE_CHECKING:
    from desk.moves import Moved

ALL_SEEING = ("head", "secretary", "planner", "program_officer")
LONGEST_NOTE = 500  # characters
ASKED_FOR = "orders.instruction_4"  # what a request and a division of work ask for


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """A tembusan went out: it is told first and silently (practice 5.5)."""

    bundle: Bundle  # of the order
    step: str  # the one of its steps that is copied
    copy: Disposition
    recipients: tuple[int, ...]  # seats


@dataclass(frozen=True, slots=True)
class CopyNoted:
    """Whoever got a copy passes a note on to the recipients of the order."""

    case: Case
    copy: Disposition
    recipients: tuple[int, ...]  # seats


@dataclass(frozen=True, slots=True)
class Tree:
    """The branches of a case as far as a viewer may see, with what is needed to name them."""

    case: Case
    chart: Chart
    branches: tuple[Branch, ...]
    letters: tuple[Letter, ...]
    deciders_by_name: bool  # False: those who decide are only "menunggu arahan"


def follow(work: Work, scope: Scope, moved: "Moved") -> None:
    """Write the branches of a request or a division of work that was just given, copies first."""
    seat_id = _giver(moved)
    to = _assigned_to(moved) or _opened_at(moved)
    for event in moved.events:
        if isinstance(event, CopiesSent):
            _copy(work, scope, moved, event, to if seat_id else ())
    if not seat_id:
        return
    every = dispositions.of_case(work.connection, scope, moved.case.id)
    parent = received(every, seat_id)
    known = {one.to_seat_id for one in every if parent is not None and one.parent_id == parent.id}
    for target in to:
        if target not in (seat_id, *known):
            add(work, scope, moved.case.id, seat_id, target, by=moved.by, parent=parent)


def _copy(work: Work, scope: Scope, moved: "Moved", sent: CopiesSent, to: tuple[int, ...]) -> None:
    """Tell some seats of a step that was carried out; `to`: whom it gave something to do."""
    bundle = next(one for one in moved.after.bundles if one.id == sent.bundle_id)
    parent = received(dispositions.of_case(work.connection, scope, moved.case.id), bundle.seat_id)
    activity = moved.sop.step(sent.step).activity
    for seat_id in sent.seat_ids:
        branch = add(
            work,
            scope,
            moved.case.id,
            bundle.seat_id,
            seat_id,
            by=moved.by,
            parent=parent,
            instruction="" if to else activity,
            copy=True,
        )
        work.happened(
            CopyGiven(bundle, sent.step, branch, tuple(one for one in to if one not in sent.seat_ids))
        )


def add(
    work: Work,
    scope: Scope,
    case_id: int,
    from_seat: int,
    to_seat: int,
    *,
    by: int,
    parent: Disposition | None,
    instruction: str = "",
    note: str = "",
    oral: bool = False,
    copy: bool = False,
) -> Disposition:
    """Write one branch."""
    values = {
        "case_id": case_id,
        "parent_id": parent.id if parent is not None else None,
        "from_seat_id": from_seat,
        "to_seat_id": to_seat,
        "instruction": instruction or plain(ASKED_FOR),
        "note": note,
        "oral": oral,
        "by_person_id": by,
        "at": work.now,
        "copy_only": copy,
    }
    branch_id = dispositions.add(work.connection, scope, values)
    return next(one for one in dispositions.of_case(work.connection, scope, case_id) if one.id == branch_id)


def read(work: Work, scope: Scope, case_id: int) -> None:
    """The person at hand has pressed something of a case: what was sent to their seats is read."""
    assert work.person is not None
    held = [seat.id for seat in charts.chart(work, scope.office_id).held_by(work.person.id)]
    if held:
        dispositions.read(work.connection, scope, case_id, held, work.now)


def shown(work: Work, case_id: int) -> Tree:
    """The tree of a case for the person at hand (practice 3.2); Refused where nothing of it is theirs."""
    assert work.person is not None
    case = _case(work, case_id)
    scope, chart = Scope(case.office_id), charts.chart(work, case.office_id)
    held = chart.held_by(work.person.id)
    every = dispositions.of_case(work.connection, scope, case.id)
    branches = tree(every, bundles.of_case(work.connection, scope, case.id))
    roles = {seat.role for seat in held}
    if not roles & set(ALL_SEEING):
        branches = visible(branches, [seat.id for seat in held])
        if not branches:
            raise Refused("dispositions.not_yours")
    read(work, scope, case.id)
    of_case = letters.of_case(work.connection, scope, case.id)
    by_name = not roles & {"planner", "program_officer"} or bool(roles & {"head", "secretary"})
    return Tree(case, chart, branches, of_case, by_name)


def copy_of(work: Work, disposition_id: int) -> tuple[Case, Disposition]:
    """A copy that went to a seat of the person at hand; Refused otherwise."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        scope = Scope(office_id)
        found = dispositions.one(work.connection, scope, disposition_id)
        if found is None or not found.copy or found.recalled_at is not None:
            continue
        if charts.chart(work, office_id).seat(found.to_seat_id).holder_id == work.person.id:
            case = cases.case(work.connection, scope, found.case_id)
            assert case is not None
            work.office_id = office_id
            return case, found
    raise Refused("common.old_button")


def pass_note(work: Work, disposition_id: int, written: str) -> tuple[int, ...]:
    """ "Teruskan dengan catatan": what the reader of a copy adds goes to the order's recipients."""
    assert work.person is not None
    case, copy = copy_of(work, disposition_id)
    note = written.strip()
    if not note:
        raise Refused("dispositions.note_missing")
    if len(note) > LONGEST_NOTE:
        raise Refused("dispositions.note_long", None, limit=LONGEST_NOTE)
    scope = Scope(case.office_id)
    cases.locked(work.connection, scope, case.id)
    dispositions.note(work.connection, scope, copy.id, note)
    journals.append(
        work.connection, scope, case.id, work.now, work.person.id, "", "copy_noted", {"disposition": copy.id}
    )
    read(work, scope, case.id)
    to = recipients_beside(work, scope, copy)
    work.happened(CopyNoted(case, replace(copy, note=note), to))
    return to


def recipients_beside(work: Work, scope: Scope, copy: Disposition) -> tuple[int, ...]:
    """The seats that were ordered what this copy tells of."""
    every = dispositions.of_case(work.connection, scope, copy.case_id)
    found = (
        one.to_seat_id
        for one in every
        if one.from_seat_id == copy.from_seat_id and not one.copy and one.recalled_at is None
    )
    return tuple(dict.fromkeys(found))


def _giver(moved: "Moved") -> int:
    """The seat of a request or a division of work that this move finished; 0 where it finished none."""
    for event in moved.events:
        if isinstance(event, Assigned):
            return next(one for one in moved.after.bundles if one.id == event.bundle_id).seat_id
        if isinstance(event, StepDone):
            stages = {moved.sop.step(key).stage for key in event.steps}
            if stages & {Stage.REQUEST, Stage.ASSIGN}:
                return event.seat_id
    return 0


def _assigned_to(moved: "Moved") -> tuple[int, ...]:
    found = (seat for event in moved.events if isinstance(event, Assigned) for _, seat in event.fillers)
    return tuple(dict.fromkeys(found))


def _opened_at(moved: "Moved") -> tuple[int, ...]:
    by_id = {bundle.id: bundle for bundle in moved.after.bundles}
    found = []
    for event in moved.events:
        if isinstance(event, BundleOpened):
            found.append(event.bundle.seat_id)
        elif isinstance(event, BundleReleased):
            found.append(by_id[event.bundle_id].seat_id)
    return tuple(dict.fromkeys(found))


def _case(work: Work, case_id: int) -> Case:
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        found = cases.case(work.connection, Scope(office_id), case_id)
        if found is not None:
            work.office_id = office_id
            return found
    raise Refused("common.old_button")
