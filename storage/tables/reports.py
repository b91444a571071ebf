"""Reports: frozen figures, verification code, receipts."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Reports(SQLModel, table=True):
    """One version of a case's report. `figures` is canonical JSON; approval freezes a copy (law 9)."""

    __table_args__ = (sa.UniqueConstraint("case_id", "version"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    version: int
    state: str
    figures: str = text()
    content_hash: str
    verification_code: str = Field(unique=True)
    pdf_sha256: str = Field(default="")
    picture_sha256: str = Field(default="")
    made_at: datetime = instant()
    approved_at: datetime | None = instant(nullable=True)
    approved_by: int = big(0)
    letter_number: str = text()
    letter_date: date | None = Field(default=None)
    signing: str = text()
    outdated: bool = Field(default=False)


class Receipts(SQLModel, table=True):
    """A dispatch of a report to an agency and what the agency answered."""

    __table_args__ = (sa.UniqueConstraint("report_id", "agency_id"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    report_id: int = link("reports.id")
    agency_id: int = link("agencies.id")
    channel: str
    code: str = Field(unique=True)
    sent_at: datetime = instant()
    received_at: datetime | None = instant(nullable=True)
    remark: str = text()


class Blobs(SQLModel, table=True):
    """A file kept on disk under its SHA-256."""

    sha256: str = Field(primary_key=True)
    size: int = big()
    mime: str = Field(default="")
    kept_at: datetime = instant()
