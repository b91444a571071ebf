"""What each stage looks like and what its expected press does, in one explicit list.

A stage of the SOP has one generic behaviour (design 5): a card, the decision behind its first button (and
behind its typed twin), and what "kembalikan" means there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desk.guards import Held
from desk.works import Work
from handlers import (
    agreements,
    analyses,
    budgets,
    checks,
    compilations,
    dispatches,
    finalisations,
    forms,
    log_entries,
    meetings,
    orders,
    plans,
    reports,
    requests,
    reviews,
)
from sop.procedures import Stage, Step, Subject
from sop.sheets import Sheet
from text.screens import Screen

Draw = Callable[[Work, Sheet], Screen]
Decide = Callable[[Work, Held], None]
SendBack = Callable[[Work, Held, str], None]


@dataclass(frozen=True, slots=True)
class StageRoute:
    """`decide` is the expected press; `send_back` takes the reason; None: this stage returns nothing."""

    card: Draw
    decide: Decide
    send_back: SendBack | None = None


DUTY = StageRoute(orders.duty_card, orders.report_done)
"""A stage without figures of its own: what is to be done, and one press when it is."""

STAGES: dict[Stage, StageRoute] = {
    Stage.DISPOSE: StageRoute(orders.dispose_card, orders.dispose),
    Stage.ASSIGN: StageRoute(orders.assign_card, orders.assign),
    Stage.DESIGN: StageRoute(requests.card, requests.send),
    Stage.REQUEST: StageRoute(requests.card, requests.send),
    Stage.LOG: StageRoute(log_entries.card, log_entries.decide),
    Stage.FILL: StageRoute(forms.card, forms.decide),
    Stage.CHECK: StageRoute(checks.card, checks.decide, checks.send_back),
    Stage.COLLECT: StageRoute(analyses.card, analyses.finish, compilations.send_back),
    Stage.PROCESS: StageRoute(analyses.card, analyses.finish, compilations.send_back),
    Stage.VERIFY: StageRoute(analyses.card, analyses.finish, compilations.send_back),
    Stage.COMPILE: StageRoute(compilations.compile_card, compilations.compile_report, compilations.send_back),
    Stage.PARAF: StageRoute(reports.paraf_card, reports.initial, reports.send_back),
    Stage.APPROVE: StageRoute(reports.approve_card, reports.approve, reports.send_back),
    Stage.DISPATCH: StageRoute(dispatches.dispatch_card, dispatches.decide),
    Stage.ARCHIVE: StageRoute(dispatches.dispatch_card, dispatches.decide),
    Stage.MEETING: StageRoute(meetings.card, meetings.finish),
    Stage.EXTERNAL: StageRoute(reviews.card, reviews.ask_answer, reviews.send_back),
}


SUBJECTS: dict[tuple[Stage, Subject], StageRoute] = {
    (Stage.PROCESS, Subject.BUDGET): StageRoute(budgets.card, budgets.finish),
    (Stage.SETUP, Subject.TARGETS): StageRoute(agreements.card, agreements.agree),
    (Stage.SETUP, Subject.PLAN): StageRoute(plans.card, plans.decide, plans.send_back),
    (Stage.VERIFY, Subject.ANNUAL): StageRoute(finalisations.card, finalisations.decide),
    (Stage.PROCESS, Subject.ANNUAL): StageRoute(finalisations.card, finalisations.decide),
}
"""Stages that work on something else than the figures of the period."""


def route(step: Step) -> StageRoute:
    """How a step behaves: whatever an SOP names, its card can be drawn and decided (law 10)."""
    return SUBJECTS.get((step.stage, step.subject)) or STAGES.get(step.stage, DUTY)
