"""Every table, by noun. Rows never leave storage: statements turn them into frozen records.

SQLite would give the number of an erased row again; buttons and letters under way carry numbers, so none is
ever given twice.
"""

from sqlmodel import SQLModel

from storage.tables import (
    agreements,
    cases,
    clocks,
    drafts,
    enclosures,
    indicators,
    letters,
    log_entries,
    messages,
    people,
    plans,
    reports,
)

metadata = SQLModel.metadata

for _table in metadata.tables.values():
    if "id" in _table.c:
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = [
    "agreements",
    "cases",
    "clocks",
    "drafts",
    "enclosures",
    "indicators",
    "letters",
    "log_entries",
    "messages",
    "metadata",
    "people",
    "plans",
    "reports",
]
