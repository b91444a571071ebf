"""The outbox: everything the application says is a row first. Source: design law 3; reliability 4.6.

States: new → sending → sent | unknown | dead | cancelled. Inside a chat rows leave strictly in the order
of their ids, one in flight; between chats the best priority waiting goes first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.cases import BundleState
from storage.dialects import Claiming, InsertUnlessThere
from storage.statements import Statement
from storage.tables.cases import Bundles
from storage.tables.columns import table
from storage.tables.messages import Cards, Outbox
from storage.tables.people import Accounts, Assignments, Positions

OUTBOX = table(Outbox)
CARDS = table(Cards)
BUNDLES = table(Bundles)
ACCOUNTS = table(Accounts)
ASSIGNMENTS = table(Assignments)
POSITIONS = table(Positions)


class Kind(StrEnum):
    """What a row is, and so what an unknown outcome means for it (reliability 4.6)."""

    ANSWER = "answer"
    DUTY = "duty"
    EDIT = "edit"
    INFO = "info"
    DOCUMENT = "document"
    COMMANDS = "commands"


class Method(StrEnum):
    """How it reaches the chat."""

    SEND = "send"
    EDIT = "edit"
    COMMANDS = "commands"


@dataclass(frozen=True, slots=True)
class Draft:
    """A row to be written. `payload` is an encoded Screen, or for commands JSON pairs (name, words).

    A row that shows a card names it with `card_id`, `bundle_id` and `revision`; `seat_id` with
    `person_id` says whose work it is and is checked again before sending; `reply_card_id` names the
    card this message answers. An edit without a card names its message itself.
    """

    chat_id: int
    kind: str
    priority: int
    method: str
    payload: str
    made_at: datetime
    office_id: int | None = None
    dedup: str | None = None
    card_id: int | None = None
    bundle_id: int = 0
    revision: int = 0
    seat_id: int = 0
    person_id: int = 0
    reply_card_id: int = 0
    silent: bool = False
    valid_until: datetime | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed row on its way out. `message_id` is what to edit, `reply_to` what to answer; 0 for none.

    `live` is False for a card that was retired or is no more: losing its message loses nothing.
    """

    id: int
    chat_id: int
    kind: str
    method: str
    payload: str
    card_id: int | None
    bundle_id: int
    revision: int
    attempts: int
    unknowns: int
    plain: bool
    silent: bool
    message_id: int
    reply_to: int
    live: bool = True


# Words, not parameters: SQLite uses a partial index only where it sees the same words.
NEW: sa.ColumnElement[str] = sa.literal_column("'new'")
SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")
UNKNOWN: sa.ColumnElement[str] = sa.literal_column("'unknown'")
WAITING = OUTBOX.c.state.in_([NEW, SENDING])

MOVED_ON = "moved on"  # something newer says it, or the work is done

_NAMES = tuple(Draft.__dataclass_fields__)
_INSERT = Statement(sa.insert(OUTBOX).returning(OUTBOX.c.id))
_INSERT_ONCE = InsertUnlessThere(OUTBOX, OUTBOX.c.id)
_BY_DEDUP = sa.select(OUTBOX.c.id).where(OUTBOX.c.dedup == bindparam("key"))
_OFFICE_OF = Statement(
    sa.select(OUTBOX.c.office_id)
    .where(OUTBOX.c.chat_id == bindparam("chat"), OUTBOX.c.message_id == bindparam("message"))
    .order_by(OUTBOX.c.id.desc())
    .limit(1)
)
_SUPERSEDE = (
    sa.update(OUTBOX)
    .where(
        OUTBOX.c.card_id == bindparam("card"),
        OUTBOX.c.state == "new",
        OUTBOX.c.method == Method.EDIT,
        OUTBOX.c.id < bindparam("newer"),
    )
    .values(state="cancelled", error="superseded")
)

# One row per chat that has anything waiting and nothing under way: its head, and the best priority
# behind it. A duty that is sent once more is older than what is under way and must wait for it too.
_QUEUES = (
    sa.select(
        OUTBOX.c.chat_id,
        sa.func.min(OUTBOX.c.id).label("head"),
        sa.func.min(OUTBOX.c.priority).label("best"),
    )
    .where(WAITING)
    .group_by(OUTBOX.c.chat_id)
    .having(sa.func.max(sa.case((OUTBOX.c.state == SENDING, 1), else_=0)) == 0)
    .subquery("queues")
)
_REPLIED = CARDS.alias("replied")
_LATER = OUTBOX.alias("later")
_HAS_LATER = sa.exists().where(
    _LATER.c.card_id == OUTBOX.c.card_id, _LATER.c.id > OUTBOX.c.id, _LATER.c.state == "new"
)
_STILL_HOLDS = sa.or_(
    sa.exists().where(
        ASSIGNMENTS.c.position_id == OUTBOX.c.seat_id,
        ASSIGNMENTS.c.person_id == OUTBOX.c.person_id,
        ASSIGNMENTS.c.starts_at <= bindparam("now"),
        sa.or_(ASSIGNMENTS.c.ends_at.is_(None), ASSIGNMENTS.c.ends_at > bindparam("now")),
    ),
    sa.exists().where(
        POSITIONS.c.id == OUTBOX.c.seat_id,
        sa.or_(
            POSITIONS.c.konseptor_id == OUTBOX.c.person_id,
            POSITIONS.c.pendamping_id == OUTBOX.c.person_id,
        ),
    ),
)
_OF_ACCOUNT = sa.and_(ACCOUNTS.c.chat_id == OUTBOX.c.chat_id, ACCOUNTS.c.person_id == OUTBOX.c.person_id)
_ACCOUNT_ENDED = sa.and_(
    sa.exists().where(_OF_ACCOUNT, ACCOUNTS.c.ended_at.is_not(None)),
    sa.not_(sa.exists().where(_OF_ACCOUNT, ACCOUNTS.c.ended_at.is_(None))),
)
_HEADS = Statement(
    Claiming(
        sa.select(
            OUTBOX.c.id,
            OUTBOX.c.chat_id,
            OUTBOX.c.kind,
            OUTBOX.c.method,
            OUTBOX.c.payload,
            OUTBOX.c.card_id,
            OUTBOX.c.bundle_id,
            OUTBOX.c.revision,
            OUTBOX.c.attempts,
            OUTBOX.c.unknowns,
            OUTBOX.c.plain,
            OUTBOX.c.silent,
            OUTBOX.c.valid_until,
            sa.func.coalesce(CARDS.c.message_id, OUTBOX.c.message_id).label("message_id"),
            CARDS.c.live,
            CARDS.c.revision.label("shown"),
            BUNDLES.c.revision.label("bundle_revision"),
            BUNDLES.c.state.label("bundle_state"),
            _REPLIED.c.message_id.label("reply_to"),
            sa.case((OUTBOX.c.card_id.is_(None), False), else_=_HAS_LATER).label("has_later"),
            sa.case((OUTBOX.c.seat_id == 0, True), else_=_STILL_HOLDS).label("still_holds"),
            sa.case((OUTBOX.c.person_id == 0, False), else_=_ACCOUNT_ENDED).label("account_ended"),
        )
        .select_from(_QUEUES.join(OUTBOX, OUTBOX.c.id == _QUEUES.c.head))
        .outerjoin(CARDS, CARDS.c.id == OUTBOX.c.card_id)
        .outerjoin(BUNDLES, sa.and_(OUTBOX.c.bundle_id != 0, BUNDLES.c.id == OUTBOX.c.bundle_id))
        .outerjoin(_REPLIED, sa.and_(OUTBOX.c.reply_card_id != 0, _REPLIED.c.id == OUTBOX.c.reply_card_id))
        .where(OUTBOX.c.state == "new", OUTBOX.c.chat_id.not_in(bindparam("paused", expanding=True)))
        .order_by(_QUEUES.c.best, OUTBOX.c.id)
        .limit(bindparam("free")),
        OUTBOX,
    )
)
_SENDING = Statement(
    sa.update(OUTBOX).where(OUTBOX.c.id.in_(bindparam("rows", expanding=True))).values(state="sending")
)
_SENDING_ANEW = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(state="sending", method=Method.SEND, kind=Kind.DUTY)
)
_CANCEL = (
    sa.update(OUTBOX).where(OUTBOX.c.id == bindparam("row")).values(state="cancelled", error=bindparam("why"))
)
_GIVE_UP_CARD = (
    sa.update(CARDS)
    .where(
        CARDS.c.id == bindparam("card"),
        ~sa.exists().where(OUTBOX.c.card_id == CARDS.c.id, OUTBOX.c.state == "new"),
    )
    .values(live=False)
)


def append(connection: Connection, draft: Draft) -> int:
    """Write one row and return its id; a `dedup` key that is already there returns the older row's id.

    A newer edit of a card takes the place of the edits of it that still wait.
    """
    values = {name: getattr(draft, name) for name in _NAMES}
    if draft.dedup is None:
        row_id = _INSERT.value(connection, values)
    else:
        row_id = connection.execute(_INSERT_ONCE.on(connection.dialect), values).scalar()
        if row_id is None:
            return int(connection.execute(_BY_DEDUP, {"key": draft.dedup}).scalar_one())
    if draft.card_id is not None and draft.method == Method.EDIT:
        connection.execute(_SUPERSEDE, {"card": draft.card_id, "newer": row_id})
    return int(row_id)


def office_of(connection: Connection, chat_id: int, message_id: int) -> int:
    """The office a message in a chat is about; 0 where it is about none, or nothing is known of it."""
    values = {"chat": chat_id, "message": message_id}
    return int(_OFFICE_OF.value(connection, values) or 0)


def claim(
    connection: Connection, now: datetime, free: int, paused: Collection[int] = ()
) -> tuple[Letter, ...]:
    """Take up to `free` rows for sending, at most one per chat, leaving out the `paused` chats.

    What became pointless while it waited is cancelled here with its reason, and the next row of that
    chat gets its turn.
    """
    letters: list[Letter] = []
    while len(letters) < free:
        values = {"now": now, "paused": list(paused), "free": free - len(letters)}
        heads = _HEADS.named(connection, values)
        reasons = {head.id: _pointless(head, now) for head in heads}
        taken = [head for head in heads if not reasons[head.id]]
        for head in heads:
            if reasons[head.id]:
                connection.execute(_CANCEL, {"row": head.id, "why": reasons[head.id]})
                if reasons[head.id] != MOVED_ON and head.card_id is not None and _brings_card(head):
                    give_up_card(connection, head.card_id)
        letters += _taken(connection, taken)
        if len(taken) == len(heads):
            break
    return tuple(letters)


def give_up_card(connection: Connection, card_id: int) -> None:
    """The card came to nothing; without a later row that would bring it, it no longer counts as shown."""
    connection.execute(_GIVE_UP_CARD, {"card": card_id})


def _brings_card(head: Any) -> bool:
    """Whether the row would have been a new message: also an edit of a card that has none."""
    return bool(head.method == Method.SEND or head.message_id is None)


def _taken(connection: Connection, heads: list[Any]) -> list[Letter]:
    """Mark the rows as being sent. An edit of a card that has no message is sent as a new one."""
    anew = [head.id for head in heads if head.method == Method.EDIT and head.message_id is None]
    as_they_are = [head.id for head in heads if head.id not in anew]
    if as_they_are:
        _SENDING.run(connection, {"rows": as_they_are})
    for row_id in anew:
        connection.execute(_SENDING_ANEW, {"row": row_id})
    return [_letter(head, head.id in anew) for head in heads]


def _letter(head: Any, anew: bool) -> Letter:
    return Letter(
        id=head.id,
        chat_id=head.chat_id,
        kind=Kind.DUTY if anew else head.kind,
        method=Method.SEND if anew else head.method,
        payload=head.payload,
        card_id=head.card_id,
        bundle_id=head.bundle_id,
        revision=head.revision,
        attempts=head.attempts,
        unknowns=head.unknowns,
        plain=head.plain,
        silent=head.silent,
        message_id=(head.message_id or 0) if head.method == Method.EDIT else 0,
        reply_to=head.reply_to or 0,
        live=head.method != Method.EDIT if head.card_id is None else bool(head.live),
    )


def _pointless(head: Any, now: datetime) -> str:
    """Why a row need not be said any more, "" when it must."""
    if head.valid_until is not None and head.valid_until < now:
        return "too late"
    if head.account_ended:
        return "account ended"
    if not head.still_holds and _brings_card(head):  # a former holder's card still loses its buttons
        return "holder changed"
    if head.card_id is not None and head.method == Method.EDIT and head.message_id is None and not head.live:
        return "card was never shown"
    if head.kind in (Kind.DUTY, Kind.EDIT) and _moved_on(head):
        return MOVED_ON
    return ""


def _moved_on(head: Any) -> bool:
    """The bundle changed since this row was written, and something newer says so in its place."""
    if head.bundle_revision is None or head.revision >= head.bundle_revision:
        return False
    closed = head.bundle_state not in (BundleState.OPEN, BundleState.WAITING)
    shows_newer = head.message_id is not None and head.shown > head.revision
    return bool(head.has_later or shows_newer or (closed and head.kind == Kind.DUTY))
