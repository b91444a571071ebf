"""Intake over the sandbox: kept before acknowledged, whatever comes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.polling import OTHER_POLLER, Stopped
from bot.watchdogs import Alarm
from storage import inbox
from storage.database import Database
from storage.inbox import OFFSETS
from tests.delivery.stages import AT_ONCE, Stage, play


def test_what_was_typed_while_nobody_listened_is_answered_in_order(
    database: Database, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        for words in ("satu", "dua", "tiga"):
            await stage.people.say(ani, words)
        await stage.boot()
        await stage.app.settled()
        assert await stage.said_to(ani) == [
            f"kembali: {words}" for words in ("/start", "satu", "dua", "tiga")
        ]

    play(database, tmp_path, scene, booted=False)


def test_an_update_handed_out_twice_acts_once(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        said = await stage.people.say(ani, "halo")
        await stage.app.settled()
        row = stage.inbox()[-1]
        for _ in range(3):
            await stage.people.raw_update(
                {"update_id": row.update_id, "message": _message(ani, said.message, "halo")}
            )
        await stage.app.settled()
        assert stage.front.said.count("halo") == 1
        assert (await stage.said_to(ani)).count("kembali: halo") == 1

    play(database, tmp_path, scene)


def test_an_unreadable_update_is_set_aside_and_blocks_nobody(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani, budi = await stage.person("Ani"), await stage.person("Budi")
        await stage.people.raw_update({"message": {"from": {"id": ani}, "chat": "bukan chat", "text": 5}})
        await stage.people.raw_update({"message": "bukan pesan"})
        await stage.people.say(ani, "halo")
        await stage.people.say(budi, "halo")
        await stage.app.settled()
        dead = stage.inbox(state="dead")
        assert [row.error for row in dead] == ["Unreadable", "Unreadable"]
        assert all(row.incident.startswith("K-") for row in dead)
        assert await stage.said_to(ani) == [
            "kembali: /start",
            f"Mohon maaf ({dead[0].incident}).",
            "kembali: halo",
        ]
        assert (await stage.said_to(budi))[-1] == "kembali: halo"

    play(database, tmp_path, scene)


def test_updates_that_are_nobodys_act_pass_silently(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.people.raw_update({"poll": {"id": "1"}})
        await stage.people.raw_update({"message": {"chat": {"id": -5, "type": "channel"}, "text": "x"}})
        await stage.app.settled()
        assert [row.state for row in stage.inbox()] == ["done", "done"]
        assert stage.out() == []

    play(database, tmp_path, scene)


def test_ids_that_start_again_lower_lose_nothing(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.boot(pace=replace(AT_ONCE, poll_wait_seconds=0))
        await stage.people.jump(300)
        ani = await stage.person()
        rounds = stage.app.intake.rounds
        while stage.app.intake.rounds < rounds + 2:  # a poll came back empty: everything is confirmed
            await stage.people.idle(0.01)
        await stage.people.jump(295)
        await stage.people.say(ani, "setelah sepekan")
        await stage.app.settled()
        assert (await stage.said_to(ani))[-1] == "kembali: setelah sepekan"

    play(database, tmp_path, scene, booted=False)


def test_a_batch_that_could_not_be_kept_stays_with_telegram(
    sqlite_database: Database, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        with stage.database.writing() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        polls = (await stage.people.counters())["calls"]["getupdates"]
        await stage.people.say(ani, "penting")
        while (await stage.people.counters())["calls"]["getupdates"] < polls + 2:
            await stage.people.idle(0.05)
        assert stage.server.world.updates.queue  # not confirmed
        with stage.database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER full")
        await stage.app.settled()
        assert (await stage.said_to(ani))[-1] == "kembali: penting"

    play(sqlite_database, tmp_path, scene)


def test_a_second_poller_stops_the_older_with_a_plain_sentence(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.people.idle()
        await stage.people.get(f"/bot{stage.server.token}/getUpdates")
        await stage.app.ended.wait()
        assert isinstance(stage.app.failure, Stopped)
        assert str(stage.app.failure) == OTHER_POLLER

    play(database, tmp_path, scene)


def test_silence_renews_the_line_once_and_then_ends_the_process(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.idle()
        stage.clock.ahead_seconds += 44
        assert await stage.app.watchdog.look() is Alarm.NONE
        stage.clock.ahead_seconds += 2
        assert await stage.app.watchdog.look() is Alarm.RENEWED
        assert await stage.app.watchdog.look() is Alarm.NONE
        await stage.people.say(ani, "masih ada")
        await stage.app.settled()
        assert (await stage.said_to(ani))[-1] == "kembali: masih ada"
        stage.clock.ahead_seconds += 91
        with pytest.raises(Stopped):
            await stage.app.watchdog.look()

    play(database, tmp_path, scene)


@pytest.mark.parametrize(("minutes", "outages"), [(1, 0), (3, 1)])
def test_an_outage_of_more_than_two_minutes_is_noted_and_told(
    database: Database, tmp_path: Path, minutes: int, outages: int
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.person()
        await stage.app.stop()
        with stage.database.writing() as connection:
            earlier = connection.execute(sa.select(OFFSETS.c.polled_at)).scalar_one() - timedelta(
                minutes=minutes
            )
            connection.execute(sa.update(OFFSETS).values(polled_at=earlier))
        await stage.boot()
        await stage.people.idle()
        await stage.person("Budi")
        assert len(stage.front.outages) == outages

    play(database, tmp_path, scene)


def _message(person: int, message: int, words: str) -> dict[str, object]:
    whose = {"id": person, "first_name": "Ani", "is_bot": False}
    chat = {"id": person, "type": "private", "first_name": "Ani"}
    return {"message_id": message, "date": 1_790_000_000, "from": whose, "chat": chat, "text": words}


def test_only_the_update_that_cannot_be_stored_is_left_out(
    sqlite_database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "satu")
        rows = [inbox.Arrival(number, 5, "poll", "{}") for number in (900, 2**70, 902)]
        stage.app.intake._keep_all(rows)  # more than the gate would let through
        kept = [row.update_id for row in stage.inbox(kind="poll")]
        assert kept == [900, 902]
        assert [record.update_id for record in caplog.records if "left out" in record.message] == [2**70]  # type: ignore[attr-defined]
        await stage.app.settled()

    play(sqlite_database, tmp_path, scene)


def test_a_strange_update_takes_nobody_elses_with_it(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        giant = {"id": 2**70, "type": "private"}
        strange = {**_message(ani, 5, "x"), "from": {"id": 2**70, "first_name": "x"}, "chat": giant}
        await stage.people.raw_update({"message": strange})
        await stage.people.say(ani, "halo")
        await stage.app.settled()
        assert (await stage.said_to(ani))[-1] == "kembali: halo"
        assert [row.error for row in stage.inbox(state="dead")] == ["Unreadable"]

    play(database, tmp_path, scene)
