"""The jobs about an office's workbook: fetched and read, and read again when it is applied.

A process of its own reads the file; the desk says what it would do, and does it. Source: practice 5.2.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.blobs import Blobs
from bot.children import ChildFailed, answered
from bot.jobs import Deed, Kinds, TooLarge, download
from bot.telegrams import Telegram
from desk import books
from desk.books import Parsed
from desk.people import person_of
from desk.works import Announce, Work
from sop.books import OfficeBook
from sop.copies import load
from storage.jobs import Job
from text.catalogue import plain


class Books:
    """Reads workbooks that admins send; `announce` tells them in the commit of the outcome."""

    def __init__(self, telegram: Telegram, blobs: Blobs, announce: Announce) -> None:
        self.telegram = telegram
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return {books.READING: self.read, books.APPLYING: self.apply}

    async def read(self, job: Job) -> Deed:
        """Fetch a file and find out what applying it would do."""
        order = json.loads(job.body)
        try:
            found = await download(self.telegram, self.blobs, order["file_id"])
        except TooLarge:
            return self._deed(order, lambda work: _unusable(work, "workbooks.refused_too_large"))
        parsed = await self._parsed(found.sha256)
        return self._deed(order, lambda work: books.read(work, found.sha256, found.size, parsed))

    async def apply(self, job: Job) -> Deed:
        """Apply the file that was shown."""
        order, office_id = json.loads(job.body), job.office_id or 0
        sha256, expected = order["sha256"], order["digest"]
        parsed = await self._parsed(sha256)
        return self._deed(order, lambda work: books.apply(work, office_id, sha256, expected, parsed))

    async def _parsed(self, sha256: str) -> Parsed:
        content = await asyncio.to_thread(self.blobs.read, sha256)
        try:
            said = json.loads(await answered("bot.readers", said=content))
        except ChildFailed:
            return Parsed(None, (plain("workbooks.refused_unreadable"),))
        book = await asyncio.to_thread(load, OfficeBook, said["book"]) if said["book"] else None
        return Parsed(book, tuple(said["faults"]))

    def _deed(self, order: dict[str, int], act: Callable[[Work], None]) -> Deed:
        """An act of the admin who sent the file."""

        def deed(connection: Connection, now: datetime) -> None:
            work = Work(connection, now)
            work.person = person_of(work, int(order["person"]))
            act(work)
            self.announce(work, work.events)

        return deed


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out, or it could not be applied: whoever sent it hears of it."""
    if job.kind not in (books.READING, books.APPLYING):
        return
    work = Work(connection, now)
    books.unusable(work, int(json.loads(job.body)["person"]), "books.lost")
    announce(work, work.events)


def _unusable(work: Work, key: str) -> None:
    assert work.person is not None
    books.unusable(work, work.person.id, key)
