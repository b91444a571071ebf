"""Settings are complete or every problem is named at once, and the token stays secret."""

from pathlib import Path

import pytest

from bot.refusals import Refusal
from bot.settings import TELEGRAM_URL, settings_from
from tests.operations.lines import TOKEN


def test_a_token_is_enough() -> None:
    settings = settings_from({"BOT_TOKEN": TOKEN}, needs_token=True)
    assert settings.bot_api_url == TELEGRAM_URL
    assert settings.data_dir == Path("data")
    assert settings.database_url == "sqlite:///data/kinerja.db"
    assert (settings.send_per_second, settings.log_format) == (25, "text")


def test_neither_token_nor_passwords_are_shown() -> None:
    url = "postgresql://kinerja:s3cr3t@db/kinerja"
    settings = settings_from({"BOT_TOKEN": TOKEN, "DATABASE_URL": url, "WEBHOOK_SECRET": "hush"})
    assert settings.database_url.startswith("postgresql+psycopg://")
    assert not any(secret in repr(settings) for secret in (TOKEN, "s3cr3t", "hush"))


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    wrong = {
        "BOT_TOKEN": "abc",
        "BOT_API_URL": "api.telegram.org",
        "DATA_DIR": str(file),
        "DATABASE_URL": "mysql://db",
        "SOP_DIR": str(tmp_path / "none"),
        "CLOCK_URL": "ftp://clock",
        "SEND_PER_SECOND": "many",
        "WEBHOOK_URL": "https://kantor.example",
        "LISTEN": "8080",
        "LOG_FORMAT": "xml",
    }
    with pytest.raises(Refusal) as refusal:
        settings_from(wrong)
    lines = str(refusal.value).splitlines()
    named = {line.split()[0] for line in lines}
    assert named == {*wrong, "WEBHOOK_SECRET"} - {"WEBHOOK_URL"}
    assert all(line.endswith(".") for line in lines)


def test_a_missing_token_matters_only_to_those_who_need_it() -> None:
    assert settings_from({}).bot_token == ""
    with pytest.raises(Refusal, match="BotFather"):
        settings_from({}, needs_token=True)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_that_would_be_lost_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match="DATABASE_URL"):
        settings_from({"DATABASE_URL": url})


def test_zero_means_no_ceiling_and_blank_means_unset() -> None:
    assert settings_from({"SEND_PER_SECOND": "0"}).send_per_second == 0
    assert settings_from({"SEND_PER_SECOND": " ", "DATA_DIR": ""}).send_per_second == 25
