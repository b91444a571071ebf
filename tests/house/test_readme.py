"""The README says what the code does."""

import re

from handlers.routes import COMMANDS
from tools.docs import README, with_commands


def test_the_command_table_is_that_of_the_routes() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_commands(readme) == readme, "run make docs"


def test_every_target_it_names_is_in_the_makefile() -> None:
    makefile = README.with_name("Makefile").read_text(encoding="utf-8")
    for target in re.findall(
        r"^    make (\w+)|`make (\w+)`", README.read_text(encoding="utf-8"), re.MULTILINE
    ):
        assert f"\n{''.join(target)}:" in makefile, target


def test_every_command_has_a_line_of_help() -> None:
    for name, command in COMMANDS.items():
        assert command.does, name
        assert len(command.does) <= 256
