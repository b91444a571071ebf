"""Jobs: claimed, finished with their result, tried again, given up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bot.app import App, Wiring
from bot.jobs import Deed, Downloaded, Kinds, download
from desk.works import Work
from storage import jobs
from storage.database import Database
from storage.jobs import JOBS, Draft, Job
from tests.delivery.stages import Stage, play

NOW = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)


def test_a_job_is_done_once_whoever_asks_twice(database: Database) -> None:
    with database.writing() as connection:
        first = jobs.append(connection, Draft("render", "{}", NOW, dedup="a"))
        assert jobs.append(connection, Draft("render", "{}", NOW, dedup="a")) == first
        claimed = jobs.claim(connection, ("render",), NOW, NOW + timedelta(seconds=60), 9)
        assert [job.id for job in claimed] == [first]
        assert jobs.claim(connection, ("render",), NOW, NOW + timedelta(seconds=60), 9) == ()
        assert jobs.done(connection, first)
        assert not jobs.done(connection, first)


def test_a_lease_that_ran_out_is_taken_over(database: Database) -> None:
    with database.writing() as connection:
        first = jobs.append(connection, Draft("render", "{}", NOW))
        jobs.claim(connection, ("render",), NOW, NOW + timedelta(seconds=60), 9)
        later = NOW + timedelta(seconds=60)
        assert [job.id for job in jobs.claim(connection, ("render",), later, later, 9)] == [first]


def test_kinds_nobody_runs_here_are_left_alone(database: Database) -> None:
    with database.writing() as connection:
        jobs.append(connection, Draft("render", "{}", NOW))
        assert jobs.claim(connection, ("download",), NOW, NOW, 9) == ()


def test_a_persons_file_ends_in_the_store_under_its_content(database: Database, tmp_path: Path) -> None:
    kept: list[Downloaded] = []

    def kinds(app: App) -> Kinds:
        async def fetched(job: Job) -> Deed:
            found = await download(app.telegram, app.blobs, job.body)

            def deed(connection: Connection, now: datetime) -> None:
                kept.append(found)

            return deed

        return {"download": fetched}

    async def scene(stage: Stage) -> None:
        base = stage.front.wiring()
        wiring = Wiring(base.answer, base.announce, base.refuse, base.apology, base.resend_note, jobs=kinds)
        await stage.boot(wiring=wiring)
        ani = await stage.person()
        await stage.people.upload(ani, ("bukti.pdf", b"%PDF isi"))
        await stage.app.settled()
        file_id = next(iter(stage.server.world.files.values())).file_id

        def deed(work: Work) -> int:
            return jobs.append(work.connection, Draft("download", str(file_id), work.now))

        await stage.app.act(deed)
        await stage.app.settled()
        assert [(found.size, stage.app.blobs.read(found.sha256)) for found in kept] == [(8, b"%PDF isi")]
        assert [row.state for row in stage.rows(JOBS)] == ["done"]

    play(database, tmp_path, scene, booted=False)


def test_a_job_that_fails_waits_for_its_next_try(database: Database, tmp_path: Path) -> None:
    def kinds(app: App) -> Kinds:
        async def broken(job: Job) -> Deed | None:
            raise OSError

        return {"download": broken}

    async def scene(stage: Stage) -> None:
        base = stage.front.wiring()
        wiring = Wiring(base.answer, base.announce, base.refuse, base.apology, base.resend_note, jobs=kinds)
        await stage.boot(wiring=wiring)
        await stage.app.act(lambda work: jobs.append(work.connection, Draft("download", "", work.now)))
        await stage.app.settled()
        assert [(row.state, row.attempts, row.error) for row in stage.rows(JOBS)] == [("new", 1, "OSError")]

    play(database, tmp_path, scene, booted=False)
