"""Objectives, indicators, targets, realizations, corrections, evidence, budget programs."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import big, figure, instant, key, link, text


class Objectives(SQLModel, table=True):
    """A sasaran strategis."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    code: str
    name: str = text()
    ordinal: int = Field(default=0)


class Indicators(SQLModel, table=True):
    """What is measured."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    objective_id: int = link("objectives.id")
    code: str
    name: str = text()
    uom: str
    polarity: str
    aggregation: str
    precision: int = Field(default=2)
    owner_position_id: int = link("positions.id")
    konseptor_id: int | None = link("persons.id", nullable=True)
    part: int = big(0)
    quarters: str = Field(default="1,2,3,4")
    numerator_label: str = text()
    denominator_label: str = text()
    denominator_fixed: Decimal | None = figure()
    definition: str = text()
    evidence_required: bool = Field(default=False)
    derived: bool = Field(default=False)
    number: int = Field(default=0)
    ended: bool = Field(default=False)


class Targets(SQLModel, table=True):
    """Yearly target and those of its quarters; a revision is a row of its own."""

    __table_args__ = (sa.UniqueConstraint("indicator_id", "year", "revised"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    indicator_id: int = link("indicators.id")
    year: int
    revised: bool = Field(default=False)
    annual: Decimal | None = figure()
    q1: Decimal | None = figure()
    q2: Decimal | None = figure()
    q3: Decimal | None = figure()
    q4: Decimal | None = figure()
    baseline: Decimal | None = figure()
    upper: Decimal | None = figure()


class Realizations(SQLModel, table=True):
    """The only value of indicator × year × quarter."""

    __table_args__ = (
        sa.UniqueConstraint("indicator_id", "year", "quarter"),
        sa.Index("ix_realizations_office_id_year", "office_id", "year", "quarter"),
    )

    id: int | None = key()
    office_id: int = link("offices.id")
    indicator_id: int = link("indicators.id")
    year: int
    quarter: int
    state: str
    revision: int = Field(default=1)
    value: Decimal | None = figure()
    numerator: Decimal | None = figure()
    denominator: Decimal | None = figure()
    missing: str | None = Field(default=None)
    note: str = text()
    supporting_factor: str = text()
    obstacle: str = text()
    failure: str = text()
    follow_up: str = text()
    follow_up_by: str = text()
    follow_up_due: date | None = Field(default=None)
    recommendation: str = text()
    entered_by: int = big(0)
    on_behalf: bool = Field(default=False)
    source: str = Field(default="chat")
    entered_at: datetime | None = instant(nullable=True)


class Corrections(SQLModel, table=True):
    """Written, should be, reason."""

    id: int | None = key()
    office_id: int = link("offices.id")
    realization_id: int = link("realizations.id", index=True)
    written: str = text()
    should_be: str = text()
    reason: str = text()
    person_id: int = link("persons.id")
    at: datetime = instant()
    objected: bool = Field(default=False)


class Evidences(SQLModel, table=True):
    """A file by hash, a link or a text that supports a figure or a whole bundle."""

    id: int | None = key()
    office_id: int = link("offices.id")
    bundle_id: int = link("bundles.id", index=True)
    indicator_id: int = big(0)
    kind: str
    name: str = text()
    content: str = text()
    sha256: str = Field(default="")
    size: int = big(0)
    file_id: str = text()
    person_id: int = link("persons.id")
    at: datetime = instant()


class Comments(SQLModel, table=True):
    """What somebody at a step said about a flagged figure, in one round of it."""

    __table_args__ = (sa.UniqueConstraint("case_id", "indicator_id", "step", "round"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    case_id: int = link("cases.id")
    indicator_id: int = link("indicators.id")
    step: str
    round: int
    person_id: int = link("persons.id")
    text: str = text()
    at: datetime = instant()


class Programs(SQLModel, table=True):
    """A budget program of one unit in one year, in rupiah."""

    __table_args__ = (sa.UniqueConstraint("office_id", "code", "unit_id", "year"),)

    id: int | None = key()
    office_id: int = link("offices.id")
    code: str
    name: str = text()
    unit_id: int = link("units.id")
    year: int
    ordinal: int = Field(default=0)
    ceiling: Decimal | None = figure()
    p1: Decimal | None = figure()
    p2: Decimal | None = figure()
    p3: Decimal | None = figure()
    p4: Decimal | None = figure()
    r1: Decimal | None = figure()
    r2: Decimal | None = figure()
    r3: Decimal | None = figure()
    r4: Decimal | None = figure()
