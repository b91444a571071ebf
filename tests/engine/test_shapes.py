"""Steps beside others, steps of everybody, copies, logs and what comes after the last step."""

import pytest

from sop.cases import BundleState
from sop.changes import BundleOpened
from sop.events import CopiesSent, Event
from sop.loading import BUILT_IN, load_sop, read_sop
from sop.moves import Assign, Complete, Dispose, Forward, Pass, Reassign, Submit
from sop.refusals import Refusal
from tests.engine.desks import CLOCK, Desk
from tests.engine.offices import (
    HEAD,
    ITEMS,
    KABID_A,
    KABID_B,
    PLANNER,
    PROGRAM,
    ROLES,
    SECRETARY,
    STAFF_A1,
    STAFF_A3,
    SUB_A1,
    SUB_A2,
    chart,
)
from tests.engine.samples import BESIDE

LOMBOK = load_sop(BUILT_IN / "lombok-timur.toml")
COPIED = (
    (BUILT_IN / "lumajang.toml")
    .read_text(encoding="utf-8")
    .replace('key = "5"\n', 'key = "5"\ncopies = ["division_head", "section_head"]\n')
)


def opened(period: str = "2026-M01", trigger: str = "calendar") -> Desk:
    desk = Desk(BESIDE.started_by(trigger), chart(), ROLES, ITEMS, period)
    desk.open()
    return desk


def all_submitted(desk: Desk) -> None:
    for bundle in desk.bundles(step="3"):
        desk.do(Assign(bundle.id))
    for bundle in desk.bundles(step="4"):
        desk.do(Submit(bundle.id))


def test_what_runs_beside_holds_up_nobody_but_the_whole_office() -> None:
    desk = Desk(LOMBOK, chart(), ROLES, ITEMS)
    desk.open()
    desk.do(Dispose(desk.bundle(HEAD).id))
    desk.do(Dispose(desk.bundle(SECRETARY).id))
    desk.do(Complete(desk.bundle(PLANNER).id))
    assert desk.bundle(PROGRAM, "3a")
    for bundle in desk.bundles(step="4"):
        desk.do(Assign(bundle.id))
    forms = desk.bundles(step="5")
    for bundle in forms:
        desk.do(Submit(bundle.id))
    assert forms
    assert [bundle.step for bundle in desk.bundles()] == ["3a"]
    assert not desk.bundles(state=BundleState.WAITING)  # nothing behind the office's step has begun either
    desk.do(Complete(desk.bundle(PROGRAM, "3a").id))
    assert desk.bundle(PLANNER, "6")
    assert not desk.bundles(step="4")


def test_everybody_must_act_where_the_sop_says_all() -> None:
    desk = opened()
    assert {bundle.seat_id for bundle in desk.bundles(step="3")} >= {KABID_A, SUB_A1, SUB_A2}
    all_submitted(desk)
    desk.do(Complete(desk.bundle(PROGRAM, "2").id))
    desk.do(Complete(desk.bundle(SECRETARY, "5").id))
    meeting = desk.bundles(step="5a")
    assert {bundle.seat_id for bundle in meeting} == {SECRETARY, KABID_A, KABID_B}
    for bundle in meeting[1:]:
        desk.do(Complete(bundle.id))
    assert not desk.bundles(step="6")
    desk.do(Complete(meeting[0].id))
    assert desk.bundle(PLANNER, "6")


def test_a_seat_that_must_act_itself_cannot_pass_it_on_but_may_be_replaced() -> None:
    desk = opened()
    all_submitted(desk)
    desk.do(Complete(desk.bundle(PROGRAM, "2").id))
    with pytest.raises(Refusal, match="not_this_stage"):
        desk.do(Forward(desk.bundle(KABID_A, "5a").id, (SUB_A1,)))
    desk.do(Reassign(desk.bundle(KABID_A, "5a").id, SUB_A1))
    assert desk.bundle(SUB_A1, "5a")


def test_copies_of_a_step_stay_in_the_part_and_come_before_its_meaning() -> None:
    desk = opened(trigger="letter")
    ordered = desk.do(Dispose(desk.bundle(HEAD, "1").id))
    assert not [event for event in ordered if isinstance(event, CopiesSent)]  # whoever orders chooses them
    part = desk.do(Assign(desk.bundle(SUB_A1, "3").id))
    assert [event.seat_ids for event in part if isinstance(event, CopiesSent)] == [(KABID_A,)]
    names = [type(event).__name__ for event in part]
    assert names.index("CopiesSent") < names.index("Assigned")


def test_what_ends_with_the_press_on_a_check_sends_its_copies_when_all_of_it_is_checked() -> None:
    desk = Desk(read_sop(COPIED.encode(), "x.toml"), chart(), ROLES, ITEMS)
    desk.open()
    desk.do(Dispose(desk.bundle(HEAD).id))
    for bundle in desk.bundles(step="2"):
        desk.do(Assign(bundle.id))
    for seat_id in (STAFF_A1, STAFF_A3):
        desk.do(Submit(desk.bundle(seat_id).id))
    assert not copies(desk.do(Pass(desk.bundle(SUB_A1).id, (101, 102))))
    told = desk.do(Pass(desk.bundle(SUB_A1).id, (104,)))
    (copy,) = copies(told)
    assert (copy.step, copy.seat_ids) == ("5", (KABID_A, SUB_A2))  # neither the own seat nor another part
    opened = next(event for event in told if isinstance(event, BundleOpened))
    assert (opened.bundle.seat_id, opened.bundle.step) == (KABID_A, "6")
    assert told.index(copy) < told.index(opened)


def copies(events: tuple[Event, ...]) -> list[CopiesSent]:
    return [event for event in events if isinstance(event, CopiesSent)]


def test_only_the_clock_ends_a_log() -> None:
    desk = opened("2026-M02")
    logs = desk.bundles(step="1a")
    with pytest.raises(Refusal, match="log_runs"):
        desk.do(Complete(logs[0].id))
    with pytest.raises(Refusal, match="not_this_stage"):
        desk.do(Forward(logs[0].id, (PLANNER,)))
    assert not desk.bundles(step="3")
    for bundle in logs:
        desk.do(Complete(bundle.id), by=CLOCK)
    assert desk.bundles(step="3")
