"""Entries of the quick log."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import figure, instant, key, link, text


class LogEntries(SQLModel, table=True):
    """One thing done on one day for one indicator; a removed entry stays, out of every total."""

    __table_args__ = (sa.Index("ix_logentries_indicator_id_day", "indicator_id", "day"),)

    id: int | None = key()
    office_id: int = link("offices.id", index=True)
    indicator_id: int = link("indicators.id")
    day: date
    activity: str = text()
    value: Decimal | None = figure()
    numerator: Decimal | None = figure()
    denominator: Decimal | None = figure()
    person_id: int = link("persons.id")
    at: datetime = instant()
    pieces: int = Field(default=0)
    removed: bool = Field(default=False)
    revision: int = Field(default=1)
