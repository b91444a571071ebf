"""Opening a case by hand: below `/status`, or on the command line beside the running application."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import databases
from bot.settings import settings_from
from desk.openings import open_due
from sop.cases import BundleState, Case
from storage import cases
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from tests.cases.offices import settled
from tests.forms.offices import Office, labels, opened
from tests.operations.lines import Shell, answering

PLANNER, HEAD = "PERENCANA", "KADIS"
LATE_DECEMBER = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
CLOCK = "2026-10-05T10:00:00+08:00"


def cases_of(office: Office) -> tuple[Case, ...]:
    with office.database.reading() as connection:
        return cases.latest(connection, office.scope)


def test_an_office_without_a_case_is_offered_the_quarter_that_is_over(database: Database) -> None:
    office = settled(database)
    first = office.write(PLANNER, "/status")
    assert labels(first) == ["Buka TW III 2026"]
    assert office.press(PLANNER, "Buka TW III 2026").text.startswith("Triwulan III Tahun 2026 dibuka")
    (case,) = cases_of(office)
    assert case.period == "2026-Q3"
    assert "Disposisikan" in labels(office.last(HEAD))


def test_staff_are_offered_nothing(database: Database) -> None:
    office = settled(database)
    assert labels(office.write("SUBKOR-PSDI", "/status")) == []
    office.write(PLANNER, "/status")
    toast = office.tap("SUBKOR-PSDI", office.button(PLANNER, "Buka TW III").data)
    assert "Perencana, Sekretaris, atau admin" in toast.text
    assert not cases_of(office)


def test_a_second_press_says_that_it_is_open(database: Database) -> None:
    office = settled(database)
    office.write(PLANNER, "/status")
    data = office.button(PLANNER, "Buka TW III").data
    office.tap(PLANNER, data)
    assert "sudah dibuka" in office.tap(PLANNER, data).text
    assert len(cases_of(office)) == 1


def test_the_running_quarter_is_offered_when_it_is_nearly_over(database: Database) -> None:
    office = opened(database)
    assert not any(label.startswith("Buka") for label in labels(office.write(PLANNER, "/status")))
    office.now = LATE_DECEMBER
    assert "Buka TW IV 2026" in labels(office.write(PLANNER, "/status"))


def test_a_period_that_is_not_due_is_no_button(database: Database) -> None:
    office = settled(database)
    office.write(PLANNER, "/status")
    data = office.button(PLANNER, "Buka TW III").data.replace("2026-Q3", "2031-Q1")
    assert "sudah lama" in office.tap(PLANNER, data).text
    assert not cases_of(office)


def test_the_calendar_does_not_propose_again_what_was_opened_by_hand(database: Database) -> None:
    office = settled(database)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Buka TW III")
    before = len(office.sent(HEAD))
    assert office.desk is not None
    assert office.desk.act(open_due, office.now) == 0
    assert len(office.sent(HEAD)) == before


def test_a_standing_order_is_followed(database: Database) -> None:
    office = opened(database)
    office.press(HEAD, "Disposisikan & berlaku s.d. TW IV 2026")
    office.now = LATE_DECEMBER
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Buka TW IV 2026")
    office.case_id = cases_of(office)[0].id
    assert office.bundle(HEAD, BundleState.DONE).step == "1"
    assert office.bundle("KABID-PSDI").step == "2"
    assert "dibuka otomatis" in office.last(HEAD).text


@dataclass
class Terminal(Shell):
    """A command line whose office time is `CLOCK`."""

    clock: str = ""

    def opens(self, *words: str) -> int:
        return self.types("open", *words, CLOCK_URL=self.clock)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    """A command line in a folder whose database holds the demo office, everybody connected."""
    settings = settings_from({"DATA_DIR": str(tmp_path / "data")}, needs_token=False)
    database = databases.prepared(settings, datetime.fromisoformat(CLOCK))
    settled(database)
    database.close()
    with answering(200, CLOCK) as clock:
        yield Terminal(tmp_path, capsys, clock=clock)


def test_the_command_opens_a_case_and_leaves_its_card_to_the_postman(shell: Terminal) -> None:
    assert shell.opens("--office", "DISPERIN", "--sop", "lumajang", "--period", "2026-Q3") == 0
    assert shell.said == "Triwulan III Tahun 2026 dibuka untuk kantor DISPERIN.\n"
    database = Database(f"sqlite:///{shell.folder / 'data' / 'kinerja.db'}")
    with database.reading() as connection:
        assert cases.of_period(connection, Scope(1), "lumajang", "2026-Q3") is not None
        waiting = connection.execute(sa.select(OUTBOX.c.kind, OUTBOX.c.state)).all()
    database.close()
    assert ("duty", "new") in [tuple(row) for row in waiting]


def test_the_office_has_its_own_sop(shell: Terminal) -> None:
    assert shell.opens("--office", "DISPERIN", "--period", "2026-Q3") == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--office", "LAIN", "--period", "2026-Q3"], "Kantor dengan kode LAIN belum terdaftar."),
        (["--office", "DISPERIN", "--sop", "x", "--period", "2026-Q3"], "SOP x belum terdaftar"),
        (["--office", "DISPERIN", "--period", "TW III"], "Periode TW III belum terbaca."),
        (["--office", "DISPERIN"], "Isian --period belum ada"),
    ],
    ids=["office", "sop", "period", "missing"],
)
def test_what_cannot_be_opened_is_named(shell: Terminal, words: list[str], sentence: str) -> None:
    assert shell.opens(*words) == 2
    assert sentence in shell.complained
    assert shell.said == ""


def test_opening_twice_is_refused_and_changes_nothing(shell: Terminal) -> None:
    words = ["--office", "DISPERIN", "--period", "2026-Q3"]
    assert shell.opens(*words) == 0
    assert shell.opens(*words) == 2
    assert shell.complained == "Pengumpulan data Triwulan III Tahun 2026 sudah dibuka.\n"


def test_a_quarterly_sop_has_no_case_of_a_year(shell: Terminal) -> None:
    assert shell.opens("--office", "DISPERIN", "--sop", "lombok-timur", "--period", "2026") == 2
    assert shell.complained == "SOP lombok-timur tidak memuat langkah untuk Tahun 2026.\n"
