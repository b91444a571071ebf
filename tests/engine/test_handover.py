"""Handing over to one person: who gathers chooses, a repaired figure comes back to that very person."""

from dataclasses import replace

import pytest

from sop.cases import BundleState
from sop.events import FixRequested, TierPassed
from sop.histories import examined
from sop.joins import GATHERED
from sop.moves import Assign, Complete, Dispose, ReturnItems, SendBack, Submit
from sop.refusals import Refusal
from tests.engine.desks import Desk
from tests.engine.offices import (
    HEAD,
    ITEMS,
    KABID_A,
    KABID_B,
    PLANNER,
    SECRETARY,
    SEK_STAFF,
    STAFF_A1,
    STAFF_B2,
    chart,
    person,
)
from tests.engine.samples import HANDOVER

PROCESS, VERIFY = "7", "8"


def gathered() -> Desk:
    """Everything is in; the planner may hand over."""
    desk = Desk(HANDOVER, chart(), {}, ITEMS)
    desk.open()
    for seat in (HEAD, SECRETARY):
        desk.do(Dispose(desk.bundle(seat).id))
    desk.do(Complete(desk.bundle(PLANNER).id))
    for seat in (SECRETARY, KABID_A, KABID_B):
        desk.do(Assign(desk.bundle(seat).id))
    for bundle in desk.bundles(step="5"):
        desk.do(Submit(bundle.id))
    return desk


def processed_by(seat: int) -> Desk:
    desk = gathered()
    desk.do(Complete(desk.bundle(PLANNER).id, (seat,)))
    return desk


def test_only_the_chosen_person_gets_the_figures() -> None:
    desk = processed_by(STAFF_B2)
    assert [bundle.seat_id for bundle in desk.bundles(step=PROCESS)] == [STAFF_B2]


def test_a_repaired_figure_comes_back_to_whoever_returned_it_without_a_second_hand_over() -> None:
    desk = processed_by(SEK_STAFF)
    desk.do(ReturnItems(desk.bundle(SEK_STAFF).id, {101: STAFF_A1}, "bukti belum dilampirkan"))
    assert not desk.bundles(step=PROCESS)
    (waiting,) = desk.bundles(step=PROCESS, state=BundleState.WAITING)
    events = desk.do(Submit(desk.bundle(STAFF_A1).id))
    assert [event.reason for event in events if isinstance(event, TierPassed)] == [GATHERED]
    assert not desk.bundles(PLANNER)
    assert desk.bundle(SEK_STAFF).id == waiting.id


def test_a_figure_returned_by_the_verifier_is_processed_again_by_the_same_person() -> None:
    desk = processed_by(STAFF_B2)
    desk.do(Complete(desk.bundle(STAFF_B2).id))
    desk.do(ReturnItems(desk.bundle(PLANNER).id, {101: STAFF_A1}, "salah satuan"))
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    (again,) = desk.bundles(step=PROCESS)
    assert (again.seat_id, again.round) == (STAFF_B2, 2)
    desk.do(Complete(again.id))
    assert desk.bundle(PLANNER).step == VERIFY


def test_the_verifier_may_ask_for_the_processing_again() -> None:
    desk = processed_by(STAFF_B2)
    desk.do(Complete(desk.bundle(STAFF_B2).id))
    events = desk.do(SendBack(desk.bundle(PLANNER).id, "lengkapi catatan"))
    assert any(isinstance(event, FixRequested) for event in events)
    assert [bundle.seat_id for bundle in desk.bundles(step=PROCESS)] == [STAFF_B2]


def test_processing_without_a_reason_is_not_asked_for_again() -> None:
    desk = processed_by(STAFF_B2)
    desk.do(Complete(desk.bundle(STAFF_B2).id))
    with pytest.raises(Refusal) as refused:
        desk.do(SendBack(desk.bundle(PLANNER).id, ""))
    assert refused.value.key == "reason_missing"


def test_nobody_verifies_what_they_entered_themselves() -> None:
    """The next to initial verifies it instead (practice 2.6)."""
    desk = gathered()
    own = next(one for one in desk.state.tasks.values() if one.indicator_id == 301 and one.step == "5")
    desk.state.tasks[own.id] = replace(own, closed_by=person(PLANNER))
    desk.do(Complete(desk.bundle(PLANNER).id, (SEK_STAFF,)))
    desk.do(Complete(desk.bundle(SEK_STAFF).id))
    verified = examined(desk.flow, desk.do(Complete(desk.bundle(PLANNER).id)), desk.state.tasks.values())
    assert 101 in verified
    assert 301 not in verified
    initialled = examined(desk.flow, desk.do(Complete(desk.bundle(SECRETARY).id)), desk.state.tasks.values())
    assert 301 in initialled
