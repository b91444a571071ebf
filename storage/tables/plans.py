"""The action plan and monitoring schedule of a year."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link


class Plans(SQLModel, table=True):
    """One plan for each office and year; `m1` to `m4` are meetings that were moved by hand."""

    __table_args__ = (sa.UniqueConstraint("office_id", "year"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    year: int
    state: str
    m1: date | None = Field(default=None)
    m2: date | None = Field(default=None)
    m3: date | None = Field(default=None)
    m4: date | None = Field(default=None)
    changed_by: int = big(0)
    changed_at: datetime | None = instant(nullable=True)
    approved_by: int = big(0)
    approved_at: datetime | None = instant(nullable=True)
    revision: int = Field(default=1)
