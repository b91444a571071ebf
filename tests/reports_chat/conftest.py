"""An office at five moments of its quarter: played once, then copied for each test.

The copies are SQLite files; `test_whole_paths.py` plays the quarter on both databases.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.blobs import Blobs
from storage.database import Database
from tests.reports_chat.bureaus import Bureau, bureau

Kept = dict[str, Path]


def _draft(office: Bureau) -> None:
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    office.draw()


def _initial(office: Bureau) -> None:
    office.press("SEKRETARIS", "Paraf")


def _approve(office: Bureau) -> None:
    office.press("KADIS", "Setujui laporan")
    office.draw()


STAGES: tuple[tuple[str, Callable[[Bureau], None]], ...] = (
    ("drafted", _draft),
    ("initialled", _initial),
    ("approved", _approve),
)


@pytest.fixture(scope="session")
def kept(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Folders with the database and the files of each moment."""
    folders = {"office": tmp_path_factory.mktemp("office"), "late": tmp_path_factory.mktemp("late")}
    for name, missing in (("office", ()), ("late", ("PSDI-2", "WASI-3"))):
        shutil.copyfile(sqlite_template, folders[name] / "kinerja.db")
        database = Database(f"sqlite:///{folders[name] / 'kinerja.db'}")
        bureau(database, folders[name], missing=missing)
        database.close()
    before = "office"
    for name, play in STAGES:
        folders[name] = tmp_path_factory.mktemp(name)
        with standing(folders[before], folders[name]) as office:
            play(office)
        before = name
    return folders


@contextmanager
def standing(source: Path, folder: Path) -> Iterator[Bureau]:
    """A copy of a moment in a folder of its own."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    database = Database(f"sqlite:///{folder / 'kinerja.db'}")
    yield Bureau(database, Blobs(folder / "blobs"), office_id=1, case_id=1)
    database.close()


@pytest.fixture
def office(kept: Kept, tmp_path: Path) -> Iterator[Bureau]:
    """Everything is in: the compilation waits."""
    with standing(kept["office"], tmp_path / "office") as found:
        yield found


@pytest.fixture
def late_office(kept: Kept, tmp_path: Path) -> Iterator[Bureau]:
    """PSDI-2 and WASI-3 are still out."""
    with standing(kept["late"], tmp_path / "office") as found:
        yield found


@pytest.fixture
def drafted(kept: Kept, tmp_path: Path) -> Iterator[Bureau]:
    """The draft is frozen and drawn: the paraf waits."""
    with standing(kept["drafted"], tmp_path / "office") as found:
        yield found


@pytest.fixture
def initialled(kept: Kept, tmp_path: Path) -> Iterator[Bureau]:
    """The secretary has initialled: the approval waits."""
    with standing(kept["initialled"], tmp_path / "office") as found:
        yield found


@pytest.fixture
def approved(kept: Kept, tmp_path: Path) -> Iterator[Bureau]:
    """The head has approved and the file is drawn: the dispatch waits."""
    with standing(kept["approved"], tmp_path / "office") as found:
        yield found
