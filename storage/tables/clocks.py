"""Rungs, calendars and what happens once a day."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Rungs(SQLModel, table=True):
    """A reminder of a bundle: armed, fired or void; a deadline is a row, not a job (law 6)."""

    __table_args__ = (
        sa.UniqueConstraint("bundle_id", "kind", "level", "generation"),
        sa.Index(
            "ix_rungs_armed",
            "at",
            "id",
            sqlite_where=sa.text("state = 'armed'"),
            postgresql_where=sa.text("state = 'armed'"),
        ),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    bundle_id: int = link("bundles.id")
    kind: str
    level: int = Field(default=0)
    audience: str = Field(default="holder")
    generation: int = Field(default=1)
    at: datetime = instant()
    state: str = Field(default="armed")
    fired_at: datetime | None = instant(nullable=True)


class Calendars(SQLModel, table=True):
    """The working-time calendar of an office: weekly pattern as JSON, and its version."""

    office_id: int = Field(primary_key=True, foreign_key="offices.id", sa_type=sa.BigInteger)
    version: int = Field(default=1)
    weekly: str = text("{}")
    known_until: date


class CalendarDays(SQLModel, table=True):
    """A dated exception: holiday, joint leave, Ramadan hours, local closure."""

    __table_args__ = (sa.UniqueConstraint("office_id", "day", "kind"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    day: date
    kind: str
    name: str = text()
    windows: str = text("")
    estimated: bool = Field(default=False)


class Marks(SQLModel, table=True):
    """What has been done for an office on a local date: makes a daily act happen once."""

    office_id: int = Field(primary_key=True, sa_type=sa.BigInteger)
    kind: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    at: datetime = instant()


class Settings(SQLModel, table=True):
    """Application-wide facts kept in the database, e.g. when the last clean stop was."""

    name: str = Field(primary_key=True)
    value: str = text()
    at: datetime = instant()
    number: int = big(0)
