"""Law 11: the journal of a case alone tells its tasks, bundles and figures, on both databases."""

import pytest
import sqlalchemy as sa

from desk import journals
from desk.works import Work
from sop.cases import CaseState
from sop.indicators import RealizationState
from sop.journals import events, written
from sop.procedures import Stage
from storage import journals as journal_rows
from storage.bundles import BUNDLES, TASKS
from storage.database import Database
from storage.indicators import REALIZATIONS
from tests.laws.quarters import Quarter, begun, press_edited

KABID, OTHER, FILLER, PLANNER = "KABID-WASI", "KABID-PIKM", "SUBKOR-WASI", "PERENCANA"


def differences(quarter: Quarter) -> tuple[str, ...]:
    with quarter.office.database.reading() as connection:
        return journals.differences(Work(connection, quarter.office.now), quarter.case())


def corrected(quarter: Quarter) -> None:
    """A Kabid corrects a figure and whoever entered it objects."""
    office = quarter.office
    office.press(KABID, "Koreksi")
    press_edited(office, KABID, "1")
    office.write(KABID, "12/120; salah ketik")
    office.press(FILLER, "Keberatan")


def returned(quarter: Quarter) -> None:
    """Another Kabid returns everything by its code."""
    quarter.deliver()
    code = quarter.office.bundle(OTHER).code
    quarter.office.write(OTHER, f"/kembalikan {code} lampiran belum sesuai")


def stood_still(quarter: Quarter) -> None:
    """The planner lets the case stand still and go on again."""
    office = quarter.office
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Hentikan sementara")
    office.write(PLANNER, "menunggu anggaran perubahan")
    assert not differences(quarter)
    office.press(PLANNER, "Lanjutkan")


@pytest.fixture
def quarter(database: Database) -> Quarter:
    return begun(database)


def test_a_played_quarter_is_told_by_its_journal_at_every_turn(quarter: Quarter) -> None:
    assert not differences(quarter)
    quarter.go_on(Stage.CHECK)
    assert not differences(quarter)
    corrected(quarter)
    assert not differences(quarter)
    returned(quarter)
    assert not differences(quarter)
    quarter.go_on(Stage.PARAF)
    assert not differences(quarter)
    stood_still(quarter)
    assert not differences(quarter)
    quarter.go_on(Stage.ARCHIVE)
    assert not differences(quarter)
    with quarter.office.database.reading() as connection:
        told = journals.rebuild(Work(connection, quarter.office.now), quarter.case())
    assert told.case.case_state is CaseState.OPEN
    assert {one.state for one in told.figures.values()} == {RealizationState.APPROVED}
    assert len(told.figures) == 13


def test_a_row_that_was_changed_behind_the_journal_is_named(quarter: Quarter) -> None:
    quarter.go_on(Stage.CHECK)
    changes = (
        (sa.update(TASKS).where(TASKS.c.id == 3).values(round=9), "task 3"),
        (sa.update(BUNDLES).where(BUNDLES.c.id == 2).values(revision=77), "bundle 2"),
        (sa.update(REALIZATIONS).where(REALIZATIONS.c.quarter == 3).values(note="x"), "realization"),
    )
    case = quarter.case()
    for change, named in changes:
        with quarter.office.database.engine.connect() as connection, connection.begin() as undone:
            connection.execute(change)
            found = journals.differences(Work(connection, quarter.office.now), case)
            assert any(one.startswith(named) for one in found), named
            undone.rollback()
    assert not differences(quarter)


def test_every_event_in_the_journal_reads_back_as_it_was(quarter: Quarter) -> None:
    quarter.go_on(Stage.CHECK)
    with quarter.office.database.reading() as connection:
        lines = journal_rows.chain(connection, quarter.office.scope, quarter.office.case_id)
    from_moves = [line for line in lines if '"events"' in line.body]
    assert len(from_moves) > 8
    for line in from_moves:
        plain = journal_rows.canonical({"events": [written(one) for one in events(line.body)]})
        assert plain == line.body


def test_the_quick_check_samples_the_newest_cases(quarter: Quarter) -> None:
    with quarter.office.database.engine.connect() as connection, connection.begin() as undone:
        work = Work(connection, quarter.office.now)
        assert not list(journals.sampled(work, 2))
        connection.execute(sa.update(TASKS).where(TASKS.c.id == 3).values(round=9))
        assert list(journals.sampled(work, 2)) == ["task 3"]
        undone.rollback()
