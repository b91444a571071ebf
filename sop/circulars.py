"""Who gets a copy (tembusan) of a step that was carried out. Source: domain 4.5 (copies sent first)."""

from sop.cases import Bundle
from sop.events import CopiesSent
from sop.ledgers import Ledger
from sop.procedures import Stage
from sop.tiers import office_roles


def send_copies(ledger: Ledger, bundle: Bundle) -> None:
    """Say who gets a copy of what was finished: held seats, and of a part's work those of the part.

    Whom an order is copied to is chosen with the order, not here.
    """
    chart = ledger.chart
    for step in ledger.run_of(bundle).steps:
        roles = office_roles(ledger.slice.roles, step.copies)
        seats = tuple(
            seat.id
            for seat in chart.with_role(*roles)
            if seat.holder_id is not None
            and seat.id != bundle.seat_id
            and bundle.part in (0, chart.part_of(seat.unit_id).id)
        )
        if seats and step.stage is not Stage.DISPOSE:
            ledger.events.append(CopiesSent(bundle.id, step.key, seats, ledger.by))
