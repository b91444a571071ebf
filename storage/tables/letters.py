"""Letters and dispositions."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Letters(SQLModel, table=True):
    """An incoming letter, or an oral order with who gave it."""

    id: int | None = key()
    office_id: int = link("offices.id", index=True)
    case_id: int | None = link("cases.id", nullable=True)
    agenda_no: str = Field(default="")
    number: str = Field(default="")
    sender: str = text()
    subject: str = text()
    dated: date | None = Field(default=None)
    due: date | None = Field(default=None)
    sha256: str = Field(default="")
    oral_by: int = big(0)
    recorded_by: int = link("persons.id")
    recorded_at: datetime = instant()


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
