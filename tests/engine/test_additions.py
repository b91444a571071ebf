"""Rows join a running collection, and figures go to the unit they belong to; siblings keep what they have."""

import pytest

from sop.cases import UNFINISHED, BundleState, Task, TaskState
from sop.events import ItemsAdded, ItemsTransferred, TierPassed
from sop.moves import AddItems, Assign, Complete, Dispose, OpenForms, Pass, Proceed, Submit, TransferItems
from sop.refusals import Refusal
from sop.slices import Item
from tests.engine.desks import Desk
from tests.engine.offices import (
    HEAD,
    ITEMS,
    KABID_A,
    KABID_B,
    PART_A,
    PART_B,
    PLANNER,
    ROLES,
    SEK,
    SEK_STAFF,
    STAFF_A1,
    STAFF_B1,
    STAFF_B2,
    SUB_A1,
    SUB_B,
    chart,
    person,
)
from tests.engine.samples import LUMAJANG
from tests.engine.test_lumajang import at_step, opened, ordered, press_all

NEW = Item(105, PART_A, STAFF_A1)
WHY = "bukan tugas bidang ini"


def add(desk: Desk, *items: Item) -> None:
    desk.do(AddItems(items), by=person(PLANNER))


def transfer(desk: Desk, *items: Item) -> None:
    desk.do(TransferItems(items, WHY), by=person(PLANNER))


def of_item(desk: Desk, item: int) -> list[Task]:
    return [task for task in desk.state.tasks.values() if task.indicator_id == item]


def items_of(desk: Desk, seat_id: int) -> set[int]:
    return {task.indicator_id for task in desk.tasks_of(desk.bundle(seat_id)) if task.indicator_id}


def test_a_row_joins_the_open_form_which_keeps_its_window() -> None:
    desk = ordered()
    before = desk.bundle(STAFF_A1)
    add(desk, NEW)
    after = desk.bundle(STAFF_A1)
    assert (after.id, after.opened_at) == (before.id, before.opened_at)
    assert after.revision > before.revision
    assert items_of(desk, STAFF_A1) == {101, 102, 105}


def test_a_form_that_was_handed_in_opens_again_with_the_new_row_only() -> None:
    desk = at_step("6")
    add(desk, NEW)
    assert desk.bundle(STAFF_A1).round == 2
    assert items_of(desk, STAFF_A1) == {105}
    checked = [task for task in desk.tasks_of_seat(SUB_A1) if task.indicator_id in (101, 102, 104)]
    assert {task.state for task in checked} == {TaskState.DONE}


def test_a_new_row_climbs_alone_and_the_case_ends() -> None:
    desk = at_step("9")
    with pytest.raises(Refusal, match="collection_closed"):
        add(desk, NEW)
    desk = at_step("8")
    add(desk, NEW)
    assert not desk.bundles(HEAD)
    for step in ("3", "4", "6"):
        press_all(desk, step)
    desk.do(Pass(desk.bundle(HEAD).id))
    for step in ("9", "paraf", "approve", "archive"):
        desk.do(Complete(desk.bundles(step=step)[0].id))
    assert desk.is_done
    assert [task.state for task in of_item(desk, 105)] == [TaskState.DONE] * 4


def test_a_row_waits_with_the_others_for_the_order_unless_forms_are_open_early() -> None:
    desk = opened()
    add(desk, NEW)
    assert {task.state for task in of_item(desk, 105)} == {TaskState.WAITING}
    early = opened()
    early.do(OpenForms())
    add(early, NEW)
    assert {task.state for task in of_item(early, 105)} == {TaskState.OPEN}


def test_the_first_row_of_a_unit_passes_what_the_others_did_before_their_forms() -> None:
    desk = Desk(LUMAJANG, chart(), ROLES, tuple(item for item in ITEMS if item.part != SEK))
    desk.open()
    desk.do(Dispose(desk.bundle(HEAD).id))
    for bundle in desk.bundles(step="2"):
        desk.do(Assign(bundle.id))
    add(desk, Item(301, SEK, SEK_STAFF))
    passed = [event for event in desk.events if isinstance(event, TierPassed)]
    assert [(event.steps, event.part, event.reason) for event in passed] == [(("2",), SEK, "joined")]
    assert items_of(desk, SEK_STAFF) == {301}


def test_nothing_joins_after_a_last_call_or_twice() -> None:
    desk = ordered()
    with pytest.raises(Refusal, match="item_present"):
        add(desk, ITEMS[0])
    with pytest.raises(Refusal, match="nothing_to_do"):
        add(desk)
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    desk.do(Proceed("sumber data belum terbit"), person(PLANNER))
    with pytest.raises(Refusal, match="collection_closed"):
        add(desk, NEW)


def test_what_joined_is_told() -> None:
    desk = ordered()
    add(desk, NEW)
    (told,) = [event for event in desk.events if isinstance(event, ItemsAdded)]
    assert told == ItemsAdded(((105, PART_A, STAFF_A1),), person(PLANNER))


def test_a_figure_nobody_filled_in_goes_to_the_other_unit() -> None:
    desk = ordered()
    transfer(desk, Item(101, PART_B, STAFF_B1))
    assert items_of(desk, STAFF_A1) == {102}
    assert items_of(desk, STAFF_B1) == {101, 201, 202}
    old, new = of_item(desk, 101)
    assert (old.state, old.reason, old.part) == (TaskState.VOID, WHY, PART_A)
    assert (new.state, new.round, new.part) == (TaskState.OPEN, 2, PART_B)


def test_a_figure_under_check_goes_and_its_siblings_stay() -> None:
    desk = at_step("4")
    transfer(desk, Item(101, PART_B, STAFF_B2))
    assert items_of(desk, SUB_A1) == {102, 104}
    assert items_of(desk, STAFF_B2) == {101}
    assert desk.bundle(STAFF_B2).round == 2
    press_all(desk, "4")
    desk.do(Pass(desk.bundle(KABID_A).id))
    assert not [task for task in of_item(desk, 101) if task.part == PART_A and task.state in UNFINISHED]


def test_the_unit_it_left_goes_on_without_it() -> None:
    desk = ordered()
    for seat in (STAFF_A1, SUB_A1):
        bundle = desk.bundle(seat)
        desk.do(Submit(bundle.id) if seat == STAFF_A1 else Pass(bundle.id))
    assert desk.bundles(SUB_A1, state=BundleState.WAITING)  # 104 is still to come
    transfer(desk, Item(104, PART_B, STAFF_B1))
    assert not desk.bundles(SUB_A1, state=BundleState.WAITING)
    assert items_of(desk, KABID_A) == {101, 102}


def test_a_unit_without_a_figure_left_has_nothing_to_divide() -> None:
    desk = opened()
    desk.do(Dispose(desk.bundle(HEAD).id))
    transfer(desk, *(Item(item, PART_A, STAFF_A1) for item in (201, 202, 203)))
    assert not desk.bundles(KABID_B)
    (assign,) = [task for task in desk.state.tasks.values() if (task.step, task.part) == ("2", PART_B)]
    assert (assign.state, assign.reason) == (TaskState.PASSED, "no_figures")


def test_a_figure_may_come_back_to_where_it_was() -> None:
    desk = ordered()
    transfer(desk, Item(101, PART_B, STAFF_B1))
    transfer(desk, Item(101, PART_A, STAFF_A1))
    assert items_of(desk, STAFF_A1) == {101, 102}
    assert [task.round for task in of_item(desk, 101)] == [1, 2, 3]


def test_a_figure_goes_until_the_draft_stands_and_only_to_somebody_elsewhere() -> None:
    desk = at_step("9")
    transfer(desk, Item(101, PART_B, SUB_B))
    assert desk.bundles(step="9", state=BundleState.WAITING)
    desk = at_step("paraf")
    with pytest.raises(Refusal, match="figures_frozen"):
        transfer(desk, Item(101, PART_B, SUB_B))
    desk = ordered(chart(vacant=(SUB_B,)))
    with pytest.raises(Refusal, match="vacant_seat"):
        transfer(desk, Item(101, PART_B, SUB_B))
    with pytest.raises(Refusal, match="same_part"):
        transfer(desk, Item(101, PART_A, SUB_A1))
    with pytest.raises(Refusal, match="unknown_item"):
        transfer(desk, Item(999, PART_B, STAFF_B1))
    with pytest.raises(Refusal, match="reason_missing"):
        desk.do(TransferItems((Item(101, PART_B, STAFF_B1),), ""), by=person(PLANNER))


def test_what_went_is_told_with_the_reason() -> None:
    desk = ordered()
    transfer(desk, Item(101, PART_B, STAFF_B1))
    (told,) = [event for event in desk.events if isinstance(event, ItemsTransferred)]
    assert told == ItemsTransferred(((101, PART_A, PART_B, STAFF_B1),), WHY, person(PLANNER))
