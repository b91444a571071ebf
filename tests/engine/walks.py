"""Random walks: an office that presses whatever it may, and now and then what it may not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from sop.cases import UNFINISHED, Bundle, BundleState, Task
from sop.climbs import LAST_CALL
from sop.conditions import TRIGGERS
from sop.flows import Grain, flow
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
    OpenForms,
    Pass,
    Pause,
    Proceed,
    Reassign,
    RecordOutside,
    Reopen,
    Resume,
    ReturnItems,
    SendBack,
    Submit,
    TransferItems,
    Withdraw,
)
from sop.people import Chart
from sop.periods import Cycle, periods_of
from sop.procedures import Sop, Stage, Step
from sop.refusals import Refusal
from sop.slices import Item
from tests.engine.desks import CLOCK, Before, Desk
from tests.engine.invariants import ALL
from tests.engine.offices import ITEMS, LATER, ROLES, SEK, chart, person

WILD_MOVES = 22
"""Moves a walk may make as it likes, before it only works towards the end."""
LONGEST = 160


@dataclass(slots=True)
class Walk:
    """One history of a case; the seed tells everything."""

    desk: Desk
    chance: Random
    moves: int = 0
    refusals: int = 0
    cancelled: bool = False

    def step(self, move: Move, by: int = 0) -> None:
        """Make a move and check every invariant; a refusal must be one of the law's."""
        before = Before.of(self.desk)
        try:
            events = self.desk.do(move, by)
        except Refusal:
            self.refusals += 1
            return
        self.moves += 1
        for check in ALL:
            check(self.desk, before, events)

    def some(self, items: list[int]) -> tuple[int, ...]:
        """All of them half of the time (as no names), else one or two."""
        if self.chance.random() < 0.5 or not items:
            return ()
        return tuple(self.chance.sample(items, min(len(items), self.chance.randint(1, 2))))


def walk(sop: Sop, seed: int, cycle: Cycle = Cycle.QUARTER) -> Walk:
    """One walk to the end of a case of a kind of period; every period and every opening has its turn.

    Raises AssertionError where an invariant breaks or no end comes.
    """
    chance = Random(seed)
    periods = periods_of(cycle, 2026)
    period = str(periods[seed % len(periods)])
    started = sop.started_by(TRIGGERS[seed // len(periods) % len(TRIGGERS)])
    items: tuple[Item, ...] = ITEMS if flow(started, period).fill is not None else ()
    if seed % 4 == 3:  # a unit whose first figure comes later
        items = tuple(item for item in items if item.part != SEK)
    desk = Desk(started, _office(chance), ROLES, items, period)
    history = Walk(desk, chance)
    desk.open()
    to_the_end(history)
    if chance.random() < 0.1:
        history.step(Reopen("angka berubah"), by=1)
        to_the_end(history)
    return history


def to_the_end(history: Walk) -> None:
    """Act until the case is over; wildly at first, then only towards the end."""
    while history.desk.is_open and history.moves < LONGEST:
        act(history, wild=history.moves + history.refusals < WILD_MOVES)
    assert not history.desk.is_open, f"no end after {history.moves} moves"


def _office(chance: Random) -> Chart:
    """An office with a vacancy or a double holder about half of the time."""
    deciders = [2, 4, 10, 11, 12, 20, 21]
    vacant = (chance.choice(deciders),) if chance.random() < 0.35 else ()
    holders = {}
    if chance.random() < 0.35:
        one, other = chance.sample([1, *deciders], 2)
        holders = {one: person(other)}
    if chance.random() < 0.1:
        holders[14] = person(12)
    return chart(vacant, holders)


def act(history: Walk, wild: bool) -> None:
    desk, chance = history.desk, history.chance
    if desk.stands_still and (not wild or chance.random() < 0.4):
        history.step(Resume(), by=1003)
        return
    if wild and chance.random() < 0.12:
        _office_move(history)
        return
    if desk.items and chance.random() < (0.08 if wild else 0.02):
        history.step(_join(history) if chance.random() < 0.5 else _transfer(history), by=1003)
        return
    bundles = desk.bundles()
    if wild and chance.random() < 0.15:
        bundles = list(desk.state.bundles.values())
    bundle = chance.choice(bundles)
    moves = _WILD if wild and chance.random() < 0.5 else _TAME
    run = desk.flow.run_of(bundle.step)
    move = chance.choice(moves[run.grain])(history, bundle)
    over = run.first.stage is Stage.LOG and isinstance(move, Complete) and chance.random() < 0.8
    history.step(move, by=CLOCK if over else 0)


def _office_move(history: Walk) -> None:
    chance = history.chance
    late = [
        task.indicator_id
        for task in history.desk.state.tasks.values()
        if task.reason == LAST_CALL and task.indicator_id
    ]
    moves: list[Move] = [OpenForms(), Proceed("sumber data belum terbit")]
    if late:
        moves = [EnterLate((chance.choice(late),)), Proceed("sumber data belum terbit")]
    if chance.random() < 0.2:
        moves.append(Enclose("renja"))
    moves.append(Resume() if chance.random() < 0.2 else Pause("menunggu anggaran perubahan"))
    if chance.random() < 0.3:
        moves.append(Migrate(_next_version(history.desk.sop), restart=chance.random() < 0.5))
    if chance.random() < 0.05:
        moves.append(CancelCase("salah periode"))
    history.step(chance.choice(moves), by=1003)


def _join(history: Walk) -> Move:
    """Figures that were left out join; now and then one that is there already."""
    known = {item.indicator_id for item in history.desk.items}
    left = [item for item in LATER if item.indicator_id not in known or history.chance.random() < 0.1]
    return AddItems(tuple(history.chance.sample(left, min(len(left), history.chance.randint(1, 2)))))


def _transfer(history: Walk) -> Move:
    """A figure goes to somebody of any unit; now and then to its own."""
    desk, chance = history.desk, history.chance
    item, seat = chance.choice(desk.items), chance.choice(desk.chart.seats[1:])
    to = Item(item.indicator_id, desk.chart.part_of(seat.unit_id).id, seat.id)
    return TransferItems((to,), "bukan tugas unit ini")


def _next_version(sop: Sop) -> Sop:
    """The same SOP with every activity and limit in new words, and each fourth time a meeting at the end."""
    steps = tuple(replace(step, activity=f"{step.activity} baru", limit="2 jam") for step in sop.steps)
    if sop.version % 4 == 1 and steps[-1].stage is not Stage.REPEAT:
        last = Step(f"rapat{sop.version}", "Rapat evaluasi", "Rapat evaluasi", Stage.MEETING, ("head",))
        steps = (*steps, last)
    return replace(sop, version=sop.version + 1, steps=steps)


def _items(history: Walk, bundle: Bundle) -> list[int]:
    return [task.indicator_id for task in history.desk.tasks_of(bundle) if task.indicator_id]


def _submit(history: Walk, bundle: Bundle) -> Move:
    items = history.some(_items(history, bundle))
    skipped = {items[0]: "data belum rilis"} if items and history.chance.random() < 0.3 else {}
    above = history.desk.chart.superiors(bundle.seat_id)
    enterers = {}
    if items and above and above[0].holder_id and history.chance.random() < 0.15:
        enterers = {items[-1]: above[0].holder_id}
    return Submit(bundle.id, items, skipped, enterers)


def _pass(history: Walk, bundle: Bundle) -> Move:
    return Pass(bundle.id, history.some(_items(history, bundle)))


def _correct(history: Walk, bundle: Bundle) -> Move:
    """Some figures are corrected by whoever checks them, who counts as their enterer from then on."""
    items = _items(history, bundle)
    return Correct(bundle.id, history.some(items) or tuple(items[:1]))


def _return(history: Walk, bundle: Bundle) -> Move:
    """Some figures go back to whoever holds their latest form."""
    fills = latest_fills(history.desk)
    here = _items(history, bundle) or [item for item, task in fills.items() if task.state not in UNFINISHED]
    items = history.some(here) or tuple(here[:1])
    return ReturnItems(
        bundle.id, {item: fills[item].seat_id for item in items if item in fills}, "cek satuan"
    )


def latest_fills(desk: Desk) -> dict[int, Task]:
    """The latest fill task of every item."""
    fill = desk.flow.fill
    found: dict[int, Task] = {}
    for task in desk.state.tasks.values():
        if fill is not None and task.step == fill.first.key:
            kept = found.get(task.indicator_id)
            found[task.indicator_id] = task if kept is None or task.round > kept.round else kept
    return found


def _finish(history: Walk, bundle: Bundle) -> Move:
    stage = history.desk.flow.run_of(bundle.step).first.stage
    if stage is Stage.DISPOSE:
        return Dispose(bundle.id)
    if stage is Stage.ASSIGN and history.chance.random() < 0.6:
        return Assign(bundle.id, _fillers(history, bundle))
    return Complete(bundle.id)


def _fillers(history: Walk, bundle: Bundle) -> dict[int, int]:
    desk = history.desk
    staff = [
        seat.id
        for seat in desk.chart.seats
        if desk.chart.part_of(seat.unit_id).id == bundle.part and seat.role in ("staff", "subcoordinator")
    ]
    tasks = [task for task in desk.state.tasks.values() if task.part == bundle.part and task.indicator_id]
    chosen = [task.indicator_id for task in tasks if history.chance.random() < 0.3]
    return {item: history.chance.choice(staff) for item in chosen} if staff else {}


def _outside(history: Walk, bundle: Bundle) -> Move:
    return RecordOutside(bundle.id, "rapat pimpinan", oral=True, items=history.some(_items(history, bundle)))


def _reassign(history: Walk, bundle: Bundle) -> Move:
    seat = history.chance.choice(history.desk.chart.seats)
    return Reassign(bundle.id, seat.id, history.some(_items(history, bundle)))


def _forward(history: Walk, bundle: Bundle) -> Move:
    seats = [seat.id for seat in history.desk.chart.seats]
    return Forward(bundle.id, tuple(history.chance.sample(seats, 2)))


def _send_back(history: Walk, bundle: Bundle) -> Move:
    return SendBack(bundle.id, "lengkapi analisis")


def _withdraw(history: Walk, bundle: Bundle) -> Move:
    fill = history.desk.flow.fill
    done = [
        other
        for other in history.desk.state.bundles.values()
        if fill is not None and other.step == fill.first.key and other.state is not BundleState.VOID
    ]
    return Withdraw(history.chance.choice(done).id if done else bundle.id)


Maker = Callable[[Walk, Bundle], Move]

_TAME: dict[Grain, tuple[Maker, ...]] = {
    Grain.FILL: (_submit,),
    Grain.ITEM: (_pass,),
    Grain.CASE: (_finish,),
    Grain.PART: (_finish,),
    Grain.PERSON: (_finish,),
}
_WILD: dict[Grain, tuple[Maker, ...]] = {
    Grain.FILL: (_outside, _reassign, _withdraw, _pass),
    Grain.ITEM: (_correct, _correct, _return, _return, _reassign, _outside, _withdraw, _submit),
    Grain.CASE: (_return, _send_back, _outside, _reassign, _withdraw, _submit),
    Grain.PART: (_outside, _reassign, _return),
    Grain.PERSON: (_forward, _reassign, _outside, _send_back),
}
