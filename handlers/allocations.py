"""The note on the division of work: asked for below `/status`, and sent. Source: domain 3.6 (W4)."""

from desk import allocations, mail
from desk.allocations import AllocationDrawn
from desk.works import Work
from screens import allocations as screens
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lembar pembagian": drawn outside of this moment."""
    allocations.ask(work, tap.id)
    mail.toast(work, plain("allocations.drawing"))


def tell_drawn(work: Work, event: AllocationDrawn) -> None:
    """Both sides of a hand-over get the note silently, since the card has rung; who asked gets an answer."""
    screen = screens.paper(event.period, event.sha256)
    priority = mail.ANSWER if event.asked else mail.DECISION
    for person_id in event.person_ids:
        mail.notify(
            work,
            person_id,
            screen,
            kind="document",
            priority=priority,
            office_id=event.office_id,
            silent=not event.asked,
        )


TAPS = {screens.ASK: ask}
