"""The paper of a plan, drawn when somebody asks for it. Source: domain 3.4."""

import json
from dataclasses import dataclass

from desk import charts, plans, report_figures
from desk.guards import Held
from desk.works import Work
from sop.copies import dump
from sop.periods import read_period
from sop.plans import PlanAction, PlanPaper
from storage import jobs
from storage import reports as blobs
from text.catalogue import plain
from text.printing import exact

DRAWING = "plan"  # the kind of job that draws the paper
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class PlanDrawn:
    """The paper somebody asked for lies in the store."""

    office_id: int
    person_id: int
    year: int
    sha256: str


def order(work: Work, held: Held) -> None:
    """Let the paper of the plan be drawn for the person at hand."""
    assert work.incoming is not None
    year = read_period(held.case.period).year
    office_id = held.bundle.office_id
    body = {"office": office_id, "person": held.person.id, "year": year, "figures": dump(_paper(work, held))}
    key = f"{DRAWING}:{work.incoming.chat_id}:{work.incoming.update_id}"
    jobs.append(work.connection, jobs.Draft(DRAWING, json.dumps(body), work.now, office_id, key))


def drawn(work: Work, done: PlanDrawn, size: int) -> None:
    """The job is done."""
    blobs.keep_blob(work.connection, done.sha256, size, PDF, work.now)
    work.happened(done)


def makers(work: Work, held: Held) -> tuple[int, ...]:
    """Who made the plan that was approved: whoever changed it last, unless that is the approver."""
    sheet = plans.plan_sheet(work, held.sop, held.case, held.step)
    made = sheet.plan.changed_by
    return (made,) if made and made != held.person.id else ()


def _paper(work: Work, held: Held) -> PlanPaper:
    sheet = plans.plan_sheet(work, held.sop, held.case, held.step)
    chart = charts.chart(work, held.bundle.office_id)
    office, found = chart.office, sheet.schedule
    planner = held.step.actors
    charged = chart.with_role(*planner)
    who = charged[0].title if charged else ""
    rows = [
        (one.activity, one.days, in_charge or plain("plans.holders_each"))
        for one, in_charge in zip(found.milestones, sheet.in_charge, strict=True)
    ]
    return PlanPaper(
        letterhead=report_figures.letterhead(office),
        office=office.name,
        zone=office.zone,
        year=sheet.plan.year,
        state=sheet.plan.state,
        made_at=work.now,
        approved_at=sheet.plan.approved_at,
        rows=(*rows, (plain("plans.meeting"), found.meetings, who)),
        actions=tuple(
            PlanAction(
                one.name,
                one.uom,
                plain("forms.none") if target.annual is None else exact(target.annual),
                tuple(plain("forms.none") if value is None else exact(value) for value in target.quarters),
                seat.title,
            )
            for one, target, seat in sheet.actions
        ),
        signature=report_figures.signature(work, chart, report_figures.head_seat(chart)),
        rehearsed=office.rehearses,
    )
