"""Enclosing documents: attached beside a report, approved with it, recognised afterwards by their file.

A file counts from its receipt and is fetched by a job; the newest of a kind goes up. Whoever decides looks
again after every change, and the press that approves the report approves what is enclosed: from then on
nothing of it changes. Source: domain 4.1 step 9; practice 1.3, 7; law 9.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from desk import charts, compilations, people, sops
from desk.evidences import MEGABYTE
from desk.guards import RECORDERS, capacity
from desk.moves import Moved, make, possible
from desk.works import Refused, Work
from sop import enclosures as law
from sop.cases import Case, CaseState, TaskState
from sop.enclosures import Enclosure, EnclosureUnusable
from sop.events import ReportApproved
from sop.evidences import LIMIT_BYTES
from sop.flows import flow
from sop.moves import Enclose
from sop.people import Chart
from sop.periods import read_period
from sop.procedures import Stage
from sop.sheets import Sheet
from storage import bundles, cases, jobs, journals
from storage import enclosures as rows
from storage import people as person_rows
from storage.database import Scope
from text.catalogue import plain
from text.incoming import IncomingFile

FETCH = "enclosure"  # kind of the job that fetches a file
LONGEST_TITLE = 80  # characters
PREPARING = frozenset({Stage.COLLECT, Stage.PROCESS, Stage.VERIFY, Stage.COMPILE})


def kinds(work: Work, case: Case) -> tuple[str, ...]:
    """What may be enclosed in a case."""
    return law.kinds(flow(sops.of_case(work, case), case.period), read_period(case.period))


def every(work: Work, case: Case) -> tuple[Enclosure, ...]:
    return rows.of_case(work.connection, Scope(case.office_id), case.id)


def waiting(work: Work, case: Case) -> tuple[Enclosure, ...]:
    """What goes up with the report of a case."""
    return law.waiting(every(work, case))


def newest(work: Work, case: Case) -> tuple[Enclosure, ...]:
    """What a case has of each kind, approved or not."""
    return law.newest(every(work, case))


def approved(work: Work, case: Case) -> tuple[Enclosure, ...]:
    """What was approved with the reports of a case."""
    return law.approved(every(work, case))


def offered(sheet: Sheet) -> bool:
    """Whether a card is that of somebody who prepares the report and may enclose documents."""
    prepares = sheet.step.stage in PREPARING and sheet.part is None and sheet.seat.role in RECORDERS
    return prepares and bool(law.kinds(flow(sheet.sop, sheet.case.period), sheet.period))


def attachable(work: Work, case: Case) -> bool:
    """Whether the person at hand may enclose something in a case now."""
    assert work.person is not None
    if case.state is not CaseState.OPEN or not kinds(work, case):
        return False
    if not compilations.seats_of_recorder(work, charts.chart(work, case.office_id)):
        return False
    return possible(work, Scope(case.office_id), case, Enclose(""), work.person.id)


def preparing(work: Work, case_id: int, kind: str = "") -> tuple[Case, Chart]:
    """A case in which the person at hand may enclose this kind; Refused otherwise."""
    case, chart = compilations.running(work, case_id)
    known = kinds(work, case)
    if not known or (kind and kind not in known):
        raise Refused("common.old_button")
    if not attachable(work, case):
        raise Refused("cases.approved")
    return case, chart


def attach(work: Work, case_id: int, kind: str, file: IncomingFile, caption: str) -> Enclosure:
    """Take a file in: it goes up in the place of an earlier one of its kind. Refused for what is no PDF."""
    assert work.person is not None
    case, chart = preparing(work, case_id, kind)
    _require_pdf(file)
    scope = Scope(case.office_id)
    cases.locked(work.connection, scope, case.id)
    known = [one.revision for one in every(work, case) if one.kind == kind]
    who = capacity(compilations.seats_of_recorder(work, chart)[0], work.person)
    values = {
        "case_id": case.id,
        "kind": kind,
        "revision": max(known, default=0) + 1,
        "title": _title(file, caption),
        "name": file.name[:200],
        "size": file.size,
        "sha256": "",
        "person_id": work.person.id,
        "person": work.person.name,
        "capacity": who,
        "at": work.now,
    }
    found = rows.enclosure(work.connection, scope, rows.add(work.connection, scope, values))
    assert found is not None
    body = json.dumps({"enclosure": found.id, "file_id": file.file_id})
    jobs.append(work.connection, jobs.Draft(FETCH, body, work.now, case.office_id, f"{FETCH}:{found.id}"))
    _record(work, found, "enclosure_attached", work.person.id, who)
    make(work, scope, case.id, Enclose(kind), work.person.id, who)
    return found


def remove(work: Work, enclosure_id: int) -> Enclosure:
    """Take a document away again; what was approved stays."""
    assert work.person is not None
    found = _found(work, enclosure_id)
    case, chart = preparing(work, found.case_id, found.kind)
    if found not in waiting(work, case):
        raise Refused("enclosures.gone", None, kind=plain(f"enclosures.kind_{found.kind}"))
    scope = Scope(case.office_id)
    cases.locked(work.connection, scope, case.id)
    mine = [one.id for one in every(work, case) if one.kind == found.kind]
    rows.remove(work.connection, scope, mine, work.now)
    who = capacity(compilations.seats_of_recorder(work, chart)[0], work.person)
    _record(work, found, "enclosure_removed", work.person.id, who)
    make(work, scope, case.id, Enclose(found.kind), work.person.id, who)
    return found


def fetched(work: Work, office_id: int, enclosure_id: int, sha256: str, size_bytes: int) -> None:
    """The job has the file in the store: it takes the place of earlier ones of its kind for good."""
    scope = Scope(office_id)
    found = rows.enclosure(work.connection, scope, enclosure_id)
    if found is None:
        return
    case = cases.locked(work.connection, scope, found.case_id)
    if case is None or not rows.fetched(work.connection, scope, enclosure_id, sha256, size_bytes):
        return
    older = [one.id for one in every(work, case) if one.kind == found.kind and one.id < found.id]
    rows.remove(work.connection, scope, older, work.now)
    _record(work, found, "enclosure_kept", 0, "", {"sha256": sha256})


def unusable(work: Work, office_id: int, enclosure_id: int, why: str) -> None:
    """The file cannot be kept: an earlier one of its kind counts again, and whoever sent it is told."""
    scope = Scope(office_id)
    found = rows.enclosure(work.connection, scope, enclosure_id)
    if found is None or found.sha256 or found.removed_at is not None:
        return
    case = cases.locked(work.connection, scope, found.case_id)
    assert case is not None
    rows.remove(work.connection, scope, [found.id], work.now)
    _record(work, found, "enclosure_dropped", 0, "", {"why": why})
    if possible(work, scope, case, Enclose(found.kind), 0):
        make(work, scope, case.id, Enclose(found.kind), 0)
    work.happened(EnclosureUnusable(office_id, found, why))


def require_fetched(work: Work, case: Case) -> None:
    """Refuse to approve a file that nobody can read yet."""
    if not all(one.sha256 for one in waiting(work, case)):
        raise Refused("enclosures.being_fetched")


def approve(work: Work, moved: Moved, event: ReportApproved) -> None:
    """The report was approved, and with it what is enclosed."""
    found = waiting(work, moved.case)
    if not found:
        return
    scope = Scope(moved.case.office_id)
    approver, capacity_then = _approver(work, moved, event)
    approval = {"moment": work.now, "by": event.by, "by_name": approver, "by_capacity": capacity_then}
    rows.approve(work.connection, scope, [one.id for one in found], approval)
    said = [{**_said(one), "sha256": one.sha256} for one in found]
    body = {"enclosures": said}
    journals.append(
        work.connection,
        scope,
        moved.case.id,
        work.now,
        event.by,
        capacity_then,
        "enclosures_approved",
        body,
    )


def initialled_at(work: Work, case: Case) -> datetime | None:
    """When the last paraf of a case was given."""
    steps = {step.key for step in sops.of_case(work, case).steps if step.stage is Stage.PARAF}
    tasks = bundles.tasks_of_parts(work.connection, Scope(case.office_id), case.id, (0,))
    given = (TaskState.DONE, TaskState.OUTSIDE)
    ends = [task.closed_at for task in tasks if task.step in steps and task.state in given]
    return max((one for one in ends if one is not None), default=None)


def _approver(work: Work, moved: Moved, event: ReportApproved) -> tuple[str, str]:
    """Who approved and in which capacity; of an approval given on paper also who recorded it."""
    seat = moved.chart.seat(event.seat_id)
    holder = person_rows.person(work.connection, seat.holder_id) if seat.holder_id else None
    if holder is None:
        return seat.holder_name, seat.title
    if holder.id == event.by or work.person is None:
        return holder.name, capacity(seat, holder)
    return holder.name, plain("enclosures.recorded", capacity=capacity(seat, holder), person=work.person.name)


def _require_pdf(file: IncomingFile) -> None:
    if not law.is_pdf(file.name, file.mime):
        raise Refused("enclosures.not_pdf")
    if file.size > LIMIT_BYTES:
        size, limit = -(-file.size // MEGABYTE), LIMIT_BYTES // MEGABYTE
        raise Refused("enclosures.too_large", None, size=size, limit=limit)


def _title(file: IncomingFile, caption: str) -> str:
    """What the document is called: the caption, else the name of the file."""
    written = " ".join(caption.split()) or file.name.rsplit(".", 1)[0]
    return written[:LONGEST_TITLE]


def _found(work: Work, enclosure_id: int) -> Enclosure:
    """An enclosure of an office in which the person at hand has a place; no right is implied."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        found = rows.enclosure(work.connection, Scope(office_id), enclosure_id)
        if found is not None:
            return found
    raise Refused("common.old_button")


def _said(one: Enclosure) -> dict[str, object]:
    return {"enclosure": one.id, "kind": one.kind, "revision": one.revision}


def _record(
    work: Work,
    one: Enclosure,
    action: str,
    person_id: int,
    who: str,
    more: Mapping[str, object] | None = None,
) -> None:
    body = {**_said(one), **(more or {})}
    scope = Scope(one.office_id)
    journals.append(work.connection, scope, one.case_id, work.now, person_id, who, action, body)
