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
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.defaults import UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from desk import cases, offices, sops
from desk.moves import make
from desk.works import Work
from sop.cases import BundleState
from sop.moves import Complete
from sop.periods import Period
from storage import bundles, schema
from storage.database import Database, Scope
from tools.benches.crowds import PRAISI
from tools.benches.figures import Figure
from tools.demo_office import demo_book

STEPS = 10
CASES = 40
GOAL = 3.0
FIRST_YEAR = 2000  # one case of a year's SOP for each year


def measure(runs: int = CASES, steps: int = STEPS) -> tuple[Figure, ...]:
    """`runs` cases of `steps` steps each."""
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        ours = _ours(Path(folder), runs, steps)
        reloaded = _spiff(Path(folder) / "reloaded.db", runs, steps, reloads=True)
        held = _spiff(Path(folder) / "held.db", runs, steps, reloads=False)
    return (
        Figure("ours", ours, "steps/s"),
        Figure("SpiffWorkflow, state kept in memory and stored", held, "steps/s"),
        Figure("SpiffWorkflow, state stored and loaded", reloaded, "steps/s"),
        Figure("ours to SpiffWorkflow, kept in memory and stored", ours / held, "times"),
        Figure("ours to SpiffWorkflow, stored and loaded", ours / reloaded, "times", GOAL, at_least=True),
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
                _step(Work(connection, PRAISI), scope, moved.case.id)
        took += perf_counter() - began
    with database.reading() as connection:
        last = cases.of_period(Work(connection, PRAISI), scope.office_id, str(period))
        assert all(case.state == "done" for case in last), "the approval did not end"
    database.close()
    return runs * steps / took


def _step(work: Work, scope: Scope, case_id: int) -> None:
    """Whoever holds the open bundle finishes it."""
    every = bundles.of_case(work.connection, scope, case_id)
    (bundle,) = (one for one in every if one.state is BundleState.OPEN)
    make(work, scope, case_id, Complete(bundle.id), by=1)


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
