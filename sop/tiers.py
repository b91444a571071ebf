"""Which seat acts: the checking seat of a figure at a tier, the seat of a part, the seat of the office.

Source: practice 1.2 and 2.6; design 5. An empty answer carries the reason why the tier passes by itself. A
holder who is merely not connected keeps the duty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sop.flows import Run
from sop.people import Chart, Seat
from sop.procedures import Stage
from sop.refusals import Refusal

NO_SEAT = "no_seat"
VACANT = "vacant"
SAME_PERSON = "same_person"
OWN_FIGURE = "own_figure"

Roles = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A seat that acts, or why none does; `seat` may be set with a reason to name the one passed over."""

    seat: Seat | None
    reason: str = ""

    @property
    def passes(self) -> bool:
        return bool(self.reason)


def office_roles(roles: Roles, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The office's own roles for the SOP's actors, in order; an unmapped role stands for itself."""
    return tuple(dict.fromkeys(own for actor in actors for own in roles.get(actor, (actor,))))


def checking_seat(
    chart: Chart, roles: Roles, run: Run, part: int, filler: int, enterer: int, below: int
) -> Choice:
    """Who checks a figure of a part at a tier.

    `filler` is the seat that filled it, `enterer` the person who typed it, `below` the person who handled
    the tier below (0: none). Nobody verifies their own figure where another eligible person exists.
    """
    seats = _candidates(chart, run, part, filler, office_roles(roles, run.first.actors))
    if not seats:
        return Choice(None, NO_SEAT)
    for seat in seats:
        if seat.holder_id is None:
            return Choice(seat, VACANT)
        if seat.holder_id == enterer:
            continue
        return Choice(seat, SAME_PERSON if below and seat.holder_id == below else "")
    return Choice(seats[0], OWN_FIGURE)


def _candidates(chart: Chart, run: Run, part: int, filler: int, roles: tuple[str, ...]) -> list[Seat]:
    line = [seat for seat in chart.superiors(filler) if seat.role in roles]
    if run.by_part:
        return [seat for seat in line if chart.part_of(seat.unit_id).id == part]
    return line or list(chart.with_role(*roles))


def part_seat(chart: Chart, roles: Roles, run: Run, part: int) -> Choice:
    """Who acts for a part: the first held seat of the step's roles inside it."""
    own = office_roles(roles, run.first.actors)
    seats = [seat for seat in chart.with_role(*own) if chart.part_of(seat.unit_id).id == part]
    held = next((seat for seat in seats if seat.holder_id is not None), None)
    if held is not None:
        return Choice(held)
    return Choice(seats[0], VACANT) if seats else Choice(None, NO_SEAT)


def office_seat(chart: Chart, roles: Roles, run: Run, below: int, addressed: tuple[int, ...] = ()) -> Choice:
    """Who acts for the office; `below` is the person who handled the run before (0: none).

    Of several held seats the one an order was `addressed` to acts.

    Only a paraf passes by itself. Any other step falls to the secretary, then to the head, where nobody holds
    its own seats; an approval waits at the head's seat until somebody holds it.
    Raises Refusal("no_seat") where the chart has neither.
    """
    seats = chart.with_role(*office_roles(roles, run.first.actors))
    filled = [seat for seat in seats if seat.holder_id is not None]
    held = next((seat for seat in filled if seat.id in addressed), next(iter(filled), None))
    if run.first.stage is Stage.PARAF:
        return _paraf(held, seats, below)
    if held is not None:
        return Choice(held)
    if run.first.stage is Stage.APPROVE and seats:
        return Choice(seats[0])
    others = chart.with_role(*office_roles(roles, ("secretary", "head")))
    stand_in = next((seat for seat in others if seat.holder_id is not None), None) or next(
        iter(seats or others), None
    )
    if stand_in is None:
        raise Refusal("no_seat", {"step": run.first.key})
    return Choice(stand_in)


def _paraf(held: Seat | None, seats: tuple[Seat, ...], below: int) -> Choice:
    if held is not None:
        return Choice(held, SAME_PERSON if below and held.holder_id == below else "")
    return Choice(seats[0], VACANT) if seats else Choice(None, NO_SEAT)
