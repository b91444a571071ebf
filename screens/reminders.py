"""Reminders: short, polite, with the way to act. Source: practice 3.1, 3.3, 6."""

from screens.cards import in_rows
from screens.people import title_of
from screens.statuses import CASE
from screens.tasks import day_of, line, numbered, open_button, state, timing
from sop.duties import Duty
from sop.reminders import HeadAwaited, Reminder
from text.catalogue import Markup, joined, plain, words
from text.printing import weekday_moment
from text.screens import Button, Screen
from text.taps import Tap, packed

SHOWN = 10  # lines of one kind in one message


def single(reminder: Reminder, duty: Duty) -> Markup:
    """The words of a reminder about one duty; the card's own first button stands below them."""
    standing = state(duty) or plain("reminders.waits")
    return joined([words("reminders.single", duty=line(duty), state=standing), *_late(reminder)])


def digest(reminder: Reminder) -> Screen:
    """Everything for one person in one message, the most urgent first."""
    blocks = [_awaited(one, reminder) for one in reminder.awaited]
    own, others = reminder.own[:SHOWN], reminder.others[:SHOWN]
    if own:
        lines = [numbered(number, duty) for number, duty in enumerate(own, 1)]
        blocks.append(joined([words("reminders.own"), *lines, *_more(len(reminder.own))]))
    if others:
        lines = list(dict.fromkeys(_other(duty) for duty in others))  # two seats, one person
        blocks.append(joined([words("reminders.others"), *lines, *_more(len(reminder.others))]))
    rows = in_rows(
        (open_button(duty, plain("tasks.open_number", number=n)) for n, duty in enumerate(own, 1)), 3
    )
    if others:
        rows += ((_status_button(others[0]),),)
    return Screen(joined([*blocks, *_late(reminder)], "\n\n"), rows)


def unreachable(duty: Duty) -> Screen:
    """For admins and the superior: whose card waits for a connection."""
    seat = duty.seat
    if seat.holder_id is None:
        return Screen(words("reminders.vacant", duty=line(duty), seat=seat.title))
    text = words("reminders.unreachable", duty=line(duty), holder=seat.holder_name, seat=seat.title)
    return Screen(text)


def _awaited(one: HeadAwaited, reminder: Reminder) -> Markup:
    """ "Mohon bantuan menyampaikan: 2 berkas menunggu arahan Ibu Kepala Dinas sejak Senin." """
    head = f"{title_of(one.head)} {one.capacity}" if one.head else one.capacity
    since = day_of(one.since, reminder.now, reminder.zone)
    return words("reminders.awaited", count=one.count, head=head, since=since)


def _other(duty: Duty) -> Markup:
    holder = duty.seat.holder_name or plain("reminders.nobody")
    return words("reminders.other", duty=line(duty), holder=holder, state=timing(duty))


def _more(count: int) -> list[Markup]:
    return [words("reminders.more", count=count - SHOWN)] if count > SHOWN else []


def _late(reminder: Reminder) -> list[Markup]:
    if reminder.late_since is None:
        return []
    return [words("reminders.late", planned=weekday_moment(reminder.late_since, reminder.zone))]


def _status_button(duty: Duty) -> Button:
    return Button(plain("reminders.status"), packed(Tap(CASE, str(duty.bundle.case_id))))
