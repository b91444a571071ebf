"""Every table, by noun. Rows never leave storage: statements turn them into frozen records.

SQLite would give the number of an erased row again; buttons and letters under way carry numbers, so none is
ever given twice.
"""

from sqlmodel import SQLModel

from storage.tables import cases, clocks, drafts, indicators, letters, messages, people, reports

metadata = SQLModel.metadata

for _table in metadata.tables.values():
    if "id" in _table.c:
        _table.dialect_options["sqlite"]["autoincrement"] = True

__all__ = [
    "cases",
    "clocks",
    "drafts",
    "indicators",
    "letters",
    "messages",
    "metadata",
    "people",
    "reports",
]
