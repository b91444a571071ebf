"""A review by somebody outside: its answer is recorded, or the work goes back. Source: design 5."""

from desk import evidences, orders, reports
from desk.guards import Held
from desk.moves import Moved
from desk.works import Refused, Work
from sop.flows import flow
from sop.procedures import Stage
from sop.returns import sent_back_to
from sop.sheets import Sheet
from text.incoming import IncomingFile


def returns(sheet: Sheet | Held) -> bool:
    """Whether the SOP says where the work goes when the reviewer does not agree."""
    steps = flow(sheet.sop, sheet.case.period)
    run = steps.run_of(sheet.bundle.step)
    return bool(run.first.return_to) and sent_back_to(steps, run) is not None


def keep_answer(work: Work, held: Held, file: IncomingFile | None, written: str) -> Moved:
    """The reviewer's paper or words; the case goes on."""
    evidences.keep_record(work, held, file, written)
    return orders.report_done(work, held)


def send_back(work: Work, held: Held, reason: str) -> None:
    """The reviewer wants something repaired: the step that the SOP names opens again."""
    if held.stage is not Stage.EXTERNAL or not returns(held):
        raise Refused("common.nothing_to_send_back")
    reports.request_fix(work, held, reason)
