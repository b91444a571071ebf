"""Letters with their files, and dispositions."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Letters(SQLModel, table=True):
    """An incoming letter. One that is still being registered has the state "draft"."""

    __table_args__ = (sa.Index("ix_letters_office_id_agenda_year", "office_id", "agenda_year"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int | None = link("cases.id", index=True, nullable=True)
    state: str
    agenda_no: str = text()
    agenda_year: int
    agenda_count: int = Field(default=0)
    number: str = text()
    sender: str = text()
    subject: str = text()
    dated: date | None = Field(default=None)
    due: date | None = Field(default=None)
    priority: str
    period: str = Field(default="")
    revision: int = Field(default=1)
    recorded_by: int = link("persons.id", index=True)
    recorded_at: datetime = instant()


class LetterFiles(SQLModel, table=True):
    """A page or a whole letter; the bytes lie in the store under `sha256`, empty until they were fetched."""

    id: int | None = key()
    office_id: int = link("offices.id")
    letter_id: int = link("letters.id", index=True)
    name: str = text()
    mime: str = Field(default="")
    size: int = big(0)
    sha256: str = Field(default="")
    person_id: int = link("persons.id")
    at: datetime = instant()


class Dispositions(SQLModel, table=True):
    """One branch of the disposition tree."""

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id", index=True)
    parent_id: int | None = link("dispositions.id", nullable=True)
    from_seat_id: int = link("positions.id")
    to_seat_id: int = link("positions.id")
    instruction: str = text()
    note: str = text()
    oral: bool = Field(default=False)
    by_person_id: int = big(0)  # 0: a standing order
    at: datetime = instant()
    disputed: bool = Field(default=False)
    copy_only: bool = Field(default=False)  # a tembusan: told, not ordered
    read_at: datetime | None = instant(nullable=True)  # the recipient's first press
    recalled_at: datetime | None = instant(nullable=True)
