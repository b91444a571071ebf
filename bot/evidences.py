"""Fetching evidence: the job between a file's receipt and its place in the store. Source: telegram 3.6."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.jobs import Deed, Downloaded, Kinds, TooLarge, download
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
        found = await looked_into(self.telegram, self.blobs, plain["file_id"])
        if isinstance(found, str):
            return self._unusable(office_id, evidence_id, found)
        return in_work(lambda work: evidences.fetched(work, office_id, evidence_id, found.sha256, found.size))

    def _unusable(self, office_id: int, evidence_id: int, why: str) -> Deed:
        def act(work: Work) -> None:
            evidences.unusable(work, office_id, evidence_id, why)
            self.announce(work, work.events)

        return in_work(act)


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out: whoever sent it hears of it."""
    if job.kind != evidences.FETCH:
        return
    work = Work(connection, now)
    evidences.unusable(work, job.office_id or 0, int(json.loads(job.body)["evidence"]), "lost")
    announce(work, work.events)


async def looked_into(telegram: Telegram, blobs: Blobs, file_id: str) -> Downloaded | str:
    """A person's file in the store, or why it cannot be kept: "too_large" or "program"."""
    try:
        found = await download(telegram, blobs, file_id)
    except TooLarge:
        return "too_large"
    content = await asyncio.to_thread(blobs.read, found.sha256)
    return "program" if await asyncio.to_thread(holds_program, content) else found


def in_work(act: Callable[[Work], None]) -> Deed:
    def deed(connection: Connection, now: datetime) -> None:
        act(Work(connection, now))

    return deed
