"""What runs with the calendar in an office runs with minutes in its rehearsal. Source: practice 5.7."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import expiries, openings, plan_papers, rehearsals
from desk.works import Work
from reports.frames import REHEARSAL
from reports.plans import plan_document
from sop.cases import Case, CaseState
from sop.copies import load
from sop.periods import read_period
from sop.plans import PlanPaper
from sop.procedures import Stage
from storage import cases, log_entries
from storage.database import Database
from storage.jobs import JOBS
from tests.cases.offices import settled
from tests.forms.offices import NOW, Office
from tests.laws.quarters import Quarter
from tests.rehearsals.rooms import HEADING, room, start
from text.taps import Tap, packed
from tools.demo_levels import year_book

SOP = "sulawesi-tengah"
OWN, PREPARES = "JFT-UPTD", "SUBKOR-PSDI"  # the second prepares for a Kabid as well


@pytest.fixture
def office(database: Database) -> Office:
    """An office whose SOP runs with the year, its real log open; everybody connected, nothing logged."""
    found = settled(database, SOP, book=year_book(SOP))
    assert found.desk is not None
    found.desk.act(openings.open_due, NOW)
    return found


def rehearsed(office: Office) -> tuple[Case, ...]:
    with office.database.reading() as connection:
        found = rehearsals.running(Work(connection, office.now), office.scope.office_id)
    assert found is not None
    return found.cases


def later(office: Office, **span: float) -> None:
    """The clock moves on and closes what is over."""
    assert office.desk is not None
    office.now += timedelta(**span)
    while office.desk.act(expiries.close_due, office.now):
        pass


def with_log(office: Office) -> Quarter:
    """The year's case of a rehearsal is over: everybody agreed, the plan is approved, the log is open."""
    start(office)
    return go_on(office, Stage.LOG)


def go_on(office: Office, until: Stage) -> Quarter:
    """Everybody does what is expected in the rehearsal until a stage has opened."""
    year = room(office)
    year.office.now = office.now
    year.go_on(until)
    office.now = year.office.now
    return room(office)


def test_the_case_of_the_year_comes_first_and_the_quarters_follows_by_itself(office: Office) -> None:
    start(office)
    assert [case.period for case in rehearsed(office)] == ["2026"]
    assert "Sesudah itu dilanjutkan TW IV 2026" in office.last("ADMIN").text
    log = go_on(office, Stage.LOG)
    assert [(case.period, case.state) for case in rehearsed(office)] == [
        ("2026", CaseState.DONE),
        ("2026-Q4", CaseState.OPEN),
    ]
    assert {log.stage(one) for one in log.waiting()} == {Stage.LOG}


def test_an_agreement_nobody_gives_holds_it_up_for_minutes_only(office: Office) -> None:
    start(office)
    later(office, minutes=5)
    assert len({room(office).stage(one) for one in room(office).waiting()}) == 1
    later(office, minutes=2)
    (plan,) = room(office).waiting()
    assert plan.step == "2"


def test_a_log_closes_within_minutes_and_the_real_one_stays_open(office: Office) -> None:
    quarter = with_log(office)
    assert {quarter.stage(one) for one in quarter.waiting()} == {Stage.LOG}
    later(office, minutes=7)
    assert {quarter.stage(one) for one in quarter.waiting()} == {Stage.FILL}
    with office.database.reading() as connection:
        real = cases.of_period(connection, office.scope, SOP, "2026-Q4")
        assert real is not None
    office.case_id = real.id
    assert Quarter(office).stage(office.bundle(OWN)) is Stage.LOG


def test_a_line_belongs_to_the_rehearsal_while_its_log_is_open(office: Office) -> None:
    with_log(office)
    assert office.write(OWN, "/catat layanan kemasan, 60").text.startswith(HEADING)
    later(office, minutes=7)
    assert not office.write(OWN, "/catat layanan kemasan, 70").text.startswith(HEADING)
    figure = office.indicator("PIKM-2").id
    quarter = read_period("2026-Q4")
    with office.database.reading() as connection:
        (real,) = log_entries.of_days(connection, office.scope, [figure], quarter.first_day, quarter.last_day)
    assert real.value == 70


def test_the_real_log_is_not_mixed_with_that_of_a_rehearsal(office: Office) -> None:
    real = office.button(OWN, "Catat kegiatan")
    with_log(office)
    listed = office.write(OWN, "/catat").text
    assert listed.startswith(HEADING)
    assert "2. " not in listed
    office.tap(OWN, real.data)
    assert not office.last(OWN).text.startswith(HEADING)
    assert not office.write(OWN, "layanan kemasan, 70").text.startswith(HEADING)


def test_lines_go_by_the_numbers_on_the_persons_own_card(office: Office) -> None:
    """Whoever prepares for somebody else finds their own figures first, as on the card."""
    card = next(one for one in reversed(office.sent(PREPARES)) if "belum ada catatan" in one.text)
    first = card.text.partition("1. ")[2].partition("\n")[0]
    assert first
    assert first in office.write(PREPARES, "/catat 1) pelatihan, 12").text


def test_a_paused_rehearsal_has_as_many_minutes_left_afterwards(office: Office) -> None:
    quarter = with_log(office)
    office.write("SUBKOR-PROGRAM", "/status TW IV 2026")
    office.tap("SUBKOR-PROGRAM", packed(Tap("cps", str(quarter.case().id))))
    office.write("SUBKOR-PROGRAM", "rapat mendadak")
    later(office, minutes=20)
    assert {quarter.stage(one) for one in quarter.waiting()} == {Stage.LOG}
    office.tap("SUBKOR-PROGRAM", packed(Tap("cpr", str(quarter.case().id))))
    later(office, minutes=3)
    assert {quarter.stage(one) for one in quarter.waiting()} == {Stage.LOG}
    later(office, minutes=4)
    assert {quarter.stage(one) for one in quarter.waiting()} == {Stage.FILL}


def test_the_paper_of_its_plan_says_so_on_every_page(office: Office) -> None:
    start(office)
    plan = go_on(office, Stage.SETUP)
    for bundle in plan.waiting():
        plan.office.tap(plan.holder(bundle), packed(Tap("ok", str(bundle.id), bundle.revision)))
    office.now = plan.office.now
    office.press("SUBKOR-PROGRAM", "Buka berkas")
    with office.database.reading() as connection:
        bodies = connection.execute(
            sa.select(JOBS.c.body).where(JOBS.c.kind == plan_papers.DRAWING)
        ).scalars()
        (paper,) = [load(PlanPaper, json.loads(body)["figures"]) for body in bodies]
    assert plan_document(paper).draft == REHEARSAL
    assert plan_document(replace(paper, rehearsed=False)).draft.startswith("DRAF")
