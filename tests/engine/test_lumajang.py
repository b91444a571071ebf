"""Lumajang's nine steps on the demo office: one bundle and one press for each seat and stretch of steps."""

from collections import Counter

import pytest

from sop.cases import BundleState, CaseState, TaskState
from sop.events import (
    DraftFrozen,
    FixRequested,
    ItemsReturned,
    LastCallClosed,
    ReportApproved,
    StepRecordedOutside,
    TierPassed,
)
from sop.moves import (
    Assign,
    CancelCase,
    Complete,
    Dispose,
    EnterLate,
    OpenForms,
    Pass,
    Proceed,
    Reassign,
    RecordOutside,
    Reopen,
    ReturnItems,
    SendBack,
    Submit,
    Withdraw,
)
from sop.people import Chart
from sop.refusals import Refusal
from tests.engine.desks import Desk
from tests.engine.offices import (
    HEAD,
    ITEMS,
    KABID_A,
    KABID_B,
    PART_A,
    PLANNER,
    PROGRAM,
    ROLES,
    SECRETARY,
    SEK_STAFF,
    STAFF_A1,
    STAFF_A2,
    STAFF_A3,
    STAFF_B1,
    STAFF_B2,
    SUB_A1,
    SUB_A2,
    SUB_B,
    chart,
    person,
)
from tests.engine.samples import LUMAJANG

STAFF = (STAFF_A1, STAFF_A2, STAFF_A3, STAFF_B1, STAFF_B2, SEK_STAFF)
SECTIONS = (SUB_A1, SUB_A2, SUB_B, PROGRAM)
DIVISIONS = (KABID_A, KABID_B, SECRETARY)


def opened(office: Chart | None = None) -> Desk:
    desk = Desk(LUMAJANG, office or chart(), ROLES, ITEMS)
    desk.open()
    return desk


def ordered(office: Chart | None = None) -> Desk:
    """The order given and the work divided."""
    desk = opened(office)
    desk.do(Dispose(desk.bundle(HEAD).id))
    for bundle in desk.bundles(step="2"):
        desk.do(Assign(bundle.id))
    return desk


def press_all(desk: Desk, step: str) -> None:
    """Everybody who holds a bundle of a step presses once."""
    for bundle in desk.bundles(step=step):
        desk.do(Submit(bundle.id) if step == "3" else Pass(bundle.id))


def at_step(step: str, office: Chart | None = None) -> Desk:
    """A case in which all bundles of a step are open and untouched."""
    desk = ordered(office)
    for before in ("3", "4", "6", "8"):
        if before == step:
            return desk
        press_all(desk, before)
    for before in ("9", "paraf", "approve"):
        if before == step:
            return desk
        desk.do(Complete(desk.bundles(step=before)[0].id))
    return desk


def test_a_quarter_takes_one_press_of_each_seat_and_stretch_of_steps() -> None:
    desk = at_step("archive")
    desk.do(Complete(desk.bundle(PLANNER).id))
    assert desk.is_done
    bundles = Counter(bundle.seat_id for bundle in desk.state.bundles.values())
    assert bundles[HEAD] == 3  # dispose, check, approve
    assert bundles[SECRETARY] == 3  # assign, check + compile, paraf
    assert bundles[KABID_A] == bundles[KABID_B] == 2
    assert all(bundles[seat] == 1 for seat in (*STAFF, SUB_A1, SUB_A2, SUB_B))


def test_every_step_of_the_paper_is_in_the_journal_of_a_quarter() -> None:
    desk = at_step("archive")
    desk.do(Complete(desk.bundle(PLANNER).id))
    steps = {task.step for task in desk.state.tasks.values() if task.state is TaskState.DONE}
    assert steps == {*"123456789", "paraf", "approve", "archive"}


def test_one_press_of_the_section_head_closes_check_and_compile() -> None:
    desk = at_step("4")
    desk.do(Pass(desk.bundle(SUB_A1).id))
    done = {task.step for task in desk.tasks_of_seat(SUB_A1) if task.state is TaskState.DONE}
    assert done == {"4", "5"}


def test_figures_that_come_later_join_the_open_bundle() -> None:
    desk = ordered()
    desk.do(Submit(desk.bundle(STAFF_A1).id, items=(101,)))
    first = desk.bundle(SUB_A1)
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    assert desk.bundle(SUB_A1).id == first.id
    assert desk.bundle(SUB_A1).revision > first.revision


def test_a_section_compiles_only_when_all_of_its_figures_have_come() -> None:
    desk = ordered()
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    desk.do(Pass(desk.bundle(SUB_A1).id))  # item 104 of the same section is still being filled
    (waiting,) = desk.bundles(SUB_A1, state=BundleState.WAITING)
    assert not desk.bundles(KABID_A)
    desk.do(Submit(desk.bundle(STAFF_A3).id))
    assert desk.bundle(SUB_A1).id == waiting.id
    desk.do(Pass(waiting.id))
    assert len([task for task in desk.tasks_of(desk.bundle(KABID_A)) if task.indicator_id]) == 3


def test_pra_isi_opens_forms_but_nothing_is_submitted_before_the_order() -> None:
    desk = opened()
    assert not desk.bundles(STAFF_A1)
    desk.do(OpenForms())
    with pytest.raises(Refusal, match="no_order"):
        desk.do(Submit(desk.bundle(STAFF_A1).id))
    desk.do(Dispose(desk.bundle(HEAD).id))
    with pytest.raises(Refusal, match="no_order"):
        desk.do(Submit(desk.bundle(STAFF_A1).id))
    desk.do(Assign(desk.bundle(KABID_A).id))
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    assert desk.bundles(SUB_A1)


def test_an_assignment_moves_figures_to_the_named_fillers() -> None:
    desk = opened()
    desk.do(Dispose(desk.bundle(HEAD).id))
    desk.do(Assign(desk.bundle(KABID_A).id, {102: STAFF_A2}))
    assert {task.indicator_id for task in desk.tasks_of(desk.bundle(STAFF_A2))} == {102, 103}
    assert {task.indicator_id for task in desk.tasks_of(desk.bundle(STAFF_A1))} == {101}


def test_an_oral_order_recorded_by_the_planner_counts_as_the_order() -> None:
    desk = opened()
    events = desk.do(RecordOutside(desk.bundle(HEAD).id, "perintah lisan, 5 Okt", oral=True), person(PLANNER))
    assert any(isinstance(event, StepRecordedOutside) and event.oral for event in events)
    assert len(desk.bundles(step="2")) == 3


def test_a_skipped_figure_climbs_so_that_checkers_see_the_reason() -> None:
    desk = ordered()
    desk.do(Submit(desk.bundle(STAFF_A2).id, items=(103,), skipped={103: "data belum rilis"}))
    assert [task.indicator_id for task in desk.tasks_of(desk.bundle(SUB_A2))] == [103, 0]


@pytest.mark.parametrize(("step", "seat"), [("4", SUB_A1), ("6", KABID_A), ("8", HEAD), ("9", PROGRAM)])
def test_a_returned_figure_climbs_every_tier_again_alone(step: str, seat: int) -> None:
    desk = at_step(step)
    before = dict(desk.state.tasks)
    events = desk.do(ReturnItems(desk.bundle(seat).id, {101: STAFF_A1}, "cek satuan"))
    assert [event.indicators for event in events if isinstance(event, ItemsReturned)] == [
        ((101, STAFF_A1, 2),)
    ]
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    for tier, checker in (("4", SUB_A1), ("6", KABID_A), ("8", HEAD)):
        if tier < step:
            (bundle,) = desk.bundles(checker, tier)
            assert [task.indicator_id for task in desk.tasks_of(bundle) if task.indicator_id] == [101]
            desk.do(Pass(bundle.id))
    assert desk.bundles(seat, step)
    closed = [task for task in before.values() if task.closed_at is not None]
    assert all(desk.state.tasks[task.id] == task for task in closed)


def test_the_heads_bundle_waits_for_the_repair_and_opens_again_with_all_of_it() -> None:
    desk = at_step("8")
    head = desk.bundle(HEAD)
    desk.do(ReturnItems(head.id, {101: STAFF_A1}, "cek satuan"))
    assert not desk.bundles(HEAD)
    desk.do(ReturnItems(head.id, {201: STAFF_B1}, "cek target"))  # a second remark is still possible
    with pytest.raises(Refusal, match="bundle_waiting"):
        desk.do(Pass(head.id))
    for staff, section, division in ((STAFF_A1, SUB_A1, KABID_A), (STAFF_B1, SUB_B, KABID_B)):
        assert not desk.bundles(HEAD)
        desk.do(Submit(desk.bundle(staff).id))
        desk.do(Pass(desk.bundle(section).id))
        desk.do(Pass(desk.bundle(division).id))
    assert desk.bundle(HEAD).id == head.id
    assert len(desk.tasks_of(head)) == len(ITEMS)


def test_the_office_compile_waits_while_a_figure_is_repaired() -> None:
    desk = at_step("9")
    compile_ = desk.bundle(PROGRAM)
    desk.do(ReturnItems(compile_.id, {101: STAFF_A1}, "cek satuan"))
    with pytest.raises(Refusal, match="bundle_waiting"):
        desk.do(Complete(compile_.id))
    for seat in (STAFF_A1, SUB_A1, KABID_A, HEAD):
        desk.do(Submit(desk.bundle(seat).id) if seat == STAFF_A1 else Pass(desk.bundle(seat).id))
    assert desk.bundle(PROGRAM).id == compile_.id


def test_a_return_needs_a_reason_and_a_figure_of_the_bundle() -> None:
    desk = at_step("4")
    bundle = desk.bundle(SUB_A1)
    with pytest.raises(Refusal, match="reason_missing"):
        desk.do(ReturnItems(bundle.id, {101: STAFF_A1}, ""))
    with pytest.raises(Refusal, match="unknown_item"):
        desk.do(ReturnItems(bundle.id, {103: STAFF_A2}, "bukan di sini"))
    desk.do(ReturnItems(bundle.id, {101: STAFF_A1}, "cek"))
    with pytest.raises(Refusal, match="already_returned"):
        desk.do(ReturnItems(bundle.id, {101: STAFF_A1}, "cek"))


def test_two_parts_that_finish_last_open_the_heads_bundle_exactly_once() -> None:
    desk = at_step("6")
    desk.do(Pass(desk.bundle(SECRETARY).id))
    desk.do(Pass(desk.bundle(KABID_A).id))
    assert not desk.bundles(HEAD)
    desk.do(Pass(desk.bundle(KABID_B).id))
    assert len(desk.tasks_of(desk.bundle(HEAD))) == len(ITEMS)
    assert len([b for b in desk.state.bundles.values() if b.step == "8"]) == 1


def test_a_vacant_tier_passes_with_its_reason() -> None:
    desk = at_step("4", chart(vacant=(SUB_A2,)))
    passed = [event for event in desk.events if isinstance(event, TierPassed)]
    assert {(event.steps, event.seat_id, event.reason) for event in passed} >= {
        (("4", "5"), SUB_A2, "vacant")
    }
    assert desk.bundles(KABID_A)


def test_a_tier_held_by_the_same_person_as_the_one_below_passes() -> None:
    desk = at_step("6", chart(holders={KABID_B: person(SUB_B)}))
    passed = [event for event in desk.events if isinstance(event, TierPassed)]
    assert {event.reason for event in passed if event.steps == ("6", "7")} == {"same_person"}


def test_a_seat_whose_filler_has_no_superior_in_the_tier_passes_it() -> None:
    desk = at_step("6")
    passed = [event for event in desk.events if isinstance(event, TierPassed)]
    assert [(event.indicator_ids, event.reason) for event in passed] == [((203,), "no_seat")]


def test_nobody_verifies_a_figure_they_entered_for_somebody_else() -> None:
    desk = ordered()
    desk.do(Submit(desk.bundle(STAFF_A2).id, enterers={103: person(SUB_A2)}))
    assert not desk.bundles(SUB_A2)
    assert desk.bundles(KABID_A)


def test_the_last_call_reports_what_is_missing_and_lets_submitted_figures_go_on() -> None:
    desk = ordered()
    desk.do(Submit(desk.bundle(STAFF_A1).id))
    desk.do(Submit(desk.bundle(STAFF_B1).id))
    desk.do(Pass(desk.bundle(SUB_B).id))
    (closed,) = [
        e
        for e in desk.do(Proceed("sumber data belum terbit"), person(PLANNER))
        if isinstance(e, LastCallClosed)
    ]
    assert closed.missing == (103, 104, 203, 301)
    assert closed.unchecked == (101, 102, 201, 202)
    head = desk.bundle(HEAD)
    assert {task.indicator_id for task in desk.tasks_of(head)} == {101, 102, 201, 202}
    assert len(desk.bundles()) == 1


def test_late_figures_come_in_until_the_approval() -> None:
    desk = ordered()
    desk.do(Proceed("sumber data belum terbit"), person(PLANNER))
    compile_ = desk.bundle(PROGRAM)
    desk.do(EnterLate((101,)), person(STAFF_A1))
    assert desk.bundle(PROGRAM).revision > compile_.revision
    desk.do(Complete(compile_.id))
    desk.do(EnterLate((102,)), person(STAFF_A1))
    desk.do(Complete(desk.bundle(SECRETARY).id))
    with pytest.raises(Refusal, match="too_late"):
        desk.do(EnterLate((103,)), person(STAFF_A2))


def test_a_last_call_waits_for_the_order() -> None:
    with pytest.raises(Refusal, match="no_order"):
        opened().do(Proceed("sumber data belum terbit"), person(PLANNER))


@pytest.mark.parametrize("step", ["paraf", "approve"])
def test_a_refused_report_is_compiled_and_initialled_again(step: str) -> None:
    desk = at_step(step)
    (bundle,) = desk.bundles()
    events = desk.do(SendBack(bundle.id, "lengkapi analisis"))
    assert [event.to_step for event in events if isinstance(event, FixRequested)] == ["9"]
    again = desk.do(Complete(desk.bundle(PROGRAM).id))
    assert [event.round for event in again if isinstance(event, DraftFrozen)] == [2]
    desk.do(Complete(desk.bundle(SECRETARY, "paraf").id))
    approved = desk.do(Complete(desk.bundle(HEAD, "approve").id))
    assert any(isinstance(event, ReportApproved) for event in approved)


def test_a_paraf_by_the_person_who_compiled_passes() -> None:
    desk = at_step("9", chart(holders={PROGRAM: person(SECRETARY)}))
    desk.do(Complete(desk.bundles(step="9")[0].id))
    assert desk.bundles(HEAD, "approve")


def test_a_submission_is_withdrawn_only_while_nobody_has_decided() -> None:
    desk = ordered()
    mine = desk.bundle(STAFF_A2)
    desk.do(Submit(mine.id))
    desk.do(Withdraw(mine.id))
    assert not desk.bundles(SUB_A2)
    mine = desk.bundle(STAFF_A2)
    desk.do(Submit(mine.id))
    desk.do(Pass(desk.bundle(SUB_A2).id))
    with pytest.raises(Refusal, match="too_late"):
        desk.do(Withdraw(mine.id))


def test_a_reassigned_check_takes_its_companion_along() -> None:
    desk = at_step("4")
    desk.do(Reassign(desk.bundle(SUB_A1).id, SUB_A2))
    assert not desk.bundles(SUB_A1)
    desk.do(Pass(desk.bundle(SUB_A2).id))
    assert {t.indicator_id for t in desk.tasks_of(desk.bundle(KABID_A)) if t.indicator_id} == {
        101,
        102,
        103,
        104,
    }


def test_a_check_is_not_given_to_the_enterer_or_to_a_vacant_seat() -> None:
    desk = at_step("4", chart(vacant=(STAFF_B2,)))
    with pytest.raises(Refusal, match="own_figure"):
        desk.do(Reassign(desk.bundle(SUB_A1).id, STAFF_A1))
    with pytest.raises(Refusal, match="vacant_seat"):
        desk.do(Reassign(desk.bundle(SUB_A1).id, STAFF_B2))


def test_cancelling_voids_everything_and_nothing_can_be_done_after() -> None:
    desk = at_step("6")
    desk.do(CancelCase("salah periode"), person(PLANNER))
    assert desk.state.case_state is CaseState.CANCELLED
    with pytest.raises(Refusal, match="case_closed"):
        desk.do(Proceed("sumber data belum terbit"), person(PLANNER))


def test_a_finished_case_is_reopened_at_its_compilation() -> None:
    desk = at_step("archive")
    desk.do(Complete(desk.bundle(PLANNER).id))
    desk.do(Reopen("angka IKU-3 keliru"), person(SECRETARY))
    desk.do(ReturnItems(desk.bundle(PROGRAM).id, {101: STAFF_A1}, "angka keliru"))
    assert desk.bundles(STAFF_A1)


def test_a_second_press_on_the_same_bundle_is_refused() -> None:
    desk = at_step("4")
    bundle = desk.bundle(SUB_A1)
    desk.do(Pass(bundle.id))
    with pytest.raises(Refusal, match="bundle_closed"):
        desk.do(Pass(bundle.id))


def test_a_slice_holds_only_the_touched_part_and_the_office() -> None:
    desk = at_step("4")
    held = {task.part for task in desk.load(Pass(desk.bundle(SUB_A1).id)).tasks}
    assert held == {0, PART_A}
