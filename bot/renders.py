"""The jobs that draw: frozen figures in, files in the store and a word to the desk out. Source: design 6.

Each drawing is a process of its own, never the event loop and never the writer thread. A drawing that fails
is tried again by the runner; what `python -m bot report` says of the same report is the way to its cause.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.children import ChildFailed, answered
from bot.jobs import Deed, Kinds
from bot.printers import ALLOCATION, BOOK, CASE, LENGTH_BYTES, PICTURE, PLAN, REPORT
from bot.threads import Threads
from desk import allocations, books, plan_papers, reports, shelves, statuses
from desk.works import Announce, Work
from sop.allocations import Allocation
from sop.copies import load
from sop.reports import FrozenReport, ReportFigures, ReportState
from sop.statuses import Status
from storage.database import Database
from storage.jobs import Job


@dataclass(frozen=True, slots=True)
class Files:
    """What came out; `pdf` is the paper, or the workbook, and empty where only the picture was wanted."""

    pdf: bytes
    picture: bytes


class Renders:
    """Draws reports and pictures; `announce` tells people in the commit that names the files."""

    def __init__(self, database: Database, threads: Threads, blobs: Blobs, announce: Announce) -> None:
        self.database = database
        self.threads = threads
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return {
            reports.DRAWING: self.report,
            shelves.DRAWING_PICTURE: self.picture,
            statuses.DRAWING: self.case,
            plan_papers.DRAWING: self.plan,
            allocations.DRAWING: self.allocation,
            books.WRITING: self.book,
        }

    async def report(self, job: Job) -> Deed | None:
        """The PDF and the picture of one version, unless it has left the state it was ordered in."""
        order = json.loads(job.body)
        office_id, report_id, state = order["office"], order["report"], ReportState(order["state"])
        found = await self.threads.post(self._wanted, office_id, report_id)
        if found is None or found.state is not state:
            return None
        files = await drawn(REPORT, found.figures)
        pdf = await asyncio.to_thread(self.blobs.keep, files.pdf)
        picture = await asyncio.to_thread(self.blobs.keep, files.picture)
        kept = reports.Drawn(pdf, len(files.pdf), picture, len(files.picture))
        return self._deed(lambda work: reports.drawn(work, office_id, report_id, state, kept))

    async def picture(self, job: Job) -> Deed:
        """The one picture of /capaian."""
        order = json.loads(job.body)
        files = await drawn(PICTURE, order["figures"])
        sha256 = await asyncio.to_thread(self.blobs.keep, files.picture)
        period = load(ReportFigures, order["figures"]).period
        done = shelves.PictureDrawn(order["office"], order["person"], order["chat"], period, sha256)
        return self._deed(lambda work: shelves.picture_drawn(work, done, len(files.picture)))

    async def case(self, job: Job) -> Deed:
        """The page of a case, as one person may see it."""
        order = json.loads(job.body)
        files = await drawn(CASE, order["page"])
        sha256 = await asyncio.to_thread(self.blobs.keep, files.picture)
        page = load(Status, order["page"])
        done = statuses.CasePictureDrawn(order["office"], order["person"], page.title, page.period, sha256)
        return self._deed(lambda work: statuses.picture_drawn(work, done, len(files.picture)))

    async def plan(self, job: Job) -> Deed:
        """The paper of a year's plan, for whoever asked."""
        order = json.loads(job.body)
        files = await drawn(PLAN, order["figures"])
        sha256 = await asyncio.to_thread(self.blobs.keep, files.pdf)
        done = plan_papers.PlanDrawn(order["office"], order["person"], order["year"], sha256)
        return self._deed(lambda work: plan_papers.drawn(work, done, len(files.pdf)))

    async def allocation(self, job: Job) -> Deed:
        """The note on the division of work, for both sides of a hand-over or for whoever asked."""
        order = json.loads(job.body)
        files = await drawn(ALLOCATION, order["figures"])
        sha256 = await asyncio.to_thread(self.blobs.keep, files.pdf)
        note = load(Allocation, order["figures"])
        done = allocations.AllocationDrawn(
            order["office"], tuple(order["people"]), note.period, sha256, asked=not note.given_to
        )
        return self._deed(lambda work: allocations.drawn(work, done, len(files.pdf)))

    async def book(self, job: Job) -> Deed:
        """The office's workbook, for its admin."""
        order = json.loads(job.body)
        files = await drawn(BOOK, order["figures"])
        sha256 = await asyncio.to_thread(self.blobs.keep, files.pdf)
        done = books.BookWritten(job.office_id or 0, order["person"], sha256)
        return self._deed(lambda work: books.written(work, done, len(files.pdf)))

    def _deed(self, tell: Callable[[Work], None]) -> Deed:
        """What the desk is told once the files lie in the store, and whom it has to tell."""

        def deed(connection: Connection, now: datetime) -> None:
            work = Work(connection, now)
            tell(work)
            self.announce(work, work.events)

        return deed

    def _wanted(self, office_id: int, report_id: int) -> FrozenReport | None:
        with self.database.reading() as connection:
            return reports.wanted(connection, office_id, report_id)


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """A drawing failed for the last time: whoever compiled the report hears of it."""
    if job.kind != reports.DRAWING:
        return
    order, work = json.loads(job.body), Work(connection, now)
    reports.not_drawn(work, order["office"], order["report"])
    announce(work, work.events)


async def drawn(what: str, record: str) -> Files:
    """The files of a record's text, drawn in a process of its own; raises ChildFailed."""
    said = await answered("bot.printers", what, said=record.encode())
    if len(said) <= LENGTH_BYTES:
        raise ChildFailed
    length = int.from_bytes(said[:LENGTH_BYTES])
    return Files(said[LENGTH_BYTES : LENGTH_BYTES + length], said[LENGTH_BYTES + length :])
