"""Finalising the figures of a year in chat: `Semua tetap`, or single changes first. Source: practice 4.5."""

from desk import corrections, drafts, finalisations, guards, mail, sheets
from desk.finalisations import FigureMoved
from desk.guards import Held
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import finalisations as screens
from sop.corrections import Unread, Wanted, chosen, kept, read_correction
from sop.drafts import Draft
from sop.finalisations import Change, read_change
from sop.sheets import Sheet, SheetRow
from text.catalogue import joined, plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

ASKED = "year_change"  # what a draft waits for


def card(work: Work, sheet: Sheet) -> Screen:
    return screens.year_card(sheet, finalisations.listed(work, sheet.case))


def decide(work: Work, held: Held) -> None:
    """ "Semua tetap", or "Tetapkan angka" once something was changed."""
    finalisations.finish(work, held)
    confirm(work, plain("finalisations.kept", year=held.case.period))


def show_part(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A further part of a long list, as a message of its own."""
    held = guards.mine(work, tap.id, tap.revision)
    sheet = sheets.sheet(work, held.bundle)
    at = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    mail.reply(work, screens.part(sheet, finalisations.listed(work, held.case), at))
    mail.toast(work, "")


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah angka"."""
    held = guards.mine(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.question())
    drafts.ask(work, held.bundle, ASKED, sent, body={})
    mail.toast(work, "")


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """One change a line; all of them stand, or none. Of two readings one is pressed, a line at a time."""
    held = _held(work, draft.bundle_id)
    lines = [line for line in incoming.text.split("\n") if line.strip()]
    wanted = [_read(work, held, line) for line in lines]
    if len(wanted) == 1 and wanted[0][2].doubtful:
        _ask_which(work, held, incoming, *wanted[0])
        return
    doubtful = next((change for change, _, found in wanted if found.doubtful), None)
    if doubtful is not None:
        raise Refused("finalisations.one_by_one", None, number=doubtful.number)
    done = [
        finalisations.move(work, held, finalisations.row(work, held, change), found.readings[0], found.reason)
        for change, _, found in wanted
    ]
    drafts.answered(work, held.bundle)
    said = joined(screens.changed(one.indicator, one.period, one.correction) for one in done)
    mail.reply(work, Screen(said))


def choose(work: Work, incoming: Incoming, tap: Tap) -> None:
    """One of the readings of the last answer; buttons below an earlier one are no longer meant."""
    held = guards.mine(work, tap.id, tap.revision)
    body = corrections.kept_body(work, held)
    place, _, answer = tap.argument.partition(".")
    found = chosen(body, place) if answer and answer == str(body.get("answer")) else None
    if found is None:
        raise Refused("common.old_button")
    row = finalisations.row(work, held, Change(int(body["number"]), int(body["quarter"]), ""))
    if row.realization.revision != body["seen"]:
        raise Refused("common.changed", held.bundle)
    done = finalisations.move(work, held, row, *found)
    drafts.answered(work, held.bundle)
    mail.reply(work, Screen(screens.changed(done.indicator, done.period, done.correction)))
    mail.toast(work, "")


def tell_moved(work: Work, event: FigureMoved) -> None:
    """Whoever had entered or checked a figure gets one silent line."""
    held = event.held
    screen = screens.told(held.bundle.id, event.indicator, event.period, event.correction, held.seat.title)
    for person_id in event.people:
        mail.notify(work, person_id, screen, silent=True, office_id=held.bundle.office_id)


def _read(work: Work, held: Held, line: str) -> tuple[Change, SheetRow, Wanted]:
    change = read_change(line)
    if change is None:
        raise Refused("finalisations.unreadable")
    row = finalisations.row(work, held, change)
    wanted = read_correction(row, change.rest)
    if isinstance(wanted, Unread):
        raise Refused(f"corrections.{wanted.value}")
    return change, row, wanted


def _ask_which(
    work: Work, held: Held, incoming: Incoming, change: Change, row: SheetRow, wanted: Wanted
) -> None:
    sheet, readings = sheets.sheet(work, held.bundle), corrections.offered(wanted, row)
    sent = mail.reply(work, screens.which(sheet, row, readings, incoming.message_id))
    body = {
        **kept(wanted),
        "number": change.number,
        "quarter": row.realization.quarter,
        "seen": row.realization.revision,
        "answer": incoming.message_id,
    }
    drafts.ask(work, held.bundle, ASKED, sent, body=body)


def _held(work: Work, bundle_id: int) -> Held:
    """The bundle as it stands: a change is bound to its figure, not to the card's revision."""
    held = guards.found(work, bundle_id)
    return guards.decidable(held, held.bundle.revision)


TAPS = {screens.CHANGE: ask, screens.CHOOSE: choose, screens.PART: show_part}
AWAITED = {ASKED: typed}
