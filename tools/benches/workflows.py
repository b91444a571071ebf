"""A ten-step approval, state kept after each step, against SpiffWorkflow. Source: reliability 3d.

Both on SQLite with WAL and synchronous=FULL, one commit a step. Ours writes the step, the journal with its
hash, the bundle that opens and its rungs from the working calendar. SpiffWorkflow has one boundary timer a
step and writes its state as one blob; it is timed twice, reloading the state before each step, as it must
where thousands of cases are open, and holding a single case in memory, which spares it the reading.
"""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.defaults import UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from desk import cases, offices, sops
from desk.moves import Moved, make
from desk.works import Work
from sop.changes import BundleOpened
from sop.moves import Complete
from sop.periods import Period
from storage import schema
from storage.database import Database, Scope
from tools.benches.crowds import PRAISI
from tools.benches.figures import Figure
from tools.demo_office import demo_book

STEPS = 10
CASES = 20
ROUNDS = 5
GOAL = 3.0
FIRST_YEAR = 2000  # one case of a year's SOP for each year


def measure(runs: int = CASES, steps: int = STEPS, rounds: int = ROUNDS) -> tuple[Figure, ...]:
    """`rounds` times `runs` cases of `steps` steps each, the three in turn; medians of the rounds."""
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        took = [_round(Path(folder) / str(number), runs, steps) for number in range(rounds)]
    ours, reloaded, held = zip(*took, strict=True)
    to_held = median(one / other for one, other in zip(ours, held, strict=True))
    to_reloaded = median(one / other for one, other in zip(ours, reloaded, strict=True))
    return (
        Figure("ours", median(ours), "steps/s"),
        Figure("SpiffWorkflow, state kept in memory and stored", median(held), "steps/s"),
        Figure("SpiffWorkflow, state stored and loaded", median(reloaded), "steps/s"),
        Figure(f"ours to SpiffWorkflow, held in memory, median of {rounds}", to_held, "times"),
        Figure(
            f"ours to SpiffWorkflow, stored and loaded, median of {rounds}",
            to_reloaded,
            "times",
            GOAL,
            at_least=True,
        ),
    )


def _round(folder: Path, runs: int, steps: int) -> tuple[float, float, float]:
    """Steps per second: ours, SpiffWorkflow's stored and loaded, SpiffWorkflow's held in memory."""
    folder.mkdir()
    return (
        _ours(folder, runs, steps),
        _spiff(folder / "reloaded.db", runs, steps, reloads=True),
        _spiff(folder / "held.db", runs, steps, reloads=False),
    )


# --- ours ---------------------------------------------------------------------------------------


def _definition(steps: int) -> str:
    """An SOP whose steps go to and fro between two seats, so that each is a press of its own."""
    head = (
        'key = "approval"\nversion = 1\nkind = "letter"\ncycle = "once"\ndefaults = false\n'
        '[header]\nnumber = ""\ntitle = "Persetujuan"\noffice = "Dinas Contoh"\n'
        '[trigger]\nkinds = ["letter"]\n'
    )
    return head + "".join(
        f'[[steps]]\nkey = "{number}"\nraw = "Langkah {number}"\nactivity = "Langkah {number}"\n'
        f'stage = "process"\nactors = ["{("planner", "secretary")[number % 2]}"]\nlimit = "1 hari"\n'
        f'output = "Hasil {number}"\n'
        for number in range(1, steps + 1)
    )


def _ours(folder: Path, runs: int, steps: int) -> float:
    (folder / "approval.toml").write_text(_definition(steps), encoding="utf-8")
    database = Database(f"sqlite:///{folder / 'kinerja.db'}")
    schema.upgrade(database)
    with database.writing() as connection:
        work = Work(connection, PRAISI)
        sops.keep_definitions(work, (folder,))
        offices.apply(work, demo_book())
        scope = Scope(offices.ids(work)[-1])
    took = 0.0
    for number in range(runs):
        with database.writing() as connection:
            period = Period(FIRST_YEAR + number)
            moved = cases.open_case(Work(connection, PRAISI), scope, "approval", period, by=0)
        began = perf_counter()
        for _ in range(steps):
            with database.writing() as connection:
                moved = _step(Work(connection, PRAISI), scope, moved)
        took += perf_counter() - began
    with database.reading() as connection:
        last = cases.of_period(Work(connection, PRAISI), scope.office_id, str(period))
        assert all(case.state == "done" for case in last), "the approval did not end"
    database.close()
    return runs * steps / took


def _step(work: Work, scope: Scope, before: Moved) -> Moved:
    """Whoever got the bundle that opened last finishes it; a press names it, as a button does."""
    (opened,) = (event.bundle for event in before.events if isinstance(event, BundleOpened))
    return make(work, scope, before.case.id, Complete(opened.id), by=1)


# --- SpiffWorkflow ------------------------------------------------------------------------------


def _diagram(steps: int) -> bytes:
    """User tasks in a row, each with a timer that reminds without interrupting."""
    flows, nodes = [_flow("start", "task1")], ['<bpmn:startEvent id="start"/>', '<bpmn:endEvent id="end"/>']
    for number in range(1, steps + 1):
        following = f"task{number + 1}" if number < steps else "end"
        nodes += [
            f'<bpmn:userTask id="task{number}"/>',
            f'<bpmn:boundaryEvent id="timer{number}" attachedToRef="task{number}" cancelActivity="false">'
            f"<bpmn:timerEventDefinition><bpmn:timeDuration>'P2D'</bpmn:timeDuration>"
            f"</bpmn:timerEventDefinition></bpmn:boundaryEvent>",
            f'<bpmn:endEvent id="told{number}"/>',
        ]
        flows += [_flow(f"task{number}", following), _flow(f"timer{number}", f"told{number}")]
    body = "".join((*nodes, *flows))
    return (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">'
        f'<bpmn:process id="approval" isExecutable="true">{body}</bpmn:process></bpmn:definitions>'
    ).encode()


def _flow(source: str, target: str) -> str:
    return f'<bpmn:sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}"/>'


def _spiff(file: Path, runs: int, steps: int, *, reloads: bool) -> float:
    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(_diagram(steps)))
    spec = parser.get_spec("approval")
    serializer = BpmnWorkflowSerializer()
    took = 0.0
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
        for case_id in range(runs):
            workflow = BpmnWorkflow(spec)
            workflow.do_engine_steps()
            _keep(connection, case_id, serializer.serialize_json(workflow))
            began = perf_counter()
            for _ in range(steps):
                if reloads:
                    workflow = serializer.deserialize_json(_state(connection, case_id))
                _advance(workflow)
                _keep(connection, case_id, serializer.serialize_json(workflow))
            took += perf_counter() - began
            assert workflow.is_completed(), "the approval did not end"
    return runs * steps / took


def _advance(workflow: Any) -> None:
    """What a press does: look at the timers, finish the waiting task, run on to the next."""
    workflow.refresh_timers()
    (task,) = workflow.get_tasks(state=TaskState.READY, spec_class=UserTask)
    task.run()
    workflow.do_engine_steps()


def _keep(connection: sqlite3.Connection, case_id: int, state: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO cases VALUES (?, ?)", (case_id, state))
    connection.execute("COMMIT")


def _state(connection: sqlite3.Connection, case_id: int) -> str:
    return str(connection.execute("SELECT state FROM cases WHERE id = ?", (case_id,)).fetchone()[0])
