"""How fast we speak, on a clock that the test moves."""

from bot.limits import Limits


def test_a_private_chat_gets_three_at_once_then_one_a_second() -> None:
    limits = Limits(25)
    for _ in range(3):
        assert limits.silent_chats(100.0) == set()
        limits.spend(5, 100.0)
    assert limits.silent_chats(100.9) == {5}
    assert limits.silent_chats(101.1) == set()


def test_a_group_gets_one_every_three_and_a_half_seconds() -> None:
    limits = Limits(25)
    limits.spend(-5, 100.0)
    assert limits.silent_chats(103.4) == {-5}
    assert limits.silent_chats(103.6) == set()


def test_everybody_together_gets_the_ceiling() -> None:
    limits = Limits(25)
    assert limits.room(100.0) == 25
    for chat in range(1, 26):
        limits.spend(chat, 100.0)
    assert limits.room(100.0) == 0
    assert limits.room(100.2) == 5
    assert round(limits.next_change(100.0) or 0.0, 6) == 100.04


def test_without_a_ceiling_only_telegrams_own_pauses_count() -> None:
    limits = Limits(0)
    for _ in range(100):
        limits.spend(5, 100.0)
    assert limits.silent_chats(100.0) == set()
    limits.limited(5, 30.0, 100.0)
    assert limits.silent_chats(129.0) == {5}
    assert limits.silent_chats(131.0) == set()


def test_two_limited_chats_pause_alone_three_pause_everybody() -> None:
    limits = Limits(0)
    limits.limited(1, 30.0, 100.0)
    limits.limited(2, 30.0, 101.0)
    assert limits.room(102.0) > 0
    limits.limited(3, 7.0, 102.0)
    assert limits.room(108.9) == 0
    assert limits.room(109.1) > 0


def test_limits_spread_over_more_than_ten_seconds_are_nobodys_fault() -> None:
    limits = Limits(0)
    for number, chat in enumerate((1, 2, 3)):
        limits.limited(chat, 30.0, 100.0 + 6 * number)
    assert limits.room(113.0) > 0


def test_it_knows_when_to_look_again() -> None:
    limits = Limits(0)
    assert limits.next_change(100.0) is None
    limits.pause(5, 8.0, 100.0)
    limits.pause(6, 4.0, 100.0)
    assert limits.next_change(100.0) == 104.0
    assert limits.paused_chats(105.0) == {5}
