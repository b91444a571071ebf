"""Fetching evidence: the job between a file's receipt and its place in the store. Source: telegram 3.6."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from bot.jobs import Deed, TooLarge, download
from desk import evidences
from desk.works import Announce, Work
from sop.evidences import holds_program
from storage.jobs import Job

if TYPE_CHECKING:
    from bot.app import App

KIND = evidences.FETCH


class Fetching:
    """Runs the jobs of evidence: downloads, looks inside, files under the hash or tells the sender."""

    def __init__(self, app: "App", announce: Announce) -> None:
        self.app = app
        self.announce = announce

    async def __call__(self, job: Job) -> Deed:
        plain = json.loads(job.body)
        try:
            found = await download(self.app.telegram, self.app.blobs, plain["file_id"])
        except TooLarge:
            return unusable(job, "too_large", self.announce)
        content = await asyncio.to_thread(self.app.blobs.read, found.sha256)
        if await asyncio.to_thread(holds_program, content):
            return unusable(job, "program", self.announce)
        return _kept(job, found.sha256, found.size)


def unusable(job: Job, why: str, announce: Announce) -> Deed:
    """The deed that drops a piece of evidence and tells whoever sent it; also for jobs that gave up."""
    evidence_id = int(json.loads(job.body)["evidence"])

    def deed(work: Work) -> None:
        evidences.unusable(work, job.office_id or 0, evidence_id, why)
        announce(work, work.events)

    return _in_work(deed)


def _kept(job: Job, sha256: str, size_bytes: int) -> Deed:
    evidence_id = int(json.loads(job.body)["evidence"])
    return _in_work(lambda work: evidences.fetched(work, job.office_id or 0, evidence_id, sha256, size_bytes))


def _in_work(act: Callable[[Work], None]) -> Deed:
    def deed(connection: Connection, now: datetime) -> None:
        act(Work(connection, now))

    return deed
