"""The quick log: entries during the period, their running totals, and the figures they become at its end.

Source: domain 4.3 steps 3 and 4; practice 2.2. A line belongs to one figure of an open log; the holder of the
seat logs, or its konseptor. The log closes with its period, by the clock, and its totals stand in the form.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from desk import calendars, charts, clocks, evidences, guards, people
from desk.guards import Held
from desk.journals import record
from desk.realizations import difference
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Case
from sop.flows import flow
from sop.indicators import Indicator, Realization, RealizationState, Source, Target
from sop.limits import END_OF_DAY
from sop.log_entries import LogEntry, LogLine, Quantity, Total, Unread, read_quantity, total, within
from sop.people import Person
from sop.periods import Period, read_period
from sop.procedures import Stage
from sop.sheets import Sheet
from storage import bundles, indicators, journals, pauses, realizations
from storage import log_entries as rows_of
from storage.database import Scope
from text.incoming import IncomingFile


@dataclass(frozen=True, slots=True)
class LogRow:
    """One figure of an open log; `number` is its place on the list of whoever looks."""

    number: int
    held: Held
    period: Period
    indicator: Indicator
    target: Target | None
    entries: tuple[LogEntry, ...]

    @property
    def total(self) -> Total | None:
        return total(self.indicator, self.entries)

    @property
    def own(self) -> bool:
        return self.held.seat.holder_id == self.held.person.id

    @property
    def rehearses(self) -> bool:
        return self.held.chart.office.rehearses


def rows(work: Work, *, rehearsed: bool | None = None) -> tuple[LogRow, ...]:
    """Every figure the person at hand may log, numbered through, of all their open logs; their own first.

    Those of a rehearsal and real ones never stand on one list: None means the rehearsal while one has a log
    open, for it is over in minutes, and its words must not end up in real figures.
    """
    assert work.person is not None
    found = _every(work, work.person)
    wanted = rehearsed if rehearsed is not None else any(row.rehearses for row in found)
    mine = _numbered(found, rehearsed=wanted)
    work.office_id = mine[0].held.bundle.office_id if mine else 0
    return mine


def _numbered(found: Iterable[LogRow], *, rehearsed: bool) -> tuple[LogRow, ...]:
    listed = (row for row in found if row.rehearses is rehearsed)
    return tuple(replace(row, number=number) for number, row in enumerate(listed, 1))


def _every(work: Work, person: Person) -> tuple[LogRow, ...]:
    """Every figure of somebody's open logs, each log numbered for itself; those they prepare come last."""
    own: list[LogRow] = []
    prepared: list[LogRow] = []
    for office_id in people.offices(work, person.id):
        chart = charts.chart(work, office_id)
        seats = [seat.id for seat in chart.seats if person.id in (seat.holder_id, seat.konseptor_id)]
        for bundle in bundles.working(work.connection, Scope(office_id), seats) if seats else ():
            if bundle.state is BundleState.OPEN:
                held = guards.held_by(work, bundle, person)
                side = own if held.seat.holder_id == person.id else prepared
                side += of_log(work, held) if held.stage is Stage.LOG else ()
    return (*own, *prepared)


def shown(work: Work, sheet: Sheet) -> tuple[LogRow, ...]:
    """The figures of one log, for whoever looks at its card: by the numbers its holder's lines go by."""
    person = sheet.holder or Person(0, "", "", "", "")
    known = _numbered(_every(work, person), rehearsed=sheet.office.rehearses) if sheet.holder else ()
    mine = tuple(row for row in known if row.held.bundle.id == sheet.bundle.id)
    return mine or of_log(work, guards.held_by(work, sheet.bundle, person))


def closes_at(work: Work, case: Case, bundle: Bundle) -> datetime:
    """Midnight after the period, when a log closes by itself."""
    clock = clocks.clock(work, bundle.office_id)
    end = clock.calendar.at(read_period(case.period).last_day, END_OF_DAY)
    return clock.until(end, bundle.opened_at, pauses.of_case(work.connection, Scope(case.office_id), case.id))


def of_log(work: Work, held: Held) -> tuple[LogRow, ...]:
    """The figures of a log in the order of the list."""
    period = read_period(held.case.period)
    mine = _items(work, held)
    listed = [one for one in indicators.indicators(work.connection, held.scope) if one.id in mine]
    targets = indicators.targets(work.connection, held.scope, period.year)
    said = (
        rows_of.of_days(work.connection, held.scope, mine, period.first_day, period.last_day) if mine else ()
    )
    return tuple(
        LogRow(
            number,
            held,
            period,
            indicator,
            targets.get(indicator.id),
            tuple(entry for entry in said if entry.indicator_id == indicator.id),
        )
        for number, indicator in enumerate(listed, 1)
    )


def chosen(found: Iterable[LogRow], line: LogLine) -> LogRow | None:
    """The figure a line is about: the one it names, or the only one; None where it must be asked."""
    every = tuple(found)
    if line.number:
        row = next((one for one in every if one.number == line.number), None)
        if row is None:
            raise Refused("log_entries.number_unknown", None, number=line.number, last=len(every))
        return row
    return every[0] if len(every) == 1 else None


def add(work: Work, row: LogRow, line: LogLine) -> LogEntry:
    """Keep a line as an entry of a figure; Refused where its day or quantity does not fit."""
    _lock(work, row)
    said = _said(work, row, line)
    person_id = row.held.person.id
    entry_id = rows_of.add(work.connection, row.held.scope, {**said, "person_id": person_id, "at": work.now})
    _journal(work, row, "logged", entry_id, said)
    return _kept(work, row, entry_id)


def change(work: Work, row: LogRow, entry: LogEntry, line: LogLine) -> LogEntry:
    """Write an entry anew; it keeps its evidence."""
    _lock(work, row)
    said = _said(work, row, line)
    if not rows_of.change(work.connection, row.held.scope, entry.id, entry.revision, said):
        raise Refused("log_entries.changed")
    _journal(work, row, "log_changed", entry.id, said)
    return _kept(work, row, entry.id)


def remove(work: Work, row: LogRow, entry: LogEntry) -> None:
    """Take an entry out of the log; the journal keeps that it was there."""
    _lock(work, row)
    if not rows_of.remove(work.connection, row.held.scope, entry.id, entry.revision):
        raise Refused("log_entries.changed")
    _journal(work, row, "log_removed", entry.id, {})


def prove(work: Work, row: LogRow, entry: LogEntry, file: IncomingFile) -> None:
    """A photo or file supports an entry: it is evidence of the figure from now on."""
    _lock(work, row)
    evidences.keep_file(work, row.held, row.indicator.id, file, own=row.own)
    rows_of.prove(work.connection, row.held.scope, entry.id)


def entry(work: Work, entry_id: int, revision: int | None = None) -> tuple[LogRow, LogEntry]:
    """An entry of an open log that the person at hand made, or that stands in their own seat's log.

    Refused for another's, for one whose log is closed, and where `revision` is no longer the present one.
    """
    assert work.person is not None
    for row in _every(work, work.person):
        for one in row.entries:
            if one.id == entry_id and (row.own or one.person_id == row.held.person.id):
                work.office_id = row.held.bundle.office_id
                if revision not in (None, one.revision):
                    raise Refused("log_entries.changed")
                return row, one
    raise Refused("log_entries.gone")


def prefill(work: Work, held: Held) -> int:
    """Put what was logged into the forms, where nothing was said yet; returns how many figures that were."""
    found = of_log(work, held)
    period = read_period(held.case.period)
    ids = [row.indicator.id for row in found]
    known = (
        indicators.of_quarter(work.connection, held.scope, ids, period.year, period.quarter) if ids else ()
    )
    taken = {one.indicator_id for one in known}
    said = [
        _realization(work, row, counted)
        for row in found
        if (counted := row.total) is not None and row.indicator.id not in taken
    ]
    realizations.add_all(work.connection, held.scope, said)
    if said:
        body = {"bundle": held.bundle.id, "items": [_item(one) for one in said]}
        case_id = held.case.id
        journals.append(work.connection, held.scope, case_id, work.now, 0, "jadwal", "prefilled", body)
    return len(said)


def _items(work: Work, held: Held) -> frozenset[int]:
    """The figures whose form lies at the seat of a log."""
    fill = flow(held.sop, held.case.period).fill
    if fill is None:
        return frozenset()
    tasks = bundles.tasks_of_case(work.connection, held.scope, held.case.id)
    key, seat_id = fill.first.key, held.seat.id
    return frozenset(task.indicator_id for task in tasks if task.step == key and task.seat_id == seat_id)


def _lock(work: Work, row: LogRow) -> None:
    """Hold the case before anything is written (law 2); Refused where its log was closed meanwhile."""
    if guards.locked(work, row.held.bundle).state is not BundleState.OPEN:
        raise Refused("log_entries.gone")


def _said(work: Work, row: LogRow, line: LogLine) -> dict[str, object]:
    today = calendars.calendar(work.connection, row.held.bundle.office_id).local_day(work.now)
    if line.day > today:
        raise Refused("log_entries.not_yet")
    if not within(row.period, line.day):
        raise Refused("log_entries.other_period", None, period=row.period.brief)
    quantity = read_quantity(line.quantity, row.indicator)
    if isinstance(quantity, Unread):
        raise Refused(f"log_entries.unread_{quantity.value}")
    return {"indicator_id": row.indicator.id, "day": line.day, "activity": line.activity, **asdict(quantity)}


def _kept(work: Work, row: LogRow, entry_id: int) -> LogEntry:
    found = rows_of.entry(work.connection, row.held.scope, entry_id)
    assert found is not None
    return found


def _journal(work: Work, row: LogRow, action: str, entry_id: int, said: dict[str, object]) -> None:
    """The entry by its id, day and quantity; the words stay with the entry (law 12)."""
    told = {name: _plain(value) for name, value in said.items() if name != "activity"}
    body = {"bundle": row.held.bundle.id, "entry": entry_id, "indicator": row.indicator.id, **told}
    record(work, row.held, action, {**body, "on_behalf": not row.own})


def _plain(value: object) -> object:
    return str(value) if isinstance(value, (Decimal, date)) else value


def _realization(work: Work, row: LogRow, counted: Total) -> Realization:
    quantity: Quantity = counted.quantity
    latest = max(row.entries, key=lambda one: one.id)
    return Realization(
        id=0,
        indicator_id=row.indicator.id,
        year=row.period.year,
        quarter=row.period.quarter,
        state=RealizationState.DRAFT,
        revision=0,
        value=quantity.value,
        numerator=quantity.numerator,
        denominator=quantity.denominator,
        entered_by=latest.person_id,
        on_behalf=latest.person_id != row.held.seat.holder_id,
        source=Source.LOG,
        entered_at=work.now,
    )


def _item(said: Realization) -> dict[str, object]:
    """What a figure says beyond nothing, as the journal keeps it."""
    empty = Realization(0, said.indicator_id, said.year, said.quarter, RealizationState.EMPTY, 0)
    return difference(empty, replace(said, revision=1))
