"""The clock of an office or of a rehearsal, for whatever waits, rings or ends in it."""

from desk import calendars, charts
from desk.works import Work
from sop.clocks import Clock, clock_of


def clock(work: Work, office_id: int) -> Clock:
    """How time counts in an office at the moment."""
    office = charts.chart(work, office_id).office
    return clock_of(office, calendars.calendar(work.connection, office_id))
