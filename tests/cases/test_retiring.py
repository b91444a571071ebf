"""A version of an SOP is retired on the command line: running cases stay, new ones open on another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot import databases
from bot.settings import settings_from
from desk import sops
from desk.works import Work
from sop.loading import BUILT_IN
from storage import cases, journals
from storage.database import Database, Scope
from tests.cases.test_opening import CLOCK, Terminal
from tests.forms.offices import NOW, ready
from tests.operations.lines import answering

SECOND = "versi-2.toml"


@dataclass
class Office(Terminal):
    """Types commands about a database of its own."""

    url: str = ""

    def types(self, *words: str, **environment: str) -> int:
        own = {"CLOCK_URL": self.clock, "DATABASE_URL": self.url, "SOP_DIR": str(self.folder / "sop")}
        return super().types(*words, **{**own, **environment})


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], blank_url: str) -> Iterator[Office]:
    """A database with a running quarter of version 1, and an empty folder for the office's own SOPs."""
    chosen = {"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": blank_url}
    settings = settings_from(chosen, needs_token=False)
    database = databases.prepared(settings, datetime.fromisoformat(CLOCK))
    ready(database)
    database.close()
    (tmp_path / "sop").mkdir()
    with answering(200, CLOCK) as clock:
        yield Office(tmp_path, capsys, clock=clock, url=blank_url)


def retire(shell: Office, *words: str) -> int:
    return shell.types("sop", "retire", *words)


def second(shell: Office) -> None:
    """The office adds a second version."""
    body = (BUILT_IN / "lumajang.toml").read_text()
    (shell.folder / "sop" / SECOND).write_text(body.replace("version = 1", "version = 2", 1))


def opens_on(shell: Office) -> int | None:
    """The version a new case would run on; the running case stays on the one it was opened with."""
    database = Database(shell.url)
    with database.reading() as connection:
        (case,) = cases.latest(connection, Scope(1))
        assert case.sop_version == 1
        work = Work(connection, NOW)
        assert sops.of_case(work, case).version == 1
        found = sops.newest(work, "lumajang")
        keys = [one.key for one in sops.every(work)]
        assert (keys.count("lumajang") == 1) is (found is not None)
    database.close()
    return found.version if found else None


def lines(shell: Office) -> list[str]:
    database = Database(shell.url)
    with database.reading() as connection:
        found = journals.told(connection, Scope(1), journals.OFFICE_CHAIN, "sop_retired")
    database.close()
    return [line.body for line in found]


def test_the_older_version_goes_and_the_newer_one_opens(shell: Office) -> None:
    second(shell)
    assert retire(shell, "lumajang", "1") == 0
    assert "kegiatan baru memakai versi 2" in shell.said
    assert opens_on(shell) == 2
    assert lines(shell) == ['{"key":"lumajang","version":1}']


def test_without_the_newer_version_cases_open_on_the_older_one_again(shell: Office) -> None:
    second(shell)
    assert retire(shell, "lumajang", "2") == 0
    assert opens_on(shell) == 1


def test_the_only_version_of_an_office_stays(shell: Office) -> None:
    said = shell.is_refused("sop", "retire", "lumajang", "1")
    assert "satu-satunya" in said
    assert opens_on(shell) == 1
    assert lines(shell) == []


def test_what_no_office_uses_may_go_altogether(shell: Office) -> None:
    assert retire(shell, "lima-puluh-kota", "1") == 0
    assert "tidak ada versi lainnya" in shell.said
    assert opens_on(shell) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("lumajang", "7"), "tidak dikenal"),
        (("lumajang",), "Sebutkan kunci dan versinya"),
        ((), "Sebutkan kunci dan versinya"),
        (("lumajang", "satu"), "VERSI"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence(
    shell: Office, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in shell.is_refused("sop", "retire", *words)
    assert opens_on(shell) == 1


def test_a_second_time_says_so(shell: Office) -> None:
    second(shell)
    assert retire(shell, "lumajang", "1") == 0
    said = shell.is_refused("sop", "retire", "lumajang", "1")
    assert "sudah tidak dibuka" in said
