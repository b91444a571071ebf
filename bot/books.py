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
from bot.jobs import Deed, Downloaded, Kinds, TooLarge, download
from bot.printers import TEMPLATE
from bot.renders import drawn
from bot.telegrams import Telegram
from desk import books, founders
from desk.books import Parsed
from desk.people import person_of
from desk.works import Announce, Work
from sop.books import OfficeBook
from sop.copies import load
from storage.jobs import Job
from text.catalogue import plain

TOO_LARGE = "workbooks.refused_too_large"


class Books:
    """Reads workbooks that admins send; `announce` tells them in the commit of the outcome."""

    def __init__(self, telegram: Telegram, blobs: Blobs, announce: Announce) -> None:
        self.telegram = telegram
        self.blobs = blobs
        self.announce = announce

    @property
    def kinds(self) -> Kinds:
        return {
            books.READING: self.read,
            books.APPLYING: self.apply,
            founders.TEMPLATE: self.template,
            founders.READING: self.read_first,
            founders.APPLYING: self.found,
        }

    async def read(self, job: Job) -> Deed:
        """Fetch a file and find out what applying it would do."""
        order = json.loads(job.body)
        fetched = await self._fetched(order["file_id"])
        if fetched is None:
            return self._deed(lambda work: books.unusable(work, order["person"], TOO_LARGE))
        file, parsed = fetched
        return self._deed(lambda work: books.read(work, file.sha256, file.size, parsed), order["person"])

    async def apply(self, job: Job) -> Deed:
        """Apply the file that was shown."""
        order, office_id = json.loads(job.body), job.office_id or 0
        sha256, expected = order["sha256"], order["digest"]
        parsed = await self._parsed(sha256)
        return self._deed(
            lambda work: books.apply(work, office_id, sha256, expected, parsed), order["person"]
        )

    async def template(self, job: Job) -> Deed:
        """The empty workbook, for whoever sets up the first office."""
        chat_id = int(json.loads(job.body)["chat"])
        files = await drawn(TEMPLATE, "")
        sha256 = await asyncio.to_thread(self.blobs.keep, files.pdf)
        done = founders.TemplateWritten(chat_id, sha256)
        return self._deed(lambda work: founders.written(work, done, len(files.pdf)))

    async def read_first(self, job: Job) -> Deed:
        """Fetch a file and find out what its office would be."""
        order = json.loads(job.body)
        fetched = await self._fetched(order["file_id"])
        if fetched is None:
            return self._deed(lambda work: founders.unusable(work, order["chat"], TOO_LARGE))
        file, parsed = fetched
        return self._deed(lambda work: founders.read(work, order["chat"], file.sha256, file.size, parsed))

    async def found(self, job: Job) -> Deed:
        """Set up the first office from the file that was shown."""
        order = json.loads(job.body)
        parsed = await self._parsed(order["sha256"])
        return self._deed(lambda work: founders.found(work, order["chat"], parsed))

    async def _fetched(self, file_id: str) -> tuple[Downloaded, Parsed] | None:
        """A person's file in the store, and what is in it; None where it is too large."""
        try:
            file = await download(self.telegram, self.blobs, file_id)
        except TooLarge:
            return None
        return file, await self._parsed(file.sha256)

    async def _parsed(self, sha256: str) -> Parsed:
        content = await asyncio.to_thread(self.blobs.read, sha256)
        try:
            said = json.loads(await answered("bot.readers", said=content))
        except ChildFailed:
            return Parsed(None, (plain("workbooks.refused_unreadable"),))
        book = await asyncio.to_thread(load, OfficeBook, said["book"]) if said["book"] else None
        return Parsed(book, tuple(said["faults"]))

    def _deed(self, act: Callable[[Work], None], person_id: int = 0) -> Deed:
        """An act of whoever sent the file."""

        def deed(connection: Connection, now: datetime) -> None:
            work = Work(connection, now)
            work.person = person_of(work, person_id) if person_id else None
            act(work)
            self.announce(work, work.events)

        return deed


def gave_up(connection: Connection, job: Job, now: datetime, announce: Announce) -> None:
    """Telegram did not hand the file out, or it could not be applied: whoever sent it hears of it."""
    work, order = Work(connection, now), json.loads(job.body)
    if job.kind in (books.READING, books.APPLYING):
        books.unusable(work, int(order["person"]), "books.lost")
    elif job.kind in (founders.READING, founders.APPLYING):
        founders.unusable(work, int(order["chat"]), "books.lost")
    announce(work, work.events)
