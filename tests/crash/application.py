"""The process that gets killed: the real heart with a lean front whose every effect can be counted.

The kill points are planted from here by wrapping what the product does; the product has no switch for it.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.app import App, Pace, Recurring, Wiring
from bot.settings import Settings
from bot.telegrams import Telegram
from desk import mail
from desk.desk import Desk
from desk.works import Refused, Work
from storage import outcomes
from storage.database import Database
from tests.delivery.fronts import NOTE, letter
from text.incoming import Incoming, Kind
from text.screens import Screen, Toast

POINTS = ("before commit", "after commit", "before send", "after send", "poll confirmation", "in the tick")
EFFECTS = "CREATE TABLE effects (key VARCHAR(80) NOT NULL, fired INTEGER NOT NULL)"
_EFFECT = sa.text("INSERT INTO effects (key, fired) VALUES (:key, 0)")
_ARMED = sa.text("SELECT key FROM effects WHERE fired = 0 ORDER BY key LIMIT 5")
_FIRE = sa.text("UPDATE effects SET fired = fired + 1 WHERE key = :key")


@dataclass(frozen=True)
class Life:
    """One run of the process: where it lives and how it dies. Neither point nor bomb: it ends settled.

    A bomb goes off some milliseconds after a number of commits and calls: at a random moment, yet on a slow
    machine in the midst of work as well.
    """

    api_url: str
    token: str
    database_url: str
    data_dir: Path
    point: str = ""
    occurrence: int = 0
    bomb_steps: int = 0
    bomb_seconds: float = 0.0
    repeat_seconds: float = 3600.0  # no two deaths within the wait; the last life repeats at once


def live(life: Life) -> None:
    """The whole life of one process."""
    logging.disable(logging.CRITICAL)  # nobody reads the log of a process that dies on purpose
    if life.point:
        _plant(life.point, life.occurrence)
    if life.bomb_steps:
        _plant_bomb(life)
    asyncio.run(_run(life))


async def _run(life: Life) -> None:
    database = Database(life.database_url)
    app = App(_settings(life), database, wiring(), pace=Pace((0.0, 0.0), life.repeat_seconds, (0.05,)))
    await app.start()
    if life.point or life.bomb_steps:
        await app.ended.wait()
    while await _owes(app):
        await app.settled()
    await app.stop()
    database.close()


async def _owes(app: App) -> bool:
    """Whether a rung is still armed, or a duty waits to be sent once more."""
    await app.settled()

    def look() -> bool:
        with app.database.reading() as connection:
            return bool(connection.execute(_ARMED).first() or outcomes.doubtful(connection))

    return await app.threads.post(look)


def wiring() -> Wiring:
    return Wiring(
        answer=_answer,
        announce=lambda work, events: None,
        refuse=_refuse,
        apology=lambda code: Screen(f"maaf {code}"),
        resend_note=NOTE,
        recurring=(Recurring("sweep", 0.05, _sweep),),
    )


def _answer(work: Work, incoming: Incoming) -> None:
    """One effect and one answer for each thing said; a tap has a toast for an answer."""
    key = incoming.data or incoming.text
    work.connection.execute(_EFFECT, {"key": key})
    if incoming.kind is Kind.TAP:
        work.toast = Toast("tercatat")
    else:
        mail.reply(work, Screen(f"jawab {key}"))
    letter(work, incoming.chat_id, f"tugas {key}")


def _refuse(work: Work, incoming: Incoming, refusal: Refused) -> None:
    mail.reply(work, Screen("ditolak"))


def _sweep(work: Work) -> int:
    """What is armed fires once, with a duty under a unique key."""
    armed = list(work.connection.scalars(_ARMED))
    for key in armed:
        work.connection.execute(_FIRE, {"key": key})
        letter(work, int(key.split("-")[0].removeprefix("/start ")), f"ingat {key}", dedup=f"ingat {key}")
    if armed:
        _reached("in the tick")
    return len(armed)


# -- dying --

_wanted: dict[str, int] = {}


def _plant(point: str, occurrence: int) -> None:
    _wanted[point] = occurrence
    wrap(Desk, "serve", after="after commit")
    sa.event.listen(sa.Engine, "commit", _before_commit)
    _wrap_calls()


def _plant_bomb(life: Life) -> None:
    def light() -> None:
        bomb = threading.Timer(life.bomb_seconds, _die)
        bomb.daemon = True
        bomb.start()

    _steps.append(Steps(life.bomb_steps, light))
    sa.event.listen(sa.Engine, "commit", lambda connection: _step())
    _wrap_calls()


@dataclass
class Steps:
    """Counts down to a deed."""

    left: int
    deed: Callable[[], None]


_steps: list[Steps] = []


def _step() -> None:
    for steps in _steps:
        steps.left -= 1
        if steps.left == 0:
            steps.deed()


def _reached(point: str) -> None:
    _step()
    if point in _wanted:
        _wanted[point] -= 1
        if not _wanted[point]:
            _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _before_commit(connection: Connection) -> None:
    """Only transactions of the desk: the other threads' commits are met by the random kills."""
    if threading.current_thread().name.startswith("desk") and _is_serving():
        _reached("before commit")


_serving = threading.local()


def _is_serving() -> bool:
    return bool(getattr(_serving, "now", False))


def wrap(owner: type, name: str, after: str) -> None:
    """Let a method of the product pass a kill point behind itself."""
    original: Callable[..., Any] = getattr(owner, name)

    @wraps(original)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        _serving.now = True
        try:
            result = original(*args, **kwargs)
        finally:
            _serving.now = False
        _reached(after)
        return result

    setattr(owner, name, wrapped)


def _wrap_calls() -> None:
    call, updates = Telegram.call, Telegram.updates

    @wraps(call)
    async def calling(self: Telegram, method: str, *args: Any, **kwargs: Any) -> Any:
        if method == "sendMessage":
            _reached("before send")
        answered = await call(self, method, *args, **kwargs)
        if method == "sendMessage":
            _reached("after send")
        return answered

    @wraps(updates)
    async def polling(self: Telegram, offset: int | None, wait_seconds: int) -> Any:
        if offset is not None:
            _reached("poll confirmation")
        return await updates(self, offset, wait_seconds)

    Telegram.call = calling  # type: ignore[method-assign]
    Telegram.updates = polling  # type: ignore[method-assign]


def _settings(life: Life) -> Settings:
    return Settings(
        bot_token=life.token,
        bot_api_url=life.api_url,
        data_dir=life.data_dir,
        database_url=life.database_url,
        sop_dir=None,
        clock_url="",
        send_per_second=0,
        webhook_url="",
        webhook_secret="",
        listen="",
        log_format="text",
    )
