"""Fetching the files of letters into the store, as `bot.evidences` does for evidence."""

import json
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.evidences import in_work, looked_into
from bot.jobs import Deed, Kinds
from bot.telegrams import Telegram
from desk import letter_files
from desk.works import Announce, Work
from storage.jobs import Job


class Letters:
    """Downloads, looks inside, and files under the hash; what cannot be kept is told to its sender."""

    def __init__(self, telegram: Telegram, blobs: Blobs, announce: Announce) -> None:
        self.telegram = telegram
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return {letter_files.FETCH: self.fetch}

    async def fetch(self, job: Job) -> Deed:
        plain = json.loads(job.body)
        file_id, office_id = int(plain["file"]), job.office_id or 0
        found = await looked_into(self.telegram, self.blobs, plain["file_id"])
        if isinstance(found, str):
            return self._unusable(office_id, file_id, found)
        return in_work(lambda work: letter_files.fetched(work, office_id, file_id, found.sha256, found.size))

    def _unusable(self, office_id: int, file_id: int, why: str) -> Deed:
        def act(work: Work) -> None:
            letter_files.unusable(work, office_id, file_id, why)
            self.announce(work, work.events)

        return in_work(act)


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out: whoever sent it hears of it."""
    if job.kind != letter_files.FETCH:
        return
    work = Work(connection, now)
    letter_files.unusable(work, job.office_id or 0, int(json.loads(job.body)["file"]), "lost")
    announce(work, work.events)
