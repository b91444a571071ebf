"""A collection is closed with a reason where figures are missing, without one where only checks are left."""

import pytest

from sop.events import LastCallClosed
from sop.moves import Proceed
from sop.refusals import Refusal
from tests.engine.offices import PLANNER, person
from tests.engine.test_lumajang import at_step, ordered


def test_missing_figures_need_a_reason() -> None:
    desk = ordered()
    with pytest.raises(Refusal, match="reason_missing"):
        desk.do(Proceed(), person(PLANNER))
    desk.do(Proceed("sumber data belum terbit"), person(PLANNER))
    (closed,) = [event for event in desk.events if isinstance(event, LastCallClosed)]
    assert closed.reason == "sumber data belum terbit"


def test_checks_that_are_left_need_none() -> None:
    desk = at_step("4")
    desk.do(Proceed(), person(PLANNER))
    (closed,) = [event for event in desk.events if isinstance(event, LastCallClosed)]
    assert (closed.missing, closed.reason) == ((), "")
