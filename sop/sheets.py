"""A sheet: everything a card, a form or a check shows about one bundle, as one value.

Rows are the figures of the bundle in the order of its list. Source: practice 1.5, 1.6; telegram 3.1.
"""

from dataclasses import dataclass
from datetime import datetime

from sop.cases import Bundle, Case, TaskState
from sop.endings import Ending
from sop.figures import Measurement
from sop.indicators import Correction, Indicator, Realization, Target
from sop.letters import Letter
from sop.people import Office, Person, Seat, Unit
from sop.periods import Period
from sop.procedures import Sop, Step
from sop.ratings import DEFAULT_SCALE, Scale


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One figure of a bundle. `number` is its place on the bundle's list: what stands before "1) 12"."""

    number: int
    indicator: Indicator
    target: Target
    realization: Realization
    earlier: tuple[Realization, ...]  # approved quarters of the same year before this one, ascending
    measurement: Measurement
    part: Unit
    filler: Seat
    state: TaskState  # of the figure's task in this bundle
    round: int
    reason: str = ""  # why it was returned or skipped
    corrections: tuple[Correction, ...] = ()
    evidence_count: int = 0  # pieces that name it or were given for its whole form
    scale: Scale = DEFAULT_SCALE  # of the office


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bundle, its case and its rows, at one moment."""

    office: Office
    case: Case
    period: Period
    sop: Sop
    bundle: Bundle
    steps: tuple[Step, ...]  # of the run: what one press does
    seat: Seat
    capacity: str  # "Plt. Kepala Dinas Perindustrian": heads the card
    holder: Person | None
    part: Unit | None
    rows: tuple[SheetRow, ...]
    due_at: datetime | None  # end of the response window; None: no window rings
    now: datetime
    closer: str = ""  # who closed it, printed
    ending: Ending | None = None  # how a closed bundle ended
    letters: tuple[Letter, ...] = ()  # the case stands on these
    awaited: tuple[str, ...] = ()  # who has not handed in yet, as far as the reader may know

    repairs: int = 0  # how many rounds began with a return

    @property
    def step(self) -> Step:
        return self.steps[0]

    @property
    def unfinished(self) -> tuple[SheetRow, ...]:
        return tuple(row for row in self.rows if row.state in (TaskState.OPEN, TaskState.WAITING))

    def row(self, number: int) -> SheetRow | None:
        return next((row for row in self.rows if row.number == number), None)
