"""The quick log in chat: `/catat`, the lines that follow it, and the buttons around an entry.

Source: domain 4.3 step 3; telegram 3.5.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from desk import calendars, charts, drafts, guards, log_entries, mail
from desk.cards import CardOutdated
from desk.guards import Held
from desk.log_entries import LogRow
from desk.works import Refused, Work
from handlers import realizations
from screens import log_entries as screens
from screens import sentences
from screens.log_entries import Line
from sop.calendars import Calendar
from sop.drafts import Draft
from sop.log_entries import LogEntry, LogLine, Unread, read_line
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming, IncomingFile
from text.screens import Screen
from text.taps import Tap

LINE, WHICH, PROOF, CHANGE = "log_line", "log_which", "log_proof", "log_change"


def card(work: Work, sheet: Sheet) -> Screen:
    closes_at = log_entries.closes_at(work, sheet.case, sheet.bundle)
    return screens.card(sheet, _lines(log_entries.shown(work, sheet)), closes_at)


def decide(work: Work, held: Held) -> None:
    """Nothing is to be decided: the log ends with its period."""
    raise Refused("log_entries.runs_itself")


def catat(work: Work, incoming: Incoming) -> None:
    """`/catat`, alone or with a line behind it; a photo may carry it as its caption."""
    _, _, typed = incoming.text.partition(" ")
    found = _open(work)
    if typed.strip():
        _take(work, found, typed, incoming.file)
        return
    if incoming.file is not None:
        raise Refused("log_entries.file_alone", None, example=screens.example(_lines(found)))
    bundle = found[0].held.bundle
    drafts.ask(work, bundle, LINE, mail.reply(work, screens.overview(bundle, _lines(found))))


def write(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Catat kegiatan"."""
    found = _beside(work, tap.id)
    bundle = next((row.held.bundle for row in found if row.held.bundle.id == tap.id), None)
    if bundle is None:
        raise Refused("common.old_button")
    drafts.ask(work, bundle, LINE, mail.reply(work, screens.ask_line(_lines(found))))
    mail.toast(work, "")


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The line that was asked for."""
    _take(work, _beside(work, draft.bundle_id), incoming.text, incoming.file)


def followed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What comes after an entry: its photo or file, another line, or something else altogether."""
    if incoming.file is not None and not incoming.text.strip():
        row, entry = log_entries.entry(work, draft.cursor)
        _prove(work, row, entry, incoming.file)
        return
    found = _beside(work, draft.bundle_id)
    if isinstance(read_line(incoming.text, work.now, _calendar(work, found)), LogLine):
        _take(work, found, incoming.text, incoming.file)
    elif not realizations.unasked(work, incoming):
        raise Refused("log_entries.unread_no_quantity")


def which(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press that says which figure a line is about."""
    found = _beside(work, tap.id)
    row = next((row for row in found if str(row.indicator.id) == tap.argument), None)
    draft = drafts.of_bundle(work, found[0].held.bundle)
    if row is None or draft is None or draft.waiting != WHICH:
        raise Refused("common.old_button")
    kept = json.loads(draft.body)
    line = LogLine(**{**kept["line"], "day": date.fromisoformat(kept["line"]["day"])})
    file = IncomingFile(**kept["file"]) if kept["file"] else None
    mail.toast(work, "")
    _keep(work, row, line, file)


def listed(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lihat catatan"."""
    found = [(row.indicator, entry) for row in _beside(work, tap.id) for entry in row.entries]
    mail.reply(work, screens.entries(found))
    mail.toast(work, "")


def show(work: Work, incoming: Incoming, tap: Tap) -> None:
    row, entry = log_entries.entry(work, tap.id, tap.revision)
    mail.reply(work, screens.entry(row.indicator, entry))
    mail.toast(work, "")


def ask_change(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah"."""
    row, entry = log_entries.entry(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.ask_edit(row.indicator, entry))
    drafts.ask(work, row.held.bundle, CHANGE, sent, cursor=entry.id)
    mail.toast(work, "")


def change(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The line as it should have been; a file goes with the entry as it stands."""
    row, entry = log_entries.entry(work, draft.cursor)
    if incoming.file is not None:
        _prove(work, row, entry, incoming.file)
        return
    line = _read(work, (row,), incoming.text)
    changed = log_entries.change(work, row, entry, line)
    _echo(work, row, changed, changed=True, asks_proof=False)


def remove(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Hapus"."""
    row, entry = log_entries.entry(work, tap.id, tap.revision)
    log_entries.remove(work, row, entry)
    work.happened(CardOutdated(row.held.bundle))
    mail.toast(work, plain("log_entries.removed"))


def _take(work: Work, found: Sequence[LogRow], text: str, file: IncomingFile | None) -> None:
    """A typed line: kept at once, or with one press where its figure must be asked."""
    line = _read(work, found, text)
    row = log_entries.chosen(found, line)
    if row is not None:
        _keep(work, row, line, file)
        return
    bundle = found[0].held.bundle
    sent = mail.reply(work, screens.ask_number(bundle, _lines(found)))
    kept = {"line": {**asdict(line), "day": line.day.isoformat()}, "file": asdict(file) if file else None}
    drafts.ask(work, bundle, WHICH, sent, body=kept)


def _keep(work: Work, row: LogRow, line: LogLine, file: IncomingFile | None) -> None:
    entry = log_entries.add(work, row, line)
    if file is not None:
        log_entries.prove(work, row, entry, file)
    _echo(work, row, entry, changed=False, asks_proof=line.wants_proof and file is None)


def _echo(work: Work, row: LogRow, entry: LogEntry, *, changed: bool, asks_proof: bool) -> None:
    """What became of the line; what is sent next may be its photo."""
    row, entry = log_entries.entry(work, entry.id)
    screen = screens.kept(_line(row), entry, changed=changed, asks_proof=asks_proof)
    drafts.ask(work, row.held.bundle, PROOF, mail.reply(work, screen), cursor=entry.id, body={})
    work.happened(CardOutdated(row.held.bundle))


def _prove(work: Work, row: LogRow, entry: LogEntry, file: IncomingFile) -> None:
    log_entries.prove(work, row, entry, file)
    row, entry = log_entries.entry(work, entry.id)
    mail.reply(work, sentences.sentence(screens.proof_kept(row.indicator, entry)))


def _open(work: Work) -> tuple[LogRow, ...]:
    found = log_entries.rows(work)
    if not found:
        raise Refused("log_entries.none_open")
    return found


def _beside(work: Work, bundle_id: int) -> tuple[LogRow, ...]:
    """The same for a bundle: with its own kind only, real logs or those of a rehearsal."""
    bundle = guards.found(work, bundle_id).bundle
    found = log_entries.rows(work, rehearsed=charts.chart(work, bundle.office_id).office.rehearses)
    if not found:
        raise Refused("log_entries.none_open")
    return found


def _read(work: Work, found: Sequence[LogRow], text: str) -> LogLine:
    line = read_line(text, work.now, _calendar(work, found))
    if isinstance(line, Unread):
        raise Refused(f"log_entries.unread_{line.value}")
    return line


def _calendar(work: Work, found: Sequence[LogRow]) -> Calendar:
    return calendars.calendar(work.connection, found[0].held.bundle.office_id)


def _lines(found: Sequence[LogRow]) -> tuple[Line, ...]:
    return tuple(map(_line, found))


def _line(row: LogRow) -> Line:
    behalf = "" if row.own else row.held.seat.title
    return Line(row.number, row.indicator, row.target, row.period, row.total, behalf)


TAPS = {
    screens.WRITE: write,
    screens.LIST: listed,
    screens.PICK: which,
    screens.SHOW: show,
    screens.EDIT: ask_change,
    screens.REMOVE: remove,
}
AWAITED = {LINE: typed, WHICH: typed, PROOF: followed, CHANGE: change}
