"""One office that cannot be served holds up no other (law 6). Source: law 6."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from desk import connections, held_notices, offices, openings, reminders
from desk.works import Work
from storage.database import Database
from storage.notices import NOTICES
from storage.rungs import RUNGS
from storage.tables.cases import Cases
from storage.tables.clocks import Calendars
from storage.tables.columns import table
from tests.reminders.offices import Bureau, opened, to, wita
from tools.demo_office import demo_book

CASES = table(Cases)
CALENDARS = table(Calendars)


@pytest.fixture
def night(database: Database) -> Bureau:
    """Two orders for the head that wait for the morning; nobody acted, so nobody is awake."""
    bureau = opened(database, "2026-10-01 21:00")
    bureau.open_case("letter", "2026")
    bureau.open_case("letter", "2025")
    return bureau


def damaged(bureau: Bureau) -> None:
    """The first case runs on an SOP that is not kept: its cards cannot be drawn."""
    with bureau.database.writing() as connection:
        connection.execute(sa.update(CASES).where(CASES.c.id == 1).values(sop_version=99))


def failures(bureau: Bureau) -> list[int]:
    """How often each notice that is still held could not be told."""
    with bureau.database.reading() as connection:
        return [json.loads(row.body).get("failures", 0) for row in connection.execute(sa.select(NOTICES))]


def test_a_card_that_cannot_be_drawn_waits_and_the_persons_other_card_comes(
    night: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    damaged(night)
    night.now = wita("2026-10-02 07:30")
    assert night.desk.act(held_notices.open_due, night.now) == 2
    assert ["2025" in text for text in to(night.listen(), night.person("KADIS"))] == [True]
    assert failures(night) == [1]
    assert night.desk.act(held_notices.open_due, night.now) == 0
    assert caplog.records[0].incident.startswith("K-")  # type: ignore[attr-defined]


def test_after_three_failures_a_notice_is_given_up(night: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    damaged(night)
    for minute in (30, 41, 52):
        night.now = wita(f"2026-10-02 07:{minute}")
        night.desk.act(held_notices.open_due, night.now)
    assert failures(night) == []
    assert caplog.records[-1].getMessage() == "a notice was given up"


def test_a_rung_that_cannot_speak_falls_due_again_and_the_others_fire(night: Bureau) -> None:
    with night.database.writing() as connection:
        first = connection.execute(sa.select(sa.func.min(RUNGS.c.bundle_id))).scalar_one()
        connection.execute(sa.update(RUNGS).where(RUNGS.c.bundle_id == first).values(audience="nobody"))
    night.now = wita("2026-10-06 09:00")
    assert night.desk.act(reminders.sweep, night.now)
    assert night.desk.act(reminders.sweep, night.now) == 0
    with night.database.reading() as connection:
        due = sa.select(RUNGS.c.bundle_id, RUNGS.c.state).where(RUNGS.c.at <= night.now + reminders.PAUSE)
        states = {(row.bundle_id == first, row.state) for row in connection.execute(due)}
    assert states == {(True, "armed"), (False, "fired")}


def test_an_office_that_cannot_open_its_quarter_is_tried_again_within_the_hour_at_most(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    bureau = opened(database, "2026-10-01 08:10", sop_key="lumajang")
    book = demo_book("lumajang")
    twin = replace(
        book,
        office=replace(book.office, code="AAA"),
        staff=tuple(replace(one, nip="") for one in book.staff),
    )

    def load(work: Work) -> None:
        damaged_id = offices.apply(work, twin).office_id
        work.connection.execute(sa.delete(CALENDARS).where(CALENDARS.c.office_id == damaged_id))

    bureau.act(load)
    assert bureau.desk.act(openings.open_due, bureau.now) == 1
    assert len(caplog.records) == 1
    assert bureau.desk.act(openings.open_due, wita("2026-10-01 08:40")) == 0
    assert len(caplog.records) == 1
    assert bureau.desk.act(openings.open_due, wita("2026-10-01 09:10")) == 0
    assert len(caplog.records) == 2


def test_a_card_that_came_at_night_is_not_followed_by_a_second_one(night: Bureau) -> None:
    head = night.person("KADIS")
    night.act(lambda work: connections.deliver_waiting(work, head))
    assert len(to(night.listen(), head)) == 2
    assert to(night.at("2026-10-02 07:30"), head) == []
