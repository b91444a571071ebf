"""The status of a case as one viewer may see it (practice 3.2): it holds no name they may not see."""

from dataclasses import dataclass
from enum import StrEnum

from sop.deadlines import Addressee, addressee_of
from sop.duties import Duty
from sop.people import Chart, Office, Seat
from sop.periods import Period


class Viewer(StrEnum):
    """Who looks, in the order of what they see."""

    SECRETARY = "secretary"  # everyone by name
    HEAD = "head"  # counts; names behind `Rincian`
    PLANNER = "planner"  # fillers by name, deciders as "menunggu arahan"
    SUPERIOR = "superior"  # own people by name
    STAFF = "staff"  # own items
    OUTSIDE = "outside"  # nothing


class Mark(StrEnum):
    """How a step of the SOP stands."""

    DONE = "done"
    RUNNING = "running"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StepStatus:
    """One step; `number` is the SOP's own, empty for a step that the paper does not have."""

    number: str
    activity: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How many figures of a unit have been handed in."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that waits; `named` is False where the viewer only learns that a decision is awaited."""

    duty: Duty
    named: bool


@dataclass(frozen=True, slots=True)
class Status:
    """A case for one viewer. `hidden` counts what is awaited by names that stand behind `Rincian`."""

    office: Office
    case_id: int
    period: Period
    title: str  # the SOP's
    is_open: bool
    viewer: Viewer
    steps: tuple[StepStatus, ...]
    units: tuple[UnitStatus, ...]
    awaited: tuple[Awaited, ...]
    hidden: int = 0


_SUPERIORS = frozenset({Addressee.SECTION_HEAD, Addressee.DIVISION_HEAD})


def viewer_of(seats: tuple[Seat, ...]) -> Viewer:
    """What a person sees in an office by the seats held there; the widest counts."""
    roles = {seat.role for seat in seats}
    if "secretary" in roles:
        return Viewer.SECRETARY
    if "head" in roles:
        return Viewer.HEAD
    if roles & {"planner", "program_officer"}:
        return Viewer.PLANNER
    if any(addressee_of("", role) in _SUPERIORS for role in roles):
        return Viewer.SUPERIOR
    return Viewer.STAFF if roles - {"recipient", "admin"} else Viewer.OUTSIDE


def visible(viewer: Viewer, chart: Chart, own: tuple[Seat, ...], duty: Duty) -> Awaited | None:
    """How a duty appears to a viewer who holds the `own` seats; None: not at all."""
    mine = {seat.id for seat in own}
    if viewer is Viewer.OUTSIDE:
        return None
    if duty.seat.id in mine or viewer in (Viewer.SECRETARY, Viewer.HEAD):
        return Awaited(duty, named=True)
    if viewer is Viewer.PLANNER:
        return Awaited(duty, named=duty.stage == "fill" and duty.seat.role != "head")
    below = any(above.id in mine for above in chart.superiors(duty.seat.id))
    return Awaited(duty, named=True) if viewer is Viewer.SUPERIOR and below else None


def parts_seen(
    viewer: Viewer, chart: Chart, own: tuple[Seat, ...], parts: tuple[int, ...]
) -> tuple[int, ...]:
    """The units whose progress a viewer sees: never another bidang's for staff and their superiors."""
    if viewer not in (Viewer.SUPERIOR, Viewer.STAFF):
        return parts if viewer is not Viewer.OUTSIDE else ()
    mine = {chart.part_of(seat.unit_id).id for seat in own}
    return tuple(part for part in parts if part in mine)
