"""`python -m bot check`: one line for each thing that must be right before people rely on it."""

from argparse import ArgumentParser, Namespace

from bot.settings import Settings


def arguments(_parser: ArgumentParser) -> None:
    """No arguments."""


def execute(settings: Settings, _options: Namespace) -> int:
    """0 where nothing keeps the application from working, 2 otherwise; a warning does not count."""
    from bot import checks

    failed = False
    for finding in checks.findings(settings):
        print(f"{checks.MARKS[finding.verdict]} {finding.subject}: {finding.sentence}")
        failed = failed or finding.verdict is checks.Verdict.BAD
    return 2 if failed else 0
