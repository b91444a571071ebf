"""What became of a row that was sent: written down in the same transaction as the next claim.

Source: design law 3; reliability 4.6; telegram 4.6.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage import cards, outbox
from storage.outbox import OUTBOX, UNKNOWN, WAITING, Kind, Letter, Method
from storage.statements import Statement
from storage.tables.columns import table
from storage.tables.people import Accounts

ACCOUNTS = table(Accounts)
REPEATABLE = (Kind.EDIT, Kind.COMMANDS)  # doing it again changes nothing
SENDS_OF_A_DUTY = 2  # the first, and one more when nobody knows what became of it


class Fate(StrEnum):
    """How a send ended."""

    SENT = "sent"
    AGAIN = "again"  # surely not delivered
    UNKNOWN = "unknown"  # perhaps delivered
    DEAD = "dead"
    BLOCKED = "blocked"  # dead, and this chat cannot be reached at all
    DONE = "done"  # nothing to do: the message shows this already, or is gone and was only a stub


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one letter, with what it takes to go on."""

    letter: Letter
    fate: Fate
    message_id: int = 0
    error: str = ""
    wait_seconds: float = 0.0  # AGAIN: not before; UNKNOWN: when to repeat a duty
    counted: bool = False  # AGAIN: one more attempt
    as_new: bool = False  # AGAIN: the message to edit is gone, send it anew
    as_plain: bool = False  # AGAIN: Telegram could not read the formatting
    moved_to: int = 0  # AGAIN: the group became this chat


_THIS = OUTBOX.c.id == bindparam("row")
_SENT = (
    Statement(  # what was said is in the chat; here it would only be a second copy, one-time links included
        sa.update(OUTBOX)
        .where(_THIS)
        .values(
            state="sent",
            payload="",
            message_id=bindparam("message"),
            sent_at=bindparam("at"),
            next_at=None,
            error="",
        )
    )
)
_AGAIN = (
    sa.update(OUTBOX)
    .where(_THIS)
    .values(
        state="new",
        next_at=bindparam("again"),
        attempts=bindparam("tries"),
        method=bindparam("how"),
        kind=bindparam("what"),
        plain=bindparam("bare"),
        error=bindparam("why"),
    )
)
_UNKNOWN = (
    sa.update(OUTBOX)
    .where(_THIS)
    .values(
        state="unknown",
        unknowns=OUTBOX.c.unknowns + 1,
        next_at=bindparam("again"),
        error=bindparam("why"),
    )
)
_DEAD = sa.update(OUTBOX).where(_THIS).values(state="dead", error=bindparam("why"))
_MOVE_CHAT = (
    sa.update(OUTBOX).where(OUTBOX.c.chat_id == bindparam("old"), WAITING).values(chat_id=bindparam("fresh"))
)
_UNREACHABLE = (
    sa.update(ACCOUNTS)
    .where(ACCOUNTS.c.chat_id == bindparam("chat"), ACCOUNTS.c.ended_at.is_(None))
    .values(reachable=False)
)
_LEFT_SENDING = sa.select(OUTBOX.c.id, OUTBOX.c.kind, OUTBOX.c.unknowns).where(
    WAITING, OUTBOX.c.state == "sending"
)
_SEND_AFTER_ALL = sa.update(OUTBOX).where(_THIS).values(state="new", next_at=None)
_REVIVE = (
    sa.update(OUTBOX)
    .where(OUTBOX.c.id.in_(bindparam("rows", expanding=True)), OUTBOX.c.state == "unknown")
    .values(state="new", next_at=None)
)
_DOUBTFUL = sa.select(OUTBOX.c.id, OUTBOX.c.next_at).where(
    OUTBOX.c.state == UNKNOWN, OUTBOX.c.next_at.is_not(None)
)
_HELD = (
    sa.select(OUTBOX.c.chat_id, sa.func.max(OUTBOX.c.next_at, type_=OUTBOX.c.next_at.type))
    .where(WAITING, OUTBOX.c.state == "new", OUTBOX.c.next_at > bindparam("moment"))
    .group_by(OUTBOX.c.chat_id)
)
_WAITING = Statement(
    sa.select(OUTBOX.c.id)
    .where(WAITING, OUTBOX.c.state == "new", OUTBOX.c.chat_id.not_in(bindparam("paused", expanding=True)))
    .limit(1)
)


def settle(connection: Connection, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Write down how these sends ended; answers that arrived, most of them, in one statement."""
    arrived: list[Outcome] = []
    for outcome in outcomes:
        if outcome.fate is Fate.SENT and outcome.letter.card_id is None:
            arrived.append(outcome)
        else:
            _WRITE[outcome.fate](connection, outcome, now)
    if arrived:
        _SENT.many(connection, [_said(outcome, now) for outcome in arrived])


def unreachable(connection: Connection, chat_id: int) -> None:
    """Nobody answers in this chat any more, until the person writes again."""
    connection.execute(_UNREACHABLE, {"chat": chat_id})


def recover(connection: Connection, now: datetime, repeat_seconds: float) -> None:
    """At boot: what was being sent when the process died has an unknown outcome; decide by its class."""
    again = now + timedelta(seconds=repeat_seconds)
    for row_id, kind, unknowns in connection.execute(_LEFT_SENDING).all():
        if kind in REPEATABLE:
            connection.execute(_SEND_AFTER_ALL, {"row": row_id})
        else:
            repeats = kind == Kind.DUTY and unknowns + 1 < SENDS_OF_A_DUTY
            values = {"row": row_id, "again": again if repeats else None, "why": "process ended"}
            connection.execute(_UNKNOWN, values)


def doubtful(connection: Connection) -> dict[int, datetime]:
    """Duties whose outcome is unknown and that will be sent once more, and when."""
    return {row.id: row.next_at for row in connection.execute(_DOUBTFUL)}


def revive(connection: Connection, row_ids: Collection[int]) -> None:
    """Their minute is over: send them once more."""
    connection.execute(_REVIVE, {"rows": list(row_ids)})


def held_chats(connection: Connection, now: datetime) -> dict[int, datetime]:
    """Chats that were told to wait when the process ended, and until when."""
    return {row[0]: row[1] for row in connection.execute(_HELD, {"moment": now})}


def has_claimable(connection: Connection, paused: Collection[int]) -> bool:
    return _WAITING.first(connection, {"paused": list(paused)}) is not None


def _said(outcome: Outcome, now: datetime) -> dict[str, object]:
    message_id = outcome.message_id or outcome.letter.message_id
    return {"row": outcome.letter.id, "message": message_id or None, "at": now}


def _sent(connection: Connection, outcome: Outcome, now: datetime) -> None:
    letter = outcome.letter
    _SENT.run(connection, _said(outcome, now))
    if letter.card_id is not None:
        message_id = outcome.message_id or letter.message_id
        cards.shown(connection, letter.card_id, message_id, letter.revision)


def _done(connection: Connection, outcome: Outcome, now: datetime) -> None:
    values = {"row": outcome.letter.id, "message": outcome.letter.message_id or None, "at": now}
    _SENT.run(connection, values)


def _again(connection: Connection, outcome: Outcome, now: datetime) -> None:
    letter = outcome.letter
    if outcome.moved_to:
        connection.execute(_MOVE_CHAT, {"old": letter.chat_id, "fresh": outcome.moved_to})
    wait = timedelta(seconds=outcome.wait_seconds)
    values = {
        "row": letter.id,
        "again": now + wait if outcome.wait_seconds else None,
        "tries": letter.attempts + outcome.counted,
        "how": Method.SEND if outcome.as_new else letter.method,
        "what": Kind.DUTY if outcome.as_new else letter.kind,
        "bare": letter.plain or outcome.as_plain,
        "why": outcome.error,
    }
    connection.execute(_AGAIN, values)


def _unknown(connection: Connection, outcome: Outcome, now: datetime) -> None:
    again = now + timedelta(seconds=outcome.wait_seconds) if outcome.wait_seconds else None
    connection.execute(_UNKNOWN, {"row": outcome.letter.id, "again": again, "why": outcome.error})


def _dead(connection: Connection, outcome: Outcome, now: datetime) -> None:
    letter = outcome.letter
    connection.execute(_DEAD, {"row": letter.id, "why": outcome.error})
    if letter.card_id is not None and letter.method == Method.SEND:
        outbox.give_up_card(connection, letter.card_id)


def _blocked(connection: Connection, outcome: Outcome, now: datetime) -> None:
    _dead(connection, outcome, now)
    unreachable(connection, outcome.letter.chat_id)


_WRITE = {
    Fate.SENT: _sent,
    Fate.DONE: _done,
    Fate.AGAIN: _again,
    Fate.UNKNOWN: _unknown,
    Fate.DEAD: _dead,
    Fate.BLOCKED: _blocked,
}
