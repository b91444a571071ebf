"""The few rows that cards stand on: an office, two people, a seat, a case and its bundle."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from sop.cards import CardKind
from storage import cards
from storage.database import Scope
from storage.tables.cases import Bundles, Cases
from storage.tables.columns import table
from storage.tables.people import Accounts, Assignments, Persons, Positions, Units
from tests.storage.offices import an_office

NOW = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desktop:
    """Ids of what was made."""

    scope: Scope
    holder: int
    deputy: int
    seat: int
    bundle: int
    chat: int
    card: int


def a_desktop(connection: Connection, chat: int = 501, code: str = "DISPERIN") -> Desktop:
    """A bundle at revision 1 on the desk of a holder, with a card that was not shown yet."""
    scope = an_office(connection, code)
    office = scope.office_id
    holder, deputy = (_person(connection, office, code) for code in ("P1", "P2"))
    unit = _insert(connection, Units, office_id=office, code="U", name="U", kind="office", ordinal=0)
    seat = _insert(
        connection, Positions, office_id=office, code="S", title="S", role="head", unit_id=unit, ordinal=0
    )
    _insert(
        connection,
        Assignments,
        office_id=office,
        position_id=seat,
        person_id=holder,
        holding="definitive",
        starts_at=datetime(2025, 1, 1, tzinfo=UTC),
        decree="",
    )
    account = {"telegram_id": chat, "chat_id": chat, "display": "", "bound_at": NOW}
    _insert(connection, Accounts, person_id=holder, ringing=True, reachable=True, confirmed=True, **account)
    bundle = _bundle(connection, office, seat)
    card = cards.add(connection, scope, bundle, holder, chat, CardKind.CARD)
    return Desktop(scope, holder, deputy, seat, bundle, chat, card)


def bundle_moves(connection: Connection, bundle: int, **values: Any) -> None:
    connection.execute(sa.update(table(Bundles)).where(table(Bundles).c.id == bundle).values(**values))


def seat_passes(connection: Connection, desktop: Desktop) -> None:
    """The deputy takes over now."""
    seats = table(Assignments)
    connection.execute(sa.update(seats).values(person_id=desktop.deputy))


def _person(connection: Connection, office: int, code: str) -> int:
    texts = {"nip": "", "phone": "", "rank": ""}
    return _insert(connection, Persons, home_office_id=office, code=code, name=code, **texts)


def _bundle(connection: Connection, office: int, seat: int) -> int:
    case = _insert(
        connection,
        Cases,
        office_id=office,
        sop_key="x",
        sop_version=1,
        period="2026-Q3",
        state="open",
        opened_at=NOW,
        authority="",
    )
    return _insert(
        connection,
        Bundles,
        office_id=office,
        case_id=case,
        seat_id=seat,
        step="1",
        part=0,
        round=1,
        state="open",
        revision=1,
        code="ABCDE",
        opened_at=NOW,
        closed_by=0,
    )


def _insert(connection: Connection, model: Any, **values: Any) -> int:
    made = sa.insert(table(model)).values(**values).returning(table(model).c.id)
    return int(connection.execute(made).scalar_one())
