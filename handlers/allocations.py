"""Sending the note on the division of work. Source: domain 3.6 (W4), 4.1 step 6."""

from desk import mail
from desk.allocations import AllocationDrawn
from desk.works import Work
from screens import allocations as screens


def tell_drawn(work: Work, event: AllocationDrawn) -> None:
    """Whoever handed over and whoever processes get the note, silently: the card has rung already."""
    screen = screens.paper(event.period, event.sha256)
    for person_id in event.person_ids:
        mail.notify(work, person_id, screen, kind="document", office_id=event.office_id, silent=True)
