"""`/surat`: registering an incoming letter, and opening it again. Source: practice 1.7, 2.1; telegram 3.5."""

import json

from desk import charts, drafts, letter_files, letters, mail, openings
from desk.letters import LetterLinked
from desk.works import Refused, Work
from screens import letters as screens
from screens import sentences
from sop.drafts import Draft
from sop.letters import Field, Letter, LetterFileUnusable, Priority, Registration
from sop.periods import read_period
from text.catalogue import plain, words
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

LINE = "letter_line"  # what a draft waits for: the line, or what it lacked
FIELD = "letter_field"  # the answer to "Ubah"
PAGE = "letter_page"  # a file once more
ORDER = "letter_order"  # who ordered a quarter by word of mouth


def command(work: Work, incoming: Incoming) -> None:
    """`/surat`, alone or as the caption of the letter's file."""
    _, _, line = incoming.text.partition(" ")
    offices = letters.desks(work)
    if not offices:
        mail.reply(work, _for_readers(work))
    elif len(offices) > 1:
        names = [(one, charts.chart(work, one).office.name) for one in offices]
        mail.reply(work, screens.pick_office(names))
    elif line.strip() or incoming.file is not None:
        _take(work, incoming, letters.begin(work, offices[0]), line.strip())
    else:
        _begin(work, offices[0])


def begin(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The office was chosen."""
    if tap.id not in letters.desks(work):
        raise Refused("letters.register_rights")
    _begin(work, tap.id)
    mail.toast(work, "")


def line(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The line, the file, or what the line lacked."""
    kept = json.loads(draft.body)
    letter_id = int(kept.get("letter", 0))
    letter = letters.mine(work, letter_id) if letter_id else letters.begin(work, draft.office_id)
    asked = Field(kept["asked"]) if kept.get("asked") else None
    if incoming.album and incoming.album == kept.get("album") and not incoming.text:
        assert incoming.file is not None
        letters.take_file(work, letter, incoming.file)
        return
    _take(work, incoming, letter, incoming.text, asked)


def value(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The answer to "Ubah"."""
    kept = json.loads(draft.body)
    letter = letters.mine(work, int(kept["letter"]))
    if incoming.file is not None:
        _take(work, incoming, letter, incoming.text)
    else:
        _show(work, letters.take_field(work, letter, Field(kept["asked"]), incoming.text))


def page(work: Work, incoming: Incoming, draft: Draft) -> None:
    """A file is sent once more, for a letter that may have gone on meanwhile."""
    if incoming.file is None:
        raise Refused("letters.missing_file")
    letter = letter_files.own(work, int(json.loads(draft.body)["letter"]))
    letter_files.add(work, letter, incoming.file)
    drafts.answered_apart(work, letter.office_id)
    mail.reply(work, sentences.sentence(plain("letters.page_kept", agenda=letter.agenda_no)))


def edit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah …"."""
    letter = letters.mine(work, tap.id)
    if tap.argument not in set(Field):
        raise Refused("common.old_button")
    name = Field(tap.argument)
    mail.toast(work, "")
    if name is Field.PRIORITY:
        mail.reply(work, screens.pick_priority(letter))
    elif name is Field.PERIOD:
        mail.reply(work, screens.pick_period(letter, letters.periods(work, letter)))
    else:
        sent = mail.reply(work, screens.ask_field(name))
        drafts.ask_apart(work, letter.office_id, FIELD, sent, {"letter": letter.id, "asked": name})


def pick_priority(work: Work, incoming: Incoming, tap: Tap) -> None:
    if tap.argument not in set(Priority):
        raise Refused("common.old_button")
    letter = letters.mine(work, tap.id)
    _show(work, letters.choose(work, letter, priority=Priority(tap.argument)))
    mail.toast(work, plain("letters.kept"))


def pick_period(work: Work, incoming: Incoming, tap: Tap) -> None:
    _show(work, letters.choose(work, letters.mine(work, tap.id), period=tap.argument))
    mail.toast(work, plain("letters.kept"))


def resume(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A registration that was begun and not sent."""
    _show(work, letters.registration(work, letters.mine(work, tap.id)))
    mail.toast(work, "")


def send(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim", on the letter as its registrar saw it."""
    letter = letters.mine(work, tap.id)
    if letter.revision != tap.revision:
        _show(work, letters.registration(work, letter))
        mail.toast(work, plain("letters.changed"), alert=True)
        return
    sent, opened = letters.send(work, letter)
    drafts.answered_apart(work, letter.office_id)
    mail.toast(work, "")
    mail.reply(work, sentences.sentence(_sent(sent, opened)))


def drop(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak jadi"."""
    letter = letters.mine(work, tap.id)
    letters.drop(work, letter)
    drafts.answered_apart(work, letter.office_id)
    mail.toast(work, plain("letters.dropped", agenda=letter.agenda_no))


def open_letter(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka surat"."""
    letter, files = letter_files.opened(work, tap.id)
    for screen in screens.pages(letter, files):
        mail.reply(work, screen)
    mail.toast(work, "")


def ask_page(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim ulang berkas"."""
    letter = letter_files.own(work, tap.id)
    sent = mail.reply(work, Screen(words("letters.missing_file")))
    drafts.ask_apart(work, letter.office_id, PAGE, sent, {"letter": letter.id})
    mail.toast(work, "")


def ask_order(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "… tanpa surat": who ordered it comes in one message."""
    periods = openings.on_word(work, tap.id) if tap.id in letters.desks(work) else ()
    period = next((one for one in periods if str(one) == tap.argument), None)
    if period is None:
        raise Refused("common.old_button")
    sent = mail.reply(work, screens.ask_order(period))
    drafts.ask_apart(work, tap.id, ORDER, sent, {"period": str(period)})
    mail.toast(work, "")


def order(work: Work, incoming: Incoming, draft: Draft) -> None:
    """An oral order, or the planner's initiative upon one: the quarter opens and its orders are recorded."""
    period = read_period(str(json.loads(draft.body)["period"]))
    openings.open_on_word(work, draft.office_id, str(period), incoming.text)
    drafts.answered_apart(work, draft.office_id)
    mail.reply(work, sentences.sentence(plain("letters.order_kept", period=period.title)))


def tell_linked(work: Work, event: LetterLinked) -> None:
    """Those who run a case that went on already hear of another letter for it."""
    if event.opened or work.person is None:
        return
    chart = charts.chart(work, event.case.office_id)
    screen = screens.linked_line(event.letter, read_period(event.case.period).title)
    told = {seat.holder_id for seat in chart.with_role(*letters.TOLD)} - {None, work.person.id}
    for person_id in sorted(one for one in told if one is not None):
        mail.notify(work, person_id, screen, silent=True, office_id=event.case.office_id)


def tell_unusable(work: Work, event: LetterFileUnusable) -> None:
    """Whoever sent a file that cannot be kept hears of it."""
    screen = screens.unusable(event.letter, event.name, event.why)
    mail.notify(work, event.person_id, screen, office_id=event.office_id)


def _begin(work: Work, office_id: int) -> None:
    recent, unsent = letters.recent(work, office_id), letters.unsent(work, office_id)
    screen = screens.how_to(office_id, recent, unsent, openings.on_word(work, office_id))
    drafts.ask_apart(work, office_id, LINE, mail.reply(work, screen), {})


def _for_readers(work: Work) -> Screen:
    """Who registers nothing may still see the last letters."""
    offices = letters.readable(work)
    if not offices:
        raise Refused("letters.register_rights")
    return screens.listing(tuple(one for office_id in offices for one in letters.recent(work, office_id)))


def _take(work: Work, incoming: Incoming, letter: Letter, text: str, asked: Field | None = None) -> None:
    if incoming.file is not None:
        letter = letters.take_file(work, letter, incoming.file)
    if text:
        _show(work, letters.take_line(work, letter, text, asked), incoming.album)
    else:
        _show(work, letters.registration(work, letter), incoming.album)


def _show(work: Work, found: Registration, album: str = "") -> None:
    """The echo; what it lacks is what the next message answers."""
    remarks = [words(one.key, **one.values) for one in found.remarks]
    sent = mail.reply(work, screens.echo(found, remarks))
    body: dict[str, object] = {"letter": found.letter.id}
    if found.letter.lacking:
        body["asked"] = found.letter.lacking[0]
    if album:
        body["album"] = album
    if found.complete and not album:
        drafts.answered_apart(work, found.letter.office_id)
    else:
        drafts.ask_apart(work, found.letter.office_id, LINE, sent, body)


def _sent(letter: Letter, opened: bool) -> str:
    if not letter.case_id:
        return plain("letters.sent_kept", agenda=letter.agenda_no)
    key = "letters.sent_opened" if opened else "letters.sent_joined"
    return plain(key, agenda=letter.agenda_no, period=read_period(letter.period).title)


TAPS = {
    screens.BEGIN: begin,
    screens.SEND: send,
    screens.EDIT: edit,
    screens.PRIORITY: pick_priority,
    screens.PERIOD: pick_period,
    screens.DROP: drop,
    screens.RESUME: resume,
    screens.OPEN: open_letter,
    screens.PAGE: ask_page,
    screens.ORAL: ask_order,
}
AWAITED = {LINE: line, FIELD: value, PAGE: page, ORDER: order}
