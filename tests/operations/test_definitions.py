"""SOP definitions can be looked at from the command line, and a broken one is named with its step."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import definitions
from bot.settings import settings_from
from sop.faults import InvalidDefinition
from sop.linting import lint
from sop.loading import BUILT_IN, read_sop
from sop.procedures import Sop
from tests.definitions.papers import TEXTS
from tests.operations.lines import Shell
from text.catalogue import known

BEGINNER = """
key = "kantor"
version = 1
cycle = "quarter"

[header]
number = "1"
title = "Data kinerja triwulan"
office = "Dinas Contoh"

[trigger]
kinds = ["letter"]

[[steps]]
key = "1"
raw = "Meminta data"
activity = "Meminta data"
stage = "request"
actors = ["planner"]

[[steps]]
key = "2"
raw = "Mengisi data"
activity = "Mengisi data"
stage = "fill"
actors = ["staff"]
"""
SOPS = definitions.definitions(settings_from({}))


def test_check_lists_every_definition_with_its_remarks(shell: Shell) -> None:
    assert shell.types("sop", "check") == 0
    assert all(f"{sop.key} versi {sop.version}" in shell.said for sop in SOPS)


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_show_names_every_step_and_what_is_not_from_the_paper(shell: Shell, sop: Sop) -> None:
    assert shell.types("sop", "show", sop.key) == 0
    assert all(step.activity in shell.said for step in sop.steps)
    added = [step for step in sop.steps if not step.printed]
    assert shell.said.count("[bukan dari SOP]") == len(added)
    assert "(disimpulkan)" in shell.said


def test_a_diagram_is_left_as_svg_and_png(shell: Shell) -> None:
    folder = shell.folder / "gambar"
    assert shell.types("sop", "diagram", SOPS[0].key, "--out", str(folder)) == 0
    assert (folder / f"{SOPS[0].key}.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / f"{SOPS[0].key}.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "--out" in shell.is_refused("sop", "diagram", SOPS[0].key)
    (shell.folder / "berkas").write_text("")
    refused = shell.is_refused("sop", "diagram", SOPS[0].key, "--out", str(shell.folder / "berkas"))
    assert "tidak dapat disimpan" in refused


def test_one_file_can_be_checked_and_shown(shell: Shell) -> None:
    file = shell.folder / "kantor.toml"
    file.write_bytes(next(iter(sorted(BUILT_IN.glob("*.toml")))).read_bytes())
    assert shell.types("sop", "check", str(file)) == 0
    assert ", baris " in shell.said
    assert shell.types("sop", "show", str(file)) == 0
    assert "tidak dapat dibaca" in shell.is_refused("sop", "check", str(shell.folder / "lain.toml"))


@pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)
def test_every_remark_has_words(sop: Sop) -> None:
    assert all(known(f"sops.remark_{finding.key}") for finding in lint(sop))
    assert len(definitions.remarks(sop)) <= len(lint(sop))


def test_a_printed_sop_becomes_a_file_that_can_be_checked(shell: Shell) -> None:
    paper, out = shell.folder / "sop.txt", shell.folder / "kantor.toml"
    paper.write_text(TEXTS["lumajang"], encoding="utf-8")
    assert shell.types("sop", "text", str(paper), "--out", str(out)) == 0
    assert "9 langkah" in shell.said
    assert "dapat dijalankan" in shell.said
    assert shell.types("sop", "check", str(out)) == 0
    assert shell.types("sop", "text", str(paper)) == 0
    assert shell.said == out.read_text(encoding="utf-8")
    assert "sudah ada" in shell.is_refused("sop", "text", str(paper), "--out", str(out))
    assert ".toml" in shell.is_refused("sop", "text", str(paper), "--out", str(shell.folder / "kantor.txt"))
    assert "Sebutkan" in shell.is_refused("sop", "text")
    assert "tidak dapat dibaca" in shell.is_refused("sop", "text", str(shell.folder / "tidak-ada.txt"))


def test_a_paper_without_a_table_or_of_another_kind_is_refused(shell: Shell) -> None:
    paper = shell.folder / "edaran.txt"
    paper.write_text("Surat edaran tentang apel pagi", encoding="utf-8")
    assert "tabel kegiatan tidak ditemukan" in shell.is_refused("sop", "text", str(paper))
    (shell.folder / "sop.xlsx").write_bytes(b"PK")
    assert ".docx" in shell.is_refused("sop", "text", str(shell.folder / "sop.xlsx"))


def test_a_broken_definition_is_named_with_step_and_reason(shell: Shell) -> None:
    body = next(iter(sorted(BUILT_IN.glob("*.toml")))).read_text()
    broken = body.replace('stage = "fill"', 'stage = "guess"', 1)
    assert broken != body
    (shell.folder / "own").mkdir()
    (shell.folder / "own" / "kantor.toml").write_text(broken)
    sentence = shell.is_refused("sop", "check", SOP_DIR=str(shell.folder / "own"))
    assert re.match(r"SOP kantor\.toml, baris \d+, langkah ", sentence)
    assert "guess" in sentence


def test_every_fault_is_a_sentence_of_its_own(shell: Shell) -> None:
    body = (BUILT_IN / "lumajang.toml").read_text()
    file = shell.folder / "kantor.toml"
    file.write_text(body.replace('limit = "15 menit"', 'limit = "nanti"').replace('"fill"', '"isi"', 1))
    assert shell.types("sop", "check", str(file)) == 2
    sentences = shell.complained.splitlines()
    assert [sentence.split(": ")[1] for sentence in sentences] == [
        "batas waktu nanti tidak terbaca; tulis misalnya 2 jam, 3 hari, atau 1 pekan.",
        "batas waktu nanti tidak terbaca; tulis misalnya 2 jam, 3 hari, atau 1 pekan.",
        "tahap isi tidak dikenal; yang ada",
        "batas waktu nanti tidak terbaca; tulis misalnya 2 jam, 3 hari, atau 1 pekan.",
    ]
    told = [re.match(r"SOP kantor\.toml, baris (\d+), langkah ", sentence) for sentence in sentences]
    assert len({found[1] for found in told if found}) == len(sentences)


def test_a_step_that_never_opens_is_explained_in_words(shell: Shell) -> None:
    body = (BUILT_IN / "lumajang.toml").read_text()
    file = shell.folder / "kantor.toml"
    file.write_text(body.replace('stage = "dispose"', 'stage = "check"', 1))
    assert "memeriksa sebelum ada pengisian" in shell.is_refused("sop", "check", str(file))


def test_files_that_are_no_definitions_are_named(shell: Shell) -> None:
    (shell.folder / "own").mkdir()
    (shell.folder / "own" / "kantor.toml").write_text("key = ")
    assert "tidak terbaca" in shell.is_refused("sop", "check", SOP_DIR=str(shell.folder / "own"))
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


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"planner"', '"perencana"', "peran perencana tidak dikenal; mungkin maksudnya planner"),
        ('"planner"', '"Wakil Direktur"', "mungkin maksudnya secretary"),
        ('"planner"', '"devision_head"', "mungkin maksudnya division_head"),
        ('"planner"', '"bupati"', "peran bupati tidak dikenal; yang ada: head, secretary"),
        ('stage = "fill"', 'stage = "pengisian"', "mungkin maksudnya fill"),
        ('cycle = "quarter"', 'cycle = "semester"', "mungkin maksudnya half_year"),
        ("activity =", "aktivity =", "isian aktivity tidak dikenal; mungkin maksudnya activity"),
        ("[trigger]\n", "", "isian kinds bukan untuk bagian ini"),
        ('stage = "fill"', "stage = “fill”", "tanda kutip lurus"),
        ('stage = "fill"', 'stage = "fill" isian', "tersisa di akhir baris"),
        ('actors = ["planner"]', 'actors = ["planner" "staff"]', "koma di antara isinya kurang"),
        ('stage = "fill"', 'stage = "fill"\nstage = "fill"', "tulis [[steps]] sebelum isian pertamanya"),
        ('[[steps]]\nkey = "2"', '[steps]\nkey = "2"', "kurung ganda"),
    ],
)
def test_a_beginners_slip_is_told_with_what_was_probably_meant(
    shell: Shell, old: str, new: str, said: str
) -> None:
    file = shell.folder / "kantor.toml"
    text = BEGINNER
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert shell.types("sop", "check", str(file)) == 2
    assert said in shell.complained
    assert ", baris " in shell.complained
