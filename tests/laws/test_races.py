"""A press that waited for the lock decides on what its reader saw, or not at all (laws 2 and 4)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Event

import sqlalchemy as sa

from desk.moves import make
from desk.works import Work
from sop.cases import TaskState
from sop.moves import Submit
from storage import bundles
from storage.database import Database
from tests.checks.office import FIRST, KASI, SECOND, settled

GOOD = {"04": "79.9", "16": "78", "28": "80", "05": "60", "17": "40", "29": "80"}


def waits_for_a_lock(database: Database) -> bool:
    """Whether some transaction of this database waits for another one."""
    with database.reading() as connection:
        found = connection.execute(sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar()
    return bool(found)


def test_figures_that_arrive_while_a_press_waits_are_not_passed_unseen(postgres_database: Database) -> None:
    office = settled(postgres_database)
    office.open()
    figures = {f"IK-{number}": Decimal(value) for number, value in GOOD.items()}
    own = {
        filler: {
            code: value
            for code, value in figures.items()
            if office.indicator(code).owner_seat_id == office.seat(filler).id
        }
        for filler in (FIRST, SECOND)
    }
    office.hand_in(FIRST, own[FIRST])
    shown = next(one.data for row in office.card(KASI).rows for one in row if one.label.startswith("Benar"))
    late = {office.indicator(code).id: value for code, value in own[SECOND].items()}
    second, bundle = office.seat(SECOND).holder_id, office.bundle(SECOND)
    assert second is not None
    handed_in = Event()

    def submit(work: Work) -> int:
        office._say(work, late, second, {})
        make(work, office.scope, office.case_id, Submit(bundle.id, tuple(late), {}), second)
        handed_in.set()
        while not waits_for_a_lock(postgres_database):
            pass
        return 1

    with ThreadPoolExecutor(2) as hands:
        submitting = hands.submit(office.desk.act, submit, office.now)
        handed_in.wait(20)
        pressing = hands.submit(office.tap, KASI, shown)
        submitting.result(20)
        toast = pressing.result(20)
    assert "kartu terbaru" in str(toast)
    with postgres_database.reading() as connection:
        tasks = bundles.tasks_of_case(connection, office.scope, office.case_id)
    seat = office.seat(KASI).id
    unseen = [task.state for task in tasks if task.indicator_id in late and task.seat_id == seat]
    assert set(unseen) == {TaskState.OPEN}
