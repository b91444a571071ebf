"""SOP definitions can be looked at from the command line, and a broken one is named with its step."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import definitions
from bot.settings import settings_from
from sop.linting import lint
from sop.loading import BUILT_IN, InvalidDefinition, read_sop
from sop.procedures import Sop
from tests.operations.lines import Shell
from text.catalogue import known

SOPS = definitions.definitions(settings_from({}))


def test_check_lists_every_definition_with_its_remarks(shell: Shell) -> None:
    assert shell.types("sop", "check") == 0
    assert all(f"{sop.key} versi {sop.version}" in shell.said for sop in SOPS)


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_show_and_diagram_name_every_step(shell: Shell, sop: Sop) -> None:
    assert shell.types("sop", "show", sop.key) == 0
    assert all(step.activity in shell.said for step in sop.steps)
    assert shell.types("sop", "diagram", sop.key) == 0
    assert shell.said.count("[") >= len(sop.steps)
    assert shell.said.startswith("flowchart")


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_every_remark_has_words(sop: Sop) -> None:
    assert all(known(f"sops.remark_{finding.key}") for finding in lint(sop))
    assert len(definitions.remarks(sop)) <= len(lint(sop))


def test_a_broken_definition_is_named_with_step_and_reason(shell: Shell) -> None:
    body = next(iter(sorted(BUILT_IN.glob("*.toml")))).read_text()
    broken = body.replace('stage = "fill"', 'stage = "guess"', 1)
    assert broken != body
    (shell.folder / "own").mkdir()
    (shell.folder / "own" / "kantor.toml").write_text(broken)
    sentence = shell.is_refused("sop", "check", SOP_DIR=str(shell.folder / "own"))
    assert re.match(r"SOP kantor\.toml, baris \d+, langkah ", sentence)
    assert "guess" in sentence


def test_files_that_are_no_definitions_are_named(shell: Shell) -> None:
    (shell.folder / "own").mkdir()
    (shell.folder / "own" / "kantor.toml").write_text("key = ")
    assert "TOML" in shell.is_refused("sop", "check", SOP_DIR=str(shell.folder / "own"))
    with pytest.raises(InvalidDefinition):
        read_sop(b"", "x.toml")


def test_an_sop_nobody_has_is_answered_with_those_there_are(shell: Shell) -> None:
    assert SOPS[0].key in shell.is_refused("sop", "show", "tidak-ada")
    assert "Sebutkan" in shell.is_refused("sop", "show")
    assert "tarik" in shell.is_refused("sop", "tarik")


def test_the_workbook_is_made_once_and_never_overwritten(shell: Shell) -> None:
    file = shell.folder / "kantor.xlsx"
    assert shell.types("template", str(file)) == 0
    sheets = load_workbook(BytesIO(file.read_bytes())).sheetnames
    assert sheets[:5] == ["Kantor", "Pegawai", "Indikator", "Anggaran", "Riwayat"]
    before = file.read_bytes()
    assert "sudah ada" in shell.is_refused("template", str(file))
    assert file.read_bytes() == before
    assert ".xlsx" in shell.is_refused("template", str(shell.folder / "kantor.pdf"))
    assert "tidak dapat dibuat" in shell.is_refused("template", str(Path("none") / "kantor.xlsx"))
