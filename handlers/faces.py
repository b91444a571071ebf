"""How a bundle looks right now, on any device."""

from dataclasses import replace

from desk import pauses, sheets
from desk.cards import Face
from desk.works import Work
from handlers import enclosures, forms
from handlers.stages import route
from screens import cards, dispositions, letters
from screens import pauses as pause_screens
from sop.cases import Bundle, BundleState
from sop.people import Seat
from sop.procedures import Stage


def face(work: Work, bundle: Bundle) -> Face:
    """The card of a bundle in its present state, and the stub an older message of it shrinks to."""
    sheet = sheets.sheet(work, bundle)
    stub = cards.stub(sheet)
    pause = pauses.current(work, sheet.case)
    if pause is not None and bundle.state in (BundleState.OPEN, BundleState.WAITING):
        resting = pause_screens.card(sheet, pause)
        return Face(resting, resting)
    if bundle.state is BundleState.OPEN:
        card = route(sheet.step).card(work, sheet)
        enclosing = enclosures.below(work, sheet)
        below = letters.below(sheet.letters)
        if sheet.letters or "letter" in sheet.sop.trigger.kinds:
            below = (*below[:-1], (*(below[-1] if below else ()), dispositions.tree_button(sheet.case.id)))
        drawn = replace(card, rows=(*card.rows, *enclosing, *below))
        if sheet.step.stage is Stage.FILL and prepares(sheet.seat):
            prepared = forms.prepared_card(work, sheet)
            prepared = replace(prepared, rows=(*prepared.rows, *below))
            return Face(drawn, stub, prepared, sheet.seat.holder_id)
        return Face(drawn, stub)
    if bundle.state is BundleState.WAITING:
        return Face(cards.waiting(sheet), cards.waiting(sheet))
    return Face(cards.closed(sheet), cards.closed(sheet))


def prepares(seat: Seat) -> bool:
    """Whether somebody beside the holder prepares what lies at this seat."""
    return seat.konseptor_id not in (None, seat.holder_id)
