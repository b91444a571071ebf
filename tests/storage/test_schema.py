"""The schema grows from nothing to today's on both databases, and the journal is guarded there."""

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from storage import schema
from storage.database import Database
from storage.migrations.guards import TRIGGERS
from storage.schema import Standing
from storage.tables import metadata


def test_migrations_and_tables_agree(database: Database) -> None:
    schema.differences(database)


def test_the_names_of_the_migrations_tell_their_revisions() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert schema.head() == scripts.get_current_head()
    assert schema.revisions() == {script.revision for script in scripts.walk_revisions()}


def test_a_new_database_is_empty_then_current(blank_url: str) -> None:
    database = Database(blank_url)
    assert schema.standing(database) is Standing.EMPTY
    schema.upgrade(database)
    assert schema.standing(database) is Standing.CURRENT
    database.close()


def test_every_migration_can_be_walked_down_and_up_again(own_database: Database) -> None:
    with schema.rebuilding(own_database) as connection:
        schema.descend(connection, "base")
        assert sa.inspect(connection).get_table_names() == [schema.VERSION_TABLE]
    with schema.rebuilding(own_database) as connection:
        schema.climb(connection, "head")
    schema.differences(own_database)
    with own_database.reading() as connection:
        assert schema.triggers(connection) >= set(TRIGGERS)


def test_a_later_schema_is_recognised(own_database: Database) -> None:
    with own_database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema.standing(own_database) is Standing.NEWER


def test_tables_of_another_application_are_recognised(blank_url: str) -> None:
    database = Database(blank_url)
    with database.writing() as connection:
        connection.execute(sa.text("CREATE TABLE members (id INTEGER)"))
    assert schema.standing(database) is Standing.FOREIGN
    database.close()


def test_a_failed_upgrade_leaves_everything_as_it_was(blank_url: str) -> None:
    database = Database(blank_url)

    def interrupted() -> None:
        with schema.rebuilding(database) as connection:
            schema.climb(connection, "head")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        interrupted()
    assert schema.standing(database) is Standing.EMPTY
    database.close()


def test_references_are_enforced_again_after_an_upgrade(sqlite_database: Database) -> None:
    schema.upgrade(sqlite_database)
    with sqlite_database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_no_table_is_declared_that_a_migration_does_not_create(database: Database) -> None:
    with database.reading() as connection:
        created = set(sa.inspect(connection).get_table_names())
    assert created == set(metadata.tables) | {schema.VERSION_TABLE}
