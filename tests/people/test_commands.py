"""`python -m bot import` and `invite`, as somebody at the machine sees them."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.__main__ import main
from reports.templates import written
from storage.database import Database
from tools.demo_office import demo_book


@pytest.fixture
def environment(database: Database, tmp_path: Path) -> dict[str, str]:
    """Settings that lead to the test's database."""
    return {"DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": database.url}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    file = tmp_path / "kantor.xlsx"
    file.write_bytes(written(demo_book()))
    return file


def test_import_shows_applies_and_then_finds_nothing(
    environment: dict[str, str], workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(workbook), "--dry-run"], environment) == 0
    shown = capsys.readouterr().out
    assert "Baru indikator: 16" in shown
    assert "Belum diterapkan" in shown
    assert main(["import", str(workbook)], environment) == 0
    assert "Diterapkan." in capsys.readouterr().out
    assert main(["import", str(workbook)], environment) == 0
    assert capsys.readouterr().out == "Tidak ada perubahan.\n"


def test_import_lists_every_fault_with_its_cell_and_writes_nothing(
    environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = demo_book()
    rows = (replace(book.staff[1], superior="TIDAK-ADA"), replace(book.staff[2], nip="123"))
    file = tmp_path / "salah.xlsx"
    file.write_bytes(written(replace(book, staff=(book.staff[0], *rows, *book.staff[3:]))))
    assert main(["import", str(file)], environment) == 2
    complaints = capsys.readouterr().err
    assert re.search(r"Pegawai![A-Z]+\d+: .*TIDAK-ADA", complaints)
    assert re.search(r"Pegawai![A-Z]+\d+: NIP \"123\"", complaints)
    assert main(["invite"], environment) == 2
    assert "Belum ada kantor" in capsys.readouterr().err


def test_import_of_a_missing_file_is_one_plain_sentence(
    environment: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "tiada.xlsx")], environment) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_invite_writes_one_row_for_each_person(
    environment: dict[str, str], workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(workbook)], environment)
    capsys.readouterr()
    assert main(["invite"], environment) == 0
    heading, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert heading == ["nama", "jabatan", "payload"]
    assert len(rows) == len({name for name, _, _ in rows}) == 21
    assert all(re.fullmatch(r"/start [A-Za-z0-9_-]{22}", payload) for _, _, payload in rows)
