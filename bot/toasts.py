"""Answering taps: after the commit, best effort, outside of every transaction. Source: telegram 3.3.

If Telegram does not take the answer, the same words become an outbox row: no press is ever silent.
"""

import asyncio
import html
import logging
from collections.abc import Callable

from bot.clocks import Clock
from bot.telegrams import Telegram
from bot.threads import Threads
from storage import outbox
from storage.database import Database
from text.encoding import encoded
from text.incoming import Incoming
from text.screens import Screen, Toast

TEXT_LENGTH = 200
LOG = logging.getLogger("kinerja.toasts")


class Toasts:
    """Fire and follow: `answer` returns at once."""

    def __init__(
        self,
        database: Database,
        threads: Threads,
        telegram: Telegram,
        clock: Clock,
        spoken: Callable[[], None],
    ) -> None:
        self.database = database
        self.threads = threads
        self.telegram = telegram
        self.clock = clock
        self.spoken = spoken
        self.under_way: set[asyncio.Task[None]] = set()

    def answer(self, incoming: Incoming, toast: Toast | None) -> None:
        task = asyncio.create_task(self._answer(incoming, toast))
        self.under_way.add(task)
        task.add_done_callback(self._finished)

    async def _answer(self, incoming: Incoming, toast: Toast | None) -> None:
        fields: dict[str, object] = {"callback_query_id": incoming.callback_id}
        if toast is not None and toast.text:
            fields |= {"text": toast.text[:TEXT_LENGTH], "show_alert": toast.alert}
        answered = await self.telegram.call("answerCallbackQuery", fields)
        if answered.ok or toast is None or not toast.text:
            return
        try:
            await self.threads.post(self._say, incoming, toast)
        except Exception as error:
            LOG.error("a toast was lost", exc_info=error, extra={"update_id": incoming.update_id})
        self.spoken()

    def _say(self, incoming: Incoming, toast: Toast) -> None:
        now = self.clock.now()
        draft = outbox.Draft(
            chat_id=incoming.chat_id,
            kind=outbox.Kind.ANSWER,
            priority=0,
            method=outbox.Method.SEND,
            payload=encoded(Screen(html.escape(toast.text, quote=False))),
            made_at=now,
            dedup=f"toast:{self.telegram.bot_id}:{incoming.update_id}",
        )
        with self.database.writing() as connection:
            outbox.append(connection, draft)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self.under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            LOG.error("answering a tap failed", exc_info=task.exception())
        self.spoken()
