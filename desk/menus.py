"""The command menu of a chat, and words to a chat whose account is no longer anybody's."""

import json
from collections.abc import Iterable

from desk.mail import ANSWER, DECISION
from desk.works import Work
from storage import outbox
from text.encoding import encoded
from text.screens import Screen


def post(work: Work, chat_id: int, commands: Iterable[tuple[str, str]]) -> None:
    """Set the menu of one private chat: pairs of command and what it does, at most 100."""
    payload = json.dumps([list(pair) for pair in commands], ensure_ascii=False)
    _append(work, chat_id, "commands", payload, DECISION)


def say(work: Work, chat_id: int, screen: Screen) -> None:
    """A message to a chat that is no person's (any more)."""
    _append(work, chat_id, "send", encoded(screen), ANSWER)


def _append(work: Work, chat_id: int, method: str, payload: str, priority: int) -> None:
    outbox.append(
        work.connection,
        outbox.Draft(
            chat_id=chat_id,
            kind="commands" if method == "commands" else "info",
            priority=priority,
            method=method,
            payload=payload,
            made_at=work.now,
        ),
    )
