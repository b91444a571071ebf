"""Who may act on a bundle, and whether what they saw is still so (law 4).

A button or a code names a bundle and the revision its reader saw; the right comes from the seat the person
holds now, the truth from the row. Each way it can fail has its own answer (telegram 3.3).
"""

from dataclasses import dataclass

from desk import charts, dispositions, people, sops
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case, CaseState
from sop.people import Chart, Holding, Person, Seat
from sop.procedures import Sop, Stage, Step
from sop.tiers import office_roles
from storage import bundles, cards, cases, offices
from storage.database import Scope

_PREFIX = {
    Holding.ACTING_VACANT: "Plt. ",
    Holding.ACTING_TEMPORARY: "Plh. ",
    Holding.CARETAKER: "Pj. ",
    Holding.DEFINITIVE: "",
}

RECORDERS = ("planner", "program_officer", "secretary")


@dataclass(frozen=True, slots=True)
class Held:
    """A bundle somebody acts on, and everything around it."""

    bundle: Bundle
    case: Case
    sop: Sop
    step: Step
    seat: Seat
    chart: Chart
    person: Person

    @property
    def scope(self) -> Scope:
        return Scope(self.bundle.office_id)

    @property
    def capacity(self) -> str:
        return capacity(self.seat, self.person)

    @property
    def stage(self) -> Stage:
        return self.step.stage


def capacity(seat: Seat, person: Person) -> str:
    """In which capacity a person acts: "Plt. Kepala Dinas", or "a.n. …" where the seat is another's."""
    if seat.holder_id != person.id:
        return f"a.n. {seat.title}"
    return f"{_PREFIX[seat.holding]}{seat.title}" if seat.holding else seat.title


def found(work: Work, bundle_id: int) -> Held:
    """The bundle, if it is of an office in which this person has a place; no right is implied."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        bundle = bundles.bundle(work.connection, Scope(office_id), bundle_id)
        if bundle is not None:
            return around(work, locked(work, bundle))
    raise Refused("common.old_button")


def by_code(work: Work, code: str) -> tuple[Held, int]:
    """The bundle of a typed code, and the revision this person was last shown: what the code acts on."""
    assert work.person is not None
    known = [
        bundle
        for office_id in people.offices(work, work.person.id)
        if (bundle := bundles.by_code(work.connection, Scope(office_id), code.upper())) is not None
    ]
    if not known:
        raise Refused("common.code_unknown", code=code.upper()[:8])
    # a code is unique within an office only: of two, the one at a seat this person holds is meant
    meant = next((bundle for bundle in known if _holds(work, bundle)), known[0])
    held = around(work, locked(work, meant))
    return held, delivered(work, held)


def _holds(work: Work, bundle: Bundle) -> bool:
    assert work.person is not None
    return charts.chart(work, bundle.office_id).seat(bundle.seat_id).holder_id == work.person.id


def locked(work: Work, bundle: Bundle) -> Bundle:
    """The bundle as it stands once its case is held: what is compared from here on cannot change (law 2)."""
    scope = Scope(bundle.office_id)
    cases.locked(work.connection, scope, bundle.case_id)
    return bundles.bundle(work.connection, scope, bundle.id) or bundle


def delivered(work: Work, held: Held) -> int:
    """The revision this person's own cards were last shown with; 0 where they were shown none."""
    return cards.delivered(work.connection, held.scope, held.bundle.id, held.person.id)


def around(work: Work, bundle: Bundle) -> Held:
    """What surrounds a bundle the person at hand acts on; it is spoken about its office from here on."""
    assert work.person is not None
    work.office_id = bundle.office_id
    return held_by(work, bundle, work.person)


def held_by(work: Work, bundle: Bundle, person: Person) -> Held:
    """What surrounds a bundle, as a person sees it; no right is implied."""
    case = cases.case(work.connection, Scope(bundle.office_id), bundle.case_id)
    assert case is not None
    sop = sops.of_case(work, case)
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    return Held(bundle, case, sop, sop.step(bundle.step), seat, chart, person)


def mine(work: Work, bundle_id: int, revision: int) -> Held:
    """The bundle, open, held by this person and unchanged since they saw it; otherwise Refused."""
    held = decidable(found(work, bundle_id), revision)
    dispositions.read(work, held.scope, held.case.id)
    return held


def decidable(held: Held, revision: int) -> Held:
    """Refuse unless the person holds the seat, the bundle is open and `revision` is the present one."""
    bundle, person = held.bundle, held.person
    if bundle.state is BundleState.DONE:
        raise Refused(
            "common.already_done_by_you" if bundle.closed_by == person.id else "common.already_done",
            bundle,
        )
    if bundle.state is BundleState.VOID:
        raise Refused("common.closed", bundle)
    if held.seat.holder_id != person.id:
        raise Refused("common.not_yours", holder=held.seat.title)
    if held.case.state is CaseState.PAUSED:
        raise Refused("cases.case_paused", bundle)
    if bundle.state is BundleState.WAITING:
        raise Refused("common.waiting", bundle)
    if revision != bundle.revision:
        raise Refused("common.changed", bundle)
    return held


def may_record(work: Work, held: Held) -> None:
    """Refuse unless this person may record an order as oral or done outside (practice 2.1, 2.3)."""
    if held.bundle.state not in (BundleState.OPEN, BundleState.WAITING):
        raise Refused("common.already_done", held.bundle)
    if held.case.state is CaseState.PAUSED:
        raise Refused("cases.case_paused", held.bundle)
    if held.stage in (Stage.PARAF, Stage.APPROVE):
        raise Refused("reports.outside_needs_scan")
    if held.seat.holder_id != held.person.id and not records(work, held):
        raise Refused("orders.record_rights")


def records(work: Work, held: Held) -> bool:
    """Whether this person may record the step for its holder: an addressee, the planner, the secretary."""
    known = offices.role_map(work.connection, held.scope)
    allowed = office_roles(known, (*held.step.recipients, *RECORDERS))
    return any(seat.role in allowed for seat in held.chart.held_by(held.person.id))


def on_behalf(held: Held) -> bool:
    """Whether this person may prepare the bundle for its holder: konseptor, or a superior of the seat."""
    if held.person.id in (held.seat.holder_id, held.seat.konseptor_id):
        return True
    return any(seat.holder_id == held.person.id for seat in held.chart.superiors(held.seat.id))
