"""`/kalender`: coming closed dates with a way to take each back, and how to add one."""

from collections.abc import Sequence
from datetime import date

from screens.cards import in_rows
from sop.calendars import CalendarDay
from sop.people import Office
from text.catalogue import Markup, joined, plain, words
from text.printing import short_date, weekday_date
from text.screens import Button, Screen
from text.taps import Tap, packed

REMOVE = "kho"
SHOWN = 12

Closed = Sequence[tuple[Office, Sequence[CalendarDay], int | None]]


def listed(found: Closed) -> Screen:
    """One block for each office; the buttons carry the number on the list."""
    blocks: list[Markup] = []
    buttons: list[Button] = []
    for office, days, decree_wanted in found:
        lines = [words("holidays.title", office=office.name)]
        for dated in days[:SHOWN]:
            number = len(buttons) + 1
            key = "holidays.estimated" if dated.estimated else "holidays.day"
            lines.append(words(key, number=number, day=weekday_date(dated.day), reason=dated.reason))
            data = packed(Tap(REMOVE, str(office.id), 0, dated.day.isoformat()))
            buttons.append(Button(plain("holidays.remove", number=number), data))
        if not days:
            lines.append(words("holidays.none"))
        if decree_wanted is not None:
            lines.append(words("holidays.decree", year=decree_wanted))
        blocks.append(joined(lines))
    return Screen(joined([*blocks, words("holidays.how")], "\n\n"), in_rows(buttons, 4))


def closed(day: date, reason: str, moved: int) -> str:
    return plain("holidays.closed", day=weekday_date(day), reason=reason, moved=moved)


def reopened(day: date, moved: int) -> str:
    return plain("holidays.reopened", day=short_date(day), moved=moved)
