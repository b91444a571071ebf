"""The card of a meeting, and what people read about when and where."""

from screens.cards import button, card, ok, subject
from screens.orders import OUTSIDE
from screens.reports import file_button
from sop.meetings import Meeting
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import weekday_date
from text.screens import Screen

ARRANGE = "mar"  # who serves it: `handlers.meetings`


def meeting_card(sheet: Sheet, found: Meeting | None, minutes: int, *, drafted: bool = False) -> Screen:
    """When and where, whether there are minutes, and the press that ends it; the draft if there is one."""
    when = words("meetings.when", **_said(found)) if found else words("meetings.not_set")
    kept = words("meetings.minutes_kept", count=minutes) if minutes else words("meetings.no_minutes")
    outside = button(sheet, plain("orders.outside"), OUTSIDE)
    label = plain("meetings.rearrange") if found else plain("meetings.arrange")
    rows = (
        (ok(sheet, "meetings.finish"),),
        (button(sheet, label, ARRANGE),),
        (outside, file_button(sheet)) if drafted else (outside,),
    )
    return card(sheet, joined((when, kept)), rows)


def ask_line(sheet: Sheet) -> Screen:
    return Screen(words("meetings.ask_line", title=subject(sheet)))


def ask_minutes(sheet: Sheet) -> Screen:
    return Screen(words("meetings.ask_minutes", title=subject(sheet)))


def arranged(found: Meeting) -> Screen:
    return Screen(words("meetings.arranged", **_said(found)))


def set_line(sheet: Sheet, found: Meeting, *, again: bool) -> Screen:
    """What everybody concerned reads."""
    key = "meetings.changed_line" if again else "meetings.set_line"
    lines: tuple[Markup, ...] = (words(key, title=subject(sheet)), words("meetings.when", **_said(found)))
    return Screen(joined(lines))


def _said(found: Meeting) -> dict[str, str]:
    return {"day": weekday_date(found.day), "clock": found.clock, "place": found.place}
