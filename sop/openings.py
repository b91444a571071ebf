"""When the cases of an SOP open: of which kinds of period it has cases, and at which end of one each opens.

Source: practice 1.4, 4.5; domain 4.3 (loop logic), 4.4. Pure: what is due on a day follows from the day;
whether a case is there already, and whether an office that began late still owes it, is the desk's to know.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sop.periods import Cycle, Period, period_of
from sop.procedures import ONCE, Opens, Sop, YearOpens


class Moment(StrEnum):
    """The moment at which a case opens."""

    AFTER_PERIOD = "after_period"  # figures are collected once their period is over
    AT_START = "at_start"  # the work of the case runs with the period
    AFTER_LAST_QUARTER = "after_last_quarter"  # a year's case that follows the approval of its fourth quarter


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of case of an SOP: what each covers and when it opens."""

    cycle: Cycle
    opens: Moment

    def due_on(self, day: date) -> Period | None:
        """The period whose case a day may open; None where no day of the calendar opens one."""
        if self.opens is Moment.AFTER_LAST_QUARTER:
            return None
        running = period_of(self.cycle, day)
        return running if self.opens is Moment.AT_START else running.previous


def series(sop: Sop) -> tuple[Series, ...]:
    """The kinds of case an SOP has, the year's first; none where every case is opened by hand."""
    if sop.cycle == ONCE:
        return ()
    return tuple(Series(cycle, _moment(sop, cycle)) for cycle in reversed(sop.cycles))


def series_of(sop: Sop, period: Period) -> Series | None:
    """The kind of case a period would be; None where the SOP has none of that kind."""
    return next((one for one in series(sop) if one.cycle is period.cycle), None)


def _moment(sop: Sop, cycle: Cycle) -> Moment:
    """A year beside shorter periods has a moment of its own."""
    if cycle is Cycle.YEAR and sop.own_cycle != Cycle.YEAR:
        january = sop.trigger.year_opens is YearOpens.JANUARY
        return Moment.AT_START if january else Moment.AFTER_LAST_QUARTER
    return Moment.AT_START if sop.trigger.opens is Opens.AT_PERIOD_START else Moment.AFTER_PERIOD
