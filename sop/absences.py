"""Stand-ins (Plh.): who holds a seat for some days while its official is away. Source: practice 2.5."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sop.people import Assignment, Office, Seat
from sop.takeovers import is_void, runs, stands_in


class Event(StrEnum):
    """What became of the days of a stand-in."""

    NAMED = "named"
    MOVED = "moved"  # other days
    ENDED = "ended"  # before its last day
    CALLED_OFF = "called_off"  # before its first


@dataclass(frozen=True, slots=True)
class StandIn:
    """A person who stands in at a seat: `first` and `last` are local days, `official` is stood in for."""

    office: Office
    seat: Seat
    term: Assignment
    name: str
    official: int | None
    first: date
    last: date | None
    running: bool


def standing_in(terms: Iterable[Assignment], now: datetime) -> tuple[Assignment, ...]:
    """Terms of stand-ins that run or are yet to begin, by their beginning."""
    found = [one for one in terms if stands_in(one.holding) and not is_void(one)]
    left = [one for one in found if one.ends_at is None or one.ends_at > now]
    return tuple(sorted(left, key=lambda one: (one.starts_at, one.id)))


def official(terms: Iterable[Assignment], seat_id: int, at: datetime) -> int | None:
    """Whose seat it is at an instant, whoever stands in; None: vacant. The latest of several terms counts."""
    found = [term for term in terms if term.position_id == seat_id and runs(term, at)]
    own = [term for term in found if not stands_in(term.holding)]
    return max(own, key=lambda one: (one.starts_at, one.id)).person_id if own else None


def stood_in_for(terms: Iterable[Assignment], person_id: int, at: datetime) -> frozenset[int]:
    """Seats of a person that a stand-in holds at an instant: the person's own term goes on beneath."""
    running = [term for term in terms if runs(term, at)]
    taken = {term.position_id for term in running if stands_in(term.holding)}
    own = [term for term in running if term.person_id == person_id and not stands_in(term.holding)]
    return frozenset(taken & {term.position_id for term in own})
