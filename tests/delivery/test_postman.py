"""The postman over the sandbox: order, pauses, broken lines, and who hears what twice."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desk.works import Work
from storage import cards
from storage.database import Database
from storage.tables.columns import table
from storage.tables.people import Accounts
from tests.delivery.fronts import NOTE, letter
from tests.delivery.offices import Desktop, a_desktop, bundle_moves
from tests.delivery.stages import Stage, play
from text.encoding import encoded
from text.screens import Attachment, Button, Screen

CARD = Screen("<b>Tugas</b>", ((Button("Setujui", "1|ap|1"),),))


async def card_on(stage: Stage, chat: int) -> Desktop:
    """An office with a card that waits in the outbox, written in one transaction."""
    found: list[Desktop] = []

    def deed(work: Work) -> int:
        desktop = a_desktop(work.connection, chat)
        found.append(desktop)
        return letter(work, chat, "", payload=encoded(CARD), **_names(desktop, 1))

    await stage.app.act(deed)
    return found[0]


async def redraw(stage: Stage, desktop: Desktop, words: str, revision: int) -> None:
    def deed(work: Work) -> int:
        bundle_moves(work.connection, desktop.bundle, revision=revision)
        names = {**_names(desktop, revision), "kind": "edit", "method": "edit"}
        return letter(work, desktop.chat, words, **names)

    await stage.app.act(deed)


def _names(desktop: Desktop, revision: int) -> dict[str, object]:
    whose = {"office_id": desktop.scope.office_id, "person_id": desktop.holder, "seat_id": desktop.seat}
    return {**whose, "card_id": desktop.card, "bundle_id": desktop.bundle, "revision": revision}


def test_a_chat_reads_in_the_order_of_writing(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        chats = [await stage.person(f"Pegawai {number}") for number in range(4)]

        def deed(work: Work) -> int:
            for number in range(12):
                for chat in chats:
                    letter(work, chat, f"{number}", priority=number % 5)
            return 1

        await stage.app.act(deed)
        await stage.app.settled()
        for chat in chats:
            assert (await stage.said_to(chat))[1:] == [f"{number}" for number in range(12)]

    play(database, tmp_path, scene)


def test_a_limited_chat_waits_alone(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani, budi = await stage.person("Ani"), await stage.person("Budi")
        await stage.people.fault("429", "sendMessage", chat=ani, retry_after=3600)
        mark = await stage.people.seq()
        await stage.write(ani, "nanti")
        await stage.write(budi, "sekarang")
        await stage.people.wait_for(budi, "sekarang", mark)
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == []
        assert [(row.state, row.attempts, row.error) for row in stage.out(chat_id=ani)[1:]] == [
            ("new", 0, "429")
        ]
        stage.clock.ahead_seconds += 3601
        stage.app.postman.ring()
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == ["nanti"]

    play(database, tmp_path, scene)


@pytest.mark.parametrize(
    ("kind", "copies", "state"),
    [("duty", 2, "sent"), ("answer", 1, "unknown"), ("info", 1, "unknown"), ("document", 1, "unknown")],
)
def test_an_answer_that_got_lost_repeats_by_class(
    database: Database, tmp_path: Path, kind: str, copies: int, state: str
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.fault("drop_after", "sendMessage")
        mark = await stage.people.seq()
        row_id = await stage.write(ani, "penting", kind=kind)
        await stage.people.wait_for(ani, "penting", mark)
        if copies == 2:
            await stage.people.wait_for(ani, NOTE, mark)
        await stage.app.settled()
        said = (await stage.said_to(ani))[1:]
        assert said == ["penting", f"penting\n\n{NOTE}"][:copies]
        assert [row.state for row in stage.out(id=row_id)] == [state]

    play(database, tmp_path, scene)


def test_a_duty_that_stays_unknown_twice_is_flagged_and_not_sent_a_third_time(
    database: Database, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.fault("drop_after", "sendMessage", times=2)
        mark = await stage.people.seq()
        row_id = await stage.write(ani, "penting")
        await stage.people.wait_for(ani, NOTE, mark)
        await stage.app.settled()
        assert [(row.state, row.unknowns) for row in stage.out(id=row_id)] == [("unknown", 2)]
        assert len((await stage.said_to(ani))[1:]) == 2

    play(database, tmp_path, scene)


def test_a_duty_of_unknown_fate_still_repeats_when_the_disk_was_full_at_its_moment(
    sqlite_database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        with stage.database.writing() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER full BEFORE UPDATE ON outbox "
                "WHEN OLD.state = 'unknown' AND NEW.state = 'new' BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        await stage.people.fault("drop_after", "sendMessage")
        mark = await stage.people.seq()
        row_id = await stage.write(ani, "penting")
        while "the outbox could not be written" not in caplog.text:
            await stage.people.idle(0.05)
        with stage.database.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER full")
        await stage.people.wait_for(ani, NOTE, mark)
        await stage.app.settled()
        assert [row.state for row in stage.out(id=row_id)] == ["sent"]

    play(sqlite_database, tmp_path, scene)


@pytest.mark.parametrize("fault", ["500", "drop_before", "502"])
def test_an_edit_repeats_until_it_shows(database: Database, tmp_path: Path, fault: str) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        desktop = await card_on(stage, ani)
        await stage.app.settled()
        await stage.people.fault(fault, "editMessageText", times=2)
        mark = await stage.people.seq()
        await redraw(stage, desktop, "Sudah berubah", 2)
        stage.clock.ahead_seconds += 1
        await _until_edited(stage, ani, mark)
        assert (await stage.said_to(ani))[1:] == ["Sudah berubah"]

    play(database, tmp_path, scene)


async def _until_edited(stage: Stage, chat: int, mark: int) -> None:
    """Back-off runs on the hand clock: push it on until the edit is there."""
    while not await stage.people.wait(chat, mark, 0.05):
        stage.clock.ahead_seconds += 10
        stage.app.postman.ring()
    await stage.app.settled()


def test_a_delivered_card_is_known_by_its_message_and_revision(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        desktop = await card_on(stage, ani)
        await stage.app.settled()
        shown = (await stage.people.messages(ani))[-1]
        await redraw(stage, desktop, "Revisi dua", 2)
        await stage.app.settled()
        with stage.database.reading() as connection:
            card = cards.of_message(connection, ani, shown["message"])
            delivered = cards.delivered(connection, desktop.scope, desktop.bundle, desktop.holder)
        assert card is not None
        assert (card.id, card.revision, delivered) == (desktop.card, 2, 2)

    play(database, tmp_path, scene)


def test_redrawing_the_same_counts_as_shown(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        desktop = await card_on(stage, ani)
        await stage.app.settled()
        for revision in (2, 3):
            await redraw(stage, desktop, "Sama", revision)
            await stage.app.settled()
        assert [row.state for row in stage.out(kind="edit")] == ["sent", "sent"]
        with stage.database.reading() as connection:
            assert cards.delivered(connection, desktop.scope, desktop.bundle, desktop.holder) == 3

    play(database, tmp_path, scene)


def test_a_card_whose_message_is_gone_comes_as_a_new_one(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        desktop = await card_on(stage, ani)
        await stage.app.settled()
        with stage.database.writing() as connection:
            cards.shown(connection, desktop.card, 999_999, 1)
        await redraw(stage, desktop, "Kartu baru", 2)
        await stage.app.settled()
        newest = (await stage.people.messages(ani))[-1]
        assert newest["text"] == "Kartu baru"
        with stage.database.reading() as connection:
            card = cards.of_message(connection, ani, newest["message"])
        assert card is not None

    play(database, tmp_path, scene)


def test_five_changes_in_a_row_are_one_edit(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        desktop = await card_on(stage, ani)
        await stage.app.settled()

        def deed(work: Work) -> int:
            for revision in range(2, 7):
                bundle_moves(work.connection, desktop.bundle, revision=revision)
                names = {**_names(desktop, revision), "kind": "edit", "method": "edit"}
                letter(work, ani, f"Revisi {revision}", **names)
            return 5

        await stage.app.act(deed)
        await stage.app.settled()
        assert (await stage.people.counters())["calls"]["editmessagetext"] == 1
        assert (await stage.said_to(ani))[1:] == ["Revisi 6"]

    play(database, tmp_path, scene)


def test_broken_formatting_arrives_as_plain_text(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.write(ani, "<b>Anggaran &amp; <i>kas</b>")
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == ["Anggaran & kas"]

    play(database, tmp_path, scene)


def test_a_person_who_blocked_us_is_unreachable_and_the_desk_knows(
    database: Database, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        with stage.database.writing() as connection:
            a_desktop(connection, ani)
        await stage.people.block(ani)
        await stage.app.settled()
        await stage.write(ani, "tidak sampai")
        await stage.app.settled()
        assert stage.out()[-1].state == "dead"
        assert stage.front.gone == [ani]
        assert [row.reachable for row in stage.rows(table(Accounts))] == [False]

    play(database, tmp_path, scene)


def test_a_mistake_of_the_desk_about_one_chat_keeps_no_other_waiting(
    database: Database, tmp_path: Path
) -> None:
    async def scene(stage: Stage) -> None:
        ani, budi = await stage.person("Ani"), await stage.person("Budi")

        def mistaken(connection: Connection, chat_id: int, now: datetime) -> None:
            letter(Work(connection, now), budi, "setengah jalan")
            raise KeyError(chat_id)

        stage.app.postman.unreachable = mistaken
        await stage.people.block(ani)
        await stage.app.settled()
        await stage.write(ani, "tidak sampai")
        await stage.write(budi, "sampai")
        await stage.app.settled()
        assert [row.state for row in stage.out(chat_id=ani)][-1] == "dead"
        assert (await stage.said_to(budi))[-1] == "sampai"

    play(database, tmp_path, scene)


def test_a_chat_that_never_pressed_start_ends_dead(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        await stage.write(123_456, "halo")
        await stage.app.settled()
        assert [row.state for row in stage.out()] == ["dead"]

    play(database, tmp_path, scene)


def test_files_leave_from_the_file_store(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        sha256 = stage.app.blobs.keep(b"%PDF-1.7 laporan")
        paper = Screen("Laporan", attachment=Attachment("laporan.pdf", sha256, "application/pdf"))
        lost = Screen("Hilang", attachment=Attachment("x.pdf", "0" * 64, "application/pdf"))
        await stage.write(ani, "", kind="document", payload=encoded(paper))
        await stage.write(ani, "", kind="document", payload=encoded(lost))
        await stage.write(ani, "sesudahnya")
        await stage.app.settled()
        assert [row.state for row in stage.out()[1:]] == ["sent", "dead", "sent"]
        calls = (await stage.people.counters())["calls"]
        assert calls["senddocument"] == 1

    play(database, tmp_path, scene)


def test_commands_of_a_chat_are_set(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        pairs = json.dumps([["tugas", "Daftar tugas"], ["isi", "Isi data"]])
        await stage.write(ani, "", kind="commands", method="commands", payload=pairs)
        await stage.app.settled()
        known = [listed for scope, listed in stage.server.world.commands.items() if str(ani) in str(scope)]
        assert [[command["command"] for command in listed] for listed in known] == [["tugas", "isi"]]

    play(database, tmp_path, scene)


def test_what_was_under_way_at_the_end_is_written_down(database: Database, tmp_path: Path) -> None:
    async def scene(stage: Stage) -> None:
        ani = await stage.person()
        await stage.people.fault("slow", "sendMessage", seconds=0.3)
        mark = await stage.people.seq()
        await stage.write(ani, "terakhir")
        await stage.people.wait_for(ani, "terakhir", mark)
        await stage.app.stop()
        assert [row.state for row in stage.out()] == ["sent", "sent"]
        await stage.boot()
        await stage.app.settled()
        assert (await stage.said_to(ani))[1:] == ["terakhir"]

    play(database, tmp_path, scene)
