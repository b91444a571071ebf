"""Typed answers: figures, explanations, reasons, and messages that were edited afterwards.

Source: practice 1.5; telegram 3.4, 3.5. A reply decides which form is meant, else the question asked most
recently, else the only open form; whatever is not understood is said, never dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from desk import cards, dialogues, forms, mail, realizations, transfers
from desk.dialogues import Talk
from desk.forms import Filling
from desk.works import Refused, Work
from handlers import evidences, talks
from handlers.talks import say
from screens import evidences as evidence_screens
from screens import forms as form_screens
from screens import realizations as screens
from screens import sentences
from screens import transfers as transfer_screens
from screens.forms import listed_title
from screens.realizations import Echo
from sop.cases import Bundle, BundleState
from sop.drafts import Draft
from sop.evidences import only_links, says_none
from sop.forms import Form, FormRow
from sop.indicators import Missing, Realization
from sop.remarks import read_remarks
from sop.typed_answers import (
    NEXT_TIME,
    Absent,
    Clear,
    Doubtful,
    Part,
    Rejected,
    Understood,
    explains,
    looks_like_answer,
    numbered,
    understand,
)
from text.catalogue import plain
from text.incoming import Incoming, Kind
from text.taps import Tap

IDLE = timedelta(hours=24)  # a question this old takes no free text by itself (telegram 3.5)


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The answer to a list or to one question, or any file on the way."""
    talk = _talk(work, incoming, draft)
    if talk is None:
        return
    if incoming.file is not None:
        evidences.receive(work, talk, incoming, draft.cursor)
    else:
        take(work, talk, incoming, draft.cursor)


def explained(work: Work, incoming: Incoming, draft: Draft) -> None:
    """ "hambatan; tindak lanjut", by number; plain figures are still figures."""
    talk = _talk(work, incoming, draft)
    if talk is None or _aside(work, talk, incoming, draft):
        return
    wordless = tuple(row.indicator.id for row in talk.filling.form.wordless)
    if not explain(work, talk, incoming.text, incoming.message_id, wordless):
        take(work, talk, incoming, draft.cursor)


def remarked(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Failures and recommendations, by number; "tidak ada" settles all that were asked."""
    _say_beside(work, incoming, draft, lambda form: form.remarkless, remark, "realizations.remarks_unread")


def factored(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What supported the results, by number, likewise."""
    _say_beside(work, incoming, draft, lambda form: form.factorless, factor, "realizations.factors_unread")


def _say_beside(
    work: Work,
    incoming: Incoming,
    draft: Draft,
    asked: Callable[[Form], tuple[FormRow, ...]],
    settle: Callable[[Work, Talk, Mapping[int, str], tuple[str, ...]], None],
    unread: str,
) -> None:
    talk = _talk(work, incoming, draft)
    if talk is None or _aside(work, talk, incoming, draft):
        return
    nothing = plain("realizations.no_remarks")
    if incoming.text.strip(" .!").casefold() in (nothing.casefold(), "tidak", "nihil"):
        settle(work, talk, {}, ())
        return
    rows = tuple(row.indicator.id for row in asked(talk.filling.form))
    pieces, lead = _pieces(talk, incoming.text, rows)
    if not pieces:
        raise Refused(unread)
    settle(work, talk, pieces, lead)


def remark(work: Work, talk: Talk, said: Mapping[int, str], unread: tuple[str, ...] = ()) -> None:
    """Keep what was said by number; nothing said: there is nothing to say about any of those asked."""
    nothing = plain("realizations.no_remarks")
    rows = [row for row in talk.filling.form.remarkless if row.number in said or not said]
    kept = [realizations.with_remarks(row, read_remarks(said.get(row.number, "")), nothing) for row in rows]
    _settle(work, talk, kept, unread)


def factor(work: Work, talk: Talk, said: Mapping[int, str], unread: tuple[str, ...] = ()) -> None:
    """Keep what supported each result, likewise."""
    nothing = plain("realizations.no_remarks")
    rows = [row for row in talk.filling.form.factorless if row.number in said or not said]
    kept = [realizations.with_factor(row, said.get(row.number, nothing)) for row in rows]
    _settle(work, talk, kept, unread)


def _settle(work: Work, talk: Talk, kept: list[Realization], unread: tuple[str, ...]) -> None:
    said = {one.indicator_id: one for one in kept}
    filling = realizations.keep(work, talk.filling, said)
    worded = tuple(row for row in filling.form.rows if row.indicator.id in said)
    say(work, talk.then(filling), Echo(worded=worded, unread=unread))


def proven(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Evidence in words: where it lies, or why there is none."""
    talk = _talk(work, incoming, draft)
    if talk is not None and not _aside(work, talk, incoming, draft):
        evidences.keep_words(work, talk, incoming, draft.cursor)


def reasoned(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Why a figure is skipped, in the person's own words."""
    talk = _talk(work, incoming, draft)
    if talk is None or _aside(work, talk, incoming, draft):
        return
    row = forms.row(talk.filling, str(draft.cursor))
    skip(work, talk, row, Missing.NO_DATA_YET, incoming.text)


def disputed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """ "Mohon ditinjau pembagiannya": whoever divided the work is asked to look again."""
    talk = _talk(work, incoming, draft)
    if talk is None or _aside(work, talk, incoming, draft):
        return
    held, form = talk.filling.held, talk.filling.form
    seat = forms.dispute_division(work, held, incoming.text[:500])
    assert seat.holder_id is not None
    rows = transfer_screens.form_rows(held.bundle, decides=transfers.decides(seat))
    screen = form_screens.division_note(form, held.person.name, incoming.text[:500], rows)
    mail.notify(work, seat.holder_id, screen, office_id=held.bundle.office_id)
    dialogues.keep(work, talk, "")
    mail.reply(work, sentences.sentence(plain("forms.division_sent", assigner=seat.title)))


def take(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """Read a message as figures; an explanation for answered figures is one, too."""
    if only_links(incoming.text):
        evidences.keep_links(work, talk, incoming, cursor)
        return
    if any(map(says_none, numbered(incoming.text, range(1, 1000)).values())):
        evidences.keep_words(work, talk, incoming, cursor)
        return
    form = talk.filling.form
    asked = form.row(cursor) if cursor else None
    if not explain(work, talk, incoming.text, incoming.message_id):
        store(work, talk, understand(incoming.text, form.open_rows, asked), incoming.message_id, asked)


def store(
    work: Work, talk: Talk, understood: Understood, message_id: int, asked: FormRow | None = None
) -> None:
    """Keep every clear figure at once, offer the doubtful ones, name the rest: one message."""
    filling = talk.filling
    parts = understood.parts
    said = {
        part.row.indicator.id: realizations.with_figure(work, filling, part.row, part.figure)
        for part in understood.clear
    }
    filling = _with_words(work, realizations.keep(work, filling, said), understood)
    unsure = [part for part in parts if isinstance(part, Doubtful)]
    doubtful, later = unsure[: screens.DOUBTFUL_SHOWN], unsure[screens.DOUBTFUL_SHOWN :]
    dialogue = talk.dialogue.settled(*said).offering({one.row.indicator.id: one.options for one in doubtful})
    dialogue = dialogue.remembering(message_id, "values", tuple(part.row.indicator.id for part in parts))
    echo = Echo(
        stored=tuple(row for row in filling.form.rows if row.indicator.id in said),
        worded=tuple(row for row in filling.form.rows if row.number in understood.words),
        doubtful=tuple((one, dialogue.serial) for one in doubtful),
        absent=tuple(part for part in parts if isinstance(part, Absent)),
        rejected=(
            *(part for part in parts if isinstance(part, Rejected)),
            *(Rejected(part.row, part.raw, NEXT_TIME) for part in later),
        ),
        unread=understood.unread,
    )
    say(work, talk.then(filling, dialogue), echo, _after(parts, asked))


def _with_words(work: Work, filling: Filling, understood: Understood) -> Filling:
    """Cause and follow-up that were typed behind a figure, kept with it as it stands now."""
    said = {
        row.indicator.id: realizations.with_words(filling, row, understood.words[row.number])
        for row in filling.form.rows
        if row.number in understood.words
    }
    return realizations.keep(work, filling, said)


def explain(work: Work, talk: Talk, text: str, message_id: int, asked: tuple[int, ...] = ()) -> bool:
    """Keep the explanations of a message, with plain figures beside them; False where it holds none.

    `asked`: the figures whose words were asked for; the only one takes words without a number.
    """
    filling = talk.filling
    rows = {row.number: row for row in filling.form.open_rows}
    only = filling.form.row(asked[0]) if len(asked) == 1 else None
    understood = understand(text, rows.values(), only)
    pieces, lead = _pieces(talk, text, asked)
    words = {
        number: piece
        for number, piece in pieces.items()
        if explains(rows[number], piece, understood.of(number), asked=rows[number].indicator.id in asked)
    }
    if not words:
        return False
    said = {
        rows[number].indicator.id: realizations.with_words(filling, rows[number], piece)
        for number, piece in words.items()
    }
    figures = [part for part in understood.clear if part.row.number in pieces.keys() - words.keys()]
    said |= {
        part.row.indicator.id: realizations.with_figure(work, filling, part.row, part.figure)
        for part in figures
    }
    filling = _with_words(work, realizations.keep(work, filling, said), understood)
    taken = words.keys() | {part.row.number for part in figures}
    left = (*lead, *(f"{number}) {pieces[number]}" for number in pieces if number not in taken))
    echo = Echo(
        stored=tuple(row for row in filling.form.rows if row.number in taken - words.keys()),
        worded=tuple(
            row for row in filling.form.rows if row.number in words.keys() | understood.words.keys()
        ),
        unread=left,
    )
    dialogue = talk.dialogue.remembering(message_id, "words", tuple(said))
    say(work, talk.then(filling, dialogue), echo)
    return True


def _pieces(talk: Talk, text: str, asked: tuple[int, ...]) -> tuple[dict[int, str], tuple[str, ...]]:
    """Words by number, and what stands before the first; alone it belongs to the only row that was asked."""
    form = talk.filling.form
    pieces = dict(numbered(text, [row.number for row in form.open_rows]))
    lead = pieces.pop(0, "")
    only = form.row(asked[0]) if len(asked) == 1 else None
    if lead and only is not None and only.is_open and not pieces:
        return {only.number: lead}, ()
    return pieces, (lead,) if lead else ()


def choose(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press on one reading. Its serial ties it to the readings that message showed."""
    talk = dialogues.begun(work, forms.pressed(work, tap.id, tap.revision))
    which, _, rest = tap.argument.partition(".")
    place, _, serial = rest.partition(".")
    row = forms.row(talk.filling, which)
    pending = talk.dialogue.pending.get(row.indicator.id)
    if pending is None or str(pending.serial) != serial or place not in ("0", "1"):
        raise Refused("common.changed")
    if int(place) >= len(pending.options):
        raise Refused("common.old_button")
    mail.toast(work, plain("realizations.chosen"))
    figure = pending.options[int(place)]
    store(work, talk, Understood((Clear(row, figure),), ()), 0)


def skip(work: Work, talk: Talk, row: FormRow, missing: Missing, reason: str) -> None:
    """No figure, with the reason why (law 8)."""
    filling = talk.filling
    key = row.indicator.id
    said = realizations.without_figure(work, filling, row, missing, reason)
    filling = realizations.keep(work, filling, {key: said})
    stored = tuple(one for one in filling.form.rows if one.indicator.id == key)
    say(work, talk.then(filling, talk.dialogue.settled(key)), Echo(stored=stored), row.number)


def by_card(work: Work, incoming: Incoming) -> bool:
    """A reply to the card of an open form answers that form, whatever was asked last."""
    card = cards.replied_to(work, incoming)
    if card is None or not (incoming.text or incoming.file):
        return False
    bundle = forms.fill_bundle(work, card.office_id, card.bundle_id)
    if bundle is None:
        return False
    _answer_form(work, bundle, incoming)
    return True


def unasked(work: Work, incoming: Incoming) -> bool:
    """A list or number that answers no question: for the only open form, else it is asked which."""
    is_file = incoming.kind is Kind.FILE and incoming.file is not None
    reads = incoming.text and (looks_like_answer(incoming.text) or says_none(incoming.text))
    if not (is_file or reads):
        return False
    found = forms.own_forms(work)
    if not found:
        return _just_handed_in(work)
    if len(found) == 1:
        _answer_form(work, found[0], incoming)
        return True
    talks_ = [dialogues.begun(work, forms.opened(work, bundle)) for bundle in found]
    work.office_id = 0  # the question is about several
    if is_file:
        titles = [listed_title(talk.filling.form) for talk in talks_]
        mail.reply(work, evidence_screens.which_form(titles))
        return True
    for talk in talks_:
        unplaced = talk.then(dialogue=replace(talk.dialogue, unplaced=incoming.text))
        dialogues.keep(work, unplaced, talk.draft.waiting if talk.draft else "")
    mail.reply(work, form_screens.which_form([talk.filling.form for talk in talks_], screens.WHICH))
    return True


def _just_handed_in(work: Work) -> bool:
    """An afterthought to a form that is with its checker: it can be taken back while nobody has looked."""
    for draft in dialogues.every(work)[:1]:
        bundle = dialogues.bundle_of(work, draft)
        if bundle is not None and forms.handed_in(work, bundle):
            mail.reply(work, form_screens.handed_in(bundle, True))
            return True
    return False


def place(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press that says which form the last list was for."""
    talk = dialogues.begun(work, forms.pressed(work, tap.id, tap.revision))
    text = talk.dialogue.unplaced
    if not text:
        raise Refused("common.changed")
    for draft in dialogues.every(work):
        dialogues.forget_unplaced(work, draft)
    talk = talk.then(dialogue=replace(talk.dialogue, unplaced=""))
    mail.toast(work, "")
    asked = talk.filling.form.open_rows[0] if len(talk.filling.form.open_rows) == 1 else None
    store(work, talk, understand(text, talk.filling.form.open_rows, asked), 0, asked)


def _talk(work: Work, incoming: Incoming, draft: Draft) -> Talk | None:
    """The conversation a message belongs to; None once its form is closed, which is said."""
    known = dialogues.fresh(work, draft) if incoming.reply_to else draft
    bundle = dialogues.bundle_of(work, draft)
    if bundle is None or bundle.state in (BundleState.DONE, BundleState.VOID):
        dialogues.leave(work, known)
        if not unasked(work, incoming):
            back = bundle is not None and forms.handed_in(work, bundle)
            mail.reply(work, form_screens.handed_in(bundle, back))
        return None
    return dialogues.begun(work, forms.opened(work, bundle), known)


def _answer_form(work: Work, bundle: Bundle, incoming: Incoming) -> None:
    talk = dialogues.begun(work, forms.opened(work, bundle))
    if incoming.file is not None:
        evidences.receive(work, talk, incoming)
        return
    only = talk.filling.form.open_rows
    cursor = only[0].indicator.id if len(only) == 1 else 0
    take(work, talk, incoming, cursor)


def _aside(work: Work, talk: Talk, incoming: Incoming, draft: Draft) -> bool:
    """Files, addresses and plain figures are what they are, whatever words were asked; so is a late text."""
    if incoming.file is not None:
        evidences.receive(work, talk, incoming, draft.cursor)
        return True
    if only_links(incoming.text):
        evidences.keep_links(work, talk, incoming, draft.cursor)
        return True
    form = talk.filling.form
    asked = form.row(draft.cursor) if draft.cursor else None
    understood = understand(incoming.text, form.open_rows, asked)
    if understood.settled:
        store(work, talk, understood, incoming.message_id, asked)
        return True
    if not incoming.reply_to and draft.asked_at is not None and work.now - draft.asked_at > IDLE:
        talks.ask_again(work, talk)
        return True
    return False


def _after(parts: tuple[Part, ...], asked: FormRow | None) -> int:
    """Behind which number a guided round goes on; a refused answer is asked again."""
    done = [part.row.number for part in parts if not isinstance(part, Rejected)]
    if done:
        return max(done)
    return asked.number - 1 if asked else 0
