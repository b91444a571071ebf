"""`check` looks at everything and says on one line each what to do."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import checks
from bot.checks import Verdict
from bot.settings import settings_from
from desk import offices
from desk.works import Work
from storage import journals
from storage.database import Database
from tests.fifth.sukamaju import book
from tests.operations.lines import TOKEN, Shell, answering
from tests.storage.offices import an_office

DEFINITIONS = Path(__file__).parents[1] / "fifth" / "definitions"
ME = '{"ok":true,"result":{"id":1,"is_bot":true,"username":"kinerja_bot"}}'


def test_a_healthy_installation_passes(shell: Shell) -> None:
    assert shell.types("migrate") == 0
    with answering(200, ME) as address:
        assert shell.types("check", BOT_API_URL=address) == 0
    assert "@kinerja_bot tersambung" in shell.said
    assert "[salah]" not in shell.said


def test_what_is_wrong_is_named_and_the_rest_still_looked_at(shell: Shell) -> None:
    with answering(401, '{"ok":false}') as address:
        assert shell.types("check", BOT_API_URL=address) == 2
    assert "[salah] Basis data: Belum ada" in shell.said
    assert "[salah] Telegram dan jam: BOT_TOKEN ditolak" in shell.said
    assert TOKEN not in shell.said
    subjects = [line.split("] ")[1].split(":")[0] for line in shell.said.splitlines()]
    assert subjects == ["Setelan", "Basis data", "Disk", "SOP", "Telegram dan jam"]


@pytest.mark.parametrize(
    ("status", "body", "named"),
    [
        (404, "{}", "BOT_TOKEN"),
        (502, "<html>", "BOT_API_URL"),
        (200, "hello", "BOT_API_URL"),
        (200, "[]", "BOT_API_URL"),
    ],
)
def test_an_answer_that_is_not_telegrams_is_explained(
    shell: Shell, status: int, body: str, named: str
) -> None:
    with answering(status, body) as address:
        assert shell.types("check", BOT_API_URL=address) == 2
    assert named in shell.said.splitlines()[-1]


def test_telegram_out_of_reach_is_explained(shell: Shell) -> None:
    assert shell.types("check", BOT_API_URL="http://127.0.0.1:1") == 2
    assert "tidak dapat dihubungi" in shell.said
    assert TOKEN not in shell.said


def test_a_clock_that_is_off_is_noticed(shell: Shell) -> None:
    date = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    with answering(200, ME, date) as address:
        assert shell.types("check", BOT_API_URL=address) == 2
    assert "NTP" in shell.said


@pytest.mark.parametrize("told", ["tomorrow", "2026-10-05T08:30:00"])
def test_a_clock_address_must_tell_a_time_with_its_offset(shell: Shell, told: str) -> None:
    with answering(200, told) as address:
        assert "CLOCK_URL" in shell.is_refused("migrate", CLOCK_URL=address)


def test_a_changed_journal_is_noticed(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as connection:
        scope = an_office(connection)
        journals.append(connection, scope, 0, datetime.now(UTC), 0, "", "opened", {})
    settings = settings_from({"DATA_DIR": str(tmp_path), "DATABASE_URL": own_database.url})
    assert checks.database_sound(settings)[0] is Verdict.GOOD
    with own_database.writing() as connection:
        if own_database.is_sqlite:
            connection.execute(sa.text("DROP TRIGGER journals_keep_before_update"))
        else:
            connection.execute(sa.text("DROP TRIGGER journals_keep_before_update ON journals"))
        connection.execute(sa.text("UPDATE journals SET action = 'closed'"))
    finding = next(found for found in checks.findings(settings) if found.subject == "Basis data")
    assert finding.verdict is Verdict.BAD
    assert "Penjaga jurnal" in finding.sentence


def test_an_office_whose_sop_is_nowhere_is_named(own_database: Database, tmp_path: Path) -> None:
    with own_database.writing() as connection:
        offices.apply(Work(connection, datetime.now(UTC)), book())
    place = {"DATA_DIR": str(tmp_path), "DATABASE_URL": own_database.url}
    verdict, sentence = checks.sops_readable(settings_from(place))
    assert verdict is Verdict.BAD
    assert "Kantor SUKAMAJU memakai SOP kecamatan-sukamaju" in sentence
    there = settings_from({**place, "SOP_DIR": str(DEFINITIONS)})
    assert checks.sops_readable(there)[0] is Verdict.GOOD


def test_a_full_disk_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "FULL_PERCENT", 0)
    verdict, sentence = checks.disk_free(settings_from({"DATA_DIR": str(tmp_path / "not" / "yet")}))
    assert verdict is Verdict.WARNING
    assert "Kosongkan" in sentence
