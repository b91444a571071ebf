"""Evidence in chat: files, photos, albums, links and words. Source: telegram 3.6; practice 1.5."""

from dataclasses import replace

from desk import dialogues, evidences, forms, mail, realizations
from desk.cards import CardOutdated
from desk.dialogues import Talk
from desk.forms import Filling
from desk.works import Work
from handlers import talks
from screens import evidences as screens
from screens.realizations import Echo
from sop.dialogues import Album
from sop.evidences import EvidenceUnusable, caption_number, links
from sop.forms import FormRow
from sop.typed_answers import numbered
from text.catalogue import Markup, joined, words
from text.incoming import Incoming
from text.taps import Tap


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Bukti dukung": whatever comes next is evidence, with its number in the caption."""
    filling = forms.pressed(work, tap.id, tap.revision)
    talk = dialogues.begun(work, filling)
    sent = mail.reply(work, screens.asked(filling.form))
    dialogues.keep(work, talk, talks.EVIDENCE, 0, sent)
    mail.toast(work, "")


def receive(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """A file, whatever was asked: it is kept and said so, then the question is repeated."""
    assert incoming.file is not None
    form = talk.filling.form
    number = caption_number(incoming.text)
    known = talk.dialogue.album
    album = known if known and incoming.album and known.id == incoming.album else None
    row = _numbered(talk, number) or _meant(talk, cursor, album)
    evidence_id = evidences.add_file(work, talk.filling, row, incoming.file)
    if album and number and row:
        evidences.assign(work, talk.filling, album.evidence_ids, row)
    ids = (*(album.evidence_ids if album else ()), evidence_id)
    kept = Album(incoming.album, row.indicator.id if row else 0, ids) if incoming.album else None
    talk = talk.then(counted(work, talk.filling, row), replace(talk.dialogue, album=kept))
    if album and not number:
        _silently(work, talk)
        return
    unknown = number if number and row is None else 0
    line = screens.kept(incoming.file.name, row, album=bool(incoming.album), unknown_number=unknown)
    after = form.rows[0].number - 1
    talks.say(work, talk, Echo(kept_note=line), cursor_before(talk, cursor, after))


def keep_links(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """A message of nothing but web addresses."""
    row = _numbered(talk, caption_number(incoming.text)) or _meant(talk, cursor, None)
    found = links(incoming.text)
    for link in found:
        evidences.add_link(work, talk.filling, row, link)
    talk = talk.then(counted(work, talk.filling, row))
    talks.say(work, talk, Echo(kept_note=screens.links_kept(len(found), row)))


def keep_words(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """Where the evidence lies, or why there is none, by number or for the whole form."""
    form = talk.filling.form
    lines: list[Markup] = []
    for number, text in numbered(incoming.text, [row.number for row in form.open_rows]).items():
        row = _numbered(talk, number) or _meant(talk, cursor, None)
        evidences.add_text(work, talk.filling, row, text)
        talk = talk.then(counted(work, talk.filling, row))
        if row is None:
            lines.append(words("evidences.text_kept_whole"))
        else:
            lines.append(words("evidences.text_kept", number=row.number))
    talks.say(work, talk, Echo(kept_note=joined(lines)))


def tell_unusable(work: Work, event: EvidenceUnusable) -> None:
    """Whoever sent a file that cannot be kept hears of it."""
    mail.notify(work, event.person_id, screens.unusable(event), office_id=event.office_id)


def counted(work: Work, filling: Filling, row: FormRow | None) -> Filling:
    """The form with one more piece; a returned figure with new evidence was looked at again."""
    form = filling.form
    touched = [row] if row else list(form.open_rows)
    more = {one.indicator.id: replace(one, evidence_count=one.evidence_count + 1) for one in touched}
    filling = replace(filling, form=form.with_rows(more))
    if row is None or row.answered or not row.has_figure:
        return filling
    return realizations.keep(work, filling, {row.indicator.id: realizations.touched(row)})


def cursor_before(talk: Talk, cursor: int, first: int) -> int:
    """The number before the one that was asked about, so that a guided round asks it again."""
    row = talk.filling.form.row(cursor) if cursor else None
    return row.number - 1 if row else first


def _numbered(talk: Talk, number: int) -> FormRow | None:
    rows = talk.filling.form.open_rows
    return next((row for row in rows if row.number == number), None) if number else None


def _meant(talk: Talk, cursor: int, album: Album | None) -> FormRow | None:
    """Without a number: the album's figure, the one that was asked about, or the only one there is."""
    form = talk.filling.form
    asked = form.row(album.indicator_id if album else cursor)
    if asked is not None:
        return asked
    if album is not None:
        return None
    return form.open_rows[0] if len(form.open_rows) == 1 else None


def _silently(work: Work, talk: Talk) -> None:
    """A later file of an album: kept without another message; the card counts it."""
    before = talk.draft
    dialogues.keep(work, talk, before.waiting if before else "", before.cursor if before else 0)
    work.happened(CardOutdated(talk.filling.held.bundle))
