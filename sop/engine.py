"""The engine: one pure function from a slice of a case and a move to the slice after it and what happened.

Source: design 5; domain 4.5; practice 1-2. It never sees a whole case, a clock or a database: the caller
loads what `needed` asks for, and stores what the events say (`sop.changes`).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sop.additions import add_items
from sop.cases import RUNNING, Bundle, CaseState
from sop.events import Event
from sop.flows import Flow, Grain, flow
from sop.handovers import complete, correct, enclose, enter_late, pass_items, proceed, record_outside, submit
from sop.joins import settle
from sop.ledgers import Ledger
from sop.migrations import migrate
from sop.moves import (
    AddItems,
    Assign,
    CancelCase,
    Complete,
    Correct,
    Dispose,
    Enclose,
    EnterLate,
    Forward,
    Migrate,
    Move,
    OpenCase,
    OpenForms,
    Pass,
    Pause,
    Proceed,
    Reassign,
    Recall,
    RecordOutside,
    Reopen,
    Resume,
    ReturnItems,
    SendBack,
    Submit,
    TransferItems,
    Withdraw,
)
from sop.orders import (
    assign,
    cancel_case,
    dispose,
    forward,
    open_case,
    open_early,
    pause,
    reassign,
    recall,
    reopen,
    resume,
)
from sop.procedures import JoinKind, Sop
from sop.refusals import Refusal
from sop.returns import return_items, send_back, withdraw
from sop.slices import Need, Slice
from sop.transfers import transfer

_ACTS: dict[type, Callable[[Ledger, Any], None]] = {
    OpenCase: open_case,
    OpenForms: open_early,
    Dispose: dispose,
    Recall: recall,
    Assign: assign,
    RecordOutside: record_outside,
    Submit: submit,
    Pass: pass_items,
    Correct: correct,
    ReturnItems: return_items,
    Complete: complete,
    SendBack: send_back,
    Forward: forward,
    Proceed: proceed,
    EnterLate: enter_late,
    Enclose: enclose,
    Withdraw: withdraw,
    Reassign: reassign,
    AddItems: add_items,
    TransferItems: transfer,
    Pause: pause,
    Resume: resume,
    Migrate: migrate,
    CancelCase: cancel_case,
    Reopen: reopen,
}


def advance(sop: Sop, slice_: Slice, move: Move, by: int, now: datetime) -> tuple[Slice, tuple[Event, ...]]:
    """Apply a move made by person `by` at instant `now`.

    New tasks and bundles have ids below zero and bundles no code yet. Raises Refusal, with nothing changed,
    where the case does not allow the move.
    """
    _require_state(slice_.case.state, move)
    ledger = Ledger(sop, slice_, by, now)
    _ACTS[type(move)](ledger, move)
    settle(ledger)
    return ledger.result()


def _require_state(state: CaseState, move: Move) -> None:
    """A case that stands still only goes on or ends; one that has ended can only be opened again."""
    if state is CaseState.PAUSED and not isinstance(move, (Resume, CancelCase, Migrate)):
        raise Refusal("case_paused")
    if state not in RUNNING and not isinstance(move, Reopen):
        raise Refusal("case_closed", {"state": state.value})


def needed(sop: Sop, period: str, move: Move, bundle: Bundle | None = None) -> Need:
    """Which parts of the case a move needs; `bundle` is the one the move names, if any."""
    match move:
        case OpenForms() | Proceed() | CancelCase() | Migrate() | AddItems() | TransferItems():
            return Need(everything=True)
        case EnterLate() | ReturnItems():
            return Need(indicators=tuple(move.items))
        case OpenCase() | Reopen() | Pause() | Resume() | Enclose():
            return Need()
    if bundle is None:
        return Need()
    if bundle.part:
        return Need(parts=(bundle.part,))
    return _needed_by_office(flow(sop, period), move, bundle)


def _needed_by_office(steps: Flow, move: Move, bundle: Bundle) -> Need:
    run = steps.run_of(bundle.step)
    if run.grain is Grain.ITEM or isinstance(move, Correct):
        items = getattr(move, "items", ())
        return Need(indicators=tuple(items)) if items else Need(everything=True)
    office = (Grain.CASE, Grain.PERSON)
    opens_parts = any(later.grain not in office for later in steps.runs[run.index + 1 :])
    return Need(everything=opens_parts or run.first.join.kind is JoinKind.AT_LEAST)
