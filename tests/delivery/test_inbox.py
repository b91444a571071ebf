"""The inbox table, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import inbox
from storage.database import Database
from storage.inbox import AlreadyServed, Arrival

BOT = 7_000_000_001
NOW = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)


def arrivals(*pairs: tuple[int, int]) -> list[Arrival]:
    return [Arrival(update_id, lane, "message", "{}") for update_id, lane in pairs]


def kept(database: Database, *pairs: tuple[int, int], at: datetime = NOW) -> None:
    with database.writing() as connection:
        inbox.keep(connection, BOT, arrivals(*pairs), pairs[-1][0] + 1, at)


def waiting(database: Database, *held: int) -> list[int]:
    with database.reading() as connection:
        return [row.update_id for row in inbox.oldest(connection, BOT, held, 100)]


def test_the_same_update_is_kept_once(database: Database) -> None:
    kept(database, (10, 1), (11, 2))
    kept(database, (10, 1), (11, 2), (12, 1))
    assert waiting(database) == [10, 11, 12]


def test_a_finished_update_that_comes_again_stays_finished(database: Database) -> None:
    kept(database, (10, 1))
    with database.writing() as connection:
        inbox.done(connection, BOT, 10, NOW)
    kept(database, (10, 1))
    assert waiting(database) == []


def test_arrival_decides_the_order_not_the_number(database: Database) -> None:
    kept(database, (900, 1))
    kept(database, (5, 1), at=NOW + timedelta(seconds=1))
    assert waiting(database) == [900, 5]


def test_held_lanes_do_not_hide_the_others(database: Database) -> None:
    kept(database, (1, 70), (2, 71), (3, 70))
    assert waiting(database, 70) == [2]


def test_finishing_twice_is_refused_so_that_the_second_effect_rolls_back(database: Database) -> None:
    kept(database, (10, 1))
    with database.writing() as connection:
        inbox.done(connection, BOT, 10, NOW)
    with pytest.raises(AlreadyServed), database.writing() as connection:
        inbox.done(connection, BOT, 10, NOW)


def test_failures_are_counted_and_the_lane_remembers_its_pause(database: Database) -> None:
    kept(database, (10, 1), (11, 2))
    later = NOW + timedelta(seconds=5)
    with database.writing() as connection:
        inbox.failed(connection, BOT, 10, "KeyError", later)
    with database.reading() as connection:
        assert inbox.held_lanes(connection, BOT, NOW) == {1: later}
        assert inbox.held_lanes(connection, BOT, later) == {}
        assert [row.attempts for row in inbox.oldest(connection, BOT, (), 9)] == [1, 0]


def test_a_death_counts_only_for_open_rows_that_were_in_service(database: Database) -> None:
    kept(database, (10, 1), (11, 1), (12, 2))
    with database.writing() as connection:
        inbox.done(connection, BOT, 12, NOW)
        counted = inbox.count_deaths(connection, BOT, {10, 12, 99})
    assert [(row.update_id, row.boots) for row in counted] == [(10, 1)]


def test_setting_aside_happens_once_and_frees_the_lane(database: Database) -> None:
    kept(database, (10, 1), (11, 1))
    with database.writing() as connection:
        assert inbox.set_aside(connection, BOT, 10, "K-0001", "KeyError", 3, NOW)
        assert not inbox.set_aside(connection, BOT, 10, "K-0002", "KeyError", 3, NOW)
    assert waiting(database) == [11]


def test_another_bots_rows_are_not_ours(database: Database) -> None:
    kept(database, (10, 1))
    with database.reading() as connection:
        assert inbox.oldest(connection, BOT + 1, (), 9) == ()
        assert inbox.polled_at(connection, BOT) == NOW
        assert inbox.polled_at(connection, BOT + 1) is None
