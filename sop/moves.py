"""The moves: everything a person or the clock can do to a case. Seats and persons are ids.

Who may make a move is decided at the desk (law 4); whether the case allows it is decided by the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sop.procedures import Sop
from sop.slices import Item


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open a case with the figures that are due; none for an SOP without figures.

    `holders` get what begins the case where it goes to persons: the agreement to their targets.
    """

    items: tuple[Item, ...] = ()
    holders: tuple[int, ...] = ()  # seats that answer for figures the case itself does not collect


@dataclass(frozen=True, slots=True)
class OpenForms:
    """Pra-isi: fillers may type before the order is given; submitting still waits for it."""


@dataclass(frozen=True, slots=True)
class Dispose:
    """Send an order. `recipients` matter where the next step goes to each addressed person."""

    bundle_id: int
    recipients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recall:
    """Take an order back that nobody has acted on; it can be given anew."""

    bundle_id: int


@dataclass(frozen=True, slots=True)
class Assign:
    """Divide the work: indicator -> filler seat; what is not named stays with its owner."""

    bundle_id: int
    fillers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordOutside:
    """Record a bundle as done outside the application, or as an oral order. The reason is mandatory."""

    bundle_id: int
    reason: str
    oral: bool = False
    recipients: tuple[int, ...] = ()
    items: tuple[int, ...] = ()  # empty: all


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in figures (none named: all of the bundle); `skipped` go without a value, each with its reason.

    `enterers` names the person who typed a figure where that is not the one who submits (Isi atas nama).
    """

    bundle_id: int
    items: tuple[int, ...] = ()
    skipped: Mapping[int, str] = field(default_factory=dict)
    enterers: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pass:
    """Find figures right and send them up (none named: all that have arrived)."""

    bundle_id: int
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """Write other figures over those that wait for a check: whoever does it entered them from then on."""

    bundle_id: int
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReturnItems:
    """Return figures with a reason: indicator -> seat of the person who entered it."""

    bundle_id: int
    items: Mapping[int, int]
    reason: str


@dataclass(frozen=True, slots=True)
class Complete:
    """Finish a bundle without figures of its own: compile, paraf, approve, dispatch, archive, report back.

    `recipients` matter where the next step goes to each addressed person.
    """

    bundle_id: int
    recipients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SendBack:
    """Paraf or approval refused with a reason ("Mohon diperbaiki"): back to the step named by the SOP."""

    bundle_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Forward:
    """Pass an addressed duty on to other seats; one's own branch is done."""

    bundle_id: int
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proceed:
    """Close the collection after the last call: what was not handed in is reported as "menyusul".

    The reason is mandatory where a figure is missing.
    """

    reason: str = ""


@dataclass(frozen=True, slots=True)
class EnterLate:
    """Take in figures after the last call, until paraf; they carry the mark and climb no tier."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Enclose:
    """A document of some kind joined, changed or left what is approved together with the report."""

    kind: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take figures back that nobody has looked at yet (none named: all of them)."""

    bundle_id: int
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reassign:
    """Give a bundle, or some of its figures, to another seat; clocks and rounds stay."""

    bundle_id: int
    seat_id: int
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AddItems:
    """Take further figures into a collection that is under way; what was done so far stays as it is."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class TransferItems:
    """Move figures to seats of other units, with the reason; `items` say where each goes."""

    items: tuple[Item, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Let a case stand still: until it is resumed nothing in it can be decided and no clock runs."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """Let a case that stands still go on with the time it had left."""


@dataclass(frozen=True, slots=True)
class Migrate:
    """Let a running case go on under another version of its SOP; `restart`: open windows begin anew."""

    to: Sop
    restart: bool = False


@dataclass(frozen=True, slots=True)
class CancelCase:
    """End a case without a result."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open a finished case again at its compilation (law 9); the desk marks later reports as outdated."""

    reason: str


Move = (
    OpenCase
    | OpenForms
    | Dispose
    | Recall
    | Assign
    | RecordOutside
    | Submit
    | Pass
    | Correct
    | ReturnItems
    | Complete
    | SendBack
    | Forward
    | Proceed
    | EnterLate
    | Enclose
    | Withdraw
    | Reassign
    | AddItems
    | TransferItems
    | Pause
    | Resume
    | Migrate
    | CancelCase
    | Reopen
)
