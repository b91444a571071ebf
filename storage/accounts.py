"""Telegram accounts of persons: up to three live ones, of which one rings. They stand above the office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.people import Account, Person
from storage.people import READER as PERSON_READER
from storage.records import Reader
from storage.statements import Statement
from storage.tables.clocks import Settings
from storage.tables.columns import table
from storage.tables.people import Accounts, Persons

ACCOUNTS = table(Accounts)
PERSONS = table(Persons)
SETTINGS = table(Settings)
READER = Reader(Account, ACCOUNTS)

BOT_NAME = "bot_username"

_LIVE = ACCOUNTS.c.ended_at.is_(None)
_RINGING_FIRST = (ACCOUNTS.c.ringing.desc(), ACCOUNTS.c.id)
_OWNER = Statement(
    PERSON_READER.select()
    .join_from(PERSONS, ACCOUNTS, ACCOUNTS.c.person_id == PERSONS.c.id)
    .where(ACCOUNTS.c.telegram_id == bindparam("telegram"), _LIVE, ACCOUNTS.c.confirmed)
)
_BY_TELEGRAM = Statement(READER.select().where(ACCOUNTS.c.telegram_id == bindparam("telegram"), _LIVE))
_OF_PERSON = Statement(
    READER.select().where(ACCOUNTS.c.person_id == bindparam("person"), _LIVE).order_by(*_RINGING_FIRST)
)
_REACHABLE = (
    READER.select()
    .where(ACCOUNTS.c.person_id == bindparam("person"), _LIVE, ACCOUNTS.c.confirmed, ACCOUNTS.c.reachable)
    .order_by(*_RINGING_FIRST)
)
_INSERT = sa.insert(ACCOUNTS).returning(ACCOUNTS.c.id)
_END = (
    sa.update(ACCOUNTS)
    .where(ACCOUNTS.c.id == bindparam("account"), _LIVE)
    .values(ended_at=bindparam("at"), ringing=False)
)
_RING = sa.update(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("account"), _LIVE).values(ringing=True)
_REACH = (
    sa.update(ACCOUNTS)
    .where(
        ACCOUNTS.c.telegram_id == bindparam("telegram"),
        _LIVE,
        ACCOUNTS.c.reachable != bindparam("to_reachable"),
    )
    .values(reachable=bindparam("to_reachable"))
    .returning(ACCOUNTS.c.person_id)
)
_NAME = sa.select(SETTINGS.c.value).where(SETTINGS.c.name == BOT_NAME)
_FORGET_NAME = sa.delete(SETTINGS).where(SETTINGS.c.name == BOT_NAME)
_KEEP_NAME = sa.insert(SETTINGS)


def owner(connection: Connection, telegram_id: int) -> Person | None:
    """The person behind a confirmed live account."""
    return PERSON_READER.one(_OWNER.first(connection, {"telegram": telegram_id}))


def by_telegram(connection: Connection, telegram_id: int) -> Account | None:
    return READER.one(_BY_TELEGRAM.first(connection, {"telegram": telegram_id}))


def of_person(connection: Connection, person_id: int) -> tuple[Account, ...]:
    """Live accounts, the ringing one first."""
    return READER.all(_OF_PERSON.all(connection, {"person": person_id}))


def reachable(connection: Connection, person_id: int) -> tuple[Account, ...]:
    """Live, confirmed accounts that have not blocked the application, the ringing one first."""
    return READER.all(connection.execute(_REACHABLE, {"person": person_id}).all())


def add(connection: Connection, values: Mapping[str, Any]) -> int:
    """Bind an account. A second live binding of one Telegram id raises the database's IntegrityError."""
    row = {"reachable": True, "confirmed": True, **values}
    return int(connection.execute(_INSERT, row).scalar_one())


def end(connection: Connection, account_id: int, at: datetime) -> bool:
    return connection.execute(_END, {"account": account_id, "at": at}).rowcount == 1


def ring(connection: Connection, account_id: int) -> bool:
    """Let this account ring; ended ones cannot."""
    return connection.execute(_RING, {"account": account_id}).rowcount == 1


def reach(connection: Connection, telegram_id: int, reachable: bool) -> int | None:
    """Note whether an account can be reached; the person's id if that is news, else None."""
    values = {"telegram": telegram_id, "to_reachable": reachable}
    found: int | None = connection.execute(_REACH, values).scalar()
    return found


def bot_name(connection: Connection) -> str:
    """The application's user name in Telegram, for links; empty until it was told."""
    return str(connection.execute(_NAME).scalar() or "")


def keep_bot_name(connection: Connection, name: str, at: datetime) -> None:
    connection.execute(_FORGET_NAME)
    connection.execute(_KEEP_NAME, {"name": BOT_NAME, "value": name, "at": at, "number": 0})
