"""Targets of a year and their holders: agreed to, asked to be changed, or left unanswered.

Source: domain 4.3 step 1 and peculiarity 10; practice 5.4. A holder answers for the figures of their own
seat; whoever stands above that seat decides about a proposal, and the holder confirms again. Nothing here
blocks: when the window is over the targets stand as they are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from desk import charts, people, sops
from desk.cards import CardOutdated
from desk.guards import Held, capacity, locked
from desk.journals import record
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.agreements import Agreement, AgreementState, Proposal, Unread, read_proposal, year_of
from sop.cases import Bundle, BundleState, Case
from sop.indicators import Indicator, RealizationState, Target
from sop.moves import Complete
from sop.people import Chart, Seat
from sop.periods import Period, read_period
from sop.procedures import Sop, Stage, Subject
from storage import agreements as rows_of
from storage import bundles, cases, indicators, journals
from storage.database import Scope

TARGETS = Subject.TARGETS  # what the steps at home here work on


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One target of a year as its holder sees it; `number` is its place on the list."""

    number: int
    indicator: Indicator
    target: Target
    agreement: Agreement | None

    @property
    def state(self) -> AgreementState:
        return self.agreement.state if self.agreement is not None else AgreementState.WAITING


@dataclass(frozen=True, slots=True)
class TargetProposed:
    """A holder asked for other targets: `superior` decides; None: nobody stands above, it is decided."""

    held: Held
    row: AgreementRow
    proposal: Proposal
    superior: Seat | None


@dataclass(frozen=True, slots=True)
class TargetAnswered:
    """A proposal was decided; `bundle` is where the holder confirms again, if it is still open."""

    office_id: int
    owner: Seat
    row: AgreementRow
    accepted: bool
    decider: str  # printed capacity
    bundle: Bundle | None


def rows(work: Work, scope: Scope, seat_id: int, year: int) -> tuple[AgreementRow, ...]:
    """The targets a seat answers for in a year, in the order of the office's list."""
    targets = indicators.targets(work.connection, scope, year)
    known = rows_of.of_year(work.connection, scope, year)
    mine = [
        one
        for one in indicators.indicators(work.connection, scope)
        if one.owner_seat_id == seat_id and one.id in targets and not one.ended
    ]
    return tuple(
        AgreementRow(number, one, targets[one.id], known.get(one.id)) for number, one in enumerate(mine, 1)
    )


def of_bundle(work: Work, bundle: Bundle, case: Case) -> tuple[AgreementRow, ...]:
    """The targets behind a card."""
    return rows(work, Scope(bundle.office_id), bundle.seat_id, read_period(case.period).year)


def holders(work: Work, scope: Scope, year: int) -> tuple[int, ...]:
    """The seats that answer for a target of a year."""
    targets = indicators.targets(work.connection, scope, year)
    found = indicators.indicators(work.connection, scope)
    return tuple(dict.fromkeys(one.owner_seat_id for one in found if one.id in targets and not one.ended))


def provide(work: Work, scope: Scope, sop: Sop, period: Period) -> int:
    """Let last year's targets stand in for those not set yet, marked as such; returns how many that were.

    Only for an SOP in which the holders agree to them: the work of the first quarter does not wait for that.
    """
    if not any(step.subject == TARGETS for step in sop.steps):
        return 0
    known = indicators.targets(work.connection, scope, period.year)
    before = indicators.targets(work.connection, scope, period.year - 1)
    missing = [
        before[one.id]
        for one in indicators.indicators(work.connection, scope)
        if one.id in before and one.id not in known and not one.ended
    ]
    for target in missing:
        stood_in = replace(target, year=period.year, baseline=None, revised=False)
        indicators.keep_target(work.connection, scope, stood_in)
        provisional = Agreement(0, target.indicator_id, period.year, AgreementState.PROVISIONAL, 0, work.now)
        rows_of.keep(work.connection, scope, provisional)
    if missing:
        body = {"year": period.year, "indicators": [target.indicator_id for target in missing]}
        chain = journals.OFFICE_CHAIN
        journals.append(work.connection, scope, chain, work.now, 0, "", "targets_provisional", body)
    return len(missing)


def agree(work: Work, held: Held) -> Moved:
    """The holder agrees to every target of the seat as it stands."""
    found = of_bundle(work, held.bundle, held.case)
    if any(row.state is AgreementState.PROPOSED for row in found):
        raise Refused("agreements.waits_for_decision", held.bundle)
    _settle(work, held, found, AgreementState.AGREED)
    record(work, held, "targets_agreed", _told(held, found))
    return make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)


def leave_unconfirmed(work: Work, held: Held) -> int:
    """The window is over: what was not agreed to stands as it is; returns how many targets that were."""
    found = [row for row in of_bundle(work, held.bundle, held.case) if row.state is not AgreementState.AGREED]
    _settle(work, held, tuple(found), AgreementState.UNCONFIRMED)
    body = _told(held, tuple(found))
    journals.append(
        work.connection, held.scope, held.case.id, work.now, 0, "jadwal", "targets_unconfirmed", body
    )
    return len(found)


def propose(work: Work, held: Held, text: str) -> TargetProposed:
    """Ask for other targets: "2) 10/20/30/40; kuota turun". Refused where that cannot be read."""
    found = of_bundle(work, held.bundle, held.case)
    proposal = read_proposal(text)
    if isinstance(proposal, Unread):
        raise Refused(f"agreements.unread_{proposal.value}")
    row = _named(found, proposal)
    superior = next(
        (seat for seat in held.chart.superiors(held.seat.id) if seat.holder_id not in (None, held.person.id)),
        None,
    )
    state = AgreementState.PROPOSED if superior is not None else AgreementState.ANSWERED
    q1, q2, q3, q4 = proposal.quarters
    said = replace(
        _agreement(work, row), state=state, person_id=held.person.id, at=work.now, reason=proposal.reason
    )
    _keep(work, held.scope, replace(said, q1=q1, q2=q2, q3=q3, q4=q4))
    if superior is None:
        _apply(work, held.scope, row, said=replace(said, q1=q1, q2=q2, q3=q3, q4=q4))
    asked = [None if one is None else str(one) for one in proposal.quarters]
    body = {"indicator": row.indicator.id, "year": row.target.year, "quarters": asked}
    record(work, held, "target_proposed", {"bundle": held.bundle.id, **body})
    event = TargetProposed(held, row, proposal, superior)
    work.happened(event)
    return event


def proposed(work: Work, agreement_id: int, revision: int) -> tuple[Chart, Seat, AgreementRow]:
    """A proposal that the person at hand may decide: its chart, the seat it is about, and the target.

    Refused for one that was decided, and for whoever does not stand above the seat.
    """
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        scope = Scope(office_id)
        found = rows_of.agreement(work.connection, scope, agreement_id)
        if found is None:
            continue
        chart = charts.chart(work, office_id)
        indicator = indicators.indicator(work.connection, scope, found.indicator_id)
        assert indicator is not None
        owner = chart.seat(indicator.owner_seat_id)
        line = chart.superiors(owner.id)
        if not any(seat.holder_id == work.person.id for seat in line):
            raise Refused("common.not_yours", None, holder=line[0].title if line else owner.title)
        if found.state is not AgreementState.PROPOSED or found.revision != revision:
            raise Refused("agreements.decided")
        target = indicators.targets(work.connection, scope, found.year)[indicator.id]
        return chart, owner, AgreementRow(1, indicator, target, found)
    raise Refused("common.old_button")


def decide(work: Work, agreement_id: int, revision: int, *, accept: bool) -> TargetAnswered:
    """Accept a proposal or keep the target; either way the holder confirms again."""
    assert work.person is not None
    chart, owner, row = proposed(work, agreement_id, revision)
    scope = Scope(chart.office.id)
    bundle = _waiting(work, scope, owner, row.target.year)
    if bundle is not None:
        locked(work, bundle)
        chart, owner, row = proposed(work, agreement_id, revision)
        bundle = _waiting(work, scope, owner, row.target.year)
    assert row.agreement is not None
    answered = replace(row.agreement, state=AgreementState.ANSWERED, at=work.now)
    _keep(work, scope, answered)
    if accept:
        _apply(work, scope, row, said=row.agreement)
    now = indicators.targets(work.connection, scope, row.target.year)[row.indicator.id]
    seat = next(seat for seat in chart.superiors(owner.id) if seat.holder_id == work.person.id)
    body = {"indicator": row.indicator.id, "year": row.target.year, "accepted": accept, "seat": owner.id}
    case_id = bundle.case_id if bundle is not None else journals.OFFICE_CHAIN
    decider = capacity(seat, work.person)
    journals.append(
        work.connection, scope, case_id, work.now, work.person.id, decider, "target_answered", body
    )
    event = TargetAnswered(chart.office.id, owner, replace(row, target=now), accept, decider, bundle)
    work.happened(event)
    return event


def kept(work: Work, scope: Scope, row: AgreementRow) -> Agreement:
    """How a target stands now."""
    return rows_of.of_year(work.connection, scope, row.target.year)[row.indicator.id]


def unsettled(work: Work, scope: Scope, year: int) -> dict[int, AgreementState]:
    """What a report has to say about the targets of a year, by indicator: last year's, or not confirmed."""
    telling = (AgreementState.PROVISIONAL, AgreementState.UNCONFIRMED)
    known = rows_of.of_year(work.connection, scope, year)
    return {key: one.state for key, one in known.items() if one.state in telling}


def imported(work: Work, scope: Scope, indicator_ids: Collection[int], year: int) -> None:
    """Targets of a year came with the workbook: cards on which holders answer for them show the new ones."""
    found = indicators.indicators(work.connection, scope)
    owners = {one.owner_seat_id for one in found if one.id in indicator_ids}
    for bundle in _cards(work, scope, owners, year):
        work.happened(CardOutdated(bundle))


def _waiting(work: Work, scope: Scope, owner: Seat, year: int) -> Bundle | None:
    """The open card on which a seat answers for the targets of a year."""
    return next(_cards(work, scope, [owner.id], year), None)


def _cards(work: Work, scope: Scope, owners: Collection[int], year: int) -> Iterator[Bundle]:
    for bundle in bundles.working(work.connection, scope, owners) if owners else ():
        case = cases.case(work.connection, scope, bundle.case_id)
        assert case is not None
        step = sops.of_case(work, case).step(bundle.step)
        here = step.stage is Stage.SETUP and step.subject == TARGETS
        if here and bundle.state is BundleState.OPEN and read_period(case.period).year == year:
            yield bundle


def _named(found: tuple[AgreementRow, ...], proposal: Proposal) -> AgreementRow:
    if not proposal.number and len(found) == 1:
        return found[0]
    row = next((row for row in found if row.number == proposal.number), None)
    if row is None:
        raise Refused("agreements.number_unknown", None, last=len(found))
    return row


def _agreement(work: Work, row: AgreementRow) -> Agreement:
    """What is known of a row, or the beginning of it."""
    waiting = AgreementState.WAITING
    return row.agreement or Agreement(0, row.indicator.id, row.target.year, waiting, 0, work.now)


def _keep(work: Work, scope: Scope, said: Agreement) -> None:
    if not rows_of.keep(work.connection, scope, said):
        raise Refused("agreements.decided")


def _settle(work: Work, held: Held, found: tuple[AgreementRow, ...], state: AgreementState) -> None:
    for row in found:
        person_id = held.person.id
        _keep(work, held.scope, replace(_agreement(work, row), state=state, person_id=person_id, at=work.now))


def _apply(work: Work, scope: Scope, row: AgreementRow, said: Agreement) -> None:
    """The proposed quarters become the target; one with approved figures is only revised (law 9)."""
    year = year_of(row.indicator.aggregation, row.indicator.precision, said.quarters)
    approved = any(
        one.indicator_id == row.indicator.id and one.state is RealizationState.APPROVED
        for one in indicators.realizations(work.connection, scope, row.target.year)
    )
    target = replace(row.target, annual=year, quarters=said.quarters, revised=row.target.revised or approved)
    indicators.keep_target(work.connection, scope, target)


def _told(held: Held, found: tuple[AgreementRow, ...]) -> dict[str, object]:
    return {"bundle": held.bundle.id, "indicators": [row.indicator.id for row in found]}
