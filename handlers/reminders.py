"""Telling reminders, and that somebody cannot be reached. Source: practice 3.1; telegram 2.3, 3.1."""

from desk import connections, mail, reminders
from desk.cards import ReminderWanted
from desk.connections import HolderUnreachable
from desk.held_notices import NoticesOpened
from desk.tasks import duty
from desk.works import Work
from screens import reminders as screens
from sop.people import AccountBound, ReachabilityChanged


def tell(work: Work, opened: NoticesOpened) -> None:
    """One message: a short reply to the card, or a list when there is more than one thing to say."""
    reminder = reminders.collected(work, opened.notices)
    if reminder is None:
        return
    single = reminder.single
    if single is not None:
        work.happened(ReminderWanted(single.bundle, reminder.person_id, screens.single(reminder, single)))
        return
    day = reminder.now.isoformat()
    mail.notify(
        work,
        reminder.person_id,
        screens.digest(reminder),
        kind="duty",
        priority=mail.REMINDER,
        dedup=f"reminder:{reminder.person_id}:{day}",
    )


def tell_unreachable(work: Work, event: HolderUnreachable) -> None:
    """Admins and the superior hear once in a case that a holder is not connected."""
    bundle, seat = event.bundle, event.seat
    screen = screens.unreachable(duty(work, bundle))
    for person_id in connections.to_tell(work, event):
        dedup = f"unreachable:{bundle.case_id}:{seat.id}:{seat.holder_id or 0}:{person_id}"
        mail.notify(work, person_id, screen, kind="duty", dedup=dedup, office_id=bundle.office_id)


def welcome(work: Work, event: AccountBound) -> None:
    """Cards that waited for the connection come now."""
    connections.deliver_waiting(work, event.person_id)


def follow_reach(work: Work, event: ReachabilityChanged) -> None:
    """Somebody closed their chat to us, or opened it again."""
    if event.reachable:
        connections.deliver_waiting(work, event.person_id)
    else:
        connections.report_unreachable(work, event.person_id)
