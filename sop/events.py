"""What a move means to people: for announcements and the journal. These change no row (see `sop.changes`)."""

from dataclasses import dataclass

from sop.changes import RowEvent


@dataclass(frozen=True, slots=True)
class StepDone:
    """Somebody finished steps; `part` 0 is the whole office."""

    steps: tuple[str, ...]
    part: int
    seat_id: int
    bundle_id: int
    by: int


@dataclass(frozen=True, slots=True)
class FormsOpened:
    """Fillers may type; `early` before the order (Pra-isi)."""

    parts: tuple[int, ...]
    early: bool


@dataclass(frozen=True, slots=True)
class Disposed:
    """An order went out; `recipients` as addressed, empty for the SOP's own."""

    bundle_id: int
    recipients: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class CopiesSent:
    """What was finished is shown to seats that have nothing to do with it (tembusan), before anybody else."""

    bundle_id: int
    step: str
    seat_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """An order was taken back before anybody acted on it."""

    bundle_id: int
    by: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """The work of a part was divided."""

    bundle_id: int
    part: int
    fillers: tuple[tuple[int, int], ...]  # indicator, seat
    by: int


@dataclass(frozen=True, slots=True)
class StepRecordedOutside:
    """Steps were recorded as done outside the application or ordered orally."""

    bundle_id: int
    steps: tuple[str, ...]
    oral: bool
    reason: str
    by: int


@dataclass(frozen=True, slots=True)
class ItemsSubmitted:
    """Figures were handed in; `skipped` without a value, each with its reason."""

    bundle_id: int
    part: int
    indicator_ids: tuple[int, ...]
    skipped: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class ItemsPassed:
    """Figures were found right at a seat."""

    bundle_id: int
    step: str
    indicator_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class TierPassed:
    """Steps passed by themselves: "no_seat", "vacant", "same_person", "own_figure", "joined" …"""

    steps: tuple[str, ...]
    part: int
    indicator_ids: tuple[int, ...]
    seat_id: int  # 0 where there is none
    reason: str


@dataclass(frozen=True, slots=True)
class ItemsReturned:
    """Figures go back to whoever entered them; `indicators` are (indicator, seat, new round)."""

    bundle_id: int
    step: str
    seat_id: int
    indicators: tuple[tuple[int, int, int], ...]
    reason: str
    by: int


@dataclass(frozen=True, slots=True)
class ItemsWithdrawn:
    """Figures were taken back before anybody looked at them."""

    bundle_id: int
    indicator_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class ItemsAdded:
    """Figures joined a running collection; `items` are (indicator, part, seat that fills it in)."""

    items: tuple[tuple[int, int, int], ...]
    by: int


@dataclass(frozen=True, slots=True)
class ItemsTransferred:
    """Figures went to other parts; `items` are (indicator, from part, to part, seat that fills it in)."""

    items: tuple[tuple[int, int, int, int], ...]
    reason: str
    by: int


@dataclass(frozen=True, slots=True)
class BundleReassigned:
    """Work moved to another seat."""

    bundle_id: int
    from_seat_id: int
    to_seat_id: int
    to_bundle_id: int
    indicator_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class Forwarded:
    """An addressed duty was passed on."""

    bundle_id: int
    recipients: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class LastCallClosed:
    """The collection was closed: `missing` are reported as "menyusul", `unchecked` skipped tiers.

    `reason`: why it was not waited for the missing; empty where the SOP's own rule closes it.
    """

    missing: tuple[int, ...]
    unchecked: tuple[int, ...]
    by: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LateEntered:
    """Figures came in after the last call and before paraf."""

    indicator_ids: tuple[int, ...]
    by: int


@dataclass(frozen=True, slots=True)
class DraftFrozen:
    """The draft report stands and can be initialled."""

    step: str
    round: int
    by: int


@dataclass(frozen=True, slots=True)
class Initialled:
    """A seat set its paraf."""

    step: str
    seat_id: int
    by: int


@dataclass(frozen=True, slots=True)
class ReportApproved:
    """The head approved: the desk freezes the copy (law 9)."""

    step: str
    seat_id: int
    by: int


@dataclass(frozen=True, slots=True)
class FixRequested:
    """Paraf or approval asked for a repair: `to_step` opens again with the reason."""

    bundle_id: int
    step: str
    to_step: str
    reason: str
    by: int


@dataclass(frozen=True, slots=True)
class EnclosureChanged:
    """A document joined, changed or left what is approved together with the report."""

    kind: str
    by: int


@dataclass(frozen=True, slots=True)
class Dispatched:
    """The report was sent out."""

    step: str
    seat_id: int
    by: int


@dataclass(frozen=True, slots=True)
class Archived:
    """The report was numbered and put away."""

    step: str
    seat_id: int
    by: int


Meaning = (
    StepDone
    | FormsOpened
    | Disposed
    | CopiesSent
    | Recalled
    | Assigned
    | StepRecordedOutside
    | ItemsSubmitted
    | ItemsPassed
    | TierPassed
    | ItemsReturned
    | ItemsWithdrawn
    | ItemsAdded
    | ItemsTransferred
    | BundleReassigned
    | Forwarded
    | LastCallClosed
    | LateEntered
    | DraftFrozen
    | Initialled
    | ReportApproved
    | FixRequested
    | EnclosureChanged
    | Dispatched
    | Archived
)

Event = RowEvent | Meaning
