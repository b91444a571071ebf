"""How Alembic runs our migrations: on the connection it is handed, or on the database of alembic.ini."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript
from sqlalchemy import Connection
from sqlmodel import AutoString

from storage.columns import Figure, Instant
from storage.migrations import guards
from storage.tables import metadata


def _rendered(kind: str, thing: Any, _context: AutogenContext) -> str | Literal[False]:
    """Plain types in the migration: it must not change when a class of ours does."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(thing, Figure):
        return "sa.String(length=64)"
    if kind == "type" and isinstance(thing, AutoString):
        return "sa.String()"
    return False


def _completed(_context: object, _revision: object, scripts: list[MigrationScript]) -> None:
    for script in scripts:
        guards.add_guards(script)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=_rendered,
        process_revision_directives=_completed,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    _migrate(handed)
else:
    address = context.config.get_main_option("sqlalchemy.url") or "sqlite://"
    with sa.create_engine(address).connect() as opened:
        _migrate(opened)
