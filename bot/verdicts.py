"""What an answer of Telegram's means for the row that was sent. Pure; one table.

Source: design law 3; reliability 4.6; telegram 4.6. The words compared are the server's own
(telegram 3.10); they are matched in small letters and in part, since prefixes change.
"""

from random import Random

from bot.telegrams import Answered, Known
from storage.outbox import Kind, Letter, Method
from storage.outcomes import REPEATABLE, SENDS_OF_A_DUTY, Fate, Outcome

REPEAT_SECONDS = 60.0  # before a duty of unknown fate is sent once more
LONGEST_WAIT_SECONDS = 300.0
DUTY_ATTEMPTS = 290  # 1, 2, 4 … 300 s: about a day
OTHER_ATTEMPTS = 12  # about twenty minutes

SAME = ("message is not modified",)
GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)
UNPARSABLE = ("can't parse entities", "can't find end tag", "unsupported start tag")
NOBODY_THERE = (
    "chat not found",
    "bot was blocked by the user",
    "user is deactivated",
    "bot can't initiate conversation",
    "bot was kicked",
    "peer_id_invalid",
    "not enough rights to send",
)


def verdict(letter: Letter, answered: Answered, random: Random, repeat_seconds: float) -> Outcome:
    """The outcome of one call. `random` spreads the back-off so that chats do not retry in step."""
    match answered.known:
        case Known.ACCEPTED:
            return Outcome(letter, Fate.SENT, message_id=_message_id(answered))
        case Known.LIMITED:
            return Outcome(letter, Fate.AGAIN, wait_seconds=answered.retry_seconds, error="429")
        case Known.UNKNOWN:
            return _unknown(letter, answered, random, repeat_seconds)
        case Known.NOT_SENT:
            return _later(letter, random, answered.words)
        case Known.UNAVAILABLE:
            if letter.attempts >= (DUTY_ATTEMPTS if letter.kind == Kind.DUTY else OTHER_ATTEMPTS):
                return Outcome(letter, Fate.DEAD, error=f"{answered.code}")
            return _later(letter, random, f"{answered.code}")
        case Known.REFUSED:
            return _refused(letter, answered, random)


def _later(letter: Letter, random: Random, error: str) -> Outcome:
    wait = min(LONGEST_WAIT_SECONDS, 2.0 ** min(letter.attempts, 10)) * random.uniform(0.8, 1.2)
    return Outcome(letter, Fate.AGAIN, wait_seconds=wait, counted=True, error=error)


def _unknown(letter: Letter, answered: Answered, random: Random, repeat_seconds: float) -> Outcome:
    """Edits repeat freely; a duty once more after a minute; the rest not."""
    if letter.kind in REPEATABLE:
        return _later(letter, random, answered.words)
    repeats = letter.kind == Kind.DUTY and letter.unknowns + 1 < SENDS_OF_A_DUTY
    wait = repeat_seconds if repeats else 0.0
    return Outcome(letter, Fate.UNKNOWN, wait_seconds=wait, error=answered.words)


def _refused(letter: Letter, answered: Answered, random: Random) -> Outcome:
    words = answered.words.lower()
    if answered.moved_to:
        return Outcome(letter, Fate.AGAIN, moved_to=answered.moved_to, error="moved")
    if letter.method == Method.EDIT and _says(words, SAME):
        return Outcome(letter, Fate.SENT, message_id=letter.message_id)
    if letter.method == Method.EDIT and _says(words, GONE):
        if not letter.live:
            return Outcome(letter, Fate.DONE, error="message gone")
        return Outcome(letter, Fate.AGAIN, as_new=True, error="message gone")
    if _says(words, UNPARSABLE) and not letter.plain:
        return Outcome(letter, Fate.AGAIN, as_plain=True, error="unparsable")
    if answered.code in (401, 404):  # our token, not this row: it stays
        return _later(letter, random, "token refused")
    if letter.method == Method.COMMANDS:
        return Outcome(letter, Fate.DEAD, error=answered.words)
    if answered.code == 403 or _says(words, NOBODY_THERE):
        return Outcome(letter, Fate.BLOCKED, error=answered.words)
    return Outcome(letter, Fate.DEAD, error=answered.words)


def _says(words: str, any_of: tuple[str, ...]) -> bool:
    return any(phrase in words for phrase in any_of)


def _message_id(answered: Answered) -> int:
    result = answered.result
    return int(result["message_id"]) if isinstance(result, dict) and "message_id" in result else 0
