"""The planner's request in chat: the card, its deadline and format, and the board."""

from desk import additions, compilations, drafts, guards, mail, requests, sheets
from desk.cards import CardOutdated
from desk.guards import Held
from desk.requests import UnitsAsked
from desk.works import Work
from handlers.replies import confirm
from screens import additions as addition_screens
from screens import requests as screens
from screens import sentences
from screens import transfers as transfer_screens
from sop.cases import Case
from sop.drafts import Draft
from sop.people import Chart
from sop.periods import read_period
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.printing import weekday_moment
from text.screens import Screen
from text.taps import Tap

UNTIL = "request_until"  # what a draft waits for


def card(work: Work, sheet: Sheet) -> Screen:
    return screens.request_card(requests.plan(work, sheet))


def send(work: Work, held: Held) -> None:
    """One press asks every unit; the asker gets the board."""
    plan = requests.plan(work, sheets.sheet(work, held.bundle))
    requests.send(work, held, plan)
    confirm(work, plain("requests.sent", count=len(plan.units)))
    mail.reply(work, _board(work, held.case, held.chart))


def ask_until(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    plan = requests.plan(work, sheets.sheet(work, held.bundle))
    drafts.ask(work, held.bundle, UNTIL, mail.reply(work, screens.ask_until(plan)))
    mail.toast(work, "")


def until(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Another deadline, typed."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    chosen = requests.choose_end(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    work.happened(CardOutdated(held.bundle))
    words = plain("requests.until_kept", until=weekday_moment(chosen, held.chart.office.zone))
    mail.reply(work, sentences.sentence(words))


def toggle(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A field of the format, on or off."""
    held = guards.mine(work, tap.id, tap.revision)
    requests.toggle(work, held, tap.argument)
    work.happened(CardOutdated(held.bundle))
    mail.toast(work, "")


def board(work: Work, incoming: Incoming, tap: Tap) -> None:
    """How far every unit is, for whoever runs the collection."""
    case, chart = compilations.running(work, tap.id)
    mail.reply(work, _board(work, case, chart))
    mail.toast(work, "")


def _board(work: Work, case: Case, chart: Chart) -> Screen:
    period = read_period(case.period)
    name = period.brief
    called = compilations.progress(work, case).called_until is not None
    found = additions.offer(work, case, chart)
    adding = addition_screens.button(found) if additions.open_to_more(work, found) else ()
    changing = (*adding, *transfer_screens.board_rows(case.id))
    units, zone = requests.board(work, case), chart.office.zone
    return screens.board(case, name, units, zone, calls=not called, changing=changing)


def tell_asked(work: Work, event: UnitsAsked) -> None:
    """The heads of units who get no card of their own, each with the authority (practice 3.5)."""
    held = event.held
    for asked in event.plan.units:
        seat = asked.seat
        if seat is None or seat.holder_id in (None, held.person.id):
            continue
        screen = screens.told(event.plan, asked, event.fillers.get(asked.unit.id, ()), held.case.authority)
        mail.notify(work, seat.holder_id or 0, screen, office_id=held.bundle.office_id)


TAPS = {
    screens.UNTIL: ask_until,
    screens.FIELD: toggle,
    screens.BOARD: board,
}
AWAITED = {UNTIL: until}
