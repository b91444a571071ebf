"""How a bundle looks right now, on any device."""

from desk import sheets
from desk.cards import Face
from desk.works import Work
from handlers.stages import route
from screens import cards
from sop.cases import Bundle, BundleState


def face(work: Work, bundle: Bundle) -> Face:
    """The card of a bundle in its present state, and the stub an older message of it shrinks to."""
    sheet = sheets.sheet(work, bundle)
    stub = cards.stub(sheet)
    if bundle.state is BundleState.OPEN:
        return Face(route(sheet.step.stage).card(work, sheet), stub)
    if bundle.state is BundleState.WAITING:
        return Face(cards.waiting(sheet), cards.waiting(sheet))
    return Face(cards.closed(sheet), cards.closed(sheet))
