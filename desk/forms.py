"""Opening a form, handing it in, and asking for another division of work.

Source: practice 1.4-1.6, 2.2; design 5 (stage fill). The holder of the seat fills it, or whoever prepares for
him: the konseptor of the seat or of single figures, and the superiors. Only the holder hands it in, unless
he has no account.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desk import charts, connections, dispositions, guards, people, sops, withdrawals
from desk.form_rows import form_of
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, CaseState
from sop.changes import BundleOpened
from sop.flows import flow
from sop.forms import Form, FormRow
from sop.indicators import RealizationState
from sop.moves import Submit
from sop.people import Chart, Person, Seat
from sop.procedures import Stage
from sop.sheets import Sheet
from storage import bundles, cases, forms, realizations
from storage import people as person_rows
from storage.database import Scope

NUMBERS_SHOWN = 20  # in the short words that answer a press


@dataclass(frozen=True, slots=True)
class Filling:
    """A form in the hands of somebody; `form` has the rows this person may answer.

    `whole`: these are all rows of the bundle.
    """

    held: Held
    form: Form
    whole: bool

    @property
    def own(self) -> bool:
        return self.held.seat.holder_id == self.held.person.id

    @property
    def may_submit(self) -> bool:
        """The holder; for one without an account whoever prepares the form whole (practice 2.2)."""
        return self.own or (self.whole and not self.held.seat.connected)


def opened(work: Work, bundle: Bundle | None) -> Filling:
    """The open form of a bundle for the person at hand, its case locked (law 2); Refused otherwise."""
    assert work.person is not None
    if bundle is None:
        raise Refused("common.old_button")
    scope = Scope(bundle.office_id)
    work.office_id = bundle.office_id
    case = cases.locked(work.connection, scope, bundle.case_id)
    assert case is not None
    bundle = bundles.bundle(work.connection, scope, bundle.id) or bundle  # as it stands under the lock
    sop = sops.of_case(work, case)
    chart = charts.chart(work, bundle.office_id)
    seat = chart.seat(bundle.seat_id)
    held = Held(bundle, case, sop, sop.step(bundle.step), seat, chart, work.person)
    if held.stage is not Stage.FILL:
        raise Refused("common.old_button")
    form = form_of(work, held)
    whole = guards.on_behalf(held)
    mine = frozenset(
        row.indicator.id for row in form.rows if whole or row.indicator.konseptor_id == work.person.id
    )
    if not mine:
        raise Refused("common.not_yours", None, holder=seat.title)
    _require_open(held)
    return Filling(held, form.only(mine), whole)


def of_office(work: Work, office_id: int, bundle_id: int) -> Filling:
    return opened(work, bundles.bundle(work.connection, Scope(office_id), bundle_id))


def pressed(work: Work, bundle_id: int, revision: int) -> Filling:
    """The form a button names, unchanged in its tasks since the button was drawn."""
    filling = opened(work, _located(work, bundle_id))
    if filling.held.bundle.revision != revision:
        raise Refused("common.changed", filling.held.bundle)
    dispositions.read(work, filling.held.scope, filling.held.case.id)
    return filling


def shown(work: Work, sheet: Sheet) -> Form:
    """The form behind a card, for whoever looks at it."""
    chart = charts.chart(work, sheet.bundle.office_id)
    person = sheet.holder or Person(0, "", "", "", "")
    held = Held(sheet.bundle, sheet.case, sheet.sop, sheet.step, sheet.seat, chart, person)
    return form_of(work, held)


def fill_bundle(work: Work, office_id: int, bundle_id: int) -> Bundle | None:
    """The bundle if it is an open form."""
    found = bundles.bundle(work.connection, Scope(office_id), bundle_id)
    return next(iter(_fills(work, (found,))), None) if found else None


def row(filling: Filling, written: str) -> FormRow:
    """The row a button names; Refused for one that is not on the list or was handed in already."""
    wanted = int(written) if written.isascii() and written.isdigit() else 0
    found = filling.form.row(wanted)
    if found is None or not found.is_open:
        raise Refused("common.old_button")
    return found


def ordered(work: Work, bundle: Bundle, sheet: Sheet | Held) -> bool:
    """Whether the order for this form was given; before that it is Pra-isi and cannot be handed in."""
    steps = flow(sheet.sop, sheet.case.period)
    place = steps.run_of(bundle.step).index
    before = {key for run in steps.runs[:place] if not run.beside for key in (step.key for step in run.steps)}
    counts = bundles.unfinished(work.connection, Scope(bundle.office_id), bundle.case_id)
    return not any(
        count and step in before and part in (bundle.part, 0) for (step, part), count in counts.items()
    )


def submit(work: Work, filling: Filling) -> Moved:
    """Hand the form in: figures with their enterers, the rest skipped with its reason."""
    held, form = filling.held, filling.form
    if not filling.may_submit:
        raise Refused("common.not_yours", None, holder=held.seat.title)
    if not form.complete:
        raise Refused("forms.incomplete", None, numbers=lacking(form))
    if not ordered(work, held.bundle, held):
        raise Refused("forms.no_order")
    open_rows = form.open_rows
    skipped = {one.indicator.id: one.realization.note for one in open_rows if one.realization.missing}
    typed_by = {one.indicator.id: one.realization.entered_by for one in open_rows}
    enterers = {
        key: person for key, person in typed_by.items() if person != held.person.id and key not in skipped
    }
    move = Submit(held.bundle.id, skipped=skipped, enterers=enterers)
    moved = make(work, held.scope, held.case.id, move, held.person.id, held.capacity)
    ids = [one.realization.id for one in open_rows]
    realizations.set_state(work.connection, held.scope, ids, RealizationState.SUBMITTED)
    forms.close_questions(work.connection, held.scope, held.bundle.id)
    return moved


def handed_in(work: Work, bundle: Bundle) -> bool:
    """Whether the person at hand may take this handed-in form back."""
    if work.person is None or bundle.state is not BundleState.DONE:
        return False
    case = cases.case(work.connection, Scope(bundle.office_id), bundle.case_id)
    return case is not None and bundle in withdrawals.withdrawable(work, case)


def newly_ordered(work: Work, moved: Moved, order_id: int) -> tuple[Filling, ...]:
    """Forms opened early (Pra-isi) that wait for no other order, now that this bundle gave its own."""
    part = next((one.part for one in moved.after.bundles if one.id == order_id), 0)
    if moved.quiet:
        return ()
    fresh = {event.bundle.id for event in moved.events if isinstance(event, BundleOpened)}
    found = []
    for bundle in moved.after.bundles:
        early = bundle.state is BundleState.OPEN and bundle.id not in fresh and part in (0, bundle.part)
        step = moved.sop.step(bundle.step)
        if not early or step.stage is not Stage.FILL:
            continue
        seat = moved.chart.seat(bundle.seat_id)
        held = Held(
            bundle,
            moved.case,
            moved.sop,
            step,
            seat,
            moved.chart,
            Person(seat.holder_id or 0, "", "", "", ""),
        )
        if ordered(work, bundle, held):
            found.append(Filling(held, form_of(work, held), True))
    return tuple(found)


def lacking(form: Form) -> str:
    """The numbers that keep a form from being handed in, printed."""
    found = {one.number for one in (*form.unanswered, *form.lacking)}
    shown = [str(number) for number in sorted(found)]
    return ", ".join(shown if len(shown) <= NUMBERS_SHOWN else [*shown[:NUMBERS_SHOWN], "…"])


def next_seat(moved: Moved) -> Seat | None:
    """Who has the figures now: the seat of the bundle that opened or grew by the submission."""
    fill = moved.sop.step(next(one.step for one in moved.after.bundles if one.id == _bundle_id(moved)))
    touched = {getattr(getattr(event, "bundle", event), "id", 0) for event in moved.events}
    touched |= {getattr(event, "bundle_id", 0) for event in moved.events}
    for bundle in moved.after.bundles:
        if bundle.id in touched and bundle.step != fill.key and bundle.state is BundleState.OPEN:
            return moved.chart.seat(bundle.seat_id)
    return None


def own_forms(work: Work) -> tuple[Bundle, ...]:
    """Open forms of every seat the person at hand holds, oldest first."""
    assert work.person is not None
    return _fills(work, connections.waiting_for(work, work.person.id))


def others_forms(work: Work) -> tuple[Bundle, ...]:
    """Open forms of others that this person may prepare (Isi atas nama)."""
    assert work.person is not None
    found: dict[int, Bundle] = {}
    for office_id in people.offices(work, work.person.id):
        scope, chart = Scope(office_id), charts.chart(work, office_id)
        seats = [seat.id for seat in chart.seats if _prepares(chart, seat, work.person.id)]
        working = bundles.working(work.connection, scope, seats) if seats else ()
        for bundle_id in forms.of_konseptor(work.connection, scope, work.person.id):
            bundle = bundles.bundle(work.connection, scope, bundle_id)
            if bundle is not None and chart.seat(bundle.seat_id).holder_id != work.person.id:
                found[bundle.id] = bundle
        found |= {bundle.id: bundle for bundle in working}
    return _fills(work, found.values())


def enterer_names(work: Work, form: Form) -> tuple[str, ...]:
    """Those who typed for the holder, by name: both names are kept (practice 2.2)."""
    ids = [person for person in form.enterers if person != form.seat.holder_id]
    found = (person_rows.person(work.connection, person) for person in ids)
    return tuple(person.name for person in found if person is not None)


def assigner(work: Work, held: Held) -> Seat:
    """Who divided the work of this form: whoever assigned it in the unit, else asked the units for it.

    Where the SOP has neither step, the nearest superior.
    """
    every = [
        (held.sop.step(bundle.step).stage, bundle)
        for bundle in bundles.of_case(work.connection, held.scope, held.case.id)
    ]
    assigning = [
        one.seat_id for stage, one in every if stage is Stage.ASSIGN and one.part == held.bundle.part
    ]
    asking = [one.seat_id for stage, one in every if stage in (Stage.DESIGN, Stage.REQUEST)]
    divided = assigning or asking
    candidates = (*map(held.chart.seat, divided), *held.chart.superiors(held.seat.id))
    for seat in candidates:
        if seat.holder_id is not None and seat.holder_id != held.person.id:
            return seat
    raise Refused("forms.no_assigner")


def dispute_division(work: Work, held: Held, note: str) -> Seat:
    """Ask whoever divided the work to look at it again; the form stays where it is."""
    seat = assigner(work, held)
    body = {"bundle": held.bundle.id, "to": seat.id, "note": note}
    record(work, held, "division_disputed", body)
    return seat


def _bundle_id(moved: Moved) -> int:
    return int(getattr(moved.move, "bundle_id", 0))


def _prepares(chart: Chart, seat: Seat, person_id: int) -> bool:
    if seat.holder_id == person_id:
        return False
    above = any(superior.holder_id == person_id for superior in chart.superiors(seat.id))
    return above or seat.konseptor_id == person_id


def _fills(work: Work, found: Iterable[Bundle]) -> tuple[Bundle, ...]:
    """Those of the stage fill that are open."""
    kept = []
    for bundle in found:
        case = cases.case(work.connection, Scope(bundle.office_id), bundle.case_id)
        assert case is not None
        step = sops.of_case(work, case).step(bundle.step)
        if step.stage is Stage.FILL and bundle.state is BundleState.OPEN:
            kept.append(bundle)
    return tuple(kept)


def _located(work: Work, bundle_id: int) -> Bundle | None:
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        found = bundles.bundle(work.connection, Scope(office_id), bundle_id)
        if found is not None:
            return found
    return None


def _require_open(held: Held) -> None:
    match held.bundle.state:
        case BundleState.DONE:
            raise Refused("forms.handed_in", held.bundle)
        case BundleState.VOID:
            raise Refused("common.closed", held.bundle)
        case BundleState.WAITING:
            raise Refused("common.waiting", held.bundle)
        case _ if held.case.state is CaseState.PAUSED:
            raise Refused("cases.case_paused", held.bundle)
        case _:
            pass
