"""Fetching evidence: the job between a file's receipt and its place in the store. Source: telegram 3.6."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.jobs import Deed, Kinds, TooLarge, download
from bot.telegrams import Telegram
from desk import evidences
from desk.works import Announce, Work
from sop.evidences import holds_program
from storage.jobs import Job


class Evidences:
    """Downloads, looks inside, and files under the hash; what cannot be kept is told to its sender."""

    def __init__(self, telegram: Telegram, blobs: Blobs, announce: Announce) -> None:
        self.telegram = telegram
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return {evidences.FETCH: self.fetch}

    async def fetch(self, job: Job) -> Deed:
        plain = json.loads(job.body)
        evidence_id, office_id = int(plain["evidence"]), job.office_id or 0
        try:
            found = await download(self.telegram, self.blobs, plain["file_id"])
        except TooLarge:
            return self._unusable(office_id, evidence_id, "too_large")
        content = await asyncio.to_thread(self.blobs.read, found.sha256)
        if await asyncio.to_thread(holds_program, content):
            return self._unusable(office_id, evidence_id, "program")
        return _in_work(
            lambda work: evidences.fetched(work, office_id, evidence_id, found.sha256, found.size)
        )

    def _unusable(self, office_id: int, evidence_id: int, why: str) -> Deed:
        def act(work: Work) -> None:
            evidences.unusable(work, office_id, evidence_id, why)
            self.announce(work, work.events)

        return _in_work(act)


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out: whoever sent it hears of it."""
    if job.kind != evidences.FETCH:
        return
    work = Work(connection, now)
    evidences.unusable(work, job.office_id or 0, int(json.loads(job.body)["evidence"]), "lost")
    announce(work, work.events)


def _in_work(act: Callable[[Work], None]) -> Deed:
    def deed(connection: Connection, now: datetime) -> None:
        act(Work(connection, now))

    return deed
