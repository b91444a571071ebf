"""Drafts: which question a typed message answers."""

import json
from typing import Any

from desk.works import Work
from sop.cases import Bundle
from sop.drafts import Draft
from storage import drafts
from storage.database import Scope
from text.incoming import Incoming

NO_BUNDLE = 0


def awaited(work: Work, incoming: Incoming) -> Draft | None:
    """The draft this message answers: that of the message replied to, else the one asked most recently."""
    assert work.person is not None
    if incoming.reply_to:
        asked = drafts.question(work.connection, incoming.chat_id, incoming.reply_to)
        found = drafts.by_id(work.connection, asked.draft_id, work.person.id) if asked else None
        if asked is not None and found is not None:
            return Draft(
                found.id,
                found.office_id,
                found.person_id,
                found.bundle_id,
                asked.waiting,
                asked.indicator_id,
                asked.body,
                found.asked_at,
            )
    open_questions = drafts.asking(work.connection, work.person.id)
    return open_questions[0] if open_questions else None


def ask(
    work: Work,
    bundle: Bundle,
    waiting: str,
    outbox_id: int,
    *,
    cursor: int = 0,
    body: dict[str, Any] | None = None,
) -> None:
    """Remember that the message just written asked this; the next typed message answers it.

    Without `body` what the draft kept so far stays.
    """
    _asked(work, Scope(bundle.office_id), bundle.id, waiting, outbox_id, cursor, body)


def ask_apart(work: Work, office_id: int, waiting: str, outbox_id: int, body: dict[str, Any]) -> None:
    """The same for a question that is about no bundle; each office and person have one such conversation."""
    _asked(work, Scope(office_id), NO_BUNDLE, waiting, outbox_id, 0, body)


def apart(work: Work, office_id: int, waiting: str) -> dict[str, Any] | None:
    """What a conversation about no bundle keeps; None where nothing of the kind is asked any more."""
    assert work.person is not None
    found = drafts.draft(work.connection, Scope(office_id), work.person.id, NO_BUNDLE)
    if found is None or found.waiting != waiting:
        return None
    kept: dict[str, Any] = json.loads(found.body)
    return kept


def answered_apart(work: Work, office_id: int) -> None:
    """Nothing is asked any more beside the bundles; messages that asked before still find their question."""
    assert work.person is not None
    drafts.keep(work.connection, Scope(office_id), work.person.id, NO_BUNDLE)


def _asked(
    work: Work,
    scope: Scope,
    bundle_id: int,
    waiting: str,
    outbox_id: int,
    cursor: int,
    body: dict[str, Any] | None,
) -> None:
    assert work.person is not None
    before = drafts.draft(work.connection, scope, work.person.id, bundle_id)
    kept = before.body if before and body is None else json.dumps(body or {}, ensure_ascii=False)
    draft_id = drafts.keep(
        work.connection,
        scope,
        work.person.id,
        bundle_id,
        waiting=waiting,
        cursor=cursor,
        body=kept,
        asked_at=work.now,
    )
    drafts.asked(work.connection, draft_id, outbox_id, waiting, cursor, kept)


def seen(draft: Draft) -> int:
    """The revision of the bundle that the question was asked about; 0 where it kept none."""
    return int(json.loads(draft.body or "{}").get("revision", 0))


def of_bundle(work: Work, bundle: Bundle) -> Draft | None:
    """The conversation of the person at hand about a bundle, whatever it waits for."""
    assert work.person is not None
    return drafts.draft(work.connection, Scope(bundle.office_id), work.person.id, bundle.id)


def answered(work: Work, bundle: Bundle) -> None:
    """Nothing is asked any more about this bundle; what was chosen or answered stays."""
    assert work.person is not None
    scope = Scope(bundle.office_id)
    before = drafts.draft(work.connection, scope, work.person.id, bundle.id)
    if before is not None:
        drafts.keep(work.connection, scope, work.person.id, bundle.id, body=before.body)


def drop(work: Work, draft: Draft) -> None:
    drafts.drop(work.connection, Scope(draft.office_id), draft.id)
