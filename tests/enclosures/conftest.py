"""An office whose head approves other documents with the report: everything is in, the compilation waits."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blobs import Blobs
from sop.loading import BUILT_IN
from storage.database import Database
from tests.reports_chat.bureaus import Bureau
from tests.reports_chat.conftest import standing

APPROVAL = """
[[steps]]
key = "10"
raw = "Menandatangani PK, RENJA, RENSTRA, LAKIP, LKPj, LPPD"
activity = "Menyetujui laporan"
stage = "approve"
actors = ["head"]
documents = ["quarterly_report", "pk", "renja", "renstra", "annual_report", "lkpj", "lppd"]
return_to = "9"
"""


def enclosing(folder: Path) -> Path:
    """A folder with an SOP of the application whose approval names documents of the year."""
    written = (BUILT_IN / "lumajang.toml").read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    changed = written.replace('key = "lumajang"', 'key = "enclosing"', 1)
    (folder / "enclosing.toml").write_text(changed + APPROVAL, encoding="utf-8")
    return folder


def opened(database: Database, folder: Path, *, plh: bool = False) -> Bureau:
    definitions = (enclosing(folder / "definitions"),)
    office = Bureau(database, Blobs(folder / "blobs"), sop_key="enclosing", definitions=definitions)
    office.open(plh)
    return office


@pytest.fixture(scope="session")
def source(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("enclosing")
    shutil.copyfile(sqlite_template, folder / "kinerja.db")
    database = Database(f"sqlite:///{folder / 'kinerja.db'}")
    opened(database, folder)
    database.close()
    return folder


@pytest.fixture
def office(source: Path, tmp_path: Path) -> Iterator[Bureau]:
    with standing(source, tmp_path / "office") as found:
        yield found
