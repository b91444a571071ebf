"""Drafts of guided conversations, and the message that asked each question."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import SQLModel

from storage.tables.columns import big, instant, key, link, text


class Drafts(SQLModel, table=True):
    """One conversation a person has about a bundle, or about none; answers to a form are realizations.

    `waiting` names what the next typed message answers ("", or e.g. "return_reason"); `body` is JSON
    with what that needs. Nothing else survives between two updates.
    """

    __table_args__ = (
        sa.UniqueConstraint("office_id", "person_id", "bundle_id"),
        sa.Index("ix_drafts_person_id_asked_at", "person_id", "asked_at"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    person_id: int = link("persons.id")
    bundle_id: int = big(0)  # 0: about no bundle, such as a letter being registered
    waiting: str = text()
    cursor: int = big(0)
    body: str = text("{}")
    asked_at: datetime | None = instant(nullable=True)


class Questions(SQLModel, table=True):
    """A message that asked something, so that a reply to it finds its question."""

    __table_args__ = (sa.Index("ix_questions_outbox_id", "outbox_id"),)

    id: int | None = key()
    draft_id: int = link("drafts.id")
    outbox_id: int = link("outbox.id")
    waiting: str = text()
    indicator_id: int = big(0)
    body: str = text("{}")
