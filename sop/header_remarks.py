"""What looks wrong in the printed header of an SOP. Source: domain 4.1-4.4."""

import re
from datetime import date
from itertools import pairwise

from sop.dates import read_printed_date
from sop.findings import Finding
from sop.procedures import Header, Sop, Subject
from sop.regulations import citation, doubt
from sop.slips import PLANS, TWINS

SATURDAY = 5
FIXED_HOLIDAYS = frozenset({(1, 1), (1, 5), (1, 6), (17, 8), (25, 12)})  # day, month: the same in every year
_DATES = ("created", "revised", "effective", "approved")
_ORDER = ("created", "revised", "effective")
_POST = re.compile(r"^(?:kepala|sekretaris|sub ?koordinator|kabid|kasi|kasubb?ag|staf)\b", re.IGNORECASE)


def header_remarks(sop: Sop) -> list[Finding]:
    """All remarks on a header, in its own order."""
    header = sop.header
    return [
        *_number(header.number),
        *_dates(header),
        *_laws(header),
        *_lists(sop),
        *_copied(header),
    ]


def _number(number: str) -> list[Finding]:
    if not number.strip() or re.search(r"/\s*/|^\s*/", number):
        return [Finding("", "incomplete_number", number)]
    if re.search(r"/0?[1-9]/[12][0-9]{3}$|/1[0-2]/[12][0-9]{3}$", number):
        return [Finding("", "plain_month", number)]  # offices print the month as a roman figure
    return []


def _dates(header: Header) -> list[Finding]:
    found = [Finding("", "blank_header", name) for name in _ORDER if not getattr(header, name).strip()]
    printed = {name: getattr(header, name) for name in _DATES if getattr(header, name).strip()}
    days = {name: day for name, text in printed.items() if (day := read_printed_date(text)) is not None}
    found += [Finding("", "unreadable_date", text) for name, text in printed.items() if name not in days]
    found += [Finding("", "closed_day", printed[name], name) for name, day in days.items() if _closed(day)]
    present = [name for name in _ORDER if name in days]
    found += [
        Finding("", "dates_reversed", later, earlier)
        for earlier, later in pairwise(present)
        if days[later] < days[earlier]
    ]
    if {"created", "revised", "effective"} <= days.keys() and days["created"] < days["revised"] < days[
        "effective"
    ]:
        found.append(Finding("", "revised_before_effective", printed["revised"], printed["effective"]))
    return found


def _closed(day: date) -> bool:
    """Weekends and the holidays that fall on the same date every year; the others are the calendar's data."""
    return day.weekday() >= SATURDAY or (day.day, day.month) in FIXED_HOLIDAYS


def _laws(header: Header) -> list[Finding]:
    found = []
    regional = re.search(r"\b(?:kabupaten|kota)\b", header.government.lower()) is not None
    for law in header.legal_basis:
        cited = citation(law)
        if cited is None:
            continue
        doubted = doubt(cited)
        if doubted is not None:
            found.append(Finding("", doubted[0].value, law.rstrip(";. "), doubted[1]))
        if cited.kind == "pergub" and regional:
            found.append(Finding("", "other_region_law", law.rstrip(";. ")))
    return found


def _lists(sop: Sop) -> list[Finding]:
    header = sop.header
    found = []
    if header.qualifications and all(_POST.match(line) for line in header.qualifications):
        found.append(Finding("", "posts_as_qualifications", ", ".join(header.qualifications)))
    equipment = " ".join(header.equipment).lower()
    found += [
        Finding("", "two_names", one, other)
        for one, other in TWINS
        if one in equipment and other in equipment
    ]
    delayered = {"subcoordinator", "functional_official", "team_leader"}
    if "eselon" in equipment and re.search(r"\biv\b", equipment):
        held = {role for step in sop.steps for role in (*step.actors, *step.recipients)}
        found += [Finding("", "eselon_iv")] if delayered & held else []
    if "keuangan" in header.recording.lower() and not any(
        step.subject is Subject.BUDGET for step in sop.steps
    ):
        found.append(Finding("", "finance_unasked", header.recording))
    return found


def _copied(header: Header) -> list[Finding]:
    """Words of a planning SOP in the warning or the record of another kind of SOP."""
    title = header.title.lower()
    return [
        Finding("", "copied_text", said, name)
        for said in (header.warning, header.recording)
        for word, name in PLANS.items()
        if word in said.lower() and word not in title
    ]
