"""The application starts from its settings, stops when told, and says why when it cannot go on."""

import asyncio
import os
import re
import signal
from pathlib import Path

import pytest

from bot import databases, locks, runs
from bot.app import Wiring
from bot.moments import office_now
from bot.refusals import Refusal
from bot.settings import Settings, settings_from
from desk import offices
from desk.works import Work
from storage.database import Database
from tests.delivery.fronts import EchoFront
from tests.operations.lines import TOKEN, answering
from tools.demo_office import demo_book


def settings_for(folder: Path, address: str) -> Settings:
    return settings_from({"BOT_TOKEN": TOKEN, "BOT_API_URL": address, "DATA_DIR": str(folder / "data")})


def echoing(_settings: Settings, _database: Database) -> Wiring:
    return EchoFront().wiring()


def told_to_stop(settings: Settings, database: Database) -> Wiring:
    """As soon as the application runs, somebody asks it to end."""
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGTERM)
    return echoing(settings, database)


def test_a_token_that_telegram_refuses_ends_with_a_sentence(tmp_path: Path) -> None:
    with answering(401, '{"ok":false,"error_code":401,"description":"Unauthorized"}') as address:
        settings = settings_for(tmp_path, address)
        with pytest.raises(Refusal, match="BOT_TOKEN"):
            runs.run(settings, echoing)
    with locks.sole_process(settings):
        pass


def test_the_first_run_creates_the_database_and_a_signal_ends_it(tmp_path: Path) -> None:
    with answering(200, '{"ok":true,"result":[]}') as address:
        assert runs.run(settings_for(tmp_path, address), told_to_stop) == 0
    assert (tmp_path / "data" / "kinerja.db").is_file()


def test_while_there_is_no_office_it_says_how_to_set_one_up(tmp_path: Path) -> None:
    said: list[str] = []
    with answering(200, '{"ok":true,"result":[]}') as address:
        settings = settings_for(tmp_path, address)
        runs.run(settings, told_to_stop, said.append)
        (line,) = said
        assert re.search(r"/start [A-Za-z0-9_-]{22}$", line)
        database = databases.opened(settings)
        with database.writing() as connection:
            offices.apply(Work(connection, office_now(settings)), demo_book())
        database.close()
        runs.run(settings, told_to_stop, said.append)
    assert said == [line]


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "http://127.0.0.1:1")
    with locks.sole_process(settings), pytest.raises(Refusal, match="sudah berjalan"):
        runs.run(settings, echoing)
