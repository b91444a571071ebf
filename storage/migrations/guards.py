"""Triggers that make the journal append-only, as an operation of migrations. Source: design law 11.

The lines of a rehearsal are no record and go with it; an office cannot become a rehearsal to lose its own.
A migration says `op.guard_journals()`. Batch operations on SQLite rebuild a table and drop its triggers
without a word: a migration that alters `journals` or `offices` that way must say it again (a test looks), and
so it begins by dropping those that are still there.
What the operation does is history once released: to change the triggers, add a second operation.
"""

from alembic.autogenerate import renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations import MigrateOperation, Operations
from alembic.operations.ops import MigrationScript

REFUSAL = "journals is append-only"
TRIGGERS = (
    "journals_keep_before_delete",
    "journals_keep_before_update",
    "offices_keep_before_rehearsal",
)
_REHEARSES = "EXISTS (SELECT 1 FROM offices WHERE id = OLD.office_id AND rehearsal_of IS NOT NULL)"

SQLITE = (
    *(f"DROP TRIGGER IF EXISTS {trigger}" for trigger in TRIGGERS),
    "CREATE TRIGGER journals_keep_before_update BEFORE UPDATE ON journals "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER journals_keep_before_delete BEFORE DELETE ON journals WHEN NOT {_REHEARSES} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "CREATE TRIGGER offices_keep_before_rehearsal BEFORE UPDATE OF rehearsal_of ON offices "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)

POSTGRES = (
    "DROP TRIGGER IF EXISTS journals_keep_before_delete ON journals",
    "DROP TRIGGER IF EXISTS journals_keep_before_update ON journals",
    "DROP TRIGGER IF EXISTS journals_keep_before_truncate ON journals",
    "DROP TRIGGER IF EXISTS offices_keep_before_rehearsal ON offices",
    "CREATE OR REPLACE FUNCTION journals_keep() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE OR REPLACE FUNCTION journals_let_go() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_REHEARSES} THEN RETURN OLD; END IF; RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER journals_keep_before_delete BEFORE DELETE ON journals "
    "FOR EACH ROW EXECUTE FUNCTION journals_let_go()",
    "CREATE TRIGGER journals_keep_before_update BEFORE UPDATE ON journals "
    "FOR EACH ROW EXECUTE FUNCTION journals_keep()",
    "CREATE TRIGGER journals_keep_before_truncate BEFORE TRUNCATE ON journals "
    "FOR EACH STATEMENT EXECUTE FUNCTION journals_keep()",
    "CREATE TRIGGER offices_keep_before_rehearsal BEFORE UPDATE OF rehearsal_of ON offices "
    "FOR EACH ROW EXECUTE FUNCTION journals_keep()",
)


@Operations.register_operation("guard_journals")
class GuardJournals(MigrateOperation):
    """Create the triggers on the table as it stands."""

    @classmethod
    def guard_journals(cls, operations: Operations) -> None:
        operations.invoke(cls())

    def reverse(self) -> "UnguardJournals":
        return UnguardJournals()


@Operations.register_operation("unguard_journals")
class UnguardJournals(MigrateOperation):
    """Drop the function that PostgreSQL keeps; the triggers go with the table."""

    @classmethod
    def unguard_journals(cls, operations: Operations) -> None:
        operations.invoke(cls())

    def reverse(self) -> GuardJournals:
        return GuardJournals()


@Operations.implementation_for(GuardJournals)
def _guard(operations: Operations, _operation: GuardJournals) -> None:
    statements = SQLITE if operations.get_bind().dialect.name == "sqlite" else POSTGRES
    for statement in statements:
        operations.execute(statement)


@Operations.implementation_for(UnguardJournals)
def _unguard(operations: Operations, _operation: UnguardJournals) -> None:
    if operations.get_bind().dialect.name == "postgresql":
        for function in ("journals_keep", "journals_let_go"):
            operations.execute(f"DROP FUNCTION IF EXISTS {function}()")


@renderers.dispatch_for(GuardJournals)
def _rendered_guard(_context: AutogenContext, _operation: GuardJournals) -> str:
    return "op.guard_journals()"


@renderers.dispatch_for(UnguardJournals)
def _rendered_unguard(_context: AutogenContext, _operation: UnguardJournals) -> str:
    return "op.unguard_journals()"


def add_guards(script: MigrationScript) -> None:
    """Let a migration that creates `journals` guard it at once."""
    created = (
        [getattr(step, "table_name", "") for step in script.upgrade_ops.ops] if script.upgrade_ops else []
    )
    if "journals" in created and script.upgrade_ops and script.downgrade_ops:
        script.upgrade_ops.ops.append(GuardJournals())
        script.downgrade_ops.ops.append(UnguardJournals())
