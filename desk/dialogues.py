"""A conversation about a form: its draft and what it remembers, read and written once a message."""

from dataclasses import dataclass, replace

from desk.forms import Filling
from desk.works import Work
from sop.cases import Bundle
from sop.dialogues import Dialogue, read, written
from sop.drafts import Draft
from storage import bundles, drafts, forms
from storage.database import Scope


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody filling in a form; `draft` None: they have not begun."""

    filling: Filling
    dialogue: Dialogue
    draft: Draft | None

    def then(self, filling: Filling | None = None, dialogue: Dialogue | None = None) -> "Talk":
        return replace(self, filling=filling or self.filling, dialogue=dialogue or self.dialogue)


def begun(work: Work, filling: Filling, known: Draft | None = None) -> Talk:
    """The conversation as it stands; `known` spares a look-up where the draft was just read."""
    held = filling.held
    found = known or drafts.draft(work.connection, held.scope, held.person.id, held.bundle.id)
    return Talk(filling, read(found.body) if found else Dialogue(), found)


def fresh(work: Work, draft: Draft) -> Draft:
    """The draft itself: one found through a replied message carries the body of that question."""
    scope = Scope(draft.office_id)
    found = drafts.draft(work.connection, scope, draft.person_id, draft.bundle_id)
    return found or draft


def keep(work: Work, talk: Talk, waiting: str, cursor: int = 0, outbox_id: int = 0) -> None:
    """Write down what the conversation waits for; `outbox_id` is the message that asked it."""
    held, body = talk.filling.held, written(talk.dialogue)
    if talk.draft is None:
        draft_id = drafts.begin(
            work.connection,
            held.scope,
            held.person.id,
            held.bundle.id,
            waiting=waiting,
            cursor=cursor,
            body=body,
            asked_at=work.now,
        )
    else:
        draft_id = talk.draft.id
        forms.keep_draft(
            work.connection,
            held.scope,
            draft_id,
            waiting=waiting,
            cursor=cursor,
            body=body,
            asked_at=work.now,
        )
    if outbox_id:
        drafts.asked(work.connection, draft_id, outbox_id, waiting, cursor)


def leave(work: Work, draft: Draft) -> None:
    """Nothing is asked any more; whatever the draft holds stays (`/batal`, Jeda)."""
    forms.keep_draft(
        work.connection,
        Scope(draft.office_id),
        draft.id,
        waiting="",
        cursor=0,
        body=draft.body,
        asked_at=draft.asked_at,
    )


def asking(work: Work) -> tuple[Draft, ...]:
    """Drafts of the person at hand that wait for a typed answer, most recently asked first."""
    assert work.person is not None
    return drafts.asking(work.connection, work.person.id)


def every(work: Work) -> tuple[Draft, ...]:
    """Every draft of the person at hand, most recently asked first."""
    assert work.person is not None
    return drafts.of_person(work.connection, work.person.id)


def bundle_of(work: Work, draft: Draft) -> Bundle | None:
    return bundles.bundle(work.connection, Scope(draft.office_id), draft.bundle_id)


def forget_unplaced(work: Work, draft: Draft) -> None:
    """A list that was offered to several forms has found its place."""
    dialogue = read(draft.body) if '"unplaced"' in draft.body else None
    if dialogue is None:
        return
    forms.keep_draft(
        work.connection,
        Scope(draft.office_id),
        draft.id,
        waiting=draft.waiting,
        cursor=draft.cursor,
        body=written(replace(dialogue, unplaced="")),
        asked_at=draft.asked_at,
    )
