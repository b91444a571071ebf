"""Targets of the year in chat: the holder's card, proposals, their answers. Source: domain 4.3 step 1."""

from desk import agreements, drafts, guards, mail
from desk.agreements import AgreementRow, TargetAnswered, TargetProposed
from desk.cards import CardDue, CardOutdated
from desk.guards import Held
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import agreements as screens
from screens import sentences
from screens.agreements import Line
from sop.drafts import Draft
from sop.periods import read_period
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

PROPOSAL = "target_proposal"


def card(work: Work, sheet: Sheet) -> Screen:
    return screens.card(sheet, [_line(row) for row in agreements.of_bundle(work, sheet.bundle, sheet.case)])


def agree(work: Work, held: Held) -> None:
    """The press "Setuju": every target of the holder."""
    agreements.agree(work, held)
    confirm(work, plain("agreements.agreed", year=read_period(held.case.period).year))


def ask_proposal(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Usulkan perubahan"."""
    held = guards.mine(work, tap.id, tap.revision)
    lines = [_line(row) for row in agreements.of_bundle(work, held.bundle, held.case)]
    if not lines:
        raise Refused("common.old_button")
    drafts.ask(work, held.bundle, PROPOSAL, mail.reply(work, screens.ask_proposal(lines)))
    mail.toast(work, "")


def propose(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The targets as the holder would have them."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    event = agreements.propose(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    work.happened(CardOutdated(held.bundle))
    if event.superior is None:
        mail.reply(work, sentences.sentence(plain("agreements.applied")))
    else:
        mail.reply(work, sentences.sentence(plain("agreements.sent", superior=event.superior.title)))


def accept(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Terima usulan"."""
    event = agreements.decide(work, tap.id, tap.revision, accept=True)
    mail.toast(work, plain("agreements.accept_kept", holder=event.owner.holder_name))


def keep(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Target tetap"."""
    event = agreements.decide(work, tap.id, tap.revision, accept=False)
    mail.toast(work, plain("agreements.keep_kept", holder=event.owner.holder_name))


def tell_proposed(work: Work, event: TargetProposed) -> None:
    """The superior is asked to decide."""
    if event.superior is None or event.superior.holder_id is None:
        return
    held, proposal = event.held, event.proposal
    kept = agreements.kept(work, held.scope, event.row)
    holder = f"{held.person.name} ({held.seat.title})"
    screen = screens.proposal(holder, _line(event.row), proposal.quarters, proposal.reason, kept)
    dedup = f"proposal:{kept.id}:{kept.revision}"
    office_id = held.bundle.office_id
    mail.notify(work, event.superior.holder_id, screen, kind="duty", dedup=dedup, office_id=office_id)


def tell_answered(work: Work, event: TargetAnswered) -> None:
    """The holder hears of the decision, and the card asks again."""
    if event.owner.holder_id is not None:
        screen = screens.answered(_line(event.row), event.decider, accepted=event.accepted)
        mail.notify(work, event.owner.holder_id, screen, office_id=event.office_id, silent=True)
    if event.bundle is not None:
        work.happened(CardDue(event.bundle))


def _line(row: AgreementRow) -> Line:
    return row.number, row.indicator, row.target, row.agreement


TAPS = {screens.PROPOSE: ask_proposal, screens.ACCEPT: accept, screens.KEEP: keep}
AWAITED = {PROPOSAL: propose}
