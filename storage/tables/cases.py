"""SOPs, cases, tasks, bundles and the journal."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, instant, key, link, text


class Sops(SQLModel, table=True):
    """One version of an SOP; its body is immutable once a case runs on it. On a retired one no case opens."""

    __table_args__ = (sa.UniqueConstraint("key", "version"),)

    id: int | None = key()
    key: str
    version: int
    sha256: str
    body: str = text()
    retired_at: datetime | None = instant(nullable=True)


class Cases(SQLModel, table=True):
    """One office × SOP × period."""

    __table_args__ = (sa.UniqueConstraint("office_id", "sop_key", "period"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    sop_key: str
    sop_version: int
    period: str
    state: str
    opened_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)
    authority: str = text()
    trigger: str = "calendar"


class Requests(SQLModel, table=True):
    """What was asked of the units in a case: version and fields of the format, and until when."""

    __table_args__ = (sa.UniqueConstraint("case_id", "version"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    version: int
    fields: str = text()
    until: datetime | None = instant(nullable=True)
    person_id: int = link("persons.id")
    at: datetime = instant()


class Pauses(SQLModel, table=True):
    """A stretch in which a case stood still; `until` is empty while it lasts."""

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id", index=True)
    at: datetime = instant()
    until: datetime | None = instant(nullable=True)
    reason: str = text()
    by_person_id: int = big(0)


class Bundles(SQLModel, table=True):
    """What one seat has to do now."""

    __table_args__ = (
        sa.UniqueConstraint("case_id", "seat_id", "step", "part", "round"),
        sa.UniqueConstraint("office_id", "code"),
        sa.Index("ix_bundles_seat_id_state", "seat_id", "state"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    seat_id: int = link("positions.id")
    step: str
    part: int = big(0)
    round: int
    state: str
    revision: int = Field(default=1)
    code: str
    opened_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)
    closed_by: int = big(0)


class Tasks(SQLModel, table=True):
    """One piece of a step; the SOP's norm is measured here."""

    __table_args__ = (
        sa.UniqueConstraint("case_id", "step", "part", "seat_id", "indicator_id", "round"),
        sa.Index("ix_tasks_case_id_part", "case_id", "part"),
        sa.Index("ix_tasks_bundle_id", "bundle_id"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    bundle_id: int = big(0)  # 0: closed as soon as it existed (a passed tier, a late figure)
    step: str
    part: int = big(0)
    indicator_id: int = big(0)
    round: int
    seat_id: int = big(0)  # 0: nobody holds such a seat and the tier passed
    state: str
    opened_at: datetime = instant()
    closed_at: datetime | None = instant(nullable=True)
    closed_by: int = big(0)
    reason: str = text()


class Journals(SQLModel, table=True):
    """Append-only and hash-chained per case, or per office for events without a case (case_id 0)."""

    __table_args__ = (
        sa.UniqueConstraint("office_id", "case_id", "previous_hash"),  # a chain never forks
        sa.Index("ix_journals_office_id_case_id", "office_id", "case_id", "id"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = big(0)
    at: datetime = instant()
    person_id: int = big(0)
    capacity: str = text()
    action: str
    body: str = text("{}")
    previous_hash: str = text()
    hash: str = Field(unique=True)


class StandingOrders(SQLModel, table=True):
    """An order given once: "Berlaku TW I-IV 2026"."""

    __table_args__ = (sa.UniqueConstraint("office_id", "sop_key", "year"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    sop_key: str
    year: int
    person_id: int = link("persons.id")
    given_at: datetime = instant()
    authority: str = text()


class Confirmations(SQLModel, table=True):
    """One version of the page on which an office confirms who carries out the steps of an SOP."""

    __table_args__ = (
        sa.Index("ix_confirmations_office_id_sop_key", "office_id", "sop_key", "sop_version", "id"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    sop_key: str
    sop_version: int
    body: str = text("{}")
    person_id: int = big(0)  # 0: proposed by itself when the first case opened
    at: datetime = instant()
    confirmed: bool = Field(default=False)
