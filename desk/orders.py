"""Giving the order: SOP steps of the stage dispose. Source: practice 1.4, 2.1, 2.3.

An instruction or a note chosen before the press waits in the holder's draft; the press takes it along.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk import calendars, charts, guards, sops
from desk.cards import CardDue
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case
from sop.changes import BundleOpened, BundleReleased
from sop.dispositions import Disposition
from sop.flows import flow
from sop.moves import Complete, Dispose, RecordOutside
from sop.people import Chart, Seat
from sop.periods import read_period
from sop.procedures import Stage, Step
from sop.tiers import office_roles
from storage import bundles, cases, dispositions, letters, offices
from storage import drafts as draft_rows
from storage.database import Scope
from text.catalogue import plain
from text.printing import long_date

INSTRUCTIONS = 10  # orders.instruction_1 … of the catalogue; the first is the default of this family of SOPs


@dataclass(frozen=True, slots=True)
class OrderDisputed:
    """A superior said that an oral order recorded in his name was not his."""

    held: Held


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order will say when it is sent."""

    recipients: tuple[Seat, ...]
    instruction: int
    note: str


def plan(work: Work, bundle: Bundle, step: Step) -> Plan:
    """The order as it stands: preset recipients, and what the holder chose so far."""
    chart = charts.chart(work, bundle.office_id)
    chosen = chosen_for(work, chart, bundle)
    roles = offices.role_map(work.connection, Scope(bundle.office_id))
    recipients = chart.with_role(*office_roles(roles, step.recipients))
    return Plan(
        tuple(seat for seat in recipients if seat.id != bundle.seat_id),
        int(chosen.get("instruction", 1)),
        str(chosen.get("note", "")),
    )


def choose(work: Work, bundle: Bundle, *, instruction: int | None = None, note: str | None = None) -> None:
    """Keep a choice for the order that is still to be sent."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    kept = draft_rows.draft(work.connection, scope, work.person.id, bundle.id)
    chosen = json.loads(kept.body) if kept else {}
    if instruction is not None:
        chosen["instruction"] = 1 + (instruction - 1) % INSTRUCTIONS
    if note is not None:
        chosen["note"] = note
    draft_rows.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(chosen))


def dispose(work: Work, held: Held, *, standing: bool = False) -> Plan:
    """Send the order to its recipients; with `standing` it also opens the later quarters of the year."""
    order = plan(work, held.bundle, held.step)
    authority = _written_authority(work, held, standing)
    record_branches(work, held.scope, held.case, held.bundle, held.person.id, order)
    if _gives_authority(held):
        cases.cite(work.connection, held.scope, held.case.id, authority)
    if standing:
        _give_standing_order(work, held, authority)
    make(work, held.scope, held.case.id, Dispose(held.bundle.id), held.person.id, held.capacity)
    return order


def record_oral(work: Work, held: Held, reason: str) -> tuple[Bundle, ...]:
    """An oral order of the superior, and those that followed from it down to whoever records it.

    Each superior may dispute his (practice 2.1). Returns the orders that were recorded.
    """
    if not reason.strip():
        raise Refused("orders.reason_missing")
    recorded = [held.bundle]
    moved = _record_oral(work, held, reason)
    while not held.bundle.part and (following := _following(work, held.case)):
        recorded.append(following)
        moved = _record_oral(work, guards.around(work, following), reason)
    for event in moved.events:
        if isinstance(event, BundleOpened | BundleReleased):
            work.happened(CardDue(_opened(moved, event)))
    return tuple(recorded)


def _following(work: Work, case: Case) -> Bundle | None:
    """The order of the whole office that is to be given next and that the person at hand may record."""
    return next((one for one in recordable(work, case) if not one.part), None)


def _opened(moved: Moved, event: BundleOpened | BundleReleased) -> Bundle:
    bundle_id = event.bundle.id if isinstance(event, BundleOpened) else event.bundle_id
    return next(one for one in moved.after.bundles if one.id == bundle_id)


def _record_oral(work: Work, held: Held, reason: str) -> Moved:
    """Record one order; what opens rings once the whole line is recorded."""
    order = plan(work, held.bundle, held.step)
    record_branches(work, held.scope, held.case, held.bundle, held.person.id, order, oral=True)
    authority = plain(
        "orders.oral_authority",
        superior=held.seat.title,
        date=long_date(_today(work, held.chart)),
        recorder=held.person.name,
    )
    if _gives_authority(held):
        cases.cite(work.connection, held.scope, held.case.id, authority)
    chosen = tuple(seat.id for seat in order.recipients)
    move = RecordOutside(held.bundle.id, reason.strip(), oral=True, recipients=chosen)
    capacity = f"dicatat {held.person.name}"
    return make(work, held.scope, held.case.id, move, held.person.id, capacity, quiet=True)


def record_outside(work: Work, held: Held, reason: str) -> Moved:
    """The step was done on paper: who, when and how stand in the reason (practice 2.3)."""
    if not reason.strip():
        raise Refused("orders.reason_missing")
    move = RecordOutside(held.bundle.id, reason.strip())
    return make(work, held.scope, held.case.id, move, held.person.id, held.capacity)


def dispute(work: Work, held: Held) -> None:
    """The superior says "Bukan perintah saya": possible until the next step was decided (practice 2.1)."""
    if held.seat.holder_id != held.person.id:
        raise Refused("common.not_yours", None, holder=held.seat.title)
    if _decided_since(work, held):
        raise Refused("orders.dispute_too_late")
    if not dispositions.dispute(work.connection, held.scope, held.case.id, held.seat.id):
        raise Refused("orders.nothing_to_dispute")
    record(work, held, "order_disputed", {"bundle": held.bundle.id, "seat": held.seat.id})
    work.happened(OrderDisputed(held))


def _decided_since(work: Work, held: Held) -> bool:
    """Whether anybody decided a later step; further orders recorded as oral are no decision."""
    branches = dispositions.of_case(work.connection, held.scope, held.case.id)
    recorded = {branch.from_seat_id for branch in branches if branch.oral}
    return any(
        bundle.state is BundleState.DONE
        and bundle.id > held.bundle.id
        and not (held.sop.step(bundle.step).stage is Stage.DISPOSE and bundle.seat_id in recorded)
        for bundle in bundles.of_case(work.connection, held.scope, held.case.id)
    )


def recordable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Orders of a case still to be given that the person at hand may record as given by word of mouth."""
    assert work.person is not None
    sop, scope = sops.of_case(work, case), Scope(case.office_id)
    found = []
    for bundle in bundles.of_case(work.connection, scope, case.id):
        if bundle.state is BundleState.OPEN and sop.step(bundle.step).stage is Stage.DISPOSE:
            held = guards.around(work, bundle)
            if held.seat.holder_id != held.person.id and guards.records(work, held):
                found.append(bundle)
    return tuple(found)


def received(work: Work, bundle: Bundle) -> Disposition | None:
    """The order that reached a seat in a case; None where it began without one."""
    branches = dispositions.of_case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return next((branch for branch in reversed(branches) if branch.to_seat_id == bundle.seat_id), None)


def report_done(work: Work, held: Held) -> Moved:
    """A duty that was ordered is done."""
    return make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def chosen_for(work: Work, chart: Chart, bundle: Bundle) -> dict[str, Any]:
    """What the holder of a bundle chose and has not sent yet."""
    holder = chart.seat(bundle.seat_id).holder_id
    if holder is None:
        return {}
    kept = draft_rows.draft(work.connection, Scope(bundle.office_id), holder, bundle.id)
    chosen: dict[str, Any] = json.loads(kept.body) if kept else {}
    return chosen


def record_branches(
    work: Work,
    scope: Scope,
    case: Case,
    bundle: Bundle,
    by: int,
    order: Plan | None = None,
    *,
    oral: bool = False,
) -> None:
    """Write the branches of an order into the disposition tree; `by` 0: a standing order."""
    sent = order or plan(work, bundle, sops.of_case(work, case).step(bundle.step))
    for seat in sent.recipients:
        values = {
            "case_id": case.id,
            "from_seat_id": bundle.seat_id,
            "to_seat_id": seat.id,
            "instruction": plain(f"orders.instruction_{sent.instruction}"),
            "note": sent.note,
            "oral": oral,
            "by_person_id": by,
            "at": work.now,
        }
        dispositions.add(work.connection, scope, values)


def _gives_authority(held: Held) -> bool:
    """Whether an order is what the case's requests cite: the first of the line, never a word to one unit."""
    first = flow(held.sop, held.case.period).run_of(held.bundle.step).index == 0
    return not held.bundle.part and (first or not held.case.authority)


def _written_authority(work: Work, held: Held, standing: bool) -> str:
    """ "Disposisi Kepala Dinas, 5 Oktober 2026, Agenda 123"; an order without a letter names none."""
    values = {"capacity": held.capacity, "date": long_date(_today(work, held.chart))}
    numbers = [one.agenda_no for one in letters.of_case(work.connection, held.scope, held.case.id)]
    if standing:
        return plain("orders.standing_authority", **values)
    if not numbers:
        return plain("orders.authority", **values)
    return plain("orders.authority_letter", **values, agenda=", ".join(numbers))


def _give_standing_order(work: Work, held: Held, authority: str) -> None:
    year = read_period(held.case.period).year
    if cases.standing_order(work.connection, held.scope, held.case.sop_key, year) is not None:
        return
    values = {
        "sop_key": held.case.sop_key,
        "year": year,
        "person_id": held.person.id,
        "given_at": work.now,
        "authority": authority,
    }
    cases.give_standing_order(work.connection, held.scope, values)


def _today(work: Work, chart: Chart) -> date:
    return calendars.calendar(work.connection, chart.office.id).local_day(work.now)
