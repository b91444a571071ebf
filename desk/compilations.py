"""Compiling: how far a collection has come, the last call, going on without the rest, returning figures.

A forced gate never surprises: the call comes at least one working day ahead and once, in the name of the
Sekretariat. Source: practice 3.3, 3.4; design 5 (collect/compile).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from desk import charts, clocks, people, report_figures, sops
from desk.cases import collects
from desk.guards import RECORDERS, Held, capacity
from desk.returns import send_figures_back
from desk.works import Refused, Work
from sop.cases import UNFINISHED, Bundle, BundleState, Case, CaseState, Task
from sop.climbs import LAST_CALL
from sop.flows import Flow, flow
from sop.indicators import Indicator
from sop.people import Chart, Seat
from sop.periods import Period, read_period
from sop.sheets import Sheet
from storage import bundles, cases, journals, marks, pauses
from storage import reports as report_rows
from storage.database import Scope
from text.printing import weekday_moment

CALL_WORKING_DAYS = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a collection has come. `missing`: units and how many of their figures are not in.

    `unfinished`: something before the compilation is still under way. `called_until`: when the last call
    ends; None before it was given.
    """

    case: Case
    period: Period
    due: int
    arrived: int
    missing: tuple[tuple[str, int], ...]
    unfinished: bool
    called_until: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether the compilation may go on without the rest."""
        return self.called_until is not None and now >= self.called_until


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What one person is told by the last call: figures of a unit, and of whom they are."""

    person_id: int
    unit: str
    count: int
    names: tuple[str, ...]  # of those who fill in; empty for the filler's own
    forms: tuple[Bundle, ...] = ()  # the open ones of the filler


@dataclass(frozen=True, slots=True)
class LastCall:
    """A call before it is given: how many fillers and heads it goes to, and when it ends."""

    until: datetime
    fillers: int
    heads: int
    outstanding: tuple[Outstanding, ...]


@dataclass(frozen=True, slots=True)
class LastCallGiven:
    """The Sekretariat announced when the report is compiled."""

    case: Case
    period: Period
    until: datetime
    zone: str
    office_is_open: bool
    outstanding: tuple[Outstanding, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure on the list of a compilation; `number` counts over the whole office."""

    number: int
    indicator: Indicator
    fill: Task
    value: Decimal | None  # of the quarter; None where a reason stands in its place


def progress(work: Work, case: Case, part: int = 0) -> Progress:
    """How far the collection of a case has come, in the whole office or in one part."""
    scope = Scope(case.office_id)
    chart = charts.chart(work, case.office_id)
    steps = flow(sops.of_case(work, case), case.period)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    fills = [task for task in latest_fills(every, steps) if part in (0, task.part)]
    absent = Counter(task.part for task in fills if task.state in UNFINISHED or task.reason == LAST_CALL)
    gate = steps.last_call
    return Progress(
        case=case,
        period=read_period(case.period),
        due=len(fills),
        arrived=len(fills) - absent.total(),
        missing=tuple((chart.unit(unit).name, absent[unit]) for unit in chart.parts() if absent[unit]),
        unfinished=gate is not None
        and any(task.state in UNFINISHED and steps.where[task.step] < gate.index for task in every),
        called_until=_called_until(work, scope, case),
    )


def has_figures(sheet: Sheet) -> bool:
    """Whether the report of a bundle's case has figures: those of its quarter, or of its whole year."""
    return flow(sheet.sop, sheet.case.period).has_figures


def collecting(work: Work, office_id: int) -> tuple[Progress, ...]:
    """The running collections of an office."""
    found = cases.open_cases(work.connection, Scope(office_id))
    asked = (one for one in found if flow(sops.of_case(work, one), one.period).fill)
    every = (progress(work, case) for case in asked if collects(work, case))
    return tuple(one for one in every if one.due)


def gathers(work: Work, case: Case) -> bool:
    """Whether a running case is at its figures, for whoever at hand runs its collection."""
    if case.state is not CaseState.OPEN or not collects(work, case):
        return False
    mine = seats_of_recorder(work, charts.chart(work, case.office_id))
    return bool(mine) and flow(sops.of_case(work, case), case.period).fill is not None


def running(work: Work, case_id: int) -> tuple[Case, Chart]:
    """An open case of an office in which the person at hand may call and go on; Refused otherwise."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        case = cases.case(work.connection, Scope(office_id), case_id)
        if case is not None:
            work.office_id = office_id
            chart = charts.chart(work, office_id)
            if not seats_of_recorder(work, chart):
                raise Refused("compilations.planner_only")
            if case.state is CaseState.PAUSED:
                raise Refused("cases.case_paused")
            if case.state is not CaseState.OPEN:
                raise Refused("compilations.over")
            return case, chart
    raise Refused("common.old_button")


def seats_of_recorder(work: Work, chart: Chart) -> tuple[Seat, ...]:
    """The seats of the person at hand that may run a collection: planner, program officer, secretary."""
    assert work.person is not None
    return tuple(seat for seat in chart.held_by(work.person.id) if seat.role in RECORDERS)


def prepared(work: Work, case: Case, chart: Chart) -> LastCall:
    """What a last call would say now: closing time of the next working day. Refused where none is left."""
    found = progress(work, case)
    if not found.unfinished:
        raise Refused("compilations.complete_already")
    if found.called_until is not None:
        raise Refused(
            "compilations.called", None, until=weekday_moment(found.called_until, chart.office.zone)
        )
    outstanding = _outstanding(work, Scope(case.office_id), case, chart)
    own = {one.person_id for one in outstanding if not one.names}
    above = {one.person_id for one in outstanding if one.names}
    return LastCall(_call_ends(work, case, work.now), len(own), len(above), outstanding)


def last_call(work: Work, case: Case, chart: Chart) -> datetime:
    """Announce when the report is compiled. Once for a draft."""
    scope = Scope(case.office_id)
    call = prepared(work, case, chart)
    if not marks.first_ever(work.connection, scope, _mark(work, scope, case), work.now):
        raise Refused("compilations.called", None, until=weekday_moment(call.until, chart.office.zone))
    body = {"until": call.until, "persons": [one.person_id for one in call.outstanding]}
    _record(work, case, chart, "last_call", body)
    is_open = clocks.clock(work, case.office_id).reminder_moment(work.now) == work.now
    period, zone = read_period(case.period), chart.office.zone
    work.happened(LastCallGiven(case, period, call.until, zone, is_open, call.outstanding))
    return call.until


def entries(work: Work, case: Case) -> tuple[Entry, ...]:
    """The figures that have arrived, numbered over the whole office in the order of its lists."""
    scope = Scope(case.office_id)
    steps = flow(sops.of_case(work, case), case.period)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    fills = {
        task.indicator_id: task
        for task in latest_fills(every, steps)
        if task.state not in UNFINISHED and task.reason != LAST_CALL
    }
    found = report_figures.gathered(work, scope, read_period(case.period))
    mine = [one for one in found.indicators if one.id in fills]
    return tuple(
        Entry(number, one, fills[one.id], _decimal(found.measured[one.id].realization))
        for number, one in enumerate(mine, 1)
    )


def units(work: Work, held: Held) -> tuple[tuple[int, str], ...]:
    """The units whose figures can be returned, in the order of the chart."""
    parts = {entry.fill.part for entry in entries(work, held.case)}
    return tuple((part, held.chart.unit(part).name) for part in held.chart.parts() if part in parts)


def return_figures(
    work: Work,
    held: Held,
    numbers: tuple[int, ...],
    reason: str,
    shown: Mapping[int, int] | None = None,
) -> tuple[Entry, ...]:
    """Return single figures to whoever filled them in; the compilation waits for the repair.

    `shown`: the indicator of each number on the list that was answered; None: numbers of the present list.
    """
    listed = {entry.number: entry for entry in entries(work, held.case)}
    if shown is not None:
        by_id = {entry.indicator.id: entry for entry in listed.values()}
        listed = {number: by_id[item] for number, item in shown.items() if item in by_id}
    unknown = [number for number in numbers if number not in listed]
    if unknown or not numbers:
        raise Refused("compilations.no_such_number", None, number=unknown[0] if unknown else "–")
    chosen = tuple(listed[number] for number in dict.fromkeys(numbers))
    seats = {entry.indicator.id: entry.fill.seat_id for entry in chosen}
    send_figures_back(work, held, seats, reason)
    return chosen


def drafts_here(work: Work, sheet: Sheet) -> bool:
    """Whether finishing this bundle freezes the draft report."""
    steps = flow(sheet.sop, sheet.case.period)
    return steps.drafting is steps.run_of(sheet.bundle.step)


def latest_fills(every: tuple[Task, ...], steps: Flow) -> list[Task]:
    """The fill task of each figure in its latest round."""
    if steps.fill is None:
        return []
    latest: dict[int, Task] = {}
    for task in every:
        if task.step == steps.fill.first.key and task.indicator_id:
            known = latest.get(task.indicator_id)
            if known is None or (task.round, task.id) > (known.round, known.id):
                latest[task.indicator_id] = task
    return list(latest.values())


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _outstanding(work: Work, scope: Scope, case: Case, chart: Chart) -> tuple[Outstanding, ...]:
    """Fillers with figures not in, and the heads of their divisions."""
    steps = flow(sops.of_case(work, case), case.period)
    every = bundles.tasks_of_case(work.connection, scope, case.id)
    waiting = [task for task in latest_fills(every, steps) if task.state in UNFINISHED]
    own: Counter[tuple[int, int]] = Counter()
    heads: dict[tuple[int, int], list[str]] = defaultdict(list)
    for task in waiting:
        seat = chart.seat(task.seat_id)
        if seat.holder_id is not None:
            own[(seat.holder_id, task.part)] += 1
        head = _division_head(chart, seat)
        if head is not None and head.holder_id not in (None, seat.holder_id):
            heads[(head.holder_id or 0, task.part)].append(seat.holder_name or seat.title)
    forms = {bundle.id: bundle for bundle in bundles.of_case(work.connection, scope, case.id)}
    fillers = [
        Outstanding(who, chart.unit(part).name, count, (), _forms(forms, chart, waiting, who, part))
        for (who, part), count in own.items()
    ]
    above = [
        Outstanding(who, chart.unit(part).name, len(names), tuple(dict.fromkeys(names)))
        for (who, part), names in heads.items()
    ]
    return (*fillers, *above)


def _forms(
    known: dict[int, Bundle], chart: Chart, waiting: list[Task], person_id: int, part: int
) -> tuple[Bundle, ...]:
    """The open forms in which the figures of one filler and part are waited for."""
    mine = [
        task.bundle_id
        for task in waiting
        if task.part == part and chart.seat(task.seat_id).holder_id == person_id
    ]
    found = (known[bundle_id] for bundle_id in dict.fromkeys(mine) if bundle_id in known)
    return tuple(bundle for bundle in found if bundle.state is BundleState.OPEN)


def _division_head(chart: Chart, seat: Seat) -> Seat | None:
    roles = ("division_head", "technical_unit_head")
    return next((above for above in chart.superiors(seat.id) if above.role in roles), None)


def _mark(work: Work, scope: Scope, case: Case) -> str:
    """One call for each draft: after a repair there may be another."""
    versions = report_rows.of_case(work.connection, scope, case.id)
    return f"last_call:{case.id}:{len(versions)}"


def _called_until(work: Work, scope: Scope, case: Case) -> datetime | None:
    called = marks.moment(work.connection, scope, _mark(work, scope, case))
    if called is None:
        return None
    stood = pauses.of_case(work.connection, scope, case.id)
    return clocks.clock(work, case.office_id).stretched(_call_ends(work, case, called), called, stood)


def _call_ends(work: Work, case: Case, called: datetime) -> datetime:
    return clocks.clock(work, case.office_id).after(called, CALL_WORKING_DAYS)


def _record(work: Work, case: Case, chart: Chart, action: str, body: dict[str, object]) -> None:
    assert work.person is not None
    scope = Scope(case.office_id)
    cases.locked(work.connection, scope, case.id)
    who = capacity(seats_of_recorder(work, chart)[0], work.person)
    journals.append(work.connection, scope, case.id, work.now, work.person.id, who, action, body)
