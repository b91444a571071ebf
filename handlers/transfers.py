"""A figure goes to the unit it belongs to: which one, to whom, done; both units hear of it once."""

import json

from desk import cases, closings, compilations, drafts, guards, mail, sheets, transfers
from desk.moves import Moved
from desk.works import Refused, Work
from screens import sentences
from screens import transfers as screens
from sop.answers import read_numbers_and_reason
from sop.drafts import Draft
from sop.events import ItemsTransferred
from sop.movables import Movable
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def pick_figure(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Pindahkan indikator" below what was said about a whole form."""
    held = guards.found(work, tap.id)
    case, _ = compilations.running(work, held.case.id)
    figures = transfers.disputed_in(work, held.bundle)
    if len(figures) == 1:
        _pick_unit(work, case.id, figures[0].id)
        return
    mail.toast(work, "")
    mail.reply(work, screens.pick_figure(case, figures))


def pick_source(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Pindahkan indikator" below the board: from which unit."""
    case, chart = compilations.running(work, tap.id)
    mail.reply(work, screens.pick_source(case, transfers.at_hand(work, case, chart)))
    mail.toast(work, "")


def ask_figure(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The figures of one unit; a number and a reason come typed."""
    case, chart = compilations.running(work, tap.id)
    every = transfers.at_hand(work, case, chart)
    found = next((one for one in every if str(one[0].id) == tap.argument), None)
    if found is None:
        raise Refused("common.old_button")
    sent = mail.reply(work, screens.ask_figure(*found))
    shown = {number: one.id for number, one in enumerate(found[1][: screens.LISTED], 1)}
    drafts.ask(work, cases.anchor(work, case), FIGURE, sent, body={"shown": shown})
    mail.toast(work, "")


def said_foreign(work: Work, incoming: Incoming, draft: Draft) -> None:
    """One number and why: the units are offered."""
    case, chart = closings.asked(work, draft.office_id, draft.bundle_id)
    shown = {int(number): item for number, item in json.loads(draft.body).get("shown", {}).items()}
    read = read_numbers_and_reason(incoming.text)
    if read is None or len(read[0]) != 1 or read[0][0] not in shown or not read[1]:
        raise Refused("transfers.unread")
    found = transfers.say_foreign(work, case, chart, shown[read[0][0]], read[1])
    drafts.answered(work, cases.anchor(work, case))
    mail.reply(work, screens.pick_unit(found))


def pick_unit(work: Work, incoming: Incoming, tap: Tap) -> None:
    _pick_unit(work, tap.id, _number(tap.argument))


def _pick_unit(work: Work, case_id: int, indicator_id: int) -> None:
    found = _found(work, case_id, indicator_id)
    mail.toast(work, "")
    mail.reply(work, screens.pick_unit(found))


def pick_seat(work: Work, incoming: Incoming, tap: Tap) -> None:
    which, _, where = tap.argument.partition(".")
    found = _found(work, tap.id, _number(which))
    unit = next((unit for unit, _ in found.fillers if str(unit.id) == where), None)
    if unit is None:
        raise Refused("common.old_button")
    mail.toast(work, "")
    mail.reply(work, screens.pick_seat(found, unit, found.seats_of(unit.id)))


def move(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The figure goes: it leaves the form it was in and stands in the other one."""
    which, _, whom = tap.argument.partition(".")
    found = _found(work, tap.id, _number(which))
    chosen = found.seat(_number(whom))
    if chosen is None:
        raise Refused("common.old_button")
    _, chart = compilations.running(work, tap.id)
    transfers.transfer(work, chart, found, chosen[1].id)
    mail.toast(work, "")
    mail.reply(work, sentences.sentence(screens.moved(found, *chosen)))


def pass_on(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Teruskan ke Perencana": a superior cannot move a figure out of the unit."""
    held, seat, note = transfers.pass_on(work, tap.id)
    sheet = sheets.sheet(work, held.bundle)
    unit = sheet.part.name if sheet.part is not None else sheet.office.name
    rows = screens.form_rows(held.bundle, decides=True)
    screen = screens.passed_on(held.person.name, held.seat.holder_name or held.seat.title, unit, note, rows)
    mail.notify(work, seat.holder_id or 0, screen, office_id=held.bundle.office_id)
    mail.toast(work, plain("transfers.passed", planner=seat.title), alert=True)


def tell_transferred(work: Work, moved: Moved, event: ItemsTransferred) -> None:
    for one in transfers.told(work, moved, event):
        if one.came:
            screen = screens.came(one.name, one.other, event.reason, one.form)
        else:
            screen = screens.left(one.name, one.other, event.reason)
        mail.notify(work, one.person_id, screen, office_id=moved.case.office_id)


def _found(work: Work, case_id: int, indicator_id: int) -> Movable:
    case, chart = compilations.running(work, case_id)
    return transfers.movable(work, case, chart, indicator_id)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else 0


FIGURE = "transfer_figure"  # what a draft waits for

TAPS = {
    screens.BOARD: pick_source,
    screens.FROM: ask_figure,
    screens.FIGURES: pick_figure,
    screens.UNITS: pick_unit,
    screens.SEATS: pick_seat,
    screens.MOVE: move,
    screens.FORWARD: pass_on,
}
AWAITED = {FIGURE: said_foreign}
