"""Documents that are approved together with the report of a case."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Enclosures(SQLModel, table=True):
    """One file of a kind; the bytes lie in the store under `sha256`, empty until they were fetched."""

    __table_args__ = (sa.UniqueConstraint("case_id", "kind", "revision"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    kind: str
    revision: int
    title: str = text()
    name: str = text()
    size: int = big(0)
    sha256: str = Field(default="")
    person_id: int = link("persons.id")
    person: str = text()
    capacity: str = text()
    at: datetime = instant()
    removed_at: datetime | None = instant(nullable=True)
    approved_at: datetime | None = instant(nullable=True)
    approved_by: int = big(0)
    approver: str = text()
    approved_as: str = text()
