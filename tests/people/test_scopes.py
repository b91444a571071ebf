"""A statement with the scope of another office finds nothing and changes nothing there (law 12)."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from desk import people as desk_people
from desk.works import Work
from sop.cases import Bundle, BundleState
from sop.indicators import Target
from storage import bundles, cases, charts, indicators, invitations, offices, people, programs
from storage.database import Database, Scope
from storage.tables import metadata
from tests.people.demo import NOW, load
from tests.storage.offices import an_office

MODULES: tuple[ModuleType, ...] = (charts, indicators, invitations, offices, people, programs)


@dataclass(frozen=True)
class Ids:
    """Rows of the demo office that a stranger tries to reach."""

    unit: int
    position: int
    agency: int
    person: int
    assignment: int
    indicator: int
    realization: int
    correction: int
    bundle: int
    invitation: int


Call = Callable[[Connection, Scope, Ids], Any]

UNIT = {"name": "X", "kind": "section", "parent_id": None, "ordinal": 9}
SEAT = {"title": "X", "role": "staff", "superior_id": None, "konseptor_id": None, "pendamping_id": None}
AGENCY = {"name": "X", "channel": "hand", "person_id": None, "address": "X"}
PERSON = {"name": "X", "nip": "", "phone": "", "rank": ""}
TERM = {"starts_at": NOW, "ends_at": NOW, "decree": "X"}
OFFICE = {**dict.fromkeys(offices.OFFICE_COLUMNS, "X"), "cap_percent": 1}
CORRECTION = {"written": "1", "should_be": "2", "reason": "X", "at": NOW}
INVITATION = {"token_hash": "h", "needs_phone": False, "made_at": NOW, "expires_at": NOW}
EVIDENCE = {"indicator_id": 0, "kind": "text", "name": "", "content": "X", "sha256": "", "size": 0, "at": NOW}


def measures(ids: Ids) -> dict[str, Any]:
    texts = ("name", "uom", "polarity", "aggregation", "numerator_label", "denominator_label", "definition")
    return {
        **dict.fromkeys(indicators.INDICATOR_COLUMNS),
        **dict.fromkeys(texts, "X"),
        "objective_id": 1,
        "owner_position_id": ids.position,
        "precision": 1,
        "part": 0,
        "quarters": (1,),
        "evidence_required": False,
        "derived": False,
        "number": 9,
        "ended": True,
    }


def said(connection: Connection, ids: Ids) -> Any:
    return indicators.realization(connection, Scope(1), ids.realization)


def target(ids: Ids) -> Target:
    return Target(ids.indicator, 2026, None, (None, None, None, None))


def prepared(connection: Connection) -> tuple[int, int]:
    """A seat of the demo office with a figure that somebody prepares, and who does."""
    found = indicators.indicators(connection, Scope(1))
    return next((one.owner_seat_id, one.konseptor_id) for one in found if one.konseptor_id)


def program(connection: Connection) -> Any:
    return programs.programs(connection, Scope(1), 2026)[0]


CALLS: dict[str, Call] = {
    "charts.chart": lambda c, s, i: charts.chart(c, s, NOW).seats,  # type: ignore[union-attr]
    "charts.next_boundary": lambda c, s, i: charts.next_boundary(c, s, NOW),
    "indicators.add": lambda c, s, i: indicators.add(c, s, {"code": "X", **measures(i)}) and None,
    "indicators.add_correction": lambda c, s, i: (
        indicators.add_correction(
            c, s, {**CORRECTION, "realization_id": i.realization, "person_id": i.person}
        )
        and None
    ),
    "indicators.add_evidence": lambda c, s, i: (
        indicators.add_evidence(c, s, {**EVIDENCE, "bundle_id": i.bundle, "person_id": i.person}) and None
    ),
    "indicators.add_objective": lambda c, s, i: (
        indicators.add_objective(c, s, {"code": "X", "name": "X", "ordinal": 1}) and None
    ),
    "indicators.add_realization": lambda c, s, i: (
        indicators.add_realization(c, s, replace(said(c, i), year=1999)) and None
    ),
    "indicators.change": lambda c, s, i: indicators.change(c, s, i.indicator, measures(i)),
    "indicators.change_realization": lambda c, s, i: indicators.change_realization(
        c, s, said(c, i), replace(said(c, i), note="X")
    ),
    "indicators.correction": lambda c, s, i: indicators.correction(c, s, i.correction),
    "indicators.corrections": lambda c, s, i: indicators.corrections(c, s, (i.realization,)),
    "indicators.evidences": lambda c, s, i: indicators.evidences(c, s, (i.bundle,)),
    "indicators.indicator": lambda c, s, i: indicators.indicator(c, s, i.indicator),
    "indicators.indicators": lambda c, s, i: indicators.indicators(c, s),
    "indicators.keep_target": lambda c, s, i: indicators.keep_target(c, s, target(i)),
    "indicators.object_to": lambda c, s, i: indicators.object_to(c, s, i.correction),
    "indicators.objectives": lambda c, s, i: indicators.objectives(c, s),
    "indicators.of_quarter": lambda c, s, i: indicators.of_quarter(c, s, (i.indicator,), 2026, 1),
    "indicators.realization": lambda c, s, i: indicators.realization(c, s, i.realization),
    "indicators.realizations": lambda c, s, i: indicators.realizations(c, s, 2026),
    "indicators.release_konseptor": lambda c, s, i: indicators.release_konseptor(c, s, *prepared(c)),
    "indicators.target_versions": lambda c, s, i: indicators.target_versions(c, s, 2026),
    "indicators.targets": lambda c, s, i: indicators.targets(c, s, 2026),
    "invitations.add": lambda c, s, i: invitations.add(c, s, {**INVITATION, "person_id": i.person}) and None,
    "invitations.invitation": lambda c, s, i: invitations.invitation(c, s, i.invitation),
    "invitations.open_for": lambda c, s, i: invitations.open_for(c, s, i.invitation, 5, "X"),
    "invitations.revoke": lambda c, s, i: invitations.revoke(c, s, i.person, NOW),
    "invitations.use": lambda c, s, i: invitations.use(c, s, i.invitation, NOW),
    "offices.add_admin": lambda c, s, i: offices.add_admin(c, s, i.person),
    "offices.add_agency": lambda c, s, i: offices.add_agency(c, s, {"code": "X", **AGENCY}) and None,
    "offices.add_position": lambda c, s, i: (
        offices.add_position(c, s, {"code": "X", **SEAT, "unit_id": i.unit, "ordinal": 9}) and None
    ),
    "offices.add_unit": lambda c, s, i: offices.add_unit(c, s, {"code": "X", **UNIT}) and None,
    "offices.admins": lambda c, s, i: offices.admins(c, s),
    "offices.agencies_of_case": lambda c, s, i: offices.agencies_of_case(c, s, 1),
    "offices.agency": lambda c, s, i: offices.agency(c, s, i.agency),
    "offices.lock": lambda c, s, i: offices.lock(c, s),
    "offices.agencies": lambda c, s, i: offices.agencies(c, s),
    "offices.bump": lambda c, s, i: offices.bump(c, s),
    "offices.change": lambda c, s, i: offices.change(c, s, OFFICE) and None,
    "offices.change_agency": lambda c, s, i: offices.change_agency(c, s, i.agency, AGENCY),
    "offices.change_position": lambda c, s, i: offices.change_position(
        c, s, i.position, {**SEAT, "unit_id": i.unit, "ordinal": 9}
    ),
    "offices.change_unit": lambda c, s, i: offices.change_unit(c, s, i.unit, UNIT),
    "offices.choose_sop": lambda c, s, i: offices.choose_sop(c, s, "x") and None,
    "offices.choose": lambda c, s, i: offices.choose(c, s, {"folder_at": "07:00"}, NOW),
    "offices.map_role": lambda c, s, i: offices.map_role(c, s, "planner", ("staff",)),
    "offices.name_konseptor": lambda c, s, i: offices.name_konseptor(c, s, i.position, i.person),
    "offices.office": lambda c, s, i: offices.office(c, s).id == 1,  # type: ignore[union-attr]
    "offices.positions": lambda c, s, i: offices.positions(c, s),
    "offices.remove_admin": lambda c, s, i: offices.remove_admin(c, s, i.person),
    "offices.revision": lambda c, s, i: offices.revision(c, s) != 1,
    "offices.role_map": lambda c, s, i: offices.role_map(c, s),
    "offices.units": lambda c, s, i: offices.units(c, s),
    "people.add": lambda c, s, i: people.add(c, s, {"code": "X", **PERSON}) and None,
    "people.assign": lambda c, s, i: (
        people.assign(
            c, s, {"position_id": i.position, "person_id": i.person, "holding": "definitive", **TERM}
        )
        and None
    ),
    "people.assignments": lambda c, s, i: people.assignments(c, s),
    "people.change": lambda c, s, i: people.change(c, s, i.person, PERSON),
    "people.codes": lambda c, s, i: people.codes(c, s),
    "people.end": lambda c, s, i: people.end(c, s, i.assignment, NOW),
    "people.of_home": lambda c, s, i: people.of_home(c, s),
    "people.reassign": lambda c, s, i: people.reassign(c, s, i.assignment, TERM),
    "people.with_seats": lambda c, s, i: people.with_seats(c, s),
    "programs.add": lambda c, s, i: programs.add(c, s, program(c)) and None,
    "programs.change": lambda c, s, i: programs.change(c, s, replace(program(c), name="X")),
    "programs.programs": lambda c, s, i: programs.programs(c, s, 2026),
    "programs.realize": lambda c, s, i: programs.realize(c, s, program(c).id, 3, Decimal("7000")),
}


def scoped_functions() -> set[str]:
    """Every public function of these modules that takes a scope."""
    return {
        f"{module.__name__.split('.')[-1]}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "scope" in inspect.signature(function).parameters
    }


def rows_of(connection: Connection, office_id: int) -> dict[str, list[Any]]:
    """Every row that belongs to an office, its settings included."""
    found = {}
    for name, table in metadata.tables.items():
        owner = table.c.get("office_id", table.c.get("home_office_id"))
        if name == "offices":
            owner = table.c.id
        if owner is not None:
            statement = sa.select(table).where(owner == office_id).order_by(*table.primary_key.columns)
            found[name] = [tuple(row) for row in connection.execute(statement)]
    settings = metadata.tables["settings"]
    mine = settings.c.name.like(f"office:{office_id}:%")
    found["settings"] = [tuple(row) for row in connection.execute(sa.select(settings).where(mine))]
    return found


@pytest.fixture
def ids(database: Database) -> Ids:
    scope = Scope(load(database).office_id)
    assert scope.office_id == 1
    with database.writing() as connection:
        position = offices.positions(connection, scope)[0].id
        person = people.of_home(connection, scope)[0].id
        realization = indicators.realizations(connection, scope, 2026)[0]
        values = {"realization_id": realization.id, "person_id": person, **CORRECTION}
        offices.map_role(connection, scope, "planner", ("planner",))
        desk_people.invite(Work(connection, NOW), scope.office_id, person, "t" * 22)
        return Ids(
            unit=offices.units(connection, scope)[0].id,
            position=position,
            agency=offices.agencies(connection, scope)[0].id,
            person=person,
            assignment=people.assignments(connection, scope)[0].id,
            indicator=realization.indicator_id,
            realization=realization.id,
            correction=indicators.add_correction(connection, scope, values),
            bundle=a_bundle(connection, scope, position),
            invitation=1,
        )


def a_bundle(connection: Connection, scope: Scope, position: int) -> int:
    case = cases.add(
        connection,
        scope,
        {"sop_key": "x", "sop_version": 1, "period": "2026-Q3", "state": "open", "opened_at": NOW}
        | {"closed_at": None, "authority": ""},
    )
    return bundles.add(
        connection,
        scope,
        Bundle(0, scope.office_id, case, position, "1", 0, 1, BundleState.OPEN, 1, "ABCDE", NOW),
    )


def test_every_scoped_function_is_tried() -> None:
    assert set(CALLS) == scoped_functions()


def test_a_foreign_scope_finds_nothing_and_changes_nothing(database: Database, ids: Ids) -> None:
    for name, call in CALLS.items():
        with database.engine.connect() as connection, connection.begin() as transaction:
            foreign = an_office(connection, "DISDAG")
            before = rows_of(connection, 1)
            assert not call(connection, foreign, ids), f"{name} found something"
            assert rows_of(connection, 1) == before, f"{name} changed something"
            transaction.rollback()


def test_the_same_calls_find_the_rows_of_their_own_office(database: Database, ids: Ids) -> None:
    """Else the test above would pass with statements that never find anything."""
    readers = ("positions", "units", "agencies", "admins", "role_map", "indicator", "invitation", "programs")
    with database.reading() as connection:
        for name, call in CALLS.items():
            if name.split(".")[1] in readers:
                assert call(connection, Scope(1), ids), name
