"""Whatever is typed, the answer is a plain sentence and an exit code, never a traceback."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from bot import commands
from bot.commands import COMMANDS, Command
from bot.parsers import Parser
from tests.operations.lines import Shell

ROOT = Path(__file__).parents[2]


def test_help_lists_every_command(shell: Shell) -> None:
    assert shell.types("--help") == 0
    assert all(command.name in shell.said and command.summary in shell.said for command in COMMANDS)


def test_nothing_typed_shows_the_help(shell: Shell) -> None:
    assert shell.types() == 2
    assert "Pemakaian" in shell.said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_explains_itself_in_indonesian(shell: Shell, command: Command) -> None:
    assert shell.types(command.name, "--help") == 0
    assert shell.said.startswith(f"Pemakaian: python -m bot {command.name}")
    assert not any(word in shell.said for word in ("usage", "options", "show this", "positional"))


def test_each_file_among_the_commands_is_listed() -> None:
    folder = Path(commands.__file__).parent
    assert {file.stem for file in folder.glob("*.py")} - {"__init__"} == {
        command.module for command in COMMANDS
    }
    for command in COMMANDS:
        module = import_module(f"bot.commands.{command.module}")
        module.arguments(Parser(prog="x"))
        assert (module.__doc__ or "").startswith(f"`python -m bot {command.name}")


def test_an_unknown_command_is_named(shell: Shell) -> None:
    assert "Perintah jalan tidak dikenal" in shell.is_refused("jalan")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["check", "--cepat"], "Pilihan --cepat"),
        (["restore"], "Isian BERKAS"),
        (["migrate", "sekarang"], "Pilihan sekarang"),
        (["check", "--help=1"], "--help"),
    ],
    ids=" ".join,
)
def test_what_does_not_fit_is_named(shell: Shell, words: list[str], named: str) -> None:
    assert named in shell.is_refused(*words)


def test_run_names_the_missing_token(shell: Shell) -> None:
    assert "BOT_TOKEN" in shell.is_refused("run", BOT_TOKEN="")


def test_a_wrong_setting_is_named(shell: Shell) -> None:
    assert "LOG_FORMAT" in shell.is_refused("backup", LOG_FORMAT="xml")


def test_what_is_unforeseen_before_anything_exists_is_logged_too(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.databases.opened", lambda _settings: 1 / 0)
    assert shell.types("backup", LOG_FORMAT="json") == 1
    assert "ZeroDivisionError" in (shell.folder / "data" / "kinerja.log").read_text()


def test_the_unforeseen_leaves_a_code_and_its_trace_in_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.types("migrate") == 0
    monkeypatch.setattr("bot.databases.opened", lambda _settings: 1 / 0)
    assert shell.types("backup") == 1
    assert "Traceback" not in shell.complained
    code = shell.complained.split("Kode ")[1][:6]
    log = (shell.folder / "data" / "kinerja.log").read_text()
    assert code in log
    assert "ZeroDivisionError" in log


def test_the_program_starts_from_a_shell(tmp_path: Path) -> None:
    environment = {"DATA_DIR": str(tmp_path / "data"), "PATH": ""}
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "backup"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("Belum ada basis data")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "words", [["--help"], ["sop", "show", "lumajang"], ["sop", "check"], ["backup"]], ids=" ".join
)
def test_a_reader_who_has_read_enough_ends_the_command_without_a_word(
    tmp_path: Path, words: list[str]
) -> None:
    read, write = os.pipe()
    os.close(read)  # as `head` does once it has its lines
    environment = {"DATA_DIR": str(tmp_path / "data"), "PATH": ""}
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=environment,
            stdout=write,
            stderr=write if words == ["backup"] else subprocess.PIPE,  # a refusal goes to stderr
            check=False,
        )
    finally:
        os.close(write)
    assert ran.returncode == 1
    assert not ran.stderr
    assert not (tmp_path / "data").exists()
