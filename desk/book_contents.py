"""The office as it stands, written back as the workbook it could have come from.

Source: practice 5.2. What an admin downloads is what the office is now, changes made in the chat included:
sent back untouched it changes nothing. Codes of seats and indicators are the keys of a later import.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from desk import calendars, charts
from desk.imports import OPEN_START
from desk.works import Work
from sop.book_charts import SINGLE
from sop.books import (
    BookAgency,
    BookHistory,
    BookIndicator,
    BookOffice,
    BookProgram,
    BookRole,
    BookStaff,
    Channel,
    OfficeBook,
    Role,
)
from sop.calendars import Calendar
from sop.indicators import Source
from sop.people import Agency, Assignment, Chart, Holding, Office, Person, Position
from sop.takeovers import is_void
from storage import indicators, offices, people, programs
from storage.database import Scope

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the rows of Pegawai are made from."""

    work: Work
    scope: Scope
    chart: Chart
    calendar: Calendar
    positions: Mapping[int, Position]
    persons: Mapping[int, Person]
    agencies: tuple[Agency, ...]
    terms: tuple[Assignment, ...]  # not over, and not called off

    def of_seat(self, seat_id: int) -> list[Assignment]:
        """Terms of a seat, the one that sets it up first.

        Only a seat that is there once in its unit takes the row of a successor: two definitive rows of any
        other are two seats.
        """
        found = [term for term in self.terms if term.position_id == seat_id]
        found.sort(key=lambda one: (one.holding is not Holding.DEFINITIVE, one.starts_at, one.id))
        if self.positions[seat_id].role in SINGLE:
            return found
        return [one for n, one in enumerate(found) if not n or one.holding is not Holding.DEFINITIVE]

    def code_of(self, person_id: int | None) -> str:
        """The row of a person who holds a seat; "" for anybody else."""
        rows = (
            row_code(self.positions[seat_id].code, place)
            for seat_id in dict.fromkeys(one.position_id for one in self.terms if one.person_id == person_id)
            for place, term in enumerate(self.of_seat(seat_id))
            if term.person_id == person_id
        )
        return next(rows, "")


def row_code(seat_code: str, place: int) -> str:
    """The code of a row: the seat's own for whoever sets it up, numbered for those beside and after."""
    return seat_code if place == 0 else f"{seat_code}.{place + 1}"


def book(work: Work, office_id: int) -> OfficeBook:
    """The whole workbook of an office."""
    scope = Scope(office_id)
    chart = charts.chart(work, office_id)
    terms = people.assignments(work.connection, scope)
    found = Contents(
        work=work,
        scope=scope,
        chart=chart,
        calendar=calendars.calendar(work.connection, office_id),
        positions={one.id: one for one in offices.positions(work.connection, scope)},
        persons={one.id: one for one in people.with_seats(work.connection, scope)},
        agencies=offices.agencies(work.connection, scope),
        terms=tuple(one for one in terms if not is_void(one) and not _over(one, work)),
    )
    return OfficeBook(
        office=_office(chart.office),
        agencies=tuple(
            BookAgency(one.code, one.name, Channel(one.channel), one.address) for one in found.agencies
        ),
        roles=tuple(
            BookRole(sop_role, tuple(Role(role) for role in roles))
            for sop_role, roles in offices.role_map(work.connection, scope).items()
        ),
        staff=tuple(row for seat in found.positions.values() for row in _staff(found, seat)),
        indicators=_indicators(found),
        programs=_programs(found),
        history=_history(found),
    )


def _over(term: Assignment, work: Work) -> bool:
    return term.ends_at is not None and term.ends_at <= work.now


def _office(office: Office) -> BookOffice:
    return BookOffice(
        code=office.code,
        name=office.name,
        head_title=office.head_title,
        government=office.government,
        government_head=office.parent_government_head,
        address=office.address,
        contact=office.contact,
        city=office.city,
        zone=office.zone,
        year=office.fiscal_year,
        sop_key=office.sop_key,
        minimize_formula=office.minimize_formula,
        cap_percent=office.cap_percent,
        digest_at=office.digest_at,
        folder_at=tuple(office.folder_at.split()),
    )


def _staff(found: Contents, seat: Position) -> list[BookStaff]:
    """The rows of a seat: whoever holds it, those who stand in, and who comes after."""
    unit = _unit(found, seat)
    if unit is None:
        return []
    terms = found.of_seat(seat.id)
    if not terms:
        return [_row(found, seat, unit, 0, None)]
    return [_row(found, seat, unit, place, term) for place, term in enumerate(terms)]


def _row(found: Contents, seat: Position, unit: str, place: int, term: Assignment | None) -> BookStaff:
    person = found.persons.get(term.person_id) if term is not None else None
    superior = found.positions[seat.superior_id].code if seat.superior_id else ""
    return BookStaff(
        code=row_code(seat.code, place),
        name=person.name if person else "",
        nip=person.nip if person else "",
        rank=person.rank if person else "",
        phone=person.phone if person else "",
        title=seat.title,
        role=Role(seat.role),
        unit=unit,
        superior=superior,
        holding=term.holding if term is not None else Holding.DEFINITIVE,
        starts=_first_day(found, term),
        ends=_last_day(found, term),
        decree=term.decree if term is not None else "",
        konseptor=found.code_of(seat.konseptor_id) if place == 0 else "",
        pendamping=found.code_of(seat.pendamping_id) if place == 0 else "",
    )


def _unit(found: Contents, seat: Position) -> str | None:
    """The unit as a path of names; of a reader outside the agency's code, None where none is his."""
    if seat.role == Role.RECIPIENT:
        held = {term.person_id for term in found.of_seat(seat.id)}
        return next((one.code for one in found.agencies if one.person_id in held), None)
    return path(found.chart, seat.unit_id)


def path(chart: Chart, unit_id: int) -> str:
    """A unit's names from below the office down, "A > B"; the office itself is empty."""
    unit = chart.unit(unit_id)
    if unit.parent_id is None:
        return ""
    above = path(chart, unit.parent_id)
    return f"{above} > {unit.name}" if above else unit.name


def _first_day(found: Contents, term: Assignment | None) -> date | None:
    """The local day a term begins; None where it began with the office, or in the middle of a day."""
    if term is None or term.starts_at == OPEN_START:
        return None
    day = found.calendar.local_day(term.starts_at)
    return day if found.calendar.at(day, time()) == term.starts_at else None


def _last_day(found: Contents, term: Assignment | None) -> date | None:
    if term is None or term.ends_at is None:
        return None
    return found.calendar.local_day(term.ends_at - MOMENT)


def _indicators(found: Contents) -> tuple[BookIndicator, ...]:
    """Those that are measured and have a target in the year of the workbook."""
    connection, year = found.work.connection, found.chart.office.fiscal_year
    objectives = {one.id: one.name for one in indicators.objectives(connection, found.scope)}
    targets = indicators.targets(connection, found.scope, year)
    every = indicators.indicators(connection, found.scope)
    return tuple(
        BookIndicator(
            code=one.code,
            objective=objectives[one.objective_id],
            name=one.name,
            uom=one.uom,
            polarity=one.polarity,
            aggregation=one.aggregation,
            precision=one.precision,
            numerator_label=one.numerator_label,
            denominator_label=one.denominator_label,
            denominator_fixed=one.denominator_fixed,
            annual=target.annual,
            upper=target.upper,
            quarters=target.quarters,
            baseline=target.baseline,
            owner=found.positions[one.owner_seat_id].code,
            konseptor=found.code_of(one.konseptor_id),
            evidence_required=one.evidence_required,
            definition=one.definition,
            derived=one.derived,
            revised=target.revised,
        )
        for one in every
        if not one.ended and (target := targets.get(one.id)) is not None
    )


def _programs(found: Contents) -> tuple[BookProgram, ...]:
    year = found.chart.office.fiscal_year
    every = programs.programs(found.work.connection, found.scope, year)
    return tuple(
        BookProgram(
            code=f"P{number}",
            program_code=one.code,
            name=one.name,
            unit=path(found.chart, one.unit_id) or found.chart.office.code,
            ceiling_rupiah=one.ceiling_rupiah,
            planned_rupiah=one.planned_rupiah,
            realized_rupiah=one.realized_rupiah,
        )
        for number, one in enumerate(every, 1)
    )


def _history(found: Contents) -> tuple[BookHistory, ...]:
    """Figures that came with a workbook, of its year and the one before."""
    codes = {one.id: one.code for one in indicators.indicators(found.work.connection, found.scope)}
    year = found.chart.office.fiscal_year
    return tuple(
        BookHistory(
            code=codes[one.indicator_id],
            year=one.year,
            quarter=one.quarter,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            note=one.note,
            obstacle=one.obstacle,
            follow_up=one.follow_up,
            follow_up_by=one.follow_up_by,
            follow_up_due=one.follow_up_due,
        )
        for of_year in (year - 1, year)
        for one in indicators.realizations(found.work.connection, found.scope, of_year)
        if one.source is Source.IMPORT
    )
