"""The budget task in chat: a file or the figures, a review, one press. Source: practice 1, 5.6."""

from desk import budgets, cards, drafts, forms, guards, mail
from desk.cards import CardOutdated
from desk.guards import Held
from desk.works import Work
from handlers.replies import confirm
from screens import budgets as screens
from sop.cases import Bundle
from sop.sheets import Sheet
from sop.typed_answers import looks_like_answer
from text.catalogue import plain
from text.incoming import Incoming, Kind
from text.screens import Screen


def card(work: Work, sheet: Sheet) -> Screen:
    return screens.budget_card(budgets.budget_sheet(work, sheet))


def finish(work: Work, held: Held) -> None:
    budgets.finish(work, held)
    confirm(work, plain("budgets.finished"))


def unasked(work: Work, incoming: Incoming) -> bool:
    """A file or a numbered list: a reply to the card, or the only thing it can be meant for."""
    is_file = incoming.kind is Kind.FILE and incoming.file is not None
    if not is_file and not (incoming.kind is Kind.TEXT and looks_like_answer(incoming.text)):
        return False
    bundle = _meant(work, incoming)
    if bundle is None:
        return False
    held = guards.found(work, bundle.id)
    guards.decidable(held, held.bundle.revision)
    if incoming.file is not None:
        budgets.add_report(work, held, incoming.file)
        screen = screens.file_kept(budgets.opened(work, held), incoming.file.name)
    else:
        budgets.type_amounts(work, held, incoming.text)
        screen = screens.review(budgets.opened(work, held))
    drafts.answered(work, held.bundle)
    work.happened(CardOutdated(held.bundle))
    mail.reply(work, screen)
    return True


def _meant(work: Work, incoming: Incoming) -> Bundle | None:
    waiting = budgets.waiting(work)
    replied = cards.replied_to(work, incoming)
    if replied is not None:
        return next((bundle for bundle in waiting if bundle.id == replied.bundle_id), None)
    if len(waiting) != 1 or forms.own_forms(work):
        return None
    return waiting[0]
