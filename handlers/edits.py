"""Messages that were edited after they had been taken as answers. Source: telegram 3.5.

Nothing changes silently and nothing is ignored: the change is shown and waits for one press.
"""

from dataclasses import replace

from desk import dialogues, forms, mail
from desk.dialogues import Talk
from desk.works import Refused, Work
from handlers.realizations import explain, store
from screens import realizations as screens
from screens import sentences
from sop.cases import Bundle
from sop.drafts import Draft
from sop.forms import FormRow
from sop.typed_answers import numbered, understand
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def edited(work: Work, incoming: Incoming) -> None:
    """A message was changed after it was sent: asked about, never silent and never ignored."""
    for draft in dialogues.every(work):
        bundle = dialogues.bundle_of(work, draft)
        talk = _open_talk(work, bundle, draft) if bundle else None
        sent = talk.dialogue.answer_to(incoming.message_id) if talk else None
        if talk is not None and sent is not None:
            _offer_edit(work, talk, incoming, sent.kind, sent.indicator_ids)
            return
    mail.reply(work, sentences.sentence(plain("realizations.edit_unknown")))


def accept_edit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ya": the changed message is taken as if it were new."""
    talk = dialogues.begun(work, forms.pressed(work, tap.id, tap.revision))
    edit = talk.dialogue.edit
    if edit is None or str(edit.serial) != tap.argument:
        raise Refused("common.changed")
    talk = talk.then(dialogue=replace(talk.dialogue, edit=None))
    mail.toast(work, "")
    if edit.kind == "words" and explain(work, talk, edit.text, 0, edit.indicator_ids):
        return
    rows = talk.filling.form.open_rows
    asked = talk.filling.form.row(edit.indicator_ids[0]) if len(edit.indicator_ids) == 1 else None
    store(work, talk, understand(edit.text, rows, asked), 0)


def refuse_edit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Biarkan"."""
    talk = dialogues.begun(work, forms.pressed(work, tap.id, tap.revision))
    before = talk.draft
    kept = talk.then(dialogue=replace(talk.dialogue, edit=None))
    dialogues.keep(work, kept, before.waiting if before else "", before.cursor if before else 0)
    mail.toast(work, plain("realizations.edit_left"))


def _open_talk(work: Work, bundle: Bundle, draft: Draft) -> Talk | None:
    if forms.fill_bundle(work, bundle.office_id, bundle.id) is None:
        return None
    return dialogues.begun(work, forms.opened(work, bundle), draft)


def _offer_edit(
    work: Work, talk: Talk, incoming: Incoming, kind: str, indicator_ids: tuple[int, ...]
) -> None:
    form = talk.filling.form
    rows = [row for row in form.open_rows if row.indicator.id in indicator_ids]
    if kind == "words":
        pieces, _ = _words_of(incoming.text, rows)
        by_number = {row.number: row for row in rows}
        new = plain("realizations.edit_words")
        changes = [(by_number[number], new) for number in pieces]
    else:
        understood = understand(incoming.text, form.open_rows, rows[0] if len(rows) == 1 else None)
        changes = [
            (part.row, after) for part in understood.parts if (after := screens.reading(part)) is not None
        ]
    if not changes:
        mail.reply(work, sentences.sentence(plain("realizations.edit_same")))
        return
    dialogue = talk.dialogue.editing(kind, incoming.text, indicator_ids)
    before = talk.draft
    assert before is not None
    assert dialogue.edit is not None
    mail.reply(work, screens.edit_question(form, changes, dialogue.edit.serial))
    dialogues.keep(work, talk.then(dialogue=dialogue), before.waiting, before.cursor)


def _words_of(text: str, rows: list[FormRow]) -> tuple[dict[int, str], str]:
    pieces = dict(numbered(text, [row.number for row in rows]))
    lead = pieces.pop(0, "")
    if lead and not pieces and len(rows) == 1:
        return {rows[0].number: lead}, ""
    return pieces, lead
