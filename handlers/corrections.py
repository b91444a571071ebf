"""Corrections in chat: choosing the figure, typing what it should be, objecting. Source: practice 1.6."""

import json

from desk import checks, corrections, drafts, guards, mail, objections, sheets
from desk.cards import CardOutdated
from desk.corrections import FigureCorrected
from desk.guards import Held
from desk.objections import CorrectionDisputed
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import checks as check_acts
from screens import corrections as screens
from screens.checked_rows import shortened
from sop.checks import Mode, View
from sop.corrections import Should, Unread, chosen, kept, read_correction
from sop.drafts import Draft
from sop.sheets import SheetRow
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def start(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Koreksi": the only figure is asked about at once, of several one is chosen first."""
    held = guards.mine(work, tap.id, tap.revision)
    rows = sheets.sheet(work, held.bundle).unfinished
    if len(rows) == 1:
        _ask(work, held, rows[0])
        return
    checks.look(work, held.bundle, View(Mode.CORRECT))
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")


def pick(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A number on the list of what is corrected."""
    held = guards.mine(work, tap.id, tap.revision)
    item = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    _ask(work, held, corrections.correctable(work, held, item))


def _ask(work: Work, held: Held, row: SheetRow) -> None:
    written = corrections.printed(row.indicator, row.realization)
    sent = mail.reply(work, screens.question(row, written))
    body = corrections.question(held, row)
    drafts.ask(work, held.bundle, "check_correction", sent, cursor=row.indicator.id, body=body)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What the figure should be, and why; two readings are shown as two buttons."""
    held = _held(work, draft.bundle_id)
    body = json.loads(draft.body)
    row = corrections.asked_about(work, held, body)
    wanted = read_correction(row, incoming.text)
    if isinstance(wanted, Unread):
        raise Refused(f"corrections.{wanted.value}")
    if not wanted.doubtful:
        _correct(work, held, row, wanted.readings[0], wanted.reason)
        return
    sheet, readings = sheets.sheet(work, held.bundle), corrections.offered(wanted, row)
    sent = mail.reply(work, screens.which(sheet, row, readings, incoming.message_id))
    waiting = {**body, **kept(wanted), "answer": incoming.message_id}
    drafts.ask(work, held.bundle, "check_correction", sent, cursor=row.indicator.id, body=waiting)


def choose(work: Work, incoming: Incoming, tap: Tap) -> None:
    """One of the readings of the last answer; buttons below an earlier one are no longer meant."""
    held = guards.mine(work, tap.id, tap.revision)
    body = corrections.kept_body(work, held)
    place, _, answer = tap.argument.partition(".")
    found = chosen(body, place) if answer == str(body.get("answer")) else None
    if found is None:
        raise Refused("common.old_button")
    _correct(work, held, corrections.asked_about(work, held, body), *found)


def _held(work: Work, bundle_id: int) -> Held:
    """The bundle as it stands: a typed correction is bound to its figure, not to the card's revision."""
    held = guards.found(work, bundle_id)
    return guards.decidable(held, held.bundle.revision)


def _correct(work: Work, held: Held, row: SheetRow, should: Should, reason: str) -> None:
    done, enterers = corrections.correct(work, held, row, should, reason)
    checks.close_view(work, held)
    key = "corrections.done" if enterers else "corrections.done_alone"
    said = plain(key, name=row.indicator.name, written=done.written, should_be=done.should_be)
    confirm(work, said)


def dispute(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Keberatan" below the silent line."""
    held = guards.found(work, tap.id)
    objections.dispute(work, held, int(tap.argument) if tap.argument.isdecimal() else 0)
    kept_words = plain("corrections.objection_kept", corrector=shortened(held.seat.title, 100))
    mail.toast(work, kept_words, alert=True)


def tell_corrected(work: Work, event: FigureCorrected) -> None:
    """Whoever's word it was gets one silent line."""
    held = event.held
    screen = screens.line(held.bundle.id, event.indicator, event.correction, held.seat.title)
    for person_id in event.enterers:
        mail.notify(work, person_id, screen, silent=True, office_id=held.bundle.office_id)


def tell_disputed(work: Work, event: CorrectionDisputed) -> None:
    """The corrector hears of an objection; superiors are not drawn into it by name."""
    line = screens.objection_line(event.indicator, event.correction, event.objector, in_year=event.in_year)
    mail.notify(work, event.correction.person_id, line, office_id=event.office_id)


TAPS = {
    check_acts.CORRECT: start,
    check_acts.PICK: pick,
    screens.CHOOSE: choose,
    screens.OBJECT: dispute,
}
