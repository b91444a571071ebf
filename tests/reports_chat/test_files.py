"""The same file from the chat's job and from the command line, and what the register says about it."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import renders
from bot.children import ChildFailed
from bot.printers import REPORT
from bot.renders import Renders, drawn
from bot.threads import Threads
from desk import reports
from handlers import notices
from reports.renders import render
from storage import jobs
from storage.jobs import Job
from tests.operations.lines import Shell
from tests.reports_chat.bureaus import Bureau

FINAL = "Laporan Kinerja TW III 2026 - Dinas Perindustrian.pdf"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def types(shell: Shell, office: Bureau, *words: str) -> int:
    return shell.types(*words, DATABASE_URL=office.database.url)


def written(shell: Shell, office: Bureau, folder: Path) -> Path:
    words = ("report", "--office", "DISPERIN", "--period", "2026-Q3", "--out", str(folder))
    assert types(shell, office, *words) == 0
    return next(folder.iterdir())


def test_the_command_line_writes_the_very_bytes_of_the_chat_twice(
    approved: Bureau, shell: Shell, tmp_path: Path
) -> None:
    first = written(shell, approved, tmp_path / "a")
    second = written(shell, approved, tmp_path / "b")
    assert first.name == FINAL
    assert first.read_bytes() == second.read_bytes() == approved.blobs.read(approved.report().pdf_sha256)


def test_without_a_report_the_command_says_what_to_do(office: Bureau, shell: Shell, tmp_path: Path) -> None:
    words = ("report", "--office", "DISPERIN", "--period", "2026-Q3", "--out", str(tmp_path))
    assert "Belum ada laporan" in shell.is_refused(*words, DATABASE_URL=office.database.url)
    wrong = ("report", "--office", "DISPERIN", "--period", "TW3", "--out", str(tmp_path))
    assert "tidak terbaca" in shell.is_refused(*wrong, DATABASE_URL=office.database.url)


def test_verify_tells_approved_from_draft_from_unknown(drafted: Bureau, shell: Shell, tmp_path: Path) -> None:
    file = written(shell, drafted, tmp_path / "draft")
    assert types(shell, drafted, "verify", str(file)) == 2
    assert shell.said.startswith("Konsep:")
    drafted.press("SEKRETARIS", "Paraf")
    drafted.press("KADIS", "Setujui laporan")
    drafted.draw()
    assert types(shell, drafted, "verify", str(file)) == 2
    assert shell.said.startswith("Tidak berlaku:")
    final = written(shell, drafted, tmp_path / "final")
    assert types(shell, drafted, "verify", str(final)) == 0
    assert shell.said.startswith("Sah:")
    final.write_bytes(final.read_bytes() + b" ")
    assert types(shell, drafted, "verify", str(final)) == 2
    assert shell.said.startswith("Tidak dikenal:")


@pytest.fixture
def threads(office: Bureau) -> Iterator[Threads]:
    found = Threads(office.database.is_sqlite)
    yield found
    found.close()


def the_job(office: Bureau) -> Job:
    with office.database.writing() as connection:
        return jobs.claim(connection, (reports.DRAWING,), office.now, office.now, 1)[0]


def test_the_job_draws_in_a_process_of_its_own_and_files_the_result(office: Bureau, threads: Threads) -> None:
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    work = Renders(office.database, threads, office.blobs, notices.announce)
    deed = asyncio.run(work.report(the_job(office)))
    assert deed is not None
    with office.database.writing() as connection:
        deed(connection, office.now)
    drawn_here = office.report().pdf_sha256
    assert office.blobs.read(drawn_here).startswith(b"%PDF")
    assert office.files("SEKRETARIS") == ["Capaian TW III 2026.png"]
    assert render(reports.said(office.report())).sha256 == drawn_here


def test_a_job_for_a_draft_that_was_approved_meanwhile_draws_nothing(
    office: Bureau, threads: Threads
) -> None:
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    job = the_job(office)
    office.press("SEKRETARIS", "Paraf")
    office.press("KADIS", "Setujui laporan")
    work = Renders(office.database, threads, office.blobs, notices.announce)
    assert asyncio.run(work.report(job)) is None


def test_what_cannot_be_drawn_fails_and_at_last_reaches_the_compiler(office: Bureau) -> None:
    with pytest.raises(ChildFailed):
        asyncio.run(drawn(REPORT, "{}"))
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    report = office.report()
    order = {"office": office.office_id, "report": report.id, "state": "draft"}
    job = Job(1, office.office_id, reports.DRAWING, json.dumps(order), 4)
    with office.database.writing() as connection:
        renders.gave_up(connection, job, office.now, notices.announce)
    assert report.verification_code in office.last("SUBKOR-PROGRAM").text
