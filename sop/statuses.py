"""The status of a case as one viewer may see it (practice 3.2): it holds no name they may not see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop.deadlines import Addressee, addressee_of
from sop.duties import Duty
from sop.pauses import Pause
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
    PASSED = "passed"  # nobody had to do it: a vacant seat, or one who had decided below already
    OUTSIDE = "outside"  # done outside of the application, or on an oral order


@dataclass(frozen=True, slots=True)
class StepStatus:
    """One step; `number` is the SOP's own, empty for a step that the paper does not have.

    `by` is empty where the viewer may not see who did it. `parts_done` of `parts` count the units the
    viewer sees, 0 where the step is one for the whole office.
    """

    key: str
    number: str
    activity: str
    mark: Mark
    by: str = ""
    at: datetime | None = None  # when the last of it ended
    reason: str = ""  # of a passed step: the law's word for it
    parts_done: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How many figures of a unit have been handed in."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that waits since an instant; `named` False: only that a decision is awaited is known."""

    duty: Duty
    named: bool
    since: datetime


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
    authority: str = ""  # the order the case goes back to
    ended_at: datetime | None = None
    seen_at: datetime | None = None  # when it was looked at
    pause: Pause | None = None  # the case stands still
    unconfirmed: bool = False  # it runs on actors the SOP does not name and nobody has confirmed

    @property
    def current(self) -> StepStatus | None:
        """The first step that is being worked on."""
        return next((step for step in self.steps if step.mark is Mark.RUNNING), None)


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


def names(viewer: Viewer, chart: Chart, own: tuple[Seat, ...], seat: Seat, stage: str) -> bool | None:
    """Whether a viewer who holds the `own` seats sees by name who works at a step; None: not at all."""
    mine = {one.id for one in own}
    if viewer is Viewer.OUTSIDE:
        return None
    if seat.id in mine or viewer in (Viewer.SECRETARY, Viewer.HEAD):
        return True
    if viewer is Viewer.PLANNER:
        return stage == "fill" and seat.role != "head"
    below = any(above.id in mine for above in chart.superiors(seat.id))
    return True if viewer is Viewer.SUPERIOR and below else None


def parts_seen(
    viewer: Viewer, chart: Chart, own: tuple[Seat, ...], parts: tuple[int, ...]
) -> tuple[int, ...]:
    """The units whose progress a viewer sees: never another bidang's for staff and their superiors."""
    if viewer not in (Viewer.SUPERIOR, Viewer.STAFF):
        return parts if viewer is not Viewer.OUTSIDE else ()
    mine = {chart.part_of(seat.unit_id).id for seat in own}
    return tuple(part for part in parts if part in mine)
