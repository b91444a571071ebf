"""Asking the units for their figures, and how far each of them is. Source: practice 3.5, 5.5.

The deadline, and where the SOP designs one the fields of the format, wait in the asker's draft; the press
takes them along. Receipt is the first act of anybody in a unit and never holds up the filling.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk import charts, clocks, compilations, sheets, sops
from desk.guards import Held
from desk.journals import record
from desk.moves import Moved, make
from desk.orders import chosen_for
from desk.works import Refused, Work
from sop.cases import UNFINISHED, Bundle, Case
from sop.climbs import LAST_CALL
from sop.dates import read_date
from sop.deadlines import FILL_DAYS
from sop.flows import Flow, Grain, flow
from sop.letters import outer_date
from sop.moves import Complete
from sop.people import Chart, Seat
from sop.procedures import Stage
from sop.requests import DEFAULT_FIELDS, Asked, Field, Plan, Request, UnitProgress, designs, written
from sop.sheets import Sheet
from sop.tiers import office_roles
from storage import bundles, journals, offices, requests
from storage import drafts as draft_rows
from storage.database import Scope

ASSIGN_DAYS = 1  # working days for each step in which a unit divides the work before its forms open
FARTHEST_DAYS = 120  # a deadline beyond that is a slip of the pen


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """The units were asked: those heads who get no card of their own are to hear it."""

    held: Held
    plan: Plan
    fillers: Mapping[int, tuple[str, ...]]  # unit -> who fills in, by name


def plan(work: Work, sheet: Sheet) -> Plan:
    """The request as it would be sent now."""
    chart = charts.chart(work, sheet.bundle.office_id)
    kept = chosen_for(work, chart, sheet.bundle)
    until = kept.get("until")
    fields = kept.get("fields")
    return Plan(
        sheet=sheet,
        units=_units(work, sheet, chart),
        until=_chosen_end(work, sheet, until) if until else _proposed_end(work, sheet),
        fields=DEFAULT_FIELDS if fields is None else tuple(Field(one) for one in fields),
        designs=designs(sheet.steps),
    )


def _units(work: Work, sheet: Sheet, chart: Chart) -> tuple[Asked, ...]:
    """Every unit with figures that are due, in the order of the chart."""
    scope = Scope(sheet.bundle.office_id)
    steps = flow(sheet.sop, sheet.case.period)
    every = bundles.tasks_of_case(work.connection, scope, sheet.case.id)
    due = Counter(task.part for task in compilations.latest_fills(every, steps))
    named = [role for step in sheet.steps for role in step.recipients]
    roles = office_roles(offices.role_map(work.connection, scope), tuple(named))
    return tuple(
        Asked(chart.unit(part), due[part], _head(chart, part, roles)) for part in chart.parts() if due[part]
    )


def _head(chart: Chart, part: int, roles: tuple[str, ...]) -> Seat | None:
    """Who is asked for a unit: the first held seat of the step's recipients inside it."""
    seats = [seat for seat in chart.with_role(*roles) if chart.part_of(seat.unit_id).id == part]
    return next((seat for seat in seats if seat.holder_id is not None), None)


def _chosen_end(work: Work, sheet: Sheet, chosen: str) -> datetime:
    """What the chosen date means from now on."""
    return clocks.clock(work, sheet.bundle.office_id).until(datetime.fromisoformat(chosen), work.now)


def _proposed_end(work: Work, sheet: Sheet) -> datetime:
    """The days the units usually get, or less where a letter of the case has to be answered sooner."""
    usual, asked = _usual_end(work, sheet), _letters_end(work, sheet)
    if asked is None:
        return usual
    return min(usual, clocks.clock(work, sheet.bundle.office_id).until(asked, work.now))


def _letters_end(work: Work, sheet: Sheet) -> datetime | None:
    """Closing time of the day the letters of the case ask for; None where that cannot be met any more."""
    asked = outer_date(sheet.letters)
    return _reachable(work, sheet.bundle.office_id, asked) if asked is not None else None


def _reachable(work: Work, office_id: int, day: date) -> datetime | None:
    """Closing time of a day, or of the working day before it; None where nobody could mean that."""
    calendar = clocks.clock(work, office_id).calendar
    until = calendar.closing(calendar.working_day_before(day, 0))
    return until if work.now < until < work.now + timedelta(days=FARTHEST_DAYS) else None


def _usual_end(work: Work, sheet: Sheet) -> datetime:
    """Closing time after the days the units usually get: to divide the work, then to fill in."""
    steps = flow(sheet.sop, sheet.case.period)
    days = FILL_DAYS + ASSIGN_DAYS * len(_divisions(steps))
    return clocks.clock(work, sheet.bundle.office_id).after(work.now, days)


def _divisions(steps: Flow) -> list[str]:
    """The steps in which units divide their work before the forms open."""
    before = steps.runs[: steps.fill.index] if steps.fill is not None else ()
    return [run.first.key for run in before if run.grain is Grain.PART and run.first.stage is Stage.ASSIGN]


def choose_end(work: Work, held: Held, text: str) -> datetime:
    """Another deadline, typed as a date; kept for the press. Refused for one nobody could meet."""
    calendar = clocks.clock(work, held.bundle.office_id).calendar
    found = read_date(text.strip(), work.now, calendar).day
    if found is None:
        raise Refused("requests.date_unreadable")
    until = _reachable(work, held.bundle.office_id, found)
    if until is None:
        raise Refused("requests.date_impossible")
    _choose(work, held.bundle, until=until.isoformat())
    return clocks.clock(work, held.bundle.office_id).until(until, work.now)


def toggle(work: Work, held: Held, name: str) -> None:
    """Switch a field of the format on or off; kept for the press."""
    if name not in tuple(Field):
        raise Refused("common.old_button")
    field = Field(name)
    now = plan(work, sheets.sheet(work, held.bundle)).fields
    after = tuple(one for one in Field if (one in now) != (one is field))
    _choose(work, held.bundle, fields=[one.value for one in after])


def send(work: Work, held: Held, asked: Plan) -> Moved:
    """Ask every unit: version, fields and deadline stay with the case, and the forms may open."""
    before = requests.newest(work.connection, held.scope, held.case.id)
    values = {
        "case_id": held.case.id,
        "version": 1 if before is None else before.version + 1,
        "fields": written(asked.fields),
        "until": asked.until,
        "person_id": held.person.id,
        "at": work.now,
    }
    requests.add(work.connection, held.scope, values)
    body = {"version": values["version"], "fields": values["fields"], "until": asked.until}
    record(work, held, "units_asked", {**body, "units": [one.unit.id for one in asked.units]})
    moved = make(work, held.scope, held.case.id, Complete(held.bundle.id), held.person.id, held.capacity)
    if not _divisions(flow(held.sop, held.case.period)):
        work.happened(UnitsAsked(held, asked, _fillers(work, held)))
    return moved


def _fillers(work: Work, held: Held) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = defaultdict(dict)
    every = bundles.tasks_of_case(work.connection, held.scope, held.case.id)
    for task in compilations.latest_fills(every, flow(held.sop, held.case.period)):
        seat = held.chart.seat(task.seat_id)
        found[task.part][seat.holder_name or seat.title] = None
    return {part: tuple(names) for part, names in found.items()}


def newest(work: Work, case: Case) -> Request | None:
    """What counts in a case now; None while nothing was asked."""
    return requests.newest(work.connection, Scope(case.office_id), case.id)


def board(work: Work, case: Case) -> tuple[UnitProgress, ...]:
    """Every unit with figures that are due: how many are in, who is awaited, and since when it knows."""
    scope, chart = Scope(case.office_id), charts.chart(work, case.office_id)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    fills = compilations.latest_fills(every, flow(sops.of_case(work, case), case.period))
    received = _received(work, scope, case, chart)
    found = []
    for part in chart.parts():
        mine = [task for task in fills if task.part == part]
        out = [task for task in mine if task.state in UNFINISHED or task.reason == LAST_CALL]
        seats = dict.fromkeys(chart.seat(task.seat_id) for task in out)
        names = tuple(seat.holder_name or seat.title for seat in seats)
        if mine:
            unit = chart.unit(part)
            found.append(UnitProgress(unit, len(mine), len(mine) - len(out), names, received.get(part)))
    return tuple(found)


def _received(work: Work, scope: Scope, case: Case, chart: Chart) -> Mapping[int, datetime]:
    """The first act of anybody in each unit since the request; the asker's own do not count."""
    asked = requests.newest(work.connection, scope, case.id)
    since = requests.first_at(work.connection, scope, case.id)
    if asked is None or since is None:
        return {}
    found: dict[int, datetime] = {}
    for person_id, at in journals.first_acts(work.connection, scope, case.id, since).items():
        for seat in chart.held_by(person_id) if person_id != asked.person_id else ():
            part = chart.part_of(seat.unit_id).id
            found[part] = min(at, found.get(part, at))
    return found


def _choose(work: Work, bundle: Bundle, **chosen: object) -> None:
    """Keep something chosen on the card; nothing is sent."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    kept = draft_rows.draft(work.connection, scope, work.person.id, bundle.id)
    body = {**(json.loads(kept.body) if kept else {}), **chosen}
    draft_rows.keep(work.connection, scope, work.person.id, bundle.id, body=json.dumps(body))
