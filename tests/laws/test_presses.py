"""Law 4: no press is ever silent, and a button gives nobody a right."""

from itertools import count, cycle
from typing import Any

import pytest
import sqlalchemy as sa

from desk import charts, offices
from desk.works import Work
from handlers.routes import TAPS
from sop.cases import BundleState
from storage import accounts, bundles, inbox
from storage.database import Database, Scope
from storage.tables import metadata
from tests.forms.offices import BOT, NOW, Office
from tests.laws.populations import FILLER, HEAD, populated
from text.incoming import ChatKind, Incoming, Kind
from text.screens import Toast
from text.taps import Tap, packed
from tools.big_office import big_office

STRANGER = 666_000  # Telegram id of a Sekretaris and of an admin of another office
ARGUMENTS = ("", "1", "1.1", "2026-Q3")
_numbers = count(90_000)


@pytest.fixture(scope="module")
def office(module_database: Database) -> Office:
    """An office with rows of every kind, and the head of another one who is connected."""
    found = populated(module_database).office
    with module_database.writing() as connection:
        work = Work(connection, NOW)
        other = offices.apply(work, big_office().book).office_id
        seats = charts.chart(work, other).seats
        boss = next(seat for seat in seats if seat.role == "secretary").holder_id
        account = {"person_id": boss, "telegram_id": STRANGER, "chat_id": STRANGER, "ringing": True}
        accounts.add(connection, {**account, "bound_at": NOW})
        charts.changed(work, other)
    return found


def press(office: Office, telegram_id: int, data: str) -> Toast | None:
    """Press whatever the data says, as somebody who made it up."""
    assert office.desk is not None
    number = next(_numbers)
    with office.database.writing() as connection:
        inbox.keep(connection, BOT, [inbox.Arrival(number, telegram_id, "tap", "{}")], number + 1, NOW)
    incoming = Incoming(number, Kind.TAP, telegram_id, ChatKind.PRIVATE, telegram_id, "x", NOW, data=data)
    return office.desk.serve(BOT, incoming, office.now)


def rows_of(office: Office) -> dict[str, list[Any]]:
    """Every row of the office, letters to its people included."""
    found = {}
    mine = office.scope.office_id
    with office.database.reading() as connection:
        for name, table in metadata.tables.items():
            owner = table.c.get("office_id", table.c.get("home_office_id"))
            if owner is not None:
                query = sa.select(table).where(owner == mine).order_by(*table.primary_key.columns)
                found[name] = list(connection.execute(query))
    return found


def subjects(office: Office) -> list[tuple[int, int]]:
    """Ids with the revision a forger would need: those of bundles, which cover the small ids of all else."""
    with office.database.reading() as connection:
        found = bundles.of_case(connection, office.scope, office.case_id)
    return [(bundle.id, bundle.revision) for bundle in found[:5] + found[-4:]]


@pytest.mark.parametrize("act", sorted(TAPS))
def test_a_stranger_is_answered_and_changes_nothing(office: Office, act: str) -> None:
    before = rows_of(office)
    for (subject, revision), argument in zip(subjects(office), cycle(ARGUMENTS), strict=False):
        toast = press(office, STRANGER, packed(Tap(act, str(subject), revision, argument)))
        assert toast is not None, f"{act} {subject} {argument} was silent"
    assert rows_of(office) == before


@pytest.mark.parametrize("act", sorted(TAPS))
def test_nonsense_is_answered(office: Office, act: str) -> None:
    """Also to a head who holds an open card: ids that are none, and arguments of another button."""
    chat = office.chat(HEAD)
    for subject in ("", "1", "-1", "9" * 24):
        for argument in ("x", "9" * 18):
            data = packed(Tap(act, subject, 1, argument))
            assert press(office, chat, data) is not None, data


@pytest.mark.parametrize("data", ["", "x", "1|", "1|zzz|1|0|", "2|ok|1|0|", "1|ok|1|x|", "1|ok|1"])
def test_what_no_route_knows_is_answered(office: Office, data: str) -> None:
    toast = press(office, office.chat(HEAD), data)
    assert toast is not None
    assert toast.alert


def test_the_office_had_something_to_protect(office: Office) -> None:
    """Else the tests above would pass in an empty office."""
    assert office.bundle(FILLER, BundleState.OPEN)
    assert office.scope == Scope(1)
