"""Taking in what people send: the job between a file's receipt and its place in the store.

One behaviour for every kind of file; what may be kept, and what the desk does with it, stands in `INTAKES`.
Source: telegram 3.6.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.jobs import Deed, Downloaded, Kinds, TooLarge, download
from bot.telegrams import Telegram
from desk import enclosures, evidences, letter_files
from desk.works import Announce, Work
from sop import enclosures as enclosed
from sop.evidences import holds_program
from storage.jobs import Job


def _program(content: bytes) -> str:
    return "program" if holds_program(content) else ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A kind of job that fetches files, and what becomes of them.

    `row`: what its body calls the row that waits; `flaw`: why this content cannot be kept, "" where it can.
    `fetched` (work, office, row, sha256, bytes) and `unusable` (work, office, row, why) are the desk's.
    """

    kind: str
    row: str
    fetched: Callable[[Work, int, int, str, int], None]
    unusable: Callable[[Work, int, int, str], None]
    flaw: Callable[[bytes], str] = _program


INTAKES = {
    one.kind: one
    for one in (
        Intake(evidences.FETCH, "evidence", evidences.fetched, evidences.unusable),
        Intake(letter_files.FETCH, "file", letter_files.fetched, letter_files.unusable),
        Intake(enclosures.FETCH, "enclosure", enclosures.fetched, enclosures.unusable, enclosed.flaw),
    )
}


class Intakes:
    """Downloads, looks inside, and files under the hash; what cannot be kept is told to its sender."""

    def __init__(self, telegram: Telegram, blobs: Blobs, announce: Announce) -> None:
        self.telegram = telegram
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return dict.fromkeys(INTAKES, self.fetch)

    async def fetch(self, job: Job) -> Deed:
        intake, plain = INTAKES[job.kind], json.loads(job.body)
        office_id, row_id = job.office_id or 0, int(plain[intake.row])
        found = await self._looked_into(intake, plain["file_id"])
        if isinstance(found, str):
            return lambda connection, now: _unusable(connection, job, now, found, self.announce)
        return lambda connection, now: intake.fetched(
            Work(connection, now), office_id, row_id, found.sha256, found.size
        )

    async def _looked_into(self, intake: Intake, file_id: str) -> Downloaded | str:
        """A person's file in the store, or why it cannot be kept."""
        try:
            found = await download(self.telegram, self.blobs, file_id)
        except TooLarge:
            return "too_large"
        content = await asyncio.to_thread(self.blobs.read, found.sha256)
        return await asyncio.to_thread(intake.flaw, content) or found


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out: whoever sent it hears of it."""
    if job.kind in INTAKES:
        _unusable(connection, job, now, "lost", announce)


def _unusable(connection: Connection, job: Job, now: datetime, why: str, announce: Announce) -> None:
    intake, work = INTAKES[job.kind], Work(connection, now)
    intake.unusable(work, job.office_id or 0, int(json.loads(job.body)[intake.row]), why)
    announce(work, work.events)
