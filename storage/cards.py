"""Cards, found by bundle or by the message a person answered."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cards import Card, CardKind
from storage.database import Scope
from storage.records import Reader
from storage.tables.columns import table
from storage.tables.messages import Cards

CARDS = table(Cards)
READER = Reader(Card, CARDS)

_LIVE = (
    READER.select()
    .where(CARDS.c.office_id == bindparam("office"), CARDS.c.bundle_id == bindparam("bundle"), CARDS.c.live)
    .order_by(CARDS.c.id)
)
_SHOWN = (
    READER.select()
    .where(CARDS.c.office_id == bindparam("office"), CARDS.c.live, CARDS.c.message_id.is_not(None))
    .order_by(CARDS.c.id)
)
_OF_MESSAGE = READER.select().where(
    CARDS.c.chat_id == bindparam("chat"), CARDS.c.message_id == bindparam("message")
)
_BY_ID = READER.select().where(CARDS.c.id == bindparam("card"))
_INSERT = sa.insert(CARDS).returning(CARDS.c.id)
_SENT = (
    sa.update(CARDS)
    .where(CARDS.c.id == bindparam("card"))
    .values(
        message_id=bindparam("message"),
        # what a retired card shows now is a stub or a stamp, nothing that could be decided
        revision=sa.case((CARDS.c.live, bindparam("shown")), else_=CARDS.c.revision),
    )
)
_DELIVERED = sa.select(sa.func.max(CARDS.c.revision)).where(
    CARDS.c.office_id == bindparam("office"),
    CARDS.c.bundle_id == bindparam("bundle"),
    CARDS.c.person_id == bindparam("person"),
    CARDS.c.kind == CardKind.CARD,
    CARDS.c.live,
)
_RETIRE = sa.update(CARDS).where(CARDS.c.id.in_(bindparam("cards", expanding=True))).values(live=False)
_RETIRE_IN = (
    sa.update(CARDS)
    .where(
        CARDS.c.person_id == bindparam("person"),
        CARDS.c.chat_id.in_(bindparam("chats", expanding=True)),
        CARDS.c.live,
    )
    .values(live=False)
)
_READERS = (
    sa.select(CARDS.c.person_id)
    .where(CARDS.c.office_id == bindparam("office"))
    .distinct()
    .order_by(CARDS.c.person_id)
)


def readers(connection: Connection, scope: Scope) -> tuple[int, ...]:
    """Everyone who was ever shown a card of the office."""
    return tuple(connection.execute(_READERS, {"office": scope.office_id}).scalars())


def live(connection: Connection, scope: Scope, bundle_id: int) -> tuple[Card, ...]:
    values = {"office": scope.office_id, "bundle": bundle_id}
    return READER.all(connection.execute(_LIVE, values).all())


def shown_in(connection: Connection, scope: Scope) -> tuple[Card, ...]:
    """Every card of the office that lies in a chat with its buttons."""
    return READER.all(connection.execute(_SHOWN, {"office": scope.office_id}).all())


def card(connection: Connection, card_id: int) -> Card | None:
    return READER.one(connection.execute(_BY_ID, {"card": card_id}).first())


def of_message(connection: Connection, chat_id: int, message_id: int) -> Card | None:
    """The card a person replied to, in their own chat."""
    values = {"chat": chat_id, "message": message_id}
    return READER.one(connection.execute(_OF_MESSAGE, values).first())


def delivered(connection: Connection, scope: Scope, bundle_id: int, person_id: int) -> int:
    """The revision a person's own cards of a bundle last showed: what their typed code acts on (law 4)."""
    values = {"office": scope.office_id, "bundle": bundle_id, "person": person_id}
    return int(connection.execute(_DELIVERED, values).scalar() or 0)


def add(
    connection: Connection, scope: Scope, bundle_id: int, person_id: int, chat_id: int, kind: CardKind
) -> int:
    """A card that will be shown: the postman fills in its message once Telegram took it."""
    values = {
        "office_id": scope.office_id,
        "bundle_id": bundle_id,
        "person_id": person_id,
        "chat_id": chat_id,
        "kind": kind,
        "revision": 0,
        "live": True,
    }
    return int(connection.execute(_INSERT, values).scalar_one())


def shown(connection: Connection, card_id: int, message_id: int, revision: int) -> None:
    """Telegram shows the card as this message, at this revision of its bundle."""
    connection.execute(_SENT, {"card": card_id, "message": message_id, "shown": revision})


def retire(connection: Connection, card_ids: Iterable[int]) -> None:
    """These cards no longer follow their bundle."""
    connection.execute(_RETIRE, {"cards": tuple(card_ids)})


def retire_in(connection: Connection, person_id: int, chat_ids: Iterable[int]) -> None:
    """A person has left these chats: no card of theirs there follows its bundle any more."""
    connection.execute(_RETIRE_IN, {"person": person_id, "chats": tuple(chat_ids)})
