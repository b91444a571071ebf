"""The table of answers: what each means for each class of row. Source: reliability 4.6, law 3."""

from random import Random

import pytest

from bot.telegrams import Answered, Known
from bot.verdicts import verdict
from storage.outbox import Letter
from storage.outcomes import Fate, Outcome


def a_letter(kind: str = "duty", method: str = "send", **rest: int | bool) -> Letter:
    given: dict[str, int | bool] = {"attempts": 0, "unknowns": 0, "plain": False, "live": True, **rest}
    return Letter(
        id=1,
        chat_id=5,
        kind=kind,
        method=method,
        payload="{}",
        card_id=None,
        bundle_id=0,
        revision=0,
        silent=False,
        message_id=7 if method == "edit" else 0,
        reply_to=0,
        attempts=int(given["attempts"]),
        unknowns=int(given["unknowns"]),
        plain=bool(given["plain"]),
        live=bool(given["live"]),
    )


def judged(letter: Letter, answered: Answered) -> Outcome:
    return verdict(letter, answered, Random(1), 60.0)


def refused(words: str, code: int = 400) -> Answered:
    return Answered(Known.REFUSED, code=code, words=words)


@pytest.mark.parametrize("kind", ["answer", "duty", "edit", "info", "document", "commands"])
def test_what_surely_never_left_is_tried_again_whatever_it_is(kind: str) -> None:
    outcome = judged(a_letter(kind, attempts=1000), Answered(Known.NOT_SENT))
    assert (outcome.fate, outcome.counted) == (Fate.AGAIN, True)
    assert 0 < outcome.wait_seconds <= 360


@pytest.mark.parametrize(
    ("kind", "unknowns", "fate", "wait_seconds"),
    [
        ("duty", 0, Fate.UNKNOWN, 60),
        ("duty", 1, Fate.UNKNOWN, 0),
        ("answer", 0, Fate.UNKNOWN, 0),
        ("info", 0, Fate.UNKNOWN, 0),
        ("document", 0, Fate.UNKNOWN, 0),
    ],
)
def test_an_unknown_fate_repeats_duties_once(kind: str, unknowns: int, fate: Fate, wait_seconds: int) -> None:
    outcome = judged(a_letter(kind, unknowns=unknowns), Answered(Known.UNKNOWN))
    assert (outcome.fate, outcome.wait_seconds) == (fate, wait_seconds)


@pytest.mark.parametrize(("kind", "method"), [("edit", "edit"), ("commands", "commands")])
def test_what_may_be_repeated_freely_is(kind: str, method: str) -> None:
    assert judged(a_letter(kind, method, unknowns=9), Answered(Known.UNKNOWN)).fate is Fate.AGAIN


def test_a_limit_is_obeyed_and_not_counted() -> None:
    outcome = judged(a_letter(), Answered(Known.LIMITED, code=429, retry_seconds=17))
    assert (outcome.fate, outcome.wait_seconds, outcome.counted) == (Fate.AGAIN, 17, False)


@pytest.mark.parametrize(
    ("kind", "attempts", "fate"),
    [
        ("duty", 100, Fate.AGAIN),
        ("duty", 290, Fate.DEAD),
        ("info", 5, Fate.AGAIN),
        ("info", 12, Fate.DEAD),
    ],
)
def test_a_server_that_stays_broken_is_given_up_late_for_duties(kind: str, attempts: int, fate: Fate) -> None:
    assert judged(a_letter(kind, attempts=attempts), Answered(Known.UNAVAILABLE, code=500)).fate is fate


@pytest.mark.parametrize(
    ("words", "code", "fate"),
    [
        ("Forbidden: bot was blocked by the user", 403, Fate.BLOCKED),
        ("Forbidden: user is deactivated", 403, Fate.BLOCKED),
        ("Bad Request: chat not found", 400, Fate.BLOCKED),
        ("Bad Request: BUTTON_DATA_INVALID", 400, Fate.DEAD),
        ("Unauthorized", 401, Fate.AGAIN),
    ],
)
def test_a_refusal_is_final_unless_it_is_about_our_token(words: str, code: int, fate: Fate) -> None:
    assert judged(a_letter(), refused(words, code)).fate is fate


def test_an_edit_that_changes_nothing_is_shown() -> None:
    outcome = judged(a_letter("edit", "edit"), refused("Bad Request: message is not modified: specified new"))
    assert (outcome.fate, outcome.message_id) == (Fate.SENT, 7)


@pytest.mark.parametrize(
    "words", ["Bad Request: message to edit not found", "Bad Request: message can't be edited"]
)
def test_a_lost_message_is_replaced_only_while_its_card_lives(words: str) -> None:
    assert judged(a_letter("edit", "edit"), refused(words)).as_new
    assert judged(a_letter("edit", "edit", live=False), refused(words)).fate is Fate.DONE


def test_unreadable_formatting_is_dropped_once() -> None:
    words = "Bad Request: can't parse entities: Can't find end tag"
    assert judged(a_letter(), refused(words)).as_plain
    assert judged(a_letter(plain=True), refused(words)).fate is Fate.DEAD


def test_a_group_that_moved_is_followed() -> None:
    moved = Answered(Known.REFUSED, code=400, words="group chat was upgraded", moved_to=-100500)
    assert judged(a_letter(), moved).moved_to == -100500
