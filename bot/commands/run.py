"""`python -m bot run`: the application, until SIGTERM or Ctrl-C."""

from argparse import ArgumentParser, Namespace

from bot.settings import Settings


def arguments(_parser: ArgumentParser) -> None:
    """No arguments: everything is a setting."""


def execute(settings: Settings, _options: Namespace) -> int:
    from bot.runs import run
    from bot.wirings import wired

    return run(settings, wired, print)
