"""The queue of updates: made once, kept until confirmed or expired, fetched by one poller at a time.

Source: telegram brief 0.1 and 3.10: a press is forgotten 150 s after it was made, all else after 24 hours.
"""

import json
from collections import Counter, deque
from dataclasses import dataclass
from math import inf
from typing import Any

from sandbox.bells import Bell
from sandbox.clock import Clock
from sandbox.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, bad_request, conflict

PRESS_SECONDS = 150
OTHER_SECONDS = 24 * 3600
POLL_SECONDS = 50
ANSWER_BYTES = 4 << 20
LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}  # unless asked for by name


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it was at its making: `text` is its JSON, so later edits do not change it."""

    id: int
    kind: str
    expires_at: float
    text: str


class Updates:
    """Telegram's side of getUpdates and of webhooks."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.queue: deque[Update] = deque()
        self._earliest = inf  # no update in the queue expires before this
        self.next_id = 100_000_001
        self.allowed: list[str] = []
        self.webhook_url = ""
        self.bell = Bell()  # rung by updates, pollers and webhooks alike
        self.made: Counter[str] = Counter()
        self._poller: object | None = None  # whoever is in a long poll now
        self._waiting: object | None = None  # the same, once nothing was left to hand out
        self.closing = False

    def add(self, kind: str, body: Any) -> int | None:
        """Queue one update; None when the bot does not want that kind (decided now, not at fetching)."""
        if self.allowed:
            if kind not in self.allowed:
                return None
        elif kind in LEFT_OUT:
            return None
        update_id = self.next_id
        text = json.dumps({"update_id": update_id, kind: body}, ensure_ascii=False, separators=(",", ":"))
        self._append(update_id, kind, text)
        return update_id

    def add_raw(self, body: dict[str, Any]) -> int:
        """Queue any JSON object as an update, however odd; it gets the next id unless it brings one."""
        update_id = int(body.get("update_id", self.next_id))
        text = json.dumps({**body, "update_id": update_id}, ensure_ascii=False)
        self._append(update_id, "raw", text)
        return update_id

    def _append(self, update_id: int, kind: str, text: str) -> None:
        life = PRESS_SECONDS if kind == "callback_query" else OTHER_SECONDS
        expires_at = self.clock.unix() + life
        self.queue.append(Update(update_id, kind, expires_at, text))
        self._earliest = min(self._earliest, expires_at)
        self.next_id = update_id + 1
        self.made[kind] += 1
        self.bell.ring()

    def jump(self, next_id: int) -> None:
        """Ids go on from here, as they may at Telegram after a week without updates."""
        self.next_id = next_id

    def forget_expired(self) -> None:
        now = self.clock.unix()
        if self._earliest > now:
            return
        self.queue = deque(update for update in self.queue if update.expires_at > now)
        self._earliest = min((update.expires_at for update in self.queue), default=inf)

    def confirm(self, offset: int) -> None:
        """Forget everything below a positive offset, or all but the last -offset."""
        if offset < 0:
            while len(self.queue) > -offset:
                self.queue.popleft()
        elif 0 < offset <= self.next_id + 10:  # an offset from the far future is taken as none
            while self.queue and self.queue[0].id < offset:
                self.queue.popleft()

    def drop(self) -> None:
        self.queue.clear()
        self.bell.ring()

    async def poll(self, offset: int, limit: int, seconds: int, allowed: list[str] | None) -> bytes:
        """The answer to getUpdates. A newer call ends an older one with 409."""
        if self.webhook_url:
            raise conflict(WEBHOOK_ACTIVE)
        if allowed is not None:
            self.allowed = allowed
        me = self._poller = object()
        self._waiting = None
        self.bell.ring()
        self.forget_expired()
        self.confirm(offset)
        try:
            if not self.queue and seconds > 0:
                await self._wait(me, min(seconds, POLL_SECONDS))
            if self._poller is not me:
                raise conflict(WEBHOOK_ACTIVE if self.webhook_url else OTHER_POLLER)
            return self._batch(min(max(limit, 1), 100))
        finally:
            if self._poller is me:
                self._poller = self._waiting = None
                self.bell.ring()

    async def _wait(self, me: object, seconds: int) -> None:
        self._waiting = me
        self.bell.ring()
        await self.bell.until(lambda: bool(self.queue) or self._poller is not me or self.closing, seconds)

    def _batch(self, limit: int) -> bytes:
        self.forget_expired()
        size = 0
        texts: list[str] = []
        for update in self.queue:
            size += len(update.text)
            if len(texts) == limit or (texts and size > ANSWER_BYTES):
                break
            texts.append(update.text)
        return ('{"ok":true,"result":[' + ",".join(texts) + "]}").encode()

    @property
    def idle(self) -> bool:
        """The bot has fetched and confirmed everything and stands waiting for more."""
        if self.webhook_url:
            return not self.queue
        return self._waiting is not None and not self.queue

    async def until_idle(self, seconds: float) -> bool:
        await self.bell.until(lambda: self.idle or self.closing, seconds)
        return self.idle

    def hook(self, url: str, allowed: list[str] | None) -> None:
        """From now on updates go to this address; an empty one brings polling back."""
        self.webhook_url = url
        if allowed is not None:
            self.allowed = allowed
        self._poller = self._waiting = None
        self.bell.ring()

    def close(self) -> None:
        self.closing = True
        self.bell.ring()


def checked_kinds(value: Any) -> list[str] | None:
    """`allowed_updates`: None keeps what was said before, an empty list brings the default back."""
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(kind, str) for kind in value):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return value
