"""Evidence in chat: files, photos, albums, links and words. Source: telegram 3.6; practice 1.5."""

from collections.abc import Sequence
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
from sop.evidences import EvidenceUnusable, caption_numbers, links
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
    numbers = caption_numbers(incoming.text)
    known = talk.dialogue.album
    album = known if known and incoming.album and known.id == incoming.album else None
    rows = _named(talk, numbers) or _meant(talk, cursor, album)
    row = rows[0] if rows else None
    ids = [evidences.add_file(work, talk.filling, one, incoming.file) for one in rows or (None,)]
    if album and numbers and row:
        evidences.assign(work, talk.filling, album.evidence_ids, row)
    known_ids = (*(album.evidence_ids if album else ()), ids[0])
    kept = Album(incoming.album, row.indicator.id if row else 0, known_ids) if incoming.album else None
    talk = talk.then(_counted_all(work, talk.filling, rows), replace(talk.dialogue, album=kept))
    if album and not numbers:
        _silently(work, talk)
        return
    unknown = numbers[0] if numbers and not _named(talk, numbers) else 0
    line = screens.kept(incoming.file.name, rows, album=bool(incoming.album), unknown_number=unknown)
    after = form.rows[0].number - 1
    talks.say(work, talk, Echo(kept_note=line), cursor_before(talk, cursor, after))


def keep_links(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """A message of nothing but web addresses."""
    rows = _named(talk, caption_numbers(incoming.text)) or _meant(talk, cursor, None)
    found = links(incoming.text)
    for row in rows or (None,):
        for link in found:
            evidences.add_link(work, talk.filling, row, link)
    talk = talk.then(_counted_all(work, talk.filling, rows))
    talks.say(work, talk, Echo(kept_note=screens.links_kept(len(found), rows)))


def keep_words(work: Work, talk: Talk, incoming: Incoming, cursor: int = 0) -> None:
    """Where the evidence lies, or why there is none, by number or for the whole form."""
    form = talk.filling.form
    lines: list[Markup] = []
    for number, text in numbered(incoming.text, [row.number for row in form.open_rows]).items():
        named = _named(talk, (number,)) or _meant(talk, cursor, None)
        row = named[0] if named else None
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
    looked_at = [one for one in touched if one.returned and (row is not None or one.lacks_evidence)]
    return realizations.keep(
        work, filling, {one.indicator.id: realizations.touched(more[one.indicator.id]) for one in looked_at}
    )


def _counted_all(work: Work, filling: Filling, rows: Sequence[FormRow]) -> Filling:
    """The form with a piece more at each of these figures; none named: at every one."""
    for row in rows or (None,):
        filling = counted(work, filling, row)
    return filling


def cursor_before(talk: Talk, cursor: int, first: int) -> int:
    """The number before the one that was asked about, so that a guided round asks it again."""
    row = talk.filling.form.row(cursor) if cursor else None
    return row.number - 1 if row else first


def _named(talk: Talk, numbers: Sequence[int]) -> tuple[FormRow, ...]:
    return tuple(row for row in talk.filling.form.open_rows if row.number in numbers)


def _meant(talk: Talk, cursor: int, album: Album | None) -> tuple[FormRow, ...]:
    """Without a number: the album's figure, the one that was asked about, or the only one there is."""
    form = talk.filling.form
    asked = form.row(album.indicator_id if album else cursor)
    if asked is not None:
        return (asked,)
    if album is not None:
        return ()
    return form.open_rows if len(form.open_rows) == 1 else ()


def _silently(work: Work, talk: Talk) -> None:
    """A later file of an album: kept without another message; the card counts it."""
    before = talk.draft
    dialogues.keep(work, talk, before.waiting if before else "", before.cursor if before else 0)
    work.happened(CardOutdated(talk.filling.held.bundle))
