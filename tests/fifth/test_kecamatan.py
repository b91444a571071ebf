"""A fifth office runs on a file written from docs/sop-format.md: no line of Python knows it."""

import asyncio
import re
from datetime import datetime
from pathlib import Path

import pytest

from desk import cases, sops
from desk.works import Work
from sop.cases import CaseState
from sop.flows import flow
from sop.indicators import RealizationState
from sop.linting import lint
from sop.loading import load_sop
from sop.periods import Cycle
from storage import cases as case_rows
from storage import indicators
from storage.database import Scope
from tests.engine.walks import walk
from tests.fifth.sukamaju import ANSWERS, book
from tests.operations.lines import Shell
from tools.plays import Play, by_name
from tools.theatre import Theatre, theatre

FOLDER = Path(__file__).parent / "definitions"
SOP = load_sop(FOLDER / "kecamatan.toml")
AFTER_JULY = datetime.fromisoformat("2026-08-03T07:25:00+07:00")


def test_it_loads_with_nothing_but_the_remarks_it_is_meant_to_have() -> None:
    assert {finding.key for finding in lint(SOP)} <= {
        "blank_header", "filling_norm", "inferred_actor", "no_approve", "no_archive", "undrawn_return",
    }  # fmt: skip
    assert SOP.step("3").limit == "60 menit"
    assert "5b" in flow(SOP, "2026-M06").where
    assert "5b" not in flow(SOP, "2026-M07").where


def test_the_command_line_finds_it_in_its_folder(shell: Shell) -> None:
    assert shell.types("sop", "check", SOP.key, SOP_DIR=str(FOLDER)) == 0
    assert shell.types("sop", "show", SOP.key, SOP_DIR=str(FOLDER)) == 0
    assert "Membahas capaian kinerja dalam rapat" in shell.said
    assert "Kepala Dinas" not in shell.said


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_every_walk_comes_to_an_end(first: int) -> None:
    for seed in range(first, first + 250):
        try:
            walk(SOP, seed, Cycle.MONTH)
        except Exception as error:
            error.add_note(f"walk of {SOP.key} with seed {seed}")
            raise


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What everybody read in the month that was played, by seat; "" the state of the case and its figures."""
    return asyncio.run(_played(tmp_path_factory.mktemp("sukamaju")))


async def _played(folder: Path) -> dict[str, str]:
    async with theatre(folder, AFTER_JULY, sop_folders=(FOLDER,)) as stage:
        await stage.open_office(book())
        await stage.tick()
        await Play(stage, by_name(book(), ANSWERS), letter="065/31/KEC-SKM/2026, 3 Agt 2026").run()
        chats = {code: await stage.sandbox.transcript(who) for code, who in stage.cast.items()}
        return chats | {"": stage.read(lambda work: _state(work, stage))}


def _state(work: Work, stage: Theatre) -> str:
    scope = Scope(stage.office_id)
    case = next(one for one in case_rows.latest(work.connection, scope) if one.period == "2026-M07")
    said = indicators.realizations(work.connection, scope, 2026)
    states = {one.state for one in said if one.quarter == 3}
    assert sops.of_case(work, case).key == SOP.key
    return f"{cases.title(work, case)}: {case.state}; {sorted(states)}"


def test_a_whole_month_runs_from_order_to_archive(july: dict[str, str]) -> None:
    assert july[""].startswith(f"Pengumpulan Data Kinerja Bulanan Bulan Juli Tahun 2026: {CaseState.DONE}")
    assert "Laporan disetujui" in july["CAMAT"]
    assert "Juli 2026" in july["STAF-PEM"]


def test_what_a_month_approves_is_not_official_before_its_quarter_ends(july: dict[str, str]) -> None:
    assert RealizationState.APPROVED not in july[""]
    assert RealizationState.VERIFIED in july[""]


def test_everybody_meets_and_somebody_outside_reviews(july: dict[str, str]) -> None:
    for who in ("SEKCAM", "KASI-PEM", "KASI-KESRA"):
        assert "Membahas capaian kinerja dalam rapat" in july[who], who
    assert "Serahkan" not in july["KASUBBAG"]
    assert "Menerima telaahan Bagian Organisasi" in july["KASUBBAG"]
    assert "Membahas evaluasi semester" not in "".join(july.values())


def test_nobody_reads_another_offices_titles(july: dict[str, str]) -> None:
    for who, chat in july.items():
        found = re.findall(r".*(?:Kepala Dinas|Kadis|Bidang|ada gangguan).*", chat)
        assert not found, (who, found)
