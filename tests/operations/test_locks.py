"""Only one process works on an installation at a time."""

from pathlib import Path

import pytest

from bot import locks
from bot.refusals import Refusal
from bot.settings import settings_from
from tests.operations.lines import Shell


def test_a_second_process_is_refused(shell: Shell) -> None:
    settings = settings_from({"DATA_DIR": str(shell.folder / "data")})
    with locks.sole_process(settings):
        assert "sudah berjalan" in shell.is_refused("migrate")
        assert "sudah berjalan" in shell.is_refused("restore", "cadangan.tar.gz")
    assert shell.types("migrate") == 0


def test_a_shared_database_is_refused_from_another_folder(tmp_path: Path, postgres_url: str) -> None:
    here, there = (
        settings_from({"DATA_DIR": str(tmp_path / name), "DATABASE_URL": postgres_url}) for name in "ab"
    )
    with locks.sole_process(here), pytest.raises(Refusal, match="DATABASE_URL"), locks.sole_process(there):
        pass
    with locks.sole_process(there):
        pass


def test_a_backup_may_be_taken_while_running(shell: Shell) -> None:
    assert shell.types("migrate") == 0
    with locks.sole_process(settings_from({"DATA_DIR": str(shell.folder / "data")})):
        assert shell.types("backup") == 0


def test_a_folder_that_cannot_be_made_is_named(shell: Shell) -> None:
    (shell.folder / "data").write_text("a file")
    assert "DATA_DIR" in shell.is_refused("migrate", DATA_DIR=str(shell.folder / "data" / "below"))
