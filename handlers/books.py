"""The office's workbook, from `/kantor`: downloaded, sent back, shown, applied. Source: practice 5.2."""

from desk import books, calendars, charts, drafts, mail, people
from desk.books import BookApplied, BookRead, BookRefused, BookWritten
from desk.works import Work
from screens import books as screens
from screens import sentences
from screens.offices import clash
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.printing import short_date
from text.screens import Screen
from text.taps import Tap

FILE = "book_file"  # what a draft waits for


def download(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Unduh buku kerja": written outside of this moment."""
    books.order(work, tap.id)
    mail.toast(work, plain("books.writing"))


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim buku kerja"."""
    people.require_admin(work, tap.id)
    sent = mail.reply(work, screens.ask(charts.chart(work, tap.id).office))
    drafts.ask_apart(work, tap.id, FILE, sent, {})
    mail.toast(work, "")


def file(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The file that was asked for."""
    take(work, incoming)
    drafts.answered_apart(work, draft.office_id)


def take(work: Work, incoming: Incoming) -> None:
    """A workbook came, after the question or with `/kantor` as its caption."""
    books.receive(work, incoming.file)
    mail.reply(work, sentences.sentence(plain("books.received")))


def use(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Terapkan"."""
    books.wanted(work, tap.id, tap.revision)
    mail.toast(work, plain("books.applying"))


def detail(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Rincian", and its further pages."""
    kept = books.seen(work, tap.id, tap.revision)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    office = charts.chart(work, tap.id).office
    mail.reply(work, screens.detail(office, kept["lines"], kept["more"], page, tap.revision))
    mail.toast(work, "")


def drop(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Batal"."""
    books.seen(work, tap.id, tap.revision)
    books.forget(work, tap.id)
    mail.toast(work, plain("books.dropped"))


def tell_written(work: Work, event: BookWritten) -> None:
    office = charts.chart(work, event.office_id).office
    today = calendars.calendar(work.connection, event.office_id).local_day(work.now)
    _answer(work, event.person_id, screens.written(office, short_date(today), event.sha256), event.office_id)


def tell_refused(work: Work, event: BookRefused) -> None:
    """Every reason in one message."""
    _answer(work, event.person_id, screens.refused(event.faults), 0)


def tell_read(work: Work, event: BookRead) -> None:
    """What applying would do, or what keeps it from being applied."""
    if event.found.clashes:
        tell_refused(work, BookRefused(event.person_id, tuple(clash(one) for one in event.found.clashes)))
        return
    office = charts.chart(work, event.office_id).office
    lines = screens.lines(event.found)
    revision = books.keep_shown(work, event, lines) if event.found.applied else 0
    screen = screens.preview(office, event.found, lines, revision, stale=event.stale)
    _answer(work, event.person_id, screen, event.office_id)


def tell_applied(work: Work, event: BookApplied) -> None:
    office = charts.chart(work, event.office_id).office
    _answer(work, event.person_id, screens.applied(office, event.found), event.office_id)


def _answer(work: Work, person_id: int, screen: Screen, office_id: int) -> None:
    kind = "document" if screen.attachment is not None else "answer"
    mail.notify(work, person_id, screen, kind=kind, priority=mail.ANSWER, office_id=office_id or None)


TAPS = {
    screens.DOWNLOAD: download,
    screens.SEND: ask,
    screens.APPLY: use,
    screens.DETAIL: detail,
    screens.DROP: drop,
}
AWAITED = {FILE: file}
