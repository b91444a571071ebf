"""One-time links: only the SHA-256 of a token is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.people import Invitation
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.people import Invitations

INVITATIONS = table(Invitations)
READER = Reader(Invitation, INVITATIONS)

_MINE = INVITATIONS.c.office_id == bindparam("office")
_UNUSED = INVITATIONS.c.used_at.is_(None)
_BY_HASH = READER.select().where(INVITATIONS.c.token_hash == bindparam("hash"))
_BY_ID = READER.select().where(_MINE, INVITATIONS.c.id == bindparam("invitation"))
_OFFICE = sa.select(INVITATIONS.c.office_id).where(INVITATIONS.c.id == bindparam("invitation"))
_OPENED = (
    READER.select()
    .where(INVITATIONS.c.telegram_id == bindparam("telegram"), _UNUSED)
    .order_by(INVITATIONS.c.id.desc())
)
_INSERT = sa.insert(INVITATIONS).returning(INVITATIONS.c.id)
_REVOKE = (
    sa.update(INVITATIONS)
    .where(_MINE, INVITATIONS.c.person_id == bindparam("person"), _UNUSED)
    .values(used_at=bindparam("at"))
)
_OPEN = (
    sa.update(INVITATIONS)
    .where(_MINE, INVITATIONS.c.id == bindparam("invitation"), _UNUSED)
    .values(telegram_id=bindparam("telegram"), display=bindparam("shown_as"))
)
_USE = (
    sa.update(INVITATIONS)
    .where(_MINE, INVITATIONS.c.id == bindparam("invitation"), _UNUSED)
    .values(used_at=bindparam("at"))
)


def by_hash(connection: Connection, token_hash: str) -> Invitation | None:
    """Whatever invitation has this token, used and expired ones too; the token is the only key."""
    return READER.one(connection.execute(_BY_HASH, {"hash": token_hash}).first())


def invitation(connection: Connection, scope: Scope, invitation_id: int) -> Invitation | None:
    values = {"office": scope.office_id, "invitation": invitation_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def office_of(connection: Connection, invitation_id: int) -> int | None:
    """Which office an invitation belongs to: a button carries only its id."""
    found: int | None = connection.execute(_OFFICE, {"invitation": invitation_id}).scalar()
    return found


def opened_by(connection: Connection, telegram_id: int) -> Invitation | None:
    """The unused invitation this account opened last and has yet to complete."""
    return READER.one(connection.execute(_OPENED, {"telegram": telegram_id}).first())


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    row = {"telegram_id": None, "display": "", "used_at": None, **values, "office_id": scope.office_id}
    return int(connection.execute(_INSERT, row).scalar_one())


def revoke(connection: Connection, scope: Scope, person_id: int, at: datetime) -> int:
    """Links of this person that were not used yet work no longer; returns how many."""
    values = {"office": scope.office_id, "person": person_id, "at": at}
    return connection.execute(_REVOKE, values).rowcount


def open_for(
    connection: Connection, scope: Scope, invitation_id: int, telegram_id: int, display: str
) -> bool:
    """Somebody opened the link and has yet to share a phone: the link is theirs alone from now on."""
    values = {
        "office": scope.office_id,
        "invitation": invitation_id,
        "telegram": telegram_id,
        "shown_as": display,
    }
    return connection.execute(_OPEN, values).rowcount == 1


def use(connection: Connection, scope: Scope, invitation_id: int, at: datetime) -> bool:
    """Use a link up; True exactly once."""
    values = {"office": scope.office_id, "invitation": invitation_id, "at": at}
    return connection.execute(_USE, values).rowcount == 1
