"""The speed limits, on a clock that the test turns by hand."""

import pytest

from sandbox.floods import Floods
from sandbox.refusals import Refusal


class Hand:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def passed(floods: Floods, chat: int, tries: int) -> int:
    count = 0
    for _ in range(tries):
        try:
            floods.pass_or_refuse(chat)
        except Refusal:
            break
        count += 1
    return count


def test_a_private_chat_takes_three_at_once_then_one_a_second() -> None:
    hand = Hand()
    floods = Floods(True, hand)
    assert passed(floods, 7, 10) == 3
    with pytest.raises(Refusal) as refusal:
        floods.pass_or_refuse(7)
    assert refusal.value.body() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    hand.seconds = 1.0
    assert passed(floods, 7, 10) == 1


def test_one_limited_chat_leaves_the_others_alone() -> None:
    floods = Floods(True, Hand())
    passed(floods, 7, 10)
    assert passed(floods, 8, 10) == 3


def test_all_chats_together_take_thirty_a_second() -> None:
    hand = Hand()
    floods = Floods(True, hand)
    assert sum(passed(floods, chat, 1) for chat in range(1, 50)) == 30
    hand.seconds = 1.0
    assert sum(passed(floods, chat, 1) for chat in range(101, 150)) == 30


def test_a_group_takes_twenty_a_minute_and_an_album_counts_its_pieces() -> None:
    hand = Hand()
    floods = Floods(True, hand)
    floods.pass_or_refuse(-1, cost=10)
    assert passed(floods, -1, 30) == 10
    with pytest.raises(Refusal) as refusal:
        floods.pass_or_refuse(-1)
    assert refusal.value.parameters == {"retry_after": 3}


def test_switched_off_nothing_is_limited() -> None:
    assert passed(Floods(False, Hand()), 7, 100) == 100
