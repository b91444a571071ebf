"""A running case goes on under another version of its SOP, or says which step does not fit."""

from dataclasses import replace
from random import Random

import pytest

from sop.cases import BundleState
from sop.changes import BundleReleased, CaseMigrated
from sop.flows import flow
from sop.migrations import misfits
from sop.moves import Complete, Dispose, Migrate, Pause, Resume
from sop.procedures import Sop, Stage, Step
from sop.refusals import Refusal
from sop.replays import replay
from tests.engine.desks import Desk
from tests.engine.offices import HEAD, ITEMS, ROLES, chart
from tests.engine.samples import LUMAJANG
from tests.engine.walks import Walk, act, to_the_end

MEETING = Step("9a", "Rapat evaluasi", "Rapat evaluasi", Stage.MEETING, ("head",))


def second(*more: Step, without: str = "") -> Sop:
    steps = tuple(step for step in LUMAJANG.steps if step.key != without)
    return replace(LUMAJANG, version=2, steps=(*steps, *more))


@pytest.fixture
def desk() -> Desk:
    """The order is given; the units divide the work."""
    found = Desk(LUMAJANG, chart(), ROLES, ITEMS)
    found.open()
    found.do(Dispose(found.bundle(HEAD).id))
    return found


def test_a_new_step_ahead_opens_when_its_turn_comes(desk: Desk) -> None:
    desk.do(Migrate(second(MEETING)))
    assert desk.case.sop_version == 2
    walk = Walk(desk, Random(1))
    while not desk.bundles(HEAD, "9a"):
        act(walk, wild=False)
    desk.do(Complete(desk.bundle(HEAD, "9a").id))
    assert desk.is_done


def test_a_step_that_was_begun_must_be_there(desk: Desk) -> None:
    to = second(without="2")
    with pytest.raises(Refusal) as refused:
        desk.do(Migrate(to))
    assert refused.value.key == "version_misfit"
    (wrong,) = misfits(
        flow(LUMAJANG, "2026-Q3"),
        flow(to, "2026-Q3"),
        [t for t in desk.state.tasks.values() if t.step == "2"],
    )
    assert wrong.step == "2"
    assert desk.case.sop_version == 1


def test_a_step_that_behaves_otherwise_does_not_fit(desk: Desk) -> None:
    steps = tuple(replace(step, stage=Stage.MEETING) if step.key == "2" else step for step in LUMAJANG.steps)
    with pytest.raises(Refusal, match="version_misfit"):
        desk.do(Migrate(replace(LUMAJANG, version=2, steps=steps)))


def test_the_clock_is_kept_or_begins_anew(desk: Desk) -> None:
    before = {one.id: one.opened_at for one in desk.bundles()}
    desk.do(Migrate(second()))
    assert {one.id: one.opened_at for one in desk.bundles()} == before
    events = desk.do(Migrate(replace(LUMAJANG, version=3), restart=True))
    assert {one.opened_at for one in desk.bundles()} == {desk.now}
    assert {one.bundle_id for one in events if isinstance(one, BundleReleased)} == set(before)


def test_a_case_that_stands_still_keeps_its_clock(desk: Desk) -> None:
    desk.do(Pause("anggaran"))
    with pytest.raises(Refusal, match="case_paused"):
        desk.do(Migrate(second(), restart=True))
    desk.do(Migrate(second()))
    desk.do(Resume())
    assert desk.bundles(state=BundleState.OPEN)


def test_the_same_version_is_no_move(desk: Desk) -> None:
    with pytest.raises(Refusal, match="version_same"):
        desk.do(Migrate(LUMAJANG))


def test_its_events_tell_the_version(desk: Desk) -> None:
    (event,) = desk.do(Migrate(second(MEETING)))
    assert event == CaseMigrated(desk.case.id, 1, 2, 1, desk.now)
    assert replay(desk.events).sop_version == 2


def test_cases_move_from_any_state_and_come_to_their_end() -> None:
    """Whatever state they are in; the walks of every definition migrate too."""
    for seed in range(60):
        desk = Desk(LUMAJANG, chart(), ROLES, ITEMS)
        walk = Walk(desk, Random(seed))
        desk.open()
        for _ in range(walk.chance.randint(0, 25)):
            if desk.is_open:
                act(walk, wild=False)
        if desk.is_open:
            desk.do(Migrate(second(MEETING), restart=walk.chance.random() < 0.5), by=1)
        to_the_end(walk)
