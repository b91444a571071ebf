"""Whoever corrects a figure entered it, and nobody checks what they entered where somebody else can."""

import pytest

from sop.events import TierPassed
from sop.moves import Correct, Pass, RecordOutside
from sop.refusals import Refusal
from tests.engine.offices import KABID_A, PLANNER, STAFF_A1, SUB_A1, chart, person
from tests.engine.test_lumajang import at_step, ordered


def test_a_corrector_does_not_verify_the_figure_one_tier_higher_either() -> None:
    desk = at_step("4", chart(holders={KABID_A: person(SUB_A1)}))
    bundle = desk.bundle(SUB_A1)
    desk.do(Correct(bundle.id, (101,)))
    desk.do(Pass(bundle.id))
    passed = [event for event in desk.events if isinstance(event, TierPassed) and event.steps == ("6", "7")]
    reasons = {item: event.reason for event in passed for item in event.indicator_ids}
    assert reasons[101] == "own_figure"
    assert reasons[102] == "same_person"


def test_a_check_of_figures_alone_takes_a_correction() -> None:
    desk = at_step("4")
    with pytest.raises(Refusal, match="unknown_item"):
        desk.do(Correct(desk.bundle(SUB_A1).id, (103,)))
    with pytest.raises(Refusal, match="nothing_to_do"):
        desk.do(Correct(desk.bundle(SUB_A1).id, ()))
    filling = ordered()
    with pytest.raises(Refusal, match="not_this_stage"):
        filling.do(Correct(filling.bundle(STAFF_A1).id, (101,)))


def test_nobody_records_the_check_of_their_own_figure_as_done_outside() -> None:
    desk = at_step("4")
    bundle = desk.bundle(SUB_A1)
    with pytest.raises(Refusal, match="own_figure"):
        desk.do(RecordOutside(bundle.id, "rapat"), by=person(STAFF_A1))
    desk.do(RecordOutside(bundle.id, "rapat"), by=person(PLANNER))
    assert not desk.bundles(SUB_A1)
