"""Inbox, outbox, cards, held notices and jobs: what came in, what goes out, what waits."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Inbox(SQLModel, table=True):
    """An update, kept before Telegram is told that we have it (law 1)."""

    __table_args__ = (
        sa.Index(
            "ix_inbox_waiting",
            "lane",
            "received_at",
            "update_id",
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        ),
        sa.Index(
            "ix_inbox_oldest",
            "bot_id",
            "received_at",
            "update_id",
            sqlite_where=sa.text("state = 'new'"),
            postgresql_where=sa.text("state = 'new'"),
        ),
    )

    bot_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    update_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    lane: int = big()
    kind: str
    body: str = text()
    received_at: datetime = instant()
    state: str = Field(default="new")
    attempts: int = Field(default=0)
    boots: int = Field(default=0)
    next_at: datetime | None = instant(nullable=True)
    done_at: datetime | None = instant(nullable=True)
    incident: str = text()
    error: str = text()


class Offsets(SQLModel, table=True):
    """Where the poll of a bot stands; moves in the same commit as its inbox rows."""

    bot_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    next_update_id: int = big()
    polled_at: datetime = instant()


class Cards(SQLModel, table=True):
    """Which message of which account shows which bundle at which revision."""

    __table_args__ = (
        sa.Index("ix_cards_bundle_id", "bundle_id"),
        sa.Index("ix_cards_chat_id_message_id", "chat_id", "message_id"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    bundle_id: int = link("bundles.id")
    person_id: int = link("persons.id")
    chat_id: int = big()
    kind: str = Field(default="card")
    message_id: int | None = big(None)
    revision: int = Field(default=0)
    live: bool = Field(default=True)


class Outbox(SQLModel, table=True):
    """Everything the application says, before it is said (law 3)."""

    __table_args__ = (
        sa.Index(
            "ix_outbox_waiting",
            "chat_id",
            "id",
            "priority",
            "state",
            sqlite_where=sa.text("state IN ('new','sending')"),
            postgresql_where=sa.text("state IN ('new','sending')"),
        ),
        sa.Index(
            "ix_outbox_doubtful",
            "next_at",
            sqlite_where=sa.text("state = 'unknown' AND next_at IS NOT NULL"),
            postgresql_where=sa.text("state = 'unknown' AND next_at IS NOT NULL"),
        ),
        sa.Index("ix_outbox_chat_id_message_id", "chat_id", "message_id"),
        sa.Index("ix_outbox_card_id", "card_id"),
    )

    id: int | None = key()
    office_id: int | None = link("offices.id", nullable=True)
    chat_id: int = big()
    kind: str
    priority: int
    method: str
    payload: str = text()
    dedup: str | None = Field(default=None, unique=True)
    card_id: int | None = link("cards.id", nullable=True)
    bundle_id: int = big(0)
    revision: int = Field(default=0)
    seat_id: int = big(0)
    person_id: int = big(0)
    reply_card_id: int = big(0)
    silent: bool = Field(default=False)
    plain: bool = Field(default=False)
    state: str = Field(default="new")
    made_at: datetime = instant()
    next_at: datetime | None = instant(nullable=True)
    valid_until: datetime | None = instant(nullable=True)
    attempts: int = Field(default=0)
    unknowns: int = Field(default=0)
    message_id: int | None = big(None)
    sent_at: datetime | None = instant(nullable=True)
    error: str = text()


class Notices(SQLModel, table=True):
    """What must wait for a window: becomes an outbox row only when the window opens (law 3)."""

    __table_args__ = (sa.Index("ix_notices_opens_at", "opens_at"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    person_id: int = link("persons.id")
    bundle_id: int = big(0)
    kind: str
    body: str = text("{}")
    dedup: str = Field(unique=True)
    opens_at: datetime = instant()
    made_at: datetime = instant()


class Jobs(SQLModel, table=True):
    """Work that takes long or touches files: download, render, parse. Claimed with a lease."""

    __table_args__ = (sa.Index("ix_jobs_state", "state", "next_at"),)

    id: int | None = key()
    office_id: int | None = link("offices.id", nullable=True)
    kind: str
    body: str = text("{}")
    dedup: str | None = Field(default=None, unique=True)
    state: str = Field(default="new")
    attempts: int = Field(default=0)
    made_at: datetime = instant()
    next_at: datetime | None = instant(nullable=True)
    error: str = text()


class Outages(SQLModel, table=True):
    """A span in which the application did not listen; presses of that time were not recorded."""

    id: int | None = key()
    bot_id: int = big()
    from_at: datetime = instant()
    until_at: datetime = instant()
