"""Fixtures of the command line's tests."""

from pathlib import Path

import pytest

from tests.operations.lines import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)
