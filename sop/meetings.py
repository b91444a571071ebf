"""When and where people meet: one typed line, "Kamis 8 Okt 09.00, ruang rapat". Source: practice 1.5."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sop.calendars import Calendar
from sop.dates import read_date

MEETING_SET = "meeting_set"  # action of the journal's line
LONGEST_PLACE = 200  # characters

_LINE = re.compile(
    r"(?P<day>.+?)[ ,]+(?:pukul |jam )?(?P<hour>[0-9]{1,2})[.:](?P<minute>[0-9]{2})"
    r"(?: ?(?:wib|wita|wit))?[ ,]+(?P<place>\S.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day, a local time ("09.00") and a place."""

    day: date
    clock: str
    place: str

    @property
    def body(self) -> Mapping[str, Any]:
        return {"day": self.day.isoformat(), "clock": self.clock, "place": self.place}


def kept_meeting(body: Mapping[str, Any]) -> Meeting:
    """The meeting a line of the journal tells."""
    return Meeting(date.fromisoformat(body["day"]), body["clock"], body["place"])


def read_meeting_line(text: str, now: datetime, calendar: Calendar) -> Meeting | None:
    """Day, time and place of one line; None where one of them is missing. Never raises."""
    found = _LINE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    day = read_date(found["day"], now, calendar).day
    hour, minute = int(found["hour"]), int(found["minute"])
    if day is None or hour > 23 or minute > 59:
        return None
    return Meeting(day, f"{hour:02}.{minute:02}", found["place"][:LONGEST_PLACE])
