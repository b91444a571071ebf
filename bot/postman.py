"""The postman: takes rows from the outbox and brings them to Telegram. Source: law 3; reliability 4.6.

One transaction writes down what became of the letters that came back and claims the next ones; sending
happens outside of every transaction. In one chat one letter is under way at a time.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from bot import logs
from bot.clocks import Clock
from bot.envelopes import Blob, envelope
from bot.limits import Limits
from bot.telegrams import Answered, Known, Telegram
from bot.threads import Threads
from bot.verdicts import LONGEST_WAIT_SECONDS, REPEAT_SECONDS, verdict
from storage import outbox, outcomes
from storage.database import Database
from storage.outbox import Letter
from storage.outcomes import Fate, Outcome
from storage.troubles import is_database_trouble

WINDOW = 16  # letters under way at once, over all chats
LOOK_SECONDS = 1.0  # the fallback when nobody rang: other processes write rows too
LOG = logging.getLogger("kinerja.postman")

Unreachable = Callable[[Connection, int, datetime], None]


class Postman:
    """`unreachable` lets the desk hand on the work of a person whose chat is closed, in the same commit."""

    def __init__(
        self,
        database: Database,
        threads: Threads,
        telegram: Telegram,
        clock: Clock,
        limits: Limits,
        random: Random,
        blob: Blob,
        resend_note: str,
        unreachable: Unreachable,
        repeat_seconds: float = REPEAT_SECONDS,
        window: int = WINDOW,
    ) -> None:
        self.database = database
        self.threads = threads
        self.telegram = telegram
        self.clock = clock
        self.limits = limits
        self.random = random
        self.blob = blob
        self.resend_note = resend_note
        self.unreachable = unreachable
        self.repeat_seconds = repeat_seconds
        self.window = window
        self.busy = True  # until a look found nothing to do
        self._rung = asyncio.Event()
        self._stopping = False
        self._looking = True
        self._under_way: set[asyncio.Task[None]] = set()
        self._back: list[Outcome] = []
        self._repeats: dict[int, float] = {}  # row of unknown fate: once more at, monotonic

    def ring(self) -> None:
        """There may be something in the outbox."""
        self.busy = self._looking = True
        self._rung.set()

    def stop(self) -> None:
        """Claim no more; what is under way comes home and is written down."""
        self._stopping = True
        self._rung.set()

    @property
    def is_home(self) -> bool:
        """Nothing under way, nothing left to write down or to look for."""
        return not (self.busy or self._under_way or self._back)

    async def run(self) -> None:
        await self.threads.post(self._wake)
        while not (self._stopping and not self._under_way and not self._back):
            self._rung.clear()
            await self._round()
            if not self._rung.is_set() and not self._back:
                self.busy = False
                await self._rest()

    async def _round(self) -> None:
        """Write down, claim, send off."""
        now = self.clock.monotonic()
        back, self._back = self._back, []
        free = min(self.window - len(self._under_way), self.limits.room(now))
        if self._stopping or not self._looking:
            free = 0
        due = [row_id for row_id, at in self._repeats.items() if at <= now]
        if not (back or due or free > 0):
            return
        self._looking = free <= 0 and not self._stopping  # a full window looks again later
        try:
            silent = self.limits.silent_chats(now)
            letters = await self.threads.post(self._turn, back, max(free, 0), due, silent)
        except Exception as error:  # a full disk: what came back is kept in hand
            LOG.error("the outbox could not be written", exc_info=error)
            self._back = back + self._back
            self._looking = True
            await asyncio.sleep(LOOK_SECONDS)
            return
        for row_id in due:  # only now that the commit holds them
            del self._repeats[row_id]
        self._note_repeats(back)
        for letter in letters:
            self.limits.spend(letter.chat_id, self.clock.monotonic())
            self._send_off(letter)
        if len(letters) == free and not self._stopping:
            self._looking = True  # there may be more for the next free place

    def _turn(self, back: list[Outcome], free: int, due: list[int], silent: set[int]) -> tuple[Letter, ...]:
        now = self.clock.now()
        with self.database.writing() as connection:
            outcomes.settle(connection, back, now)
            for outcome in back:
                if outcome.fate is Fate.BLOCKED:
                    self._hand_on(connection, outcome.letter, now)
            if due:
                outcomes.revive(connection, due)
            if not free:
                return ()
            return outbox.claim(connection, now, free, silent)

    def _hand_on(self, connection: Connection, letter: Letter, now: datetime) -> None:
        """The desk's part in a savepoint: its mistake must not keep everybody's letters from leaving."""
        try:
            with connection.begin_nested():
                self.unreachable(connection, letter.chat_id, now)
        except Exception as error:
            if is_database_trouble(error):
                raise
            said = {"incident": logs.incident(self.random), "row": letter.id}
            LOG.error("an unreachable person could not be handed on", exc_info=error, extra=said)

    def _note_repeats(self, back: list[Outcome]) -> None:
        now = self.clock.monotonic()
        for outcome in back:
            if outcome.fate is Fate.UNKNOWN and outcome.wait_seconds:
                self._repeats[outcome.letter.id] = now + outcome.wait_seconds

    def _send_off(self, letter: Letter) -> None:
        task = asyncio.create_task(self._bring(letter))
        self._under_way.add(task)
        task.add_done_callback(self._home)

    def _home(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.ring()

    async def _bring(self, letter: Letter) -> None:
        """One letter there and back; whatever goes wrong, it comes home with an outcome."""
        try:
            made = envelope(letter, self.blob, self.resend_note)
        except Exception as error:  # a letter that cannot be written must not stop the others
            LOG.error("a letter could not be made", exc_info=error, extra={"row": letter.id})
            self._back.append(Outcome(letter, Fate.DEAD, error=type(error).__name__))
            return
        try:
            answered = await self.telegram.call(made.method, made.fields, made.upload)
        except Exception as error:
            LOG.error("a call ended oddly", exc_info=error, extra={"row": letter.id})
            answered = Answered(Known.UNKNOWN, words=type(error).__name__)
        outcome = verdict(letter, answered, self.random, self.repeat_seconds)
        self._hold_back(outcome, answered)
        self._back.append(outcome)

    def _hold_back(self, outcome: Outcome, answered: Answered) -> None:
        """Pauses count from the moment of the answer, before anybody may claim for this chat again."""
        letter, now = outcome.letter, self.clock.monotonic()
        if answered.known is Known.LIMITED:
            self.limits.limited(letter.chat_id, answered.retry_seconds, now)
        elif outcome.fate is Fate.AGAIN and outcome.wait_seconds:
            self.limits.pause(letter.chat_id, outcome.wait_seconds, now)
        if outcome.fate is not Fate.SENT:
            said = {"row": letter.id, "kind": letter.kind, "state": outcome.fate.value, "code": answered.code}
            alarm = outcome.as_plain or outcome.fate is Fate.DEAD
            LOG.log(logging.ERROR if alarm else logging.WARNING, "not sent", extra=said)

    async def _rest(self) -> None:
        now = self.clock.monotonic()
        moments = [now + LOOK_SECONDS, *self._repeats.values()]
        change = self.limits.next_change(now)
        if change is not None:
            moments.append(change)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), max(min(moments) - now, 0.0))
        self._looking = True

    def _wake(self) -> None:
        """At boot: rows that were being sent are of unknown fate; promised pauses are kept."""
        now, monotonic = self.clock.now(), self.clock.monotonic()
        with self.database.writing() as connection:
            outcomes.recover(connection, now, self.repeat_seconds)
            for row_id, at in outcomes.doubtful(connection).items():
                wait = min((at - now).total_seconds(), self.repeat_seconds)
                self._repeats[row_id] = monotonic + max(wait, 0.0)
            for chat_id, until in outcomes.held_chats(connection, now).items():
                wait = min((until - now).total_seconds(), LONGEST_WAIT_SECONDS)
                self.limits.pause(chat_id, wait, monotonic)
