"""Serving: one update, one transaction; faults are counted and never spread."""

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.app import IN_SERVICE
from bot.suspects import Suspects
from storage.database import Database
from storage.inbox import INBOX
from tests.delivery.stages import Stage, play


def test_a_broken_update_is_tried_three_times_then_apologised_for(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "rusak")
        await stage.people.say(ani, "sesudahnya")
        await stage.app.settled()
        dead = stage.inbox(state="dead")
        assert [(row.attempts, row.error) for row in dead] == [(3, "Broken")]
        assert stage.front.said.count("rusak") == 3
        assert await stage.said_to(ani) == [
            "kembali: /start",
            f"Mohon maaf ({dead[0].incident}).",
            "kembali: sesudahnya",
        ]

    play(database, tmp_path, scene)


def test_the_log_names_ids_and_never_what_was_typed(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.logs import TextLines

    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "rusak rahasia negara")
        await stage.app.settled()

    with caplog.at_level(logging.INFO):
        play(database, tmp_path, scene)
    lines = "\n".join(TextLines().format(record) for record in caplog.records)
    assert "an update was set aside" in lines
    assert "rahasia" not in lines
    assert "sandbox-token" not in lines


def test_a_broken_lane_delays_nobody_else(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.app.stop()
        await stage.boot(pace=type(stage.app.pace)(retry_seconds=(3600.0, 3600.0)))
        ani, budi = await stage.person("Ani"), await stage.person("Budi")
        await stage.people.say(ani, "rusak")
        await stage.people.say(ani, "menunggu")
        await stage.people.say(budi, "halo")
        await stage.app.settled()
        assert (await stage.said_to(budi))[-1] == "kembali: halo"
        assert [row.attempts for row in stage.inbox(state="new")] == [1, 0]

    play(database, tmp_path, scene)


def test_a_refusal_undoes_the_act_and_is_said_once(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "tolak ini")
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == ["ditolak: not_yours"]
        assert stage.front.said.count("tolak ini") == 1

    play(database, tmp_path, scene)


def test_one_senders_messages_keep_their_order_among_many(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        people = [await stage.person(f"Pegawai {number}") for number in range(6)]
        for number in range(5):
            for person in people:
                await stage.people.say(person, f"ke-{number}")
        await stage.app.settled()
        for person in people:
            assert (await stage.said_to(person))[1:] == [f"kembali: ke-{number}" for number in range(5)]

    play(database, tmp_path, scene)


@pytest.mark.parametrize(("boots", "answered"), [(8, True), (9, False)])
def test_the_tenth_death_sets_the_row_in_service_aside(
    database: Database, tmp_path: Path, boots: int, answered: bool
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "mematikan")
        await stage.people.say(ani, "sesudahnya")
        await stage.app.settled()
        await stage.app.stop()
        stage.front.said.clear()
        deadly, after = sorted(row.update_id for row in stage.inbox())[-2:]
        with stage.database.writing() as connection:  # as if earlier processes had died over it
            open_again = sa.update(INBOX).where(INBOX.c.update_id.in_((deadly, after)))
            connection.execute(open_again.values(state="new", boots=boots))
        Suspects(tmp_path / IN_SERVICE, 1).enter(deadly)
        await stage.boot()
        await stage.app.settled()
        assert stage.front.said == [*(["mematikan"] if answered else []), "sesudahnya"]
        dead = stage.inbox(state="dead")
        assert [row.error for row in dead] == ([] if answered else ["process ended"])
        assert any("Mohon maaf" in words for words in await stage.said_to(ani)) is not answered

    play(database, tmp_path, scene)


def test_what_was_in_service_is_known_after_a_death_only(tmp_path: Path) -> None:
    file = tmp_path / IN_SERVICE
    first = Suspects(file, 2)
    with first.serving(7):
        pass
    first.enter(8)
    assert Suspects(file, 2).of_last_life == {8}
    assert Suspects(file, 2).of_last_life == frozenset()


def test_a_full_disk_is_not_counted_against_the_update(sqlite_database: Database, tmp_path: Path) -> None:
    """The same file, with a ceiling on its pages: SQLite reports what a full disk makes it report."""

    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.app.settled()
        _ceiling(stage.database, tight=True)
        await stage.people.say(ani, "x" * 4000)
        await stage.people.say(ani, "y" * 4000)
        await stage.people.idle(0.2)
        _ceiling(stage.database, tight=False)
        await stage.app.settled()
        assert [words[:10] for words in await stage.said_to(ani)] == [
            "kembali: /",
            "kembali: x",
            "kembali: y",
        ]
        assert [row.attempts for row in stage.inbox()] == [0, 0, 0]

    play(sqlite_database, tmp_path, scene)


def _ceiling(database: Database, *, tight: bool) -> None:
    """A ceiling on pages that every transaction meets: the pragma belongs to a connection."""
    pages = 1 if tight else 1_000_000_000

    def limited(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    sa.event.listen(database.engine, "begin", limited)


def test_a_tap_gets_its_toast(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "tombol")
        await stage.app.settled()
        pressed = await stage.people.press(ani, "Setujui")
        assert pressed.toast == "Tercatat: ya"
        forged = await stage.people.press(ani, message=pressed.message, data="palsu")
        assert (forged.answered, forged.toast) == (True, "Tercatat: palsu")

    play(database, tmp_path, scene)


def test_a_toast_that_does_not_get_through_becomes_a_message(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.say(ani, "tombol")
        await stage.app.settled()
        await stage.people.fault("500", "answerCallbackQuery")
        await stage.people.press(ani, "Setujui", wait=0)
        await stage.app.settled()
        assert (await stage.said_to(ani))[-1] == "Tercatat: ya"

    play(database, tmp_path, scene)
