"""Rows that join a running collection: those a format left out, or that a workbook brought later.

Source: practice 5.5 ("a locked format may gain rows: version + 1, answers kept"); domain 4.2 step 2.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desk import compilations, sops
from desk.guards import capacity
from desk.moves import Moved, make, possible
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case
from sop.changes import BundleOpened
from sop.events import ItemsAdded
from sop.flows import flow
from sop.moves import AddItems
from sop.offers import Addable, Offer
from sop.people import Chart, Seat
from sop.periods import read_period
from sop.requests import designs
from storage import bundles, cases, indicators, journals, requests
from storage.database import Scope

EXTENDED = "format_extended"  # the journal's word for a further version of the format


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of new rows, with their names; `form`: where they are filled in, for whoever does so."""

    person_id: int
    names: tuple[str, ...]
    form: Bundle | None


def offer(work: Work, case: Case, chart: Chart) -> Offer:
    """The indicators with targets of the year that the collection of a case does not have."""
    scope, period = Scope(case.office_id), read_period(case.period)
    steps = flow(sops.of_case(work, case), case.period)
    if steps.fill is None or not period.quarter:
        return Offer(case, period, ())
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    present = {task.indicator_id for task in every if task.step == steps.fill.first.key}
    targets = indicators.targets(work.connection, scope, period.year)
    left = [
        (one, targets[one.id].quarters[period.quarter - 1] is not None)
        for one in indicators.indicators(work.connection, scope)
        if not (one.derived or one.ended) and one.id in targets and one.id not in present
    ]
    rows = []
    for number, (one, due) in enumerate(sorted(left, key=lambda pair: not pair[1]), 1):
        seat = chart.seat(one.owner_seat_id)
        rows.append(Addable(number, one, chart.part_of(seat.unit_id), seat, due))
    return Offer(case, period, tuple(rows))


def open_to_more(work: Work, found: Offer) -> bool:
    """Whether the collection may still gain one of these rows."""
    assert work.person is not None
    if not found.rows:
        return False
    move = AddItems((found.rows[0].item,))
    return possible(work, Scope(found.case.office_id), found.case, move, work.person.id)


def add(work: Work, case: Case, chart: Chart, items: Collection[int]) -> tuple[Addable, ...]:
    """Take indicators into the collection: the format gets its next version, answers stay."""
    scope = Scope(case.office_id)
    cases.locked(work.connection, scope, case.id)
    chosen = tuple(one for one in offer(work, case, chart).rows if one.indicator.id in items)
    if not chosen or len(chosen) < len(set(items)):
        raise Refused("cases.item_present")
    assert work.person is not None
    acting_as = capacity(compilations.seats_of_recorder(work, chart)[0], work.person)
    version = _next_version(work, scope, case)
    if version:
        body = {"version": version, "indicators": [one.indicator.id for one in chosen]}
        journals.append(work.connection, scope, case.id, work.now, work.person.id, acting_as, EXTENDED, body)
    make(work, scope, case.id, AddItems(tuple(one.item for one in chosen)), work.person.id, acting_as)
    return chosen


def _next_version(work: Work, scope: Scope, case: Case) -> int:
    """Write the next version of a locked format; 0 where the SOP designs none or it is not locked yet."""
    assert work.person is not None
    before = requests.newest(work.connection, scope, case.id)
    if before is None or not designs(sops.of_case(work, case).steps):
        return 0
    values = {
        "case_id": case.id,
        "version": before.version + 1,
        "fields": before.fields,
        "until": before.until,
        "person_id": work.person.id,
        "at": work.now,
    }
    requests.add(work.connection, scope, values)
    return before.version + 1


def version(work: Work, case: Case) -> int:
    """The version of the format that counts; 0 where the SOP designs none."""
    asked = requests.newest(work.connection, Scope(case.office_id), case.id)
    return asked.version if asked is not None and designs(sops.of_case(work, case).steps) else 0


def told(work: Work, moved: Moved, event: ItemsAdded) -> tuple[Told, ...]:
    """Who hears of new rows beyond the cards: fillers whose form was open already, and heads of their units.

    Nobody while the forms wait for their order: the rows come with it.
    """
    scope = Scope(moved.case.office_id)
    names = {one.id: one.name for one in indicators.indicators(work.connection, scope)}
    mine: dict[int, list[str]] = defaultdict(list)
    forms = _forms(moved)
    opened = {one.bundle.id for one in moved.events if isinstance(one, BundleOpened)}
    filling: dict[int, Bundle] = {}
    for item, part, seat_id in event.items:
        form = forms.get((seat_id, part))
        if form is None:
            continue
        seat, head = moved.chart.seat(seat_id), head_of(moved.chart, seat_id, part)
        if seat.holder_id is not None and form.id not in opened:
            mine[seat.holder_id].append(names[item])
            filling[seat.holder_id] = form
        if head is not None and head.holder_id not in (None, seat.holder_id):
            mine[head.holder_id or 0].append(names[item])
    return tuple(
        Told(person, tuple(dict.fromkeys(rows)), filling.get(person))
        for person, rows in mine.items()
        if person != event.by
    )


def _forms(moved: Moved) -> Mapping[tuple[int, int], Bundle]:
    """The open forms of a case by seat and part."""
    fill = flow(moved.sop, moved.case.period).fill
    assert fill is not None
    open_ = (one for one in moved.after.bundles if one.state is BundleState.OPEN)
    return {(one.seat_id, one.part): one for one in open_ if one.step == fill.first.key}


def head_of(chart: Chart, seat_id: int, part: int) -> Seat | None:
    """The head of a part, seen from one of its seats: the topmost superior inside it; None for the head."""
    inside = [seat for seat in chart.superiors(seat_id) if chart.part_of(seat.unit_id).id == part]
    return inside[-1] if inside else None
