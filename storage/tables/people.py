"""Offices, units, positions and the people on them."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Offices(SQLModel, table=True):
    """An office (OPD), or the copy of one in which it rehearses: at most one at a time."""

    __table_args__ = (sa.UniqueConstraint("rehearsal_of"),)

    id: int | None = key()
    code: str = Field(unique=True)
    name: str
    government: str
    head_title: str
    address: str = text()
    contact: str = text()
    city: str = text()
    zone: str
    minimize_formula: str = Field(default="linear")
    cap_percent: int = Field(default=120)
    digest_at: str = Field(default="08:15")
    sop_key: str = Field(default="")
    revision: int = Field(default=1)
    rehearsal_of: int | None = link("offices.id", nullable=True)


class RoleMaps(SQLModel, table=True):
    """Which roles of the office answer an SOP role, in order."""

    __table_args__ = (sa.UniqueConstraint("office_id", "sop_role", "ordinal"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    sop_role: str
    ordinal: int
    office_role: str


class Units(SQLModel, table=True):
    """A node of the office's chart."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    code: str
    name: str
    kind: str
    parent_id: int | None = link("units.id", nullable=True)
    ordinal: int = Field(default=0)


class Positions(SQLModel, table=True):
    """A seat on the chart; work is addressed to it, never to the person."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    code: str
    title: str
    role: str
    unit_id: int = link("units.id")
    superior_id: int | None = link("positions.id", nullable=True)
    konseptor_id: int | None = link("persons.id", nullable=True)
    pendamping_id: int | None = link("persons.id", nullable=True)
    ordinal: int = Field(default=0)


class Persons(SQLModel, table=True):
    """A human being, above the offices; `home_office_id` may change the person-level fields."""

    id: int | None = key()
    home_office_id: int = link("offices.id")
    code: str
    name: str
    nip: str = Field(default="", index=True)
    phone: str = Field(default="")
    rank: str = Field(default="")

    __table_args__ = (sa.UniqueConstraint("home_office_id", "code"),)


class Accounts(SQLModel, table=True):
    """A Telegram account bound to a person; ended ones stay for the trace."""

    __table_args__ = (
        sa.Index(
            "ux_accounts_telegram_id_live",
            "telegram_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index("ix_accounts_person_id", "person_id"),
        sa.Index("ix_accounts_chat_id", "chat_id"),
    )

    id: int | None = key()
    person_id: int = link("persons.id")
    telegram_id: int = big()
    chat_id: int = big()
    display: str = text()
    ringing: bool = Field(default=True)
    reachable: bool = Field(default=True)
    confirmed: bool = Field(default=True)
    bound_at: datetime = instant()
    ended_at: datetime | None = instant(nullable=True)


class Assignments(SQLModel, table=True):
    """A person holds a position over a half-open interval."""

    __table_args__ = (sa.Index("ix_assignments_position_id", "position_id", "starts_at"),)

    id: int | None = key()
    office_id: int = link("offices.id", index=True)
    position_id: int = link("positions.id")
    person_id: int = link("persons.id", index=True)
    holding: str
    starts_at: datetime = instant()
    ends_at: datetime | None = instant(nullable=True)
    decree: str = text()


class Invitations(SQLModel, table=True):
    """A one-time link; only the SHA-256 of its token is kept."""

    id: int | None = key()
    office_id: int = link("offices.id")
    person_id: int = link("persons.id", index=True)
    token_hash: str = Field(unique=True)
    needs_phone: bool = Field(default=False)
    made_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
    telegram_id: int | None = big(None)
    display: str = text()


class Strangers(SQLModel, table=True):
    """How many polite sentences an unknown sender got on a local day; three are enough."""

    telegram_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    day: str = Field(primary_key=True)
    answered: int = Field(default=0)


class Agencies(SQLModel, table=True):
    """A registered recipient of the report: Bappeda, Inspektorat, Bagian Organisasi."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    code: str
    name: str
    channel: str = Field(default="telegram")
    person_id: int | None = link("persons.id", nullable=True)
    address: str = text()
    case_id: int | None = link("cases.id", nullable=True)  # only for the dispatch of this case


class Admins(SQLModel, table=True):
    """Who administers the application for an office; a role of the application, not of an SOP."""

    office_id: int = Field(primary_key=True, foreign_key="offices.id", sa_type=sa.BigInteger)
    person_id: int = Field(primary_key=True, foreign_key="persons.id", sa_type=sa.BigInteger)


class Takeovers(SQLModel, table=True):
    """A moment at which a seat may get another holder; its cards are looked at once it has come."""

    __table_args__ = (
        sa.Index(
            "ix_takeovers_at_waiting",
            "at",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        ),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    position_id: int = link("positions.id")
    at: datetime = instant()
    done_at: datetime | None = instant(nullable=True)
