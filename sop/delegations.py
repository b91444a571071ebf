"""A duty that its holder gave to a subordinate. Source: practice 2; design 5, law 7."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sop.people import Chart, Seat
from sop.procedures import Stage

# Actions of the journal's lines.
DELEGATED = "delegated"
TAKEN_BACK = "delegation_ended"

_OWN = frozenset({Stage.SETUP, Stage.DISPOSE, Stage.FILL, Stage.LOG, Stage.CHECK, Stage.PARAF, Stage.APPROVE})
"""What stays with the seat: orders, signatures, and figures, which have ways of their own."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who gave which duty to whom; `bundle` lies at the subordinate, `was` lay at the superior."""

    bundle: int
    was: int
    from_seat: int
    to_seat: int
    revision: int  # of the bundle as the subordinate got it
    note: str

    @property
    def body(self) -> Mapping[str, Any]:
        return asdict(self)


def may_pass(stages: Iterable[Stage]) -> bool:
    """Whether work of these stages may be given to a subordinate."""
    return not _OWN & set(stages)


def subordinates(chart: Chart, seat: Seat) -> tuple[Seat, ...]:
    """Held seats below a seat, the nearest first."""
    below = [
        (place, one)
        for one in chart.seats
        for place, above in enumerate(chart.superiors(one.id))
        if above.id == seat.id and one.holder_id not in (None, seat.holder_id)
    ]
    return tuple(one for _, one in sorted(below, key=lambda found: found[0]))


def line_of(every: Iterable[Delegation], bundle_id: int) -> tuple[Delegation, ...]:
    """How a duty came to lie where it lies, the last step first."""
    known = {one.bundle: one for one in every}
    found: list[Delegation] = []
    while (one := known.pop(bundle_id, None)) is not None:
        found.append(one)
        bundle_id = one.was
    return tuple(found)
