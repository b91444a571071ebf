"""A database for all tests of a file that only read or are refused."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from storage.database import Database


@pytest.fixture(scope="module")
def module_database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("laws") / "kinerja.db"
    shutil.copyfile(sqlite_template, file)
    opened = Database(f"sqlite:///{file}")
    event.listen(opened.engine, "connect", _without_waiting)
    yield opened
    opened.close()


def _without_waiting(connection: Any, _record: Any) -> None:
    """Nobody pulls the plug of this machine: a commit need not wait for the disk."""
    connection.execute("PRAGMA synchronous = OFF")
