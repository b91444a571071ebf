"""How fast we speak: our own ceilings, and the pauses that Telegram asks for. Monotonic seconds only.

Source: telegram 3.10; design law 3. A 429 pauses the chat that met it; everybody pauses only when three
or more chats were limited within ten seconds.
"""

from collections import deque

PRIVATE_SECONDS = 1.0
PRIVATE_BURST = 3
GROUP_SECONDS = 3.5
GROUP_BURST = 1
MANY_CHATS = 3
MANY_SECONDS = 10.0


class Limits:
    """Who may be written to at a moment, and how many. `per_second` 0: only Telegram's own pauses count."""

    def __init__(self, per_second: int) -> None:
        self.per_second = per_second
        self._all_until = 0.0
        self._pauses: dict[int, float] = {}  # chat: silent until
        self._pace: dict[int, float] = {}  # chat: when its allowance would be full again
        self._overall = 0.0  # the same for everybody together
        self._limited: deque[tuple[float, int]] = deque()

    def room(self, now: float) -> int:
        """How many messages may leave now, over all chats."""
        if now < self._all_until:
            return 0
        if not self.per_second:
            return 1_000_000
        ahead = max(0.0, self._overall - now)
        return int(self.per_second * (1.0 - ahead) + 1e-9)

    def silent_chats(self, now: float) -> set[int]:
        """Chats that must not be written to now."""
        self._pauses = {chat: until for chat, until in self._pauses.items() if until > now}
        self._pace = {chat: full for chat, full in self._pace.items() if full > now}
        hurried = {chat for chat in self._pace if self._free_at(chat) > now}
        return hurried | self._pauses.keys()

    def paused_chats(self, now: float) -> set[int]:
        """Chats that are silent because they were told to be, not because of our own pace."""
        return {chat for chat, until in self._pauses.items() if until > now}

    def spend(self, chat_id: int, now: float) -> None:
        """A message to this chat is leaving."""
        if not self.per_second:
            return
        step = PRIVATE_SECONDS if chat_id > 0 else GROUP_SECONDS
        self._pace[chat_id] = max(self._pace.get(chat_id, 0.0), now) + step
        self._overall = max(self._overall, now) + 1.0 / self.per_second

    def pause(self, chat_id: int, seconds: float, now: float) -> None:
        self._pauses[chat_id] = max(self._pauses.get(chat_id, 0.0), now + seconds)

    def limited(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram answered 429 for this chat."""
        self.pause(chat_id, seconds, now)
        self._limited.append((now, chat_id))
        while self._limited and self._limited[0][0] <= now - MANY_SECONDS:
            self._limited.popleft()
        if len({chat for _, chat in self._limited}) >= MANY_CHATS:
            self._all_until = max(self._all_until, now + seconds)

    def next_change(self, now: float) -> float | None:
        """When somebody may be written to who may not now; None when nobody is kept waiting."""
        moments = [*self._pauses.values(), *(self._free_at(chat) for chat in self._pace)]
        if self.per_second:
            moments.append(self._overall - 1.0 + 1.0 / self.per_second)
        later = [moment for moment in (*moments, self._all_until) if moment > now]
        return min(later, default=None)

    def _free_at(self, chat_id: int) -> float:
        burst, step = (PRIVATE_BURST, PRIVATE_SECONDS) if chat_id > 0 else (GROUP_BURST, GROUP_SECONDS)
        return self._pace[chat_id] - (burst - 1) * step
