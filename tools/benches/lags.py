"""How late the event loop wakes while a report of 2000 rows renders and 40 people type. Source: design 9.

The application runs in a process of its own with a probe in its loop (`probed_app`); the report is drawn as
every report is, in a process beside it. Each person types a figure, reads the answer, and types the next a
second later.
"""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import cases, report_figures
from desk.works import Work
from sandbox.client import Sandbox
from sop.copies import dump
from sop.reports import ReportFigures, ReportRow
from storage.database import Database
from tools.benches import processes
from tools.benches.answers import met
from tools.benches.crowds import PRAISI, QUARTER, crowd_book, settled_office
from tools.benches.figures import Figure, percentile
from tools.benches.probed_app import FIGURES_FILE, Probed

PEOPLE = 40
ROWS = 2_000
FIGURES = 3  # rows of a form
GOAL_MS = 20.0
TYPING_SECONDS = 1.0
RENDERS = 3  # the report is drawn so often, to have enough samples


def measure(people: int = PEOPLE, rows: int = ROWS, renders: int = RENDERS) -> tuple[Figure, ...]:
    with TemporaryDirectory(prefix="kinerja-bench-") as folder:
        probed, answers = asyncio.run(_measure(Path(folder), people, rows, renders))
    lags = [seconds * 1000 for seconds in probed.lag_seconds]
    return (
        Figure(f"the report of {rows} rows", sum(probed.render_seconds) / renders, "s"),
        Figure("answers given meanwhile", answers / sum(probed.render_seconds), "answers/s"),
        Figure("event-loop lag, median", percentile(lags, 50), "ms"),
        Figure("event-loop lag, p99", percentile(lags, 99), "ms", GOAL_MS),
        Figure("event-loop lag, longest", max(lags), "ms"),
    )


async def _measure(folder: Path, people: int, rows: int, renders: int) -> tuple[Probed, int]:
    cast = settled_office(folder, crowd_book(people, FIGURES))
    (folder / FIGURES_FILE).write_text(dump(_long_report(folder, rows)), encoding="utf-8")
    more = {"RENDERS": str(renders)}
    async with processes.local_telegram(PRAISI) as sandbox:
        fillers = await met(sandbox, cast)
        before = await processes.said(sandbox)
        async with processes.program("probed", sandbox, folder, more) as process:
            typing = [asyncio.create_task(_type(sandbox, person)) for person in fillers]
            probed = await _result(folder, process)
            answers = await processes.said(sandbox) - before
            for task in typing:
                task.cancel()
            await asyncio.gather(*typing, return_exceptions=True)
    return probed, answers


async def _type(sandbox: Sandbox, person: int) -> None:
    """One person: a figure, its answer, a moment, the next figure."""
    number = 0
    while True:
        number += 1
        said = await sandbox.say(person, f"{number % FIGURES + 1}) {12 + number % 50}")
        await sandbox.wait(person, said.seq)
        await asyncio.sleep(TYPING_SECONDS)


async def _result(folder: Path, process: asyncio.subprocess.Process) -> Probed:
    """What the probe found, once the last report is drawn."""
    while process.returncode is None:
        if (found := Probed.file(folder)).exists():
            return Probed(**json.loads(found.read_text()))
        await asyncio.sleep(0.1)
    raise processes.Stalled(f"the application ended with code {process.returncode}")


def _long_report(folder: Path, rows: int) -> ReportFigures:
    """The office's own report, its rows repeated until there are enough."""
    database = Database(f"sqlite:///{folder / 'kinerja.db'}")
    with database.reading() as connection:
        work = Work(connection, PRAISI)
        (case,) = cases.of_period(work, 1, str(QUARTER))
        figures = report_figures.figures(work, case)
    database.close()
    every = figures.rows
    longer = tuple(_numbered(every[number % len(every)], number + 1) for number in range(rows))
    return replace(figures, groups=(replace(figures.groups[0], rows=longer),))


def _numbered(row: ReportRow, number: int) -> ReportRow:
    return replace(row, number=number, code=f"IK-{number:05}")
