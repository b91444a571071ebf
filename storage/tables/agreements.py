"""What the holders of targets answered."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, figure, instant, key, link, text


class Agreements(SQLModel, table=True):
    """How the target of an indicator and year stands with its holder, and the quarters of a proposal."""

    __table_args__ = (sa.UniqueConstraint("indicator_id", "year"),)

    id: int | None = key()
    office_id: int = link("offices.id", index=True)
    indicator_id: int = link("indicators.id")
    year: int
    state: str
    person_id: int = big(0)  # 0: the clock
    at: datetime = instant()
    q1: Decimal | None = figure()
    q2: Decimal | None = figure()
    q3: Decimal | None = figure()
    q4: Decimal | None = figure()
    reason: str = text()
    revision: int = Field(default=1)
