"""The plan of a year in chat: made, approved, looked at again. Source: domain 4.3 step 2."""

from desk import drafts, guards, mail, plan_papers, plans
from desk.cards import CardOutdated
from desk.guards import Held
from desk.plan_papers import PlanDrawn
from desk.plans import PlanApproved
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import plans as screens
from screens import sentences
from sop.drafts import Draft
from sop.periods import read_period
from sop.procedures import Stage
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

MEETING, REPAIR = "plan_meeting", "plan_repair"


def card(work: Work, sheet: Sheet) -> Screen:
    found = plans.plan_sheet(work, sheet.sop, sheet.case, sheet.step)
    count = len(found.actions)
    return screens.card(sheet, found.schedule, found.act.value, targets=count, holders=found.holders)


def decide(work: Work, held: Held) -> None:
    """The press of the step: hand up, approve, or nothing changed."""
    act = plans.decide(work, held)
    confirm(work, plain(f"plans.done_{act.value}"))


def send_back(work: Work, held: Held, reason: str) -> None:
    """ "Mohon diperbaiki", with the reason."""
    if not plans.asked_back(work, held.bundle, held.case):
        raise Refused("plans.nothing_back")
    plans.send_back(work, held, reason)
    confirm(work, plain("plans.returned"))


def ask_change(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah jadwal rapat"."""
    held = _here(guards.mine(work, tap.id, tap.revision))
    drafts.ask(work, held.bundle, MEETING, mail.reply(work, screens.ask_change()))
    mail.toast(work, "")


def change(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The meeting and its new day."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    plans.change(work, held, incoming.text)
    work.happened(CardOutdated(held.bundle))
    mail.reply(work, sentences.sentence(plain("plans.changed")))


def ask_back(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Mohon diperbaiki": the reason comes next."""
    held = _here(guards.mine(work, tap.id, tap.revision))
    drafts.ask(work, held.bundle, REPAIR, mail.reply(work, screens.ask_back()))
    mail.toast(work, "")


def back(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What the head wants repaired."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, held.bundle.revision)
    send_back(work, held, incoming.text)
    drafts.answered(work, held.bundle)


def paper(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka berkas"."""
    held = _here(guards.found(work, tap.id))
    plan_papers.order(work, held)
    mail.toast(work, plain("plans.drawing"))


def tell_drawn(work: Work, event: PlanDrawn) -> None:
    """The paper somebody asked for."""
    screen = screens.paper(event.year, event.sha256)
    mail.notify(
        work, event.person_id, screen, kind="document", priority=mail.ANSWER, office_id=event.office_id
    )


def tell_approved(work: Work, event: PlanApproved) -> None:
    """Whoever made the plan hears that it stands, silently."""
    held = event.held
    year = read_period(held.case.period).year
    for person_id in plan_papers.makers(work, held):
        screen = screens.approved(year, held.capacity)
        mail.notify(work, person_id, screen, silent=True, office_id=held.bundle.office_id)


def _here(held: Held) -> Held:
    """The buttons of a plan work on cards of a plan."""
    if held.stage is not Stage.SETUP or held.step.subject != plans.PLAN:
        raise Refused("common.old_button")
    return held


TAPS = {screens.CHANGE: ask_change, screens.PAPER: paper, screens.BACK: ask_back}
AWAITED = {MEETING: change, REPAIR: back}
