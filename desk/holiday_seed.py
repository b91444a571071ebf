"""A first list of holidays, for an admin to correct. Source: domain 7.3.

The truth is the yearly joint decree of three ministers; the library follows it, days after it changes, and
marks the dates of a year not yet decreed as estimates. So this only seeds the table an office then owns.
"""

from collections.abc import Iterable
from datetime import date

import holidays

KINDS = {"public": "public", "government": "joint_leave"}  # the library's category: our day kind
ESTIMATE_MARK = "(perkiraan)"

HolidayRow = tuple[date, str, str, bool]


def holiday_days(years: Iterable[int]) -> tuple[HolidayRow, ...]:
    """Rows (date, name, kind "public" or "joint_leave", estimated) of some years, sorted by date."""
    wanted = sorted(set(years))
    rows: list[HolidayRow] = []
    for category, kind in KINDS.items():
        found = holidays.country_holidays("ID", years=wanted, categories=(category,), language="id")
        for day, name in found.items():
            estimated = ESTIMATE_MARK in name
            rows.append((day, name.replace(ESTIMATE_MARK, "").strip(), kind, estimated))
    return tuple(sorted(rows, key=lambda row: (row[0], row[2] != "public")))
