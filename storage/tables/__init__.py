"""Every table, by noun. Rows never leave storage: statements turn them into frozen records."""

from sqlmodel import SQLModel

from storage.tables import cases, clocks, drafts, indicators, letters, messages, people, reports

metadata = SQLModel.metadata

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
