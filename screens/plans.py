"""The plan of a year as a card: its days, who is in charge, what it covers. Source: domain 4.3 step 2."""

from collections.abc import Sequence
from datetime import date

from screens.cards import button, ok
from screens.cards import card as card_of
from screens.orders import OUTSIDE
from sop.plans import Schedule
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import short_date
from text.screens import Attachment, Rows, Screen

# Acts of this area's buttons; `handlers.plans` says who serves them.
CHANGE = "plc"
PAPER = "plp"
BACK = "plb"
PDF = "application/pdf"


def card(sheet: Sheet, schedule: Schedule, act: str, *, targets: int, holders: int) -> Screen:
    """The schedule, and the one press that belongs to the step: hand up, approve, or nothing changed."""
    lines = [_line(plain("plans.quarter_ends"), schedule.quarter_ends)]
    lines += [_line(one.activity, one.days) for one in schedule.milestones]
    lines.append(_line(plain("plans.meeting"), schedule.meetings))
    what = words("plans.covers", targets=targets, holders=holders)
    note = [words("plans.review_note")] if act == "review" else []
    body = joined((joined(lines), what, *note), "\n\n")
    return card_of(sheet, body, _rows(sheet, act))


def ask_change() -> Screen:
    return Screen(words("plans.ask_change"))


def ask_back() -> Screen:
    return Screen(words("plans.ask_back"))


def approved(schedule_year: int, approver: str) -> Screen:
    """What the maker of the plan hears."""
    return Screen(words("plans.approved_line", year=schedule_year, approver=approver))


def paper(year: int, sha256: str) -> Screen:
    name = plain("plans.file", year=year)
    return Screen(words("plans.paper", year=year), attachment=Attachment(name, sha256, PDF))


def _rows(sheet: Sheet, act: str) -> Rows:
    file = button(sheet, plain("plans.open_file"), PAPER)
    change = button(sheet, plain("plans.change"), CHANGE)
    if act == "approve":
        return ((ok(sheet, "plans.approve"),), (button(sheet, plain("plans.send_back"), BACK),), (file,))
    outside = button(sheet, plain("orders.outside"), OUTSIDE)
    return ((ok(sheet, f"plans.ok_{act}"),), (change, file), (outside,))


def _line(activity: str, days: Sequence[date]) -> Markup:
    """ "Akhir triwulan: 31 Mar · 30 Jun · 30 Sep · 31 Des 2026"."""
    year = days[0].year
    shown = [short_date(day).removesuffix(f" {year}") for day in days]
    return words("plans.line", activity=activity, days=" · ".join(shown))
