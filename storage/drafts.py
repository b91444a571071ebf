"""Drafts and the questions they asked."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.drafts import Draft, Question
from storage.database import Scope
from storage.records import Reader
from storage.statements import Statement
from storage.tables.columns import table
from storage.tables.drafts import Drafts, Questions
from storage.tables.messages import Outbox

DRAFTS = table(Drafts)
QUESTIONS = table(Questions)
OUTBOX = table(Outbox)
READER = Reader(Draft, DRAFTS)
QUESTION_READER = Reader(Question, QUESTIONS)

_ONE = Statement(
    READER.select().where(
        DRAFTS.c.office_id == bindparam("office"),
        DRAFTS.c.person_id == bindparam("person"),
        DRAFTS.c.bundle_id == bindparam("bundle"),
    )
)
_BY_ID = Statement(
    READER.select().where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.person_id == bindparam("person"))
)
_ASKED = Statement(
    READER.select()
    .where(DRAFTS.c.person_id == bindparam("person"), DRAFTS.c.waiting != "")
    .order_by(DRAFTS.c.asked_at.desc(), DRAFTS.c.id.desc())
)
_OF_PERSON = (
    READER.select().where(DRAFTS.c.person_id == bindparam("person")).order_by(DRAFTS.c.asked_at.desc())
)
_INSERT = Statement(sa.insert(DRAFTS).returning(DRAFTS.c.id))
_UPDATE = Statement(
    sa.update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.office_id == bindparam("office"))
    .values(
        waiting=bindparam("awaited"),
        cursor=bindparam("at"),
        body=bindparam("keep"),
        asked_at=bindparam("asked"),
    )
)
_HERE = sa.select(DRAFTS.c.id).where(
    DRAFTS.c.id == bindparam("draft"), DRAFTS.c.office_id == bindparam("office")
)
_DROP_QUESTIONS = sa.delete(QUESTIONS).where(QUESTIONS.c.draft_id.in_(_HERE))
_DROP = sa.delete(DRAFTS).where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.office_id == bindparam("office"))
_ASK = Statement(sa.insert(QUESTIONS))
_QUESTION = Statement(
    QUESTION_READER.select()
    .join_from(QUESTIONS, OUTBOX, QUESTIONS.c.outbox_id == OUTBOX.c.id)
    .where(OUTBOX.c.chat_id == bindparam("chat"), OUTBOX.c.message_id == bindparam("message"))
)


def draft(connection: Connection, scope: Scope, person_id: int, bundle_id: int) -> Draft | None:
    values = {"office": scope.office_id, "person": person_id, "bundle": bundle_id}
    return READER.one(_ONE.first(connection, values))


def by_id(connection: Connection, draft_id: int, person_id: int) -> Draft | None:
    return READER.one(_BY_ID.first(connection, {"draft": draft_id, "person": person_id}))


def asking(connection: Connection, person_id: int) -> tuple[Draft, ...]:
    """Drafts of a person that wait for a typed answer, most recently asked first."""
    return READER.all(_ASKED.all(connection, {"person": person_id}))


def of_person(connection: Connection, person_id: int) -> tuple[Draft, ...]:
    return READER.all(connection.execute(_OF_PERSON, {"person": person_id}).all())


def keep(
    connection: Connection,
    scope: Scope,
    person_id: int,
    bundle_id: int,
    *,
    waiting: str = "",
    cursor: int = 0,
    body: str = "{}",
    asked_at: datetime | None = None,
) -> int:
    """Create or overwrite the one draft of this person and bundle; returns its id."""
    found = draft(connection, scope, person_id, bundle_id)
    if found is None:
        return begin(
            connection,
            scope,
            person_id,
            bundle_id,
            waiting=waiting,
            cursor=cursor,
            body=body,
            asked_at=asked_at,
        )
    values = {"awaited": waiting, "at": cursor, "keep": body, "asked": asked_at, "office": scope.office_id}
    _UPDATE.run(connection, {"draft": found.id, **values})
    return found.id


def begin(
    connection: Connection,
    scope: Scope,
    person_id: int,
    bundle_id: int,
    *,
    waiting: str,
    cursor: int,
    body: str,
    asked_at: datetime | None,
) -> int:
    """The first draft of this person and bundle, where the caller looked and found none; returns its id."""
    row = {
        "office_id": scope.office_id,
        "person_id": person_id,
        "bundle_id": bundle_id,
        "waiting": waiting,
        "cursor": cursor,
        "body": body,
        "asked_at": asked_at,
    }
    return int(_INSERT.value(connection, row))


def drop(connection: Connection, scope: Scope, draft_id: int) -> None:
    """The conversation is over; the answers stay where they are."""
    values = {"draft": draft_id, "office": scope.office_id}
    connection.execute(_DROP_QUESTIONS, values)
    connection.execute(_DROP, values)


def asked(
    connection: Connection, draft_id: int, outbox_id: int, waiting: str, indicator_id: int, body: str = "{}"
) -> None:
    """Remember that this outgoing message asked this question."""
    values = {
        "draft_id": draft_id,
        "outbox_id": outbox_id,
        "waiting": waiting,
        "indicator_id": indicator_id,
        "body": body,
    }
    _ASK.run(connection, values)


def question(connection: Connection, chat_id: int, message_id: int) -> Question | None:
    """The question a message in this chat asked; None when it asked nothing."""
    values = {"chat": chat_id, "message": message_id}
    return QUESTION_READER.one(_QUESTION.first(connection, values))
