"""Looking ahead from a checking seat: what is still on its way to it, and who gets what it finds right.

Pure, and decided by the very rules that will move the figures (`sop.climbs`, `sop.tiers`).
"""

from collections import Counter
from collections.abc import Sequence

from sop.cases import Bundle, Task
from sop.climbs import LAST_CALL, fill_of, fills, still_expected
from sop.flows import Grain, Run
from sop.ledgers import Ledger
from sop.people import Seat
from sop.refusals import Refusal
from sop.tiers import Choice, checking_seat, office_seat, part_seat


def expected(ledger: Ledger, bundle: Bundle) -> tuple[tuple[int, int], ...]:
    """Figures still on their way to a checking bundle, as (seat that fills them in, how many)."""
    run = ledger.flow.run_of(bundle.step)
    coming = still_expected(ledger, run, bundle.seat_id, bundle.part)
    return tuple(Counter(fill.seat_id for fill in coming).items())


def absent(ledger: Ledger, part: int) -> tuple[Task, ...]:
    """Fill tasks that a last call left behind, in a unit or (`part` 0) in the whole office."""
    return tuple(fill for fill in fills(ledger, part or None) if fill.reason == LAST_CALL)


def next_seat(ledger: Ledger, bundle: Bundle, items: Sequence[int]) -> Seat | None:
    """Who has the next say over the first of these figures once the seat of the bundle passes them."""
    holder = ledger.chart.seat(bundle.seat_id).holder_id or 0
    for run in ledger.flow.runs[ledger.flow.run_of(bundle.step).index + 1 :]:
        try:
            choice = _choice(ledger, run, bundle.part, items, holder)
        except Refusal:  # nobody on the chart: the move itself will say so
            return None
        if not choice.passes:
            return choice.seat
    return None


def _choice(ledger: Ledger, run: Run, part: int, items: Sequence[int], holder: int) -> Choice:
    roles, chart = ledger.slice.roles, ledger.chart
    if run.grain is Grain.ITEM and items:
        fill = fill_of(ledger, items[0])
        enterer = fill.closed_by or chart.seat(fill.seat_id).holder_id or 0
        return checking_seat(chart, roles, run, fill.part, fill.seat_id, enterer, holder)
    if run.grain is Grain.PART:
        return part_seat(chart, roles, run, part)
    return office_seat(chart, roles, run, holder)
