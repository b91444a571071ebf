"""Dispositions as records: the branches of an order, how each stands, and which of them somebody sees.

Source: domain 3.5; practice 2.1, 3.2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop.cases import Bundle, BundleState


@dataclass(frozen=True, slots=True)
class Disposition:
    """One branch of an order: from a seat to a seat, with instruction and note.

    `oral`: recorded by its recipient or the planner; `disputed`: the superior said it was not his order;
    `copy`: a tembusan, told and not ordered. `read_at` is the first press of its recipient.
    """

    id: int
    case_id: int
    parent_id: int | None
    from_seat_id: int
    to_seat_id: int
    instruction: str
    note: str
    oral: bool
    by_person_id: int
    at: datetime
    disputed: bool
    copy: bool = False
    read_at: datetime | None = None
    recalled_at: datetime | None = None


class BranchState(StrEnum):
    """How a branch stands."""

    SENT = "sent"
    READ = "read"
    FORWARDED = "forwarded"
    DONE = "done"
    RECALLED = "recalled"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Branch:
    """A disposition in its place in the tree; `depth` 0 is an order nobody above gave."""

    disposition: Disposition
    depth: int
    state: BranchState


def tree(every: Sequence[Disposition], bundles: Iterable[Bundle]) -> tuple[Branch, ...]:
    """All branches of a case, each order followed by what came of it."""
    work = tuple(bundles)
    known = {one.id for one in every}
    below: dict[int, list[Disposition]] = {}
    for one in every:
        parent = one.parent_id if one.parent_id in known else None
        below.setdefault(parent or 0, []).append(one)
    found: list[Branch] = []
    waiting = [(one, 0) for one in reversed(below.get(0, []))]
    while waiting:
        one, depth = waiting.pop()
        children = below.get(one.id, [])
        found.append(Branch(one, depth, _state(one, children, work)))
        waiting += [(child, depth + 1) for child in reversed(children)]
    return tuple(found)


def visible(branches: Sequence[Branch], seats: Iterable[int]) -> tuple[Branch, ...]:
    """The branches that lead to some seats and what came of them: nobody sees another bidang's."""
    own = set(seats)
    by_id = {one.disposition.id: one for one in branches}
    shown: set[int] = set()
    for one in branches:
        above = by_id.get(one.disposition.parent_id or 0)
        inherits = above is not None and above.disposition.id in shown and above.disposition.to_seat_id in own
        if one.disposition.to_seat_id in own or one.disposition.from_seat_id in own or inherits:
            shown |= _line(one, by_id)
            own.add(one.disposition.to_seat_id)
    return tuple(one for one in branches if one.disposition.id in shown)


def received(every: Iterable[Disposition], seat_id: int) -> Disposition | None:
    """The order that reached a seat last; None where there is none."""
    orders = [one for one in every if one.to_seat_id == seat_id and not one.copy and one.recalled_at is None]
    return orders[-1] if orders else None


def _line(branch: Branch, by_id: dict[int, Branch]) -> set[int]:
    """A branch and everything above it."""
    found: set[int] = set()
    at: Branch | None = branch
    while at is not None and at.disposition.id not in found:
        found.add(at.disposition.id)
        at = by_id.get(at.disposition.parent_id or 0)
    return found


def _state(one: Disposition, children: Sequence[Disposition], bundles: Sequence[Bundle]) -> BranchState:
    if one.recalled_at is not None:
        return BranchState.RECALLED
    if one.disputed:
        return BranchState.DISPUTED
    if any(child.recalled_at is None for child in children):
        return BranchState.FORWARDED
    if not one.copy:
        states = {bundle.state for bundle in bundles if bundle.seat_id == one.to_seat_id}
        if BundleState.DONE in states and not states & {BundleState.OPEN, BundleState.WAITING}:
            return BranchState.DONE
    return BranchState.SENT if one.read_at is None else BranchState.READ
