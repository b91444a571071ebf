"""`/tugas`: what waits for a person, and the lines of duties that reminders and status share."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from screens.cards import in_rows
from sop.duties import Duty, DutyGroup, Timing
from text.catalogue import Markup, joined, plain, words
from text.printing import clock, short_weekday_date, weekday_date, weekday_moment
from text.screens import Button, Screen
from text.taps import Tap, packed

OPEN = "top"  # shows the card of a bundle again
SHOWN = 15  # lines with a button; more would not be read on a phone


def listed(groups: Sequence[DutyGroup]) -> Screen:
    """Every capacity with its duties; a heading only where there are several."""
    if not groups:
        return Screen(words("tasks.none"))
    blocks: list[Markup] = []
    buttons: list[Button] = []
    rehearses = any(group.office.rehearses for group in groups)
    several = rehearses or len(groups) > 1
    with_office = rehearses or len({group.office.id for group in groups}) > 1
    for group in groups:
        lines = [_heading(group, with_office)] if several else []
        for duty in group.open:
            number = len(buttons) + 1
            if number > SHOWN:
                break
            lines.append(numbered(number, duty))
            buttons.append(open_button(duty, plain("tasks.open_number", number=number)))
        lines += [waiting(duty) for duty in group.waiting[:SHOWN]]
        blocks.append(joined(lines))
    left = sum(len(group.open) for group in groups) - len(buttons)
    if left:
        blocks.append(words("tasks.more", count=left))
    return Screen(joined([words("tasks.title"), *blocks], "\n\n"), in_rows(buttons, 3))


def numbered(number: int, duty: Duty) -> Markup:
    """A duty on a list, with how it stands below it."""
    if not (standing := state(duty)):
        return words("tasks.line_plain", number=number, duty=line(duty))
    return words("tasks.line", number=number, duty=line(duty), state=standing)


def waiting(duty: Duty) -> Markup:
    """A duty nothing can be done about yet, and what it waits for: a form comes after its order or log."""
    if duty.stage != "fill":
        return words("tasks.waiting_line", duty=line(duty))
    return words("tasks.waiting_log" if duty.after_log else "tasks.waiting_order", duty=line(duty))


def open_button(duty: Duty, label: str) -> Button:
    return Button(label, packed(Tap(OPEN, str(duty.bundle.id), duty.bundle.revision)))


def line(duty: Duty) -> Markup:
    """What a duty is about: "Menyerahkan bahan TW III · Bidang IKM"."""
    if duty.part:
        return words("tasks.duty_part", title=duty.title, part=duty.part)
    return words("tasks.duty", title=duty.title)


def state(duty: Duty) -> Markup:
    """How far it is and until when: "7 dari 12 belum; ditunggu hari ini s.d. 16.00 WITA"."""
    parts = [words("tasks.unfinished", unfinished=duty.unfinished, figures=duty.figures)] * bool(duty.figures)
    return joined([*parts, timing(duty)], "; ")


def timing(duty: Duty) -> Markup:
    """Where it stands in its window; empty where no window rings."""
    zone = duty.office.zone
    if duty.timing is Timing.RESTING:
        return words("tasks.resting")
    if duty.due_at is None:
        return words("tasks.early") if duty.stage == "fill" else Markup("")
    if duty.timing is Timing.TODAY:
        return words("tasks.today", clock=clock(duty.due_at, zone))
    if duty.timing is Timing.PASSED:
        return words("tasks.passed", day=day_of(duty.due_at, duty.due_at, zone))
    return words("tasks.ahead", due=weekday_moment(duty.due_at, zone))


def day_of(instant: datetime, now: datetime, zone: str) -> str:
    """A day people talk about: "Senin" within a week, else "Senin 5 Okt"."""
    there = ZoneInfo(zone)
    day = instant.astimezone(there).date()
    if 0 <= (now.astimezone(there).date() - day).days < 7 and instant != now:
        return weekday_date(day).split(",")[0]
    return short_weekday_date(day)


def _heading(group: DutyGroup, with_office: bool) -> Markup:
    if with_office:
        return words("tasks.capacity_office", capacity=group.capacity, office=group.office.name)
    return words("tasks.capacity", capacity=group.capacity)
