"""To which people a rung speaks: looked up on the chart at the moment it fires (law 7; practice 3.1).

A superior is the nearest one of the wanted tier on the line above the seat; the Sekretaris is asked also
where he stands beside that line. Whoever holds the head's seat for good is never reminded of anything.
"""

from collections.abc import Iterable

from sop.deadlines import Audience, Audiences
from sop.people import Chart, Holding, Seat

_TIERS = {
    Audience.SECTION_HEAD: frozenset({"section_head", "subsection_head", "subcoordinator", "team_leader"}),
    Audience.DIVISION_HEAD: frozenset({"division_head", "technical_unit_head"}),
    Audience.SECRETARY: frozenset({"secretary"}),
}


def people_of(chart: Chart, seat: Seat, wanted: Audiences) -> tuple[int, ...]:
    """The persons an audience means for a bundle of `seat`; empty where nobody fits."""
    found: list[int | None] = []
    for audience in wanted:
        if audience is Audience.HOLDER:
            found.append(responder(seat))
        elif audience is Audience.AIDE:
            found.append(seat.pendamping_id)
        else:
            found.append(_superior(chart, seat, _TIERS[audience]))
    return tuple(dict.fromkeys(one for one in found if one is not None and not _is_head(chart, one)))


def responder(seat: Seat) -> int | None:
    """Who is reminded of the seat's own work: its holder, or the konseptor of one who cannot be reached."""
    if seat.connected or seat.konseptor_id is None:
        return seat.holder_id
    return seat.konseptor_id


def nearest_superior(chart: Chart, seat: Seat) -> Seat | None:
    """The first superior whose seat is held by somebody else, connected or not."""
    line = chart.superiors(seat.id)
    return next((one for one in line if one.holder_id not in (None, seat.holder_id)), None)


def _superior(chart: Chart, seat: Seat, roles: Iterable[str]) -> int | None:
    line = [one for one in chart.superiors(seat.id) if one.role in roles]
    if "secretary" in roles:
        line += chart.with_role("secretary")
    candidates = (one for one in line if one.connected and one.holder_id != seat.holder_id)
    return next((one.holder_id for one in candidates), None)


def _is_head(chart: Chart, person_id: int) -> bool:
    """A stand-in of the day keeps the reminders of his own seat."""
    seats = chart.held_by(person_id)
    return any(seat.role == "head" and seat.holding is not Holding.ACTING_TEMPORARY for seat in seats)
