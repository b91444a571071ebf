"""Checking figures in chat: the card, its decisions, and returning figures. Source: practice 1.2, 1.6, 6."""

import json
from collections.abc import Sequence
from dataclasses import replace

from desk import checks, drafts, guards, mail, returns, sheets
from desk.cards import CardOutdated
from desk.guards import Held
from desk.moves import Moved
from desk.returns import Told
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import checks as screens
from sop.answers import read_numbers_and_reason
from sop.cases import BundleState
from sop.checks import Mode, Review, View
from sop.drafts import Draft
from sop.events import ItemsReturned, StepDone, TierPassed
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap


def card(work: Work, sheet: Sheet) -> Screen:
    return screens.check_card(checks.review(work, sheet))


def decide(work: Work, held: Held) -> None:
    """The first button: everything that has arrived is right."""
    review = checks.opened(work, held)
    _sent_up(work, review, checks.agree(work, held), len(review.rows))


def decide_unremarked(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Setujui yang tanpa catatan": the remarked figures stay on the card."""
    held = guards.mine(work, tap.id, tap.revision)
    review = checks.opened(work, held)
    moved, count = checks.agree_unremarked(work, held)
    _sent_up(work, review, moved, count)


def _sent_up(work: Work, review: Review, moved: Moved, count: int) -> None:
    """What happened: a part waits here for the rest, the whole goes up."""
    now = next(one for one in moved.after.bundles if one.id == review.sheet.bundle.id)
    if now.state is not BundleState.DONE:
        confirm(work, plain("checks.passed_part", count=count))
    elif review.next_seat is None:
        confirm(work, plain("checks.passed_last", count=count))
    else:
        key = "checks.passed_on" if review.of_office else "checks.passed"
        confirm(work, plain(key, next=screens.called(review, review.next_seat), count=count))


def turn_page(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A page of the list, or the head's overview (page 0)."""
    held = guards.mine(work, tap.id, tap.revision)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    _look(work, held, replace(_view(work, held), page=page))


def open_evidence(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka bukti": files, links and words come below the card, silently; nothing is decided."""
    held = guards.mine(work, tap.id, tap.revision)
    part, _, begin = tap.argument.partition(".")
    numbers = [int(one) if one.isascii() and one.isdigit() else 0 for one in (part, begin)]
    pieces = checks.evidence(work, held, numbers[0])
    shown = screens.evidence(sheets.sheet(work, held.bundle), pieces, *numbers)
    if not shown:
        raise Refused("checks.no_evidence")
    for screen in shown:
        mail.notify(work, held.person.id, screen, silent=True, office_id=held.bundle.office_id)
    mail.toast(work, plain("checks.evidence_sent"))


def choose_returns(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kembalikan": the card asks which figures, and why."""
    held = guards.mine(work, tap.id, tap.revision)
    rows = sheets.sheet(work, held.bundle).unfinished
    picked = (rows[0].indicator.id,) if len(rows) == 1 else ()
    _look(work, held, View(Mode.RETURN, picked=picked))


def cancel(work: Work, incoming: Incoming, tap: Tap) -> None:
    _look(work, guards.mine(work, tap.id, tap.revision), View())


def toggle(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A number on the list of what goes back: marked, or unmarked again."""
    held = guards.mine(work, tap.id, tap.revision)
    view = _view(work, held)
    here = {row.indicator.id for row in sheets.sheet(work, held.bundle).unfinished}
    item = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    if item not in here:
        raise Refused("common.old_button")
    others = tuple(one for one in view.picked if one != item)
    picked = others if item in view.picked else (*view.picked, item)
    _look(work, held, View(Mode.RETURN, view.page, picked))


def return_for_reason(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A ready-made reason: the marked figures go back."""
    held = guards.mine(work, tap.id, tap.revision)
    if tap.argument not in screens.REASONS:
        raise Refused("common.old_button")
    _return(work, held, _picked(_view(work, held).picked), plain(f"checks.reason_{tap.argument}"))


def ask_reason(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tulis alasan"."""
    held = guards.mine(work, tap.id, tap.revision)
    review = checks.opened(work, held)
    _picked(review.view.picked)
    sent = mail.reply(work, screens.ask_reason(review))
    drafts.ask(work, held.bundle, "check_return", sent, body=checks.kept(held.bundle, review.view))
    mail.toast(work, "")


def reason(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The typed reason; the figures marked when it was asked go back."""
    held = guards.found(work, draft.bundle_id)
    kept = json.loads(draft.body)
    guards.decidable(held, int(kept.get("revision", 0)))
    _return(work, held, _picked(kept.get("picked", ())), incoming.text)


def return_words(work: Work, incoming: Incoming, draft: Draft) -> None:
    """One typed message instead of marks and a chip: "3, 5 belum sesuai daftar hadir"."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, int(json.loads(draft.body).get("revision", 0)))
    found = read_numbers_and_reason(incoming.text)
    if found is None or not found[1]:
        raise Refused("checks.numbers_needed")
    numbers, why = found
    by_number = {row.number: row.indicator.id for row in sheets.sheet(work, held.bundle).unfinished}
    if strange := [number for number in numbers if number not in by_number]:
        raise Refused("checks.no_such_number", None, number=strange[0])
    _return(work, held, tuple(dict.fromkeys(by_number[number] for number in numbers)), why)


def send_back(work: Work, held: Held, why: str) -> None:
    """The typed twin: the whole bundle goes back."""
    count = len(sheets.sheet(work, held.bundle).unfinished)
    returns.send_everything_back(work, held, why)
    confirm(work, plain("checks.returned", count=count))


def _return(work: Work, held: Held, items: Sequence[int], why: str) -> None:
    returns.send_back(work, held, items, why)
    confirm(work, plain("checks.returned", count=len(items)))


def _picked(items: Sequence[int]) -> Sequence[int]:
    if not items:
        raise Refused("checks.pick_first")
    return items


def _view(work: Work, held: Held) -> View:
    return checks.view(work, sheets.sheet(work, held.bundle))


def _look(work: Work, held: Held, view: View) -> None:
    checks.look(work, held.bundle, view)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")


def tell_returned(work: Work, moved: Moved, event: ItemsReturned) -> None:
    """Whoever has the form open hears it aloud; the tiers between, and one above the third time, silently."""
    echoes = returns.echoes(work, moved, event)
    groups = (
        ("told_enterer", echoes.enterers, False),
        ("told_between", echoes.between, True),
        ("told_above", echoes.above, True),
    )
    for key, people, silent in groups:
        for told in people:
            _tell(work, moved, event, key, told, silent)


def _tell(work: Work, moved: Moved, event: ItemsReturned, key: str, told: Told, silent: bool) -> None:
    by = moved.chart.seat(event.seat_id).title
    screen = screens.told(key, by, told.names, event.reason)
    mail.notify(work, told.person_id, screen, silent=silent, office_id=moved.case.office_id)


def examine(work: Work, moved: Moved, event: StepDone) -> None:
    """A step over all figures verifies them."""
    checks.examine(work, moved)


def verify_passed(work: Work, moved: Moved, event: TierPassed) -> None:
    """A last tier that passed by itself verifies too; the reason stands in the journal."""
    checks.verify(work, moved)


TAPS = {
    screens.UNREMARKED: decide_unremarked,
    screens.PAGE: turn_page,
    screens.SEND_BACK: choose_returns,
    screens.TOGGLE: toggle,
    screens.REASON: return_for_reason,
    screens.WRITE: ask_reason,
    screens.CANCEL: cancel,
    screens.EVIDENCE: open_evidence,
}
