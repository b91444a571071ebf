"""Running cases on another version of their SOP: `sop migrate` beside the running application."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot import databases
from bot.settings import settings_from
from desk import journals
from desk.works import Work
from sop.cases import Case
from sop.loading import BUILT_IN
from storage import cases
from storage.database import Database, Scope
from tests.cases.test_opening import CLOCK, Terminal
from tests.forms.offices import NOW, ready
from tests.operations.lines import answering

SECOND = "versi-2.toml"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    """A database with a running quarter, and a folder with a second version of its SOP."""
    settings = settings_from({"DATA_DIR": str(tmp_path / "data")}, needs_token=False)
    database = databases.prepared(settings, datetime.fromisoformat(CLOCK))
    ready(database)
    database.close()
    (tmp_path / "sop").mkdir()
    body = (BUILT_IN / "lumajang.toml").read_text()
    (tmp_path / "sop" / SECOND).write_text(body.replace("version = 1", "version = 2", 1))
    with answering(200, CLOCK) as clock:
        yield Terminal(tmp_path, capsys, clock=clock)


def migrate(shell: Terminal, *words: str) -> int:
    return shell.types("sop", "migrate", *words, CLOCK_URL=shell.clock, SOP_DIR=str(shell.folder / "sop"))


def running(shell: Terminal) -> Case:
    """The case; its journal tells it."""
    database = Database(f"sqlite:///{shell.folder / 'data' / 'kinerja.db'}")
    with database.reading() as connection:
        (case,) = cases.latest(connection, Scope(1))
        assert journals.differences(Work(connection, NOW), case) == ()
    database.close()
    return case


def test_a_dry_run_shows_a_line_for_each_case_and_changes_nothing(shell: Terminal) -> None:
    before = running(shell).sop_version
    assert migrate(shell, "--office", "DISPERIN", "--all", "--to", "2", "--dry-run") == 0
    assert "dari versi 1 ke versi 2" in shell.said
    assert "Belum diterapkan" in shell.said
    assert running(shell).sop_version == before == 1


@pytest.mark.parametrize("clock", ["keep", "restart"])
def test_the_case_moves_and_its_journal_tells_it(shell: Terminal, clock: str) -> None:
    words = ["--office", "DISPERIN", "--case", "2026-Q3", "--to", "2", "--clock", clock]
    assert migrate(shell, *words) == 0
    assert "Diterapkan." in shell.said
    assert running(shell).sop_version == 2


def test_a_step_that_was_begun_and_is_gone_keeps_the_case_where_it_is(shell: Terminal) -> None:
    path = shell.folder / "sop" / SECOND
    path.write_text(path.read_text().replace('key = "2"', 'key = "2x"', 1))
    assert migrate(shell, "--office", "DISPERIN", "--all", "--to", "2") == 1
    assert "tetap di versi 1" in shell.said
    assert "2 (" in shell.said
    assert running(shell).sop_version == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--office", "DISPERIN", "--to", "2"], "salah satu dari --case atau --all"),
        (["--office", "LAIN", "--all", "--to", "2"], "Kantor dengan kode LAIN belum terdaftar"),
        (["--office", "DISPERIN", "--all", "--to", "7"], "Tidak ada kegiatan berjalan"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(shell: Terminal, words: list[str], sentence: str) -> None:
    assert migrate(shell, *words) == 2
    assert sentence in shell.complained
