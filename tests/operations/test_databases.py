"""A database is opened whole or refused with a reason; nothing is created where something used to be."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import databases
from bot.refusals import Refusal
from bot.settings import Settings, settings_from
from storage import schema
from storage.database import Database
from storage.schema import Standing
from tests.operations.lines import Shell

NOW = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)


def settings_for(folder: Path, url: str = "") -> Settings:
    return settings_from({"DATA_DIR": str(folder / "data"), "DATABASE_URL": url})


def test_run_creates_what_is_not_there(tmp_path: Path, blank_url: str) -> None:
    database = databases.prepared(settings_for(tmp_path, blank_url), NOW)
    assert schema.standing(database) is Standing.CURRENT
    database.close()


def test_the_folder_is_created_too(tmp_path: Path) -> None:
    databases.prepared(settings_for(tmp_path), NOW).close()
    assert (tmp_path / "data" / "kinerja.db").is_file()


def test_other_commands_create_nothing(shell: Shell) -> None:
    assert "Belum ada basis data" in shell.is_refused("backup")
    assert not (shell.folder / "data" / "kinerja.db").exists()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A migrated database in its usual place."""
    settings = settings_for(tmp_path)
    databases.prepared(settings, NOW).close()
    return tmp_path / "data" / "kinerja.db"


def refused(tmp_path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        databases.prepared(settings_for(tmp_path), NOW)
    return str(refusal.value)


def test_an_empty_file_is_not_taken_for_a_new_database(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"")
    assert "kosong" in refused(tmp_path)
    assert file.stat().st_size == 0


def test_a_log_without_its_file_is_not_taken_for_a_new_database(tmp_path: Path, file: Path) -> None:
    file.rename(file.with_name("kinerja.db-wal"))
    assert "hilang" in refused(tmp_path)
    assert not file.exists()


def test_an_unfinished_restore_is_not_taken_for_a_new_database(tmp_path: Path, file: Path) -> None:
    file.rename(file.with_name("kinerja.db.pulih"))
    assert "restore" in refused(tmp_path)


@pytest.mark.parametrize("left", [50, 3000, 20000])
def test_a_truncated_file_is_recognised(tmp_path: Path, file: Path, left: int) -> None:
    with file.open("r+b") as target:
        target.truncate(left)
    assert "rusak" in refused(tmp_path)


def test_a_file_of_another_kind_is_recognised(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" * 500)
    assert "rusak" in refused(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_recognised(tmp_path: Path, file: Path) -> None:
    file.unlink()
    file.mkdir()
    assert "tidak dapat dibuka" in refused(tmp_path)


def test_a_later_schema_is_left_alone(tmp_path: Path, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    assert "lebih baru" in refused(tmp_path)
    assert file.read_bytes() == before


def test_tables_of_another_application_are_left_alone(tmp_path: Path, blank_url: str) -> None:
    database = Database(blank_url)
    with database.writing() as connection:
        connection.execute(sa.text("CREATE TABLE members (id INTEGER)"))
    database.close()
    with pytest.raises(Refusal, match="aplikasi lain"):
        databases.prepared(settings_for(tmp_path, blank_url), NOW)


def test_a_server_that_does_not_answer_is_named_without_its_password(shell: Shell) -> None:
    url = "postgresql://kinerja:s3cr3t@127.0.0.1:1/kinerja"
    sentence = shell.is_refused("backup", DATABASE_URL=url)
    assert "127.0.0.1:1" in sentence
    assert "s3cr3t" not in sentence
