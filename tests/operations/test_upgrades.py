"""A later version upgrades what an earlier one wrote: after a backup, never behind another machine's back."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import backups, databases, restores
from bot.refusals import Refusal
from bot.settings import Settings, settings_from
from storage import schema
from storage.database import Database
from storage.migrations.guards import TRIGGERS
from storage.schema import Standing
from tests.storage.offices import an_office

NOW = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
LATER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9001", "0001", None, None
def upgrade():
    with op.batch_alter_table("journals", recreate="always") as batch:
        batch.add_column(sa.Column("place", sa.String(), nullable=False, server_default="Mataram"))
    op.guard_journals()
    op.add_column("offices", sa.Column("motto", sa.String(), nullable=False, server_default="Maju"))
def downgrade():
    raise NotImplementedError
"""


@pytest.fixture
def settings(tmp_path: Path, blank_url: str) -> Settings:
    """An installation with one office, written by today's version."""
    chosen = settings_from({"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": blank_url})
    database = databases.prepared(chosen, NOW)
    with database.writing() as connection:
        an_office(connection)
    database.close()
    return chosen


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Install a later version, which has one more migration."""

    def install() -> None:
        migrations = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, migrations)
        (migrations / "versions" / "9001_later.py").write_text(LATER)
        monkeypatch.setattr(schema, "MIGRATIONS", migrations)

    return install


def mottos(database: Database) -> list[str]:
    with database.reading() as connection:
        assert schema.triggers(connection) >= set(TRIGGERS)
        return list(connection.scalars(sa.text("SELECT motto FROM offices")))


def test_migrate_upgrades_and_keeps_a_copy_of_sqlite(settings: Settings, release: Callable[[], None]) -> None:
    release()
    database = databases.prepared(settings, NOW, upgrade_shared=True)
    assert mottos(database) == ["Maju"]
    kept = list(settings.backups.glob("*sebelum-migrasi*")) if settings.backups.exists() else []
    assert len(kept) == (1 if database.is_sqlite else 0)
    assert all(backups.verified(file).revision == "0001" for file in kept)
    database.close()


def test_run_upgrades_sqlite_and_asks_before_a_shared_database(
    settings: Settings, release: Callable[[], None]
) -> None:
    release()
    if settings.database_url.startswith("sqlite"):
        databases.prepared(settings, NOW).close()
        databases.opened(settings).close()
    else:
        with pytest.raises(Refusal, match="migrate"):
            databases.prepared(settings, NOW)


def test_other_commands_wait_for_the_upgrade(settings: Settings, release: Callable[[], None]) -> None:
    release()
    with pytest.raises(Refusal, match="migrate"):
        databases.opened(settings)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(
    settings: Settings, release: Callable[[], None], tmp_path: Path
) -> None:
    database, file = databases.opened(settings), tmp_path / "k.tar.gz"
    backups.take(database, settings.blobs, file, NOW)
    database.close()
    release()
    restores.restore(settings, file, NOW)
    database = databases.opened(settings)
    assert mottos(database) == ["Maju"]
    assert schema.standing(database) is Standing.CURRENT
    database.close()
