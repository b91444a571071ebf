"""Moving a task: whoever runs the case chooses the task and the seat; both holders hear of it."""

import pytest

from sop.cases import BundleState
from storage.database import Database
from tests.cases.chats import edited
from tests.forms.offices import Office, labels, ready

PLANNER, OLD, NEW = "PERENCANA", "SUBKOR-PSDI", "STAF-PSDI-1"


@pytest.fixture
def office(database: Database) -> Office:
    return ready(database)


def pick_task(office: Office, code: str, who: str = PLANNER) -> None:
    """Press the number of somebody's task on the list."""
    office.write(who, "/status")
    office.press(who, "Pindahkan tugas")
    lines = office.last(who).text.splitlines()
    line = next(line for line in lines if line.endswith(f"– {office.seat(code).holder_name}"))
    office.press(who, line.split(".")[0])


def test_the_list_names_task_and_holder(office: Office) -> None:
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Pindahkan tugas")
    assert "Menyerahkan bahan laporan kinerja · TW III 2026 · Bidang Pembangunan" in office.last(PLANNER).text
    assert f"– {office.seat(OLD).holder_name}" in office.last(PLANNER).text


def test_only_people_of_the_unit_are_offered(office: Office) -> None:
    pick_task(office, OLD)
    offered = labels(office.last(PLANNER))
    names = [office.seat(code).holder_name for code in (NEW, "STAF-PSDI-2", "KABID-PSDI")]
    assert all(any(label.startswith(name) for label in offered) for name in names)
    assert len(offered) == len(names)


def test_the_task_moves_and_both_hear_of_it(office: Office) -> None:
    before = office.bundle(OLD)
    pick_task(office, OLD)
    office.press(PLANNER, office.seat(NEW).holder_name)
    after = office.bundle(NEW)
    assert (after.step, after.part) == (before.step, before.part)
    assert office.bundle(OLD, BundleState.VOID).id == before.id
    assert "Dipindahkan kepada Lalu Muhammad" in office.last(PLANNER).text
    assert "sudah tidak diperlukan" in edited(office, OLD)[-1].text
    assert "kini ditangani Lalu Muhammad" in office.last(OLD).text
    assert "dipindahkan dari I Gusti Ngurah Wirawan" in office.last(NEW).text
    assert any(f"/setuju {after.code}" in screen.text for screen in office.sent(NEW))
    (line,) = office.lines("Reassign")
    assert [one["event"] for one in line["events"]][-2:] == ["BundleReassigned", "BundleClosed"]


def test_an_old_list_says_that_the_task_has_changed(office: Office) -> None:
    pick_task(office, OLD)
    seat = office.button(PLANNER, office.seat(NEW).holder_name)
    office.tap(PLANNER, seat.data)
    assert "sudah selesai atau tidak diperlukan" in office.tap(PLANNER, seat.data).text


def test_a_seat_that_was_not_offered_is_refused(office: Office) -> None:
    pick_task(office, OLD)
    data = office.button(PLANNER, office.seat(NEW).holder_name).data
    foreign = f"{data.rpartition('|')[0]}|{office.seat('KADIS').id}"
    assert "sudah lama" in office.tap(PLANNER, foreign).text
    assert office.bundle(OLD)


def test_others_cannot_move_tasks(office: Office) -> None:
    pick_task(office, OLD)
    data = office.button(PLANNER, office.seat(NEW).holder_name).data
    assert "Perencana, Sekretaris, atau admin" in office.tap(OLD, data).text
