"""Shorthand for the columns that every table repeats."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import Figure, Identity, Instant

# Set before the first table is declared: a constraint takes its name when it is attached.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def key() -> Any:
    return Field(default=None, primary_key=True, sa_type=Identity)


def link(target: str, *, index: bool = False, nullable: bool = False) -> Any:
    """A foreign key to `target` ("offices.id")."""
    return Field(
        default=None if nullable else ...,
        foreign_key=target,
        sa_type=Identity,
        index=index,
        nullable=nullable,
    )


def big(default: Any = ...) -> Any:
    """A 64-bit number: Telegram's ids, counters."""
    return Field(default=default, sa_type=sa.BigInteger)


def instant(*, nullable: bool = False) -> Any:
    return Field(default=None if nullable else ..., sa_type=Instant, nullable=nullable)


def figure() -> Any:
    """A Decimal or nothing; zero is a value, empty is not."""
    return Field(default=None, sa_type=Figure, nullable=True)


def text(default: str = "") -> Any:
    return Field(default=default, sa_type=sa.Text)


def table(model: type[SQLModel]) -> sa.Table:
    """The Core table behind a model, typed."""
    found: sa.Table = model.__table__  # type: ignore[attr-defined]
    return found
