"""Giving the order: SOP steps of the stage dispose. Source: practice 1.4, 2.1, 2.3.

An instruction or a note chosen before the press waits in the holder's draft; the press takes it along.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk import calendars, charts, guards, sops
from desk import dispositions as trees
from desk.cards import CardDue
from desk.dispositions import CopyGiven
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make, possible
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case
from sop.changes import BundleOpened, BundleReleased
from sop.dispositions import Disposition
from sop.dispositions import received as reached
from sop.flows import Grain, flow
from sop.moves import Complete, Dispose, Recall, RecordOutside
from sop.people import Chart, Seat
from sop.periods import read_period
from sop.procedures import Stage, Step
from sop.sheets import Sheet
from sop.tiers import office_roles
from storage import bundles, cases, dispositions, letters
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
    choices: tuple[Seat, ...] = ()  # who may be a recipient, where the step leaves a choice
    copies: tuple[Seat, ...] = ()  # told first and silently
    copyable: tuple[Seat, ...] = ()  # who may be told


def plan(work: Work, bundle: Bundle, step: Step) -> Plan:
    """The order as it stands: preset recipients and copies, and what the holder chose so far."""
    chart = charts.chart(work, bundle.office_id)
    chosen = chosen_for(work, chart, bundle)
    roles = charts.roles(work, bundle.office_id)
    preset = _others(bundle, chart.with_role(*office_roles(roles, step.recipients)))
    grain = _grain_after(work, bundle)
    recipients = _recipients(preset, grain, chosen.get("recipients"))
    told = _others(bundle, chart.with_role(*office_roles(roles, step.copies)))
    copied = chosen.get("copies", [seat.id for seat in told])
    below = (seat for seat in chart.seats if seat.superior_id == bundle.seat_id)
    copyable = tuple(
        seat for seat in dict.fromkeys((*told, *below)) if seat.holder_id is not None and seat not in preset
    )
    return Plan(
        recipients,
        int(chosen.get("instruction", 1)),
        str(chosen.get("note", "")),
        choices=preset if grain in (Grain.CASE, Grain.PERSON) and len(preset) > 1 else (),
        copies=tuple(seat for seat in copyable if seat.id in copied),
        copyable=copyable if step.recipients else (),
    )


def _others(bundle: Bundle, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    return tuple(seat for seat in seats if seat.id != bundle.seat_id)


def _recipients(preset: tuple[Seat, ...], grain: Grain | None, chosen: list[int] | None) -> tuple[Seat, ...]:
    """Who gets the order: one seat where one acts for the office, each named one where persons do."""
    if grain is Grain.CASE:
        named = [seat for seat in preset if chosen and seat.id in chosen]
        held = [seat for seat in preset if seat.holder_id is not None]
        return tuple((named or held or list(preset))[:1])
    if grain is Grain.PERSON and chosen is not None:
        return tuple(seat for seat in preset if seat.id in chosen)
    return preset


def _grain_after(work: Work, bundle: Bundle) -> Grain | None:
    """For what the step after an order opens: the office, chosen persons, or the parts; None elsewhere."""
    case = cases.case(work.connection, Scope(bundle.office_id), bundle.case_id)
    assert case is not None
    steps = flow(sops.of_case(work, case), case.period)
    after = steps.run_of(bundle.step).index + 1
    following = steps.runs[after] if after < len(steps.runs) else None
    if following is None or (following.grain is Grain.PERSON and not following.addressed):
        return None
    return following.grain


def toggle_recipient(work: Work, held: Held, written: str) -> None:
    """Take a recipient in or leave him out; where one seat acts for the office the other is left out."""
    order = plan(work, held.bundle, held.step)
    seat = _named(order.choices, written)
    if _grain_after(work, held.bundle) is Grain.CASE:
        choose(work, held.bundle, recipients=[seat.id])
        return
    kept = [one.id for one in order.recipients if one.id != seat.id]
    chosen = kept if seat in order.recipients else [*kept, seat.id]
    if not chosen:
        raise Refused("dispositions.one_needed")
    choose(work, held.bundle, recipients=chosen)


def toggle_copy(work: Work, held: Held, written: str) -> Seat:
    """Somebody is told of the order, or not after all."""
    order = plan(work, held.bundle, held.step)
    seat = _named(order.copyable, written)
    kept = [one.id for one in order.copies if one.id != seat.id]
    choose(work, held.bundle, copies=kept if seat in order.copies else [*kept, seat.id])
    return seat


def _named(seats: tuple[Seat, ...], written: str) -> Seat:
    found = next((seat for seat in seats if str(seat.id) == written), None)
    if found is None:
        raise Refused("common.old_button")
    return found


def choose(
    work: Work,
    bundle: Bundle,
    *,
    instruction: int | None = None,
    note: str | None = None,
    recipients: list[int] | None = None,
    copies: list[int] | None = None,
) -> None:
    """Keep a choice for the order that is still to be sent."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    kept = draft_rows.draft(work.connection, scope, work.person.id, bundle.id)
    chosen = json.loads(kept.body) if kept else {}
    if instruction is not None:
        chosen["instruction"] = 1 + (instruction - 1) % INSTRUCTIONS
    if note is not None:
        chosen["note"] = note
    if recipients is not None:
        chosen["recipients"] = recipients
    if copies is not None:
        chosen["copies"] = copies
    draft_rows.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(chosen))


def may_stand(sheet: Sheet | Held) -> bool:
    """Whether an order may also open later quarters: the first of the line, where the SOP allows it."""
    first = flow(sheet.sop, sheet.case.period).run_of(sheet.bundle.step).index == 0
    later = read_period(sheet.case.period).quarter in (1, 2, 3)
    return first and later and "standing_order" in sheet.sop.trigger.kinds


def dispose(work: Work, held: Held, *, standing: bool = False) -> Plan:
    """Send the order to its recipients; with `standing` it also opens the later quarters of the year."""
    if standing and not may_stand(held):
        raise Refused("common.old_button")
    order = plan(work, held.bundle, held.step)
    authority = _written_authority(work, held, standing)
    if _gives_authority(held):
        cases.cite(work.connection, held.scope, held.case.id, authority)
    record_branches(work, held.scope, held.case, held.bundle, held.person.id, order)
    if standing:
        _give_standing_order(work, held, authority)
    addressed = tuple(seat.id for seat in order.recipients) if order.choices else ()
    move = Dispose(held.bundle.id, addressed)
    make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    return order


def recallable(work: Work, case: Case) -> tuple[Bundle, ...]:
    """Orders of the person at hand that nobody has acted on yet."""
    assert work.person is not None
    sop, scope, person_id = sops.of_case(work, case), Scope(case.office_id), work.person.id
    mine = {seat.id for seat in charts.chart(work, case.office_id).held_by(person_id)}
    return tuple(
        bundle
        for bundle in bundles.of_case(work.connection, scope, case.id)
        if bundle.seat_id in mine
        and bundle.state is BundleState.DONE
        and sop.step(bundle.step).stage is Stage.DISPOSE
        and possible(work, scope, case, Recall(bundle.id), person_id)
    )


def recall(work: Work, bundle_id: int, revision: int) -> Moved:
    """Take an order back: what it opened is void, and its sender gives it anew."""
    held = guards.found(work, bundle_id)
    if held.seat.holder_id != held.person.id:
        raise Refused("common.not_yours", None, holder=held.seat.title)
    if held.bundle.state is not BundleState.DONE or held.bundle.revision != revision:
        raise Refused("common.changed", held.bundle)
    dispositions.recall(work.connection, held.scope, held.case.id, held.seat.id, work.now)
    return make(work, held.scope, held.case.id, Recall(bundle_id), held.person.id, held.capacity)


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
    if held.step.stage is Stage.DISPOSE:
        if _gives_authority(held):
            day = long_date(_today(work, held.chart))
            cited = plain("orders.outside_authority", superior=held.seat.title, date=day)
            cases.cite(work.connection, held.scope, held.case.id, cited)
        record_branches(work, held.scope, held.case, held.bundle, held.person.id)
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
    every = dispositions.of_case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return reached(every, bundle.seat_id)


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
    """Write the branches of an order into the disposition tree, copies first; `by` 0: a standing order."""
    sent = order or plan(work, bundle, sops.of_case(work, case).step(bundle.step))
    parent = reached(dispositions.of_case(work.connection, scope, case.id), bundle.seat_id)
    told = tuple(seat.id for seat in sent.recipients)
    for seat in (*sent.copies, *sent.recipients):
        branch = trees.add(
            work,
            scope,
            case.id,
            bundle.seat_id,
            seat.id,
            by=by,
            parent=parent,
            instruction=plain(f"orders.instruction_{sent.instruction}"),
            note=sent.note,
            oral=oral,
            copy=seat in sent.copies,
        )
        if branch.copy:
            work.happened(CopyGiven(bundle, bundle.step, branch, told))


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
